import { relatedToImporter } from '@good-standing/kernel/relation/importer-relation.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';

/**
 * Links that the viewer may know of: CBP all; the others those that are confirmed,
 * of importers they stand in relation to. A proposed link is CBP's work and no fact
 * about anyone (5 USC 552a(e)(6)). Exclusions themselves are public record.
 *
 * @param link alias of `exclusion_link`. Parameters: `viewerParams`.
 */
export function visibleLink(viewer: Viewer, link: string): string {
  if (viewer.audience === 'CBP') return 'true';
  return `(${link}.status = 'CONFIRMED' and ${relatedToImporter(viewer, `${link}.importer_id`)})`;
}

/**
 * Notices that the viewer may know of: CBP all, a carrier or broker those that its own
 * organisation gave (EO 13904 § 3(a)).
 *
 * @param notice alias of `reestablishment_notice`. Parameters: `viewerParams`.
 */
export function visibleNotice({ audience }: Viewer, notice: string): string {
  if (audience === 'CBP') return 'true';
  if (audience !== 'CARRIER' && audience !== 'BROKER') return 'false';
  return `(${notice}.organization = :organization and ${notice}.notifier_type = '${audience}')`;
}

/** Leads and referrals: CBP's work. */
export function cbpsAlone({ audience }: Viewer): string {
  return audience === 'CBP' ? 'true' : 'false';
}

/**
 * Watched parties: each organisation its own, whoever of it asks under an agreement. To
 * nobody else does it exist, CBP included.
 *
 * @param watched alias of `watched_party`. Parameter: `organization`.
 */
export function visibleWatched({ audience }: Viewer, watched: string): string {
  return audience === 'PUBLIC' ? 'false' : `${watched}.organization = :organization`;
}
