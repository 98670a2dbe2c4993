import { relatedToImporter } from '@good-standing/kernel/relation/importer-relation.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';

/** SQL that is true where an engagement is in force on the day of the request. */
export const ENGAGEMENT_IN_FORCE = `(
  engagement.from_on <= :today::date and (engagement.until_on is null or engagement.until_on >= :today::date))`;

/**
 * Rows of `engagement` that the viewer may know of (19 CFR 111.24): CBP all, an agency
 * those of importers in its jurisdiction, an importer and a broker their own.
 */
export function visibleEngagements(viewer: Viewer): string {
  switch (viewer.audience) {
    case 'CBP':
      return 'true';
    case 'PGA':
    case 'IMPORTER':
      return relatedToImporter(viewer, 'engagement.importer_id');
    case 'BROKER':
      return 'engagement.broker_id = :subject';
    default:
      return 'false';
  }
}

/** Whether the viewer is an importer and the broker acts for it today. Brokers themselves are public record. */
export function isViewersBroker(viewer: Viewer): string {
  if (viewer.audience !== 'IMPORTER') return 'false';
  return `exists (
    select from engagement
    where engagement.broker_id = broker.id and engagement.importer_id = :subject and ${ENGAGEMENT_IN_FORCE})`;
}

/** Whether the viewer is an agency with jurisdiction over an importer for which the broker acts today. */
export function isWithinJurisdiction(viewer: Viewer): string {
  if (viewer.audience !== 'PGA') return 'false';
  return `exists (
    select from engagement
    where engagement.broker_id = broker.id and ${ENGAGEMENT_IN_FORCE}
      and ${relatedToImporter(viewer, 'engagement.importer_id')})`;
}

/** Rows of a broker's own record, `brokerId` an SQL expression: CBP all, a broker its own (EO 14411 § 4(a)). */
export function visibleRecord(viewer: Viewer, brokerId: string): string {
  switch (viewer.audience) {
    case 'CBP':
      return 'true';
    case 'BROKER':
      return `${brokerId} = :subject`;
    default:
      return 'false';
  }
}

/** Rows of `designation`: as engagements, whether or not one is in force. */
export function visibleDesignations(viewer: Viewer): string {
  switch (viewer.audience) {
    case 'CBP':
      return 'true';
    case 'PGA':
    case 'IMPORTER':
      return relatedToImporter(viewer, 'designation.importer_id');
    case 'BROKER':
      return 'designation.broker_id = :subject';
    default:
      return 'false';
  }
}
