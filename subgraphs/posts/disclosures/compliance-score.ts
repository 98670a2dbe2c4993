import { disclose, withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import type { Audience } from '@good-standing/kernel/viewer/viewer.ts';

/** What the rule reads of a post. */
interface OfPost {
  readonly id: string;
}

/** What the rule reads of a standing or a score. */
interface OfStanding {
  readonly postId: string;
}

/**
 * EO 13904 § 5(a). The score of a post is for the agencies that act on it, and for the post it
 * is about, USPS where its agreement names it as that post; another post's is not.
 */
export const complianceScore = disclosure<OfPost>({
  rule: 'POST_SCORE',
  decide: (viewer, post) => scoreOf(viewer.audience, viewer.subject === post.id),
});

/** As {@link complianceScore}, of one quarter. */
export const quarterlyScore = disclosure<OfStanding>({
  rule: 'POST_SCORE',
  decide: (viewer, standing) => scoreOf(viewer.audience, viewer.subject === standing.postId),
});

function scoreOf(audience: Audience, isOwn: boolean) {
  if (audience === 'PGA') return disclose('AUDIENCE');
  return isOwn ? disclose('OWN_POST') : withhold('RELATION');
}
