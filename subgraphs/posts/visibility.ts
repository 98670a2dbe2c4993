import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';

/** Quarters that the viewer may know of: CBP all, a post its own (EO 13904 § 5(a)). Posts themselves are public record. */
export function visibleQuarters(viewer: Viewer): string {
  switch (viewer.audience) {
    case 'CBP':
      return 'true';
    case 'POST':
      return 'quarter_inputs.post_id = :subject';
    default:
      return 'false';
  }
}
