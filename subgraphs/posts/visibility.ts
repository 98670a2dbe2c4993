import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';

/** Quarters that the viewer may know of: CBP all, a post and USPS as that post its own (EO 13904 § 5(a)). Posts and their standings are public record. */
export function visibleQuarters(viewer: Viewer): string {
  return ofCbpAndOwn(viewer, 'quarter_inputs.post_id');
}

/** Scores and orders: CBP and agencies all, a post its own (EO 13904 § 5(a)). */
export function visibleScores(viewer: Viewer, postId: string): string {
  return viewer.audience === 'PGA' ? 'true' : ofCbpAndOwn(viewer, postId);
}

/** Shipments of which information is required: CBP and USPS all, a post its own (EO 13904 § 5(c)). */
export function visibleShipments(viewer: Viewer, postId: string): string {
  return viewer.audience === 'USPS' ? 'true' : ofCbpAndOwn(viewer, postId);
}

/** Factors, requests to leave the list: CBP all, a post its own. */
export function ofCbpAndOwn(viewer: Viewer, postId: string): string {
  switch (viewer.audience) {
    case 'CBP':
      return 'true';
    case 'POST':
    case 'USPS':
      return `${postId} = :subject`;
    default:
      return 'false';
  }
}

/** Instruments of USPS with posts: CBP and USPS all, a post its own. */
export function visibleInstruments(viewer: Viewer, postId: string): string {
  return viewer.audience === 'USPS' ? 'true' : ofCbpAndOwn(viewer, postId);
}

/** Closings and reviews: CBP alone. */
export function ofCbpAlone(viewer: Viewer): string {
  return viewer.audience === 'CBP' ? 'true' : 'false';
}
