import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';

/**
 * Entries of the accounting that the viewer may know of: CBP all; an importer, a
 * broker and a post those of its own record. What CBP read itself is not part of
 * the accounting owed to them (5 USC 552a(b)(1), (c)(1)), and disclosures for law
 * enforcement are not told (5 USC 552a(c)(3)).
 */
export function visibleDisclosures(viewer: Viewer): string {
  switch (viewer.audience) {
    case 'CBP':
      return 'true';
    case 'IMPORTER':
    case 'BROKER':
    case 'POST':
      return `d.record_id = :subject and d.audience <> 'CBP' and d.purpose is distinct from 'ENFORCEMENT'`;
    default:
      return 'false';
  }
}

/** Postings that hold all of {@link visibleDisclosures}; the ledger's `postings_of` has the same words. */
export function visiblePostings(viewer: Viewer): string {
  switch (viewer.audience) {
    case 'CBP':
      return 'true';
    case 'IMPORTER':
    case 'BROKER':
    case 'POST':
      return 'p.is_told';
    default:
      return 'false';
  }
}

/**
 * Notices of corrections that the viewer may know of: CBP all; an organisation its own;
 * an importer, a broker and a post besides those on its own record, but for recipients
 * to whom disclosure was for law enforcement alone (5 USC 552a(c)(3)).
 */
export function visibleNotices(viewer: Viewer): string {
  const own = 'n.organization_id = :organization';
  switch (viewer.audience) {
    case 'CBP':
      return 'true';
    case 'IMPORTER':
    case 'BROKER':
    case 'POST':
      return `(${own} or (n.record_id = :subject and n.is_told))`;
    case 'PUBLIC':
      return 'false';
    default:
      return own;
  }
}
