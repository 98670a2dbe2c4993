import { relatedToImporter, viewerParams } from '@good-standing/kernel/relation/importer-relation.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { standingLost } from './listings/standing-lost.ts';
import { reviewedInTime } from './rules/certification-review.ts';

/**
 * Row predicates as SQL, one text for each audience and set of grants so that
 * statements stay prepared. They name the parameters of `predicateParams`.
 */

/** A listing is in force from its first to its last day, and not from the day a snapshot no longer has it. */
export const LISTING_IN_FORCE = `
  l.listed_on <= :today::date
  and (l.until_on is null or l.until_on >= :today::date)
  and (l.delisted_on is null or l.delisted_on > :today::date)
  and (l.ended_on is null or l.ended_on > :today::date)`;

/** A listing as trusted is suspended while the standing of its importer is lost: what standing is known to be on the day decides, so that it is so at once. */
export const TRUSTED_IN_FORCE = `${LISTING_IN_FORCE}
  and not ${standingLost('l.importer_id', ':today::date')}`;

/** As rules/certification-state.ts has it: received, not past its last day, not withdrawn, reviewed in time. */
export const CERTIFICATION_IN_FORCE = `
  c.received_on <= :today::date
  and c.last_in_force_on >= :today::date
  and (c.withdrawn_on is null or c.withdrawn_on > :today::date)
  and (c.ended_on is null or c.ended_on > :today::date)
  and ${reviewedInTime(':today::date')}`;

/** From the day it was given to its last, and not once revoked, whatever the day. */
export const CONSENT_IN_FORCE = `
  s.granted_on <= :today::date and s.until_on >= :today::date and s.revoked_at is null`;

export const TRUSTED = inProgramme('TRUSTED', TRUSTED_IN_FORCE);
/** NOTE: not suspended with standing, which those who read membership may not read. CBP ends an enrolment. */
const KNOWN_SHIPPER = inProgramme('KNOWN_SHIPPER', LISTING_IN_FORCE);

export const CONFIDENTIAL = `exists (
  select from confidentiality_certification c where c.importer_id = i.id and ${CERTIFICATION_IN_FORCE})`;

/** What a consent may open to a platform, which its agreement must grant as well. */
type Consentable = 'IMPORTER_NAME' | 'STANDING_STATUS';

/** Importer `i` consents to this platform's reading what is under the rule. */
export function consents(viewer: Viewer, rule: Consentable): string {
  if (viewer.audience !== 'PLATFORM' || !viewer.rules.has(rule)) return 'false';
  return `exists (
    select from standing_consent s
    where s.importer_id = i.id and s.platform = :organization and '${rule}' = any(s.scopes) and ${CONSENT_IN_FORCE})`;
}

function inProgramme(programme: 'TRUSTED' | 'KNOWN_SHIPPER', inForce: string): string {
  return `exists (
    select from listing l
    where l.importer_id = i.id and l.programme = '${programme}' and ${inForce})`;
}

/** The viewer stands in the relation of its audience to importer `i`. */
export function related(viewer: Viewer): string {
  return relatedToImporter(viewer, 'i.id');
}

/**
 * Importers `i` that the viewer may know of: those it is related to, the public
 * record of trusted ones, where it may read that enrolment known shippers, and to
 * a platform those that consent.
 */
export function visibleImporters(viewer: Viewer): string {
  if (viewer.audience === 'CBP') return 'true';
  const reasons = [
    related(viewer),
    TRUSTED,
    readsKnownShippers(viewer) ? KNOWN_SHIPPER : 'false',
    consents(viewer, 'IMPORTER_NAME'),
    consents(viewer, 'STANDING_STATUS'),
  ];
  return `(${reasons.filter((reason) => reason !== 'false').join('\n or ')})`;
}

/** An importer reads only its own enrolment, and knows of itself already. */
function readsKnownShippers(viewer: Viewer): boolean {
  const reads: readonly string[] = ['PGA', 'BROKER', 'CARRIER', 'PLATFORM'];
  return reads.includes(viewer.audience) && viewer.rules.has('KNOWN_SHIPPER');
}

/** Importers `i` whose names the viewer may read: the same decision as disclosures/importer-name.ts. */
export function nameReadable(viewer: Viewer): string {
  if (viewer.audience === 'CBP') return 'true';
  const publicRecord = `(${TRUSTED} and not ${CONFIDENTIAL})`;
  if (!viewer.rules.has('IMPORTER_NAME')) return publicRecord;
  if (viewer.audience === 'BROKER') return `((${related(viewer)} or ${TRUSTED}) and not ${CONFIDENTIAL})`;
  if (viewer.audience === 'PLATFORM') {
    return `((${consents(viewer, 'IMPORTER_NAME')} or ${TRUSTED}) and not ${CONFIDENTIAL})`;
  }
  return `(${related(viewer)} or ${publicRecord})`;
}

/** Importers `i` whose number the viewer may read: the same decision as disclosures/importer-number.ts. */
export function numberReadable(viewer: Viewer): string {
  if (viewer.audience === 'CBP') return 'true';
  if (viewer.purpose === 'IDENTITY') return related(viewer);
  return `(i.number !~ '^[0-9]{3}-' and ${related(viewer)})`;
}

/** Importers `i` whose addresses the viewer may read: the same decision as disclosures/importer-contact.ts. */
export function contactReadable(viewer: Viewer): string {
  return viewer.audience === 'BROKER' ? `(${related(viewer)} and not ${CONFIDENTIAL})` : related(viewer);
}

/** Importers `i` whose registry status the viewer may read: the same decision as disclosures/standing-status.ts. */
export function statusReadable(viewer: Viewer): string {
  return viewer.audience === 'PLATFORM' ? consents(viewer, 'STANDING_STATUS') : related(viewer);
}

export function predicateParams(viewer: Viewer, today: Temporal.PlainDate) {
  return viewerParams(viewer, today);
}
