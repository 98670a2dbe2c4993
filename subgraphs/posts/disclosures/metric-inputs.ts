import { disclose, withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';

/** What the rule reads of a post. */
interface OfPost {
  readonly id: string;
}

/** What the rule reads of a standing or a score. */
interface OfStanding {
  readonly postId: string;
}

/**
 * EO 13904 § 5(a), 5 USC 552(b)(7)(E). What a post is measured by is told to that
 * post, and to USPS where its agreement names it as that post; how often its mail is
 * targeted and searched is nobody else's to know.
 */
export const metricInputs = disclosure<OfPost>({
  rule: 'POST_FACTORS',
  decide: (viewer, post) => ownAlone(viewer, post.id),
});

/** As {@link metricInputs}, of one quarter. */
export const scoreFactors = disclosure<OfStanding>({
  rule: 'POST_FACTORS',
  decide: (viewer, standing) => ownAlone(viewer, standing.postId),
});

function ownAlone({ subject }: Viewer, postId: string) {
  return subject === postId ? disclose('OWN_POST') : withhold('RELATION');
}
