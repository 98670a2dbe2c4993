import { disclose, withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';

/** What the rule reads of a post. */
interface Facts {
  readonly id: string;
}

/**
 * EO 13904 § 5(a), 5 USC 552(b)(7)(E). What a post is measured by is told to that
 * post, and to USPS where its agreement names it as that post; how often its mail is
 * targeted and searched is nobody else's to know.
 */
export const metricInputs = disclosure<Facts>({
  rule: 'POST_FACTORS',
  decide: (viewer, post) => (viewer.subject === post.id ? disclose('OWN_POST') : withhold('RELATION')),
});
