import type { Audience } from '@good-standing/kernel/viewer/viewer.ts';

/**
 * Which reports a viewer may know of by their ids: CBP all, an agency those that CBP
 * flagged to it, everybody else none. `report` is the row, `:agency` the viewer's own.
 */
export function knownTo(audience: Audience): string {
  if (audience === 'CBP') return 'true';
  if (audience !== 'PGA') return 'false';
  return `exists (
    select from violation_report_agency flagged
    where flagged.report_id = report.id and flagged.agency = :agency)`;
}

/**
 * Which reports the holder of a receipt may know of: anybody without an account, the
 * one that it is for; a platform, where it submitted it under its agreement.
 */
export function heldBy(audience: Audience): string {
  if (audience === 'CBP' || audience === 'PUBLIC') return 'true';
  return audience === 'PLATFORM' ? 'report.organization = :organization' : 'false';
}
