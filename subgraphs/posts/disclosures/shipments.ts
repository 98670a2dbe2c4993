import { disclose, withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';

/** What the rule reads of a post. */
interface OfPost {
  readonly id: string;
}

/**
 * EO 13904 § 5(c). CBP requires the information, and keeps out what it is not furnished of, in
 * consultation with USPS: the shipments are in its hands. A post furnishes of its own alone.
 */
export const shipmentsOfPost = disclosure<OfPost>({
  rule: 'POST_SHIPMENTS',
  decide: ({ audience, subject }, post) => {
    if (audience === 'USPS') return disclose('AUDIENCE');
    return subject === post.id ? disclose('OWN_POST') : withhold('RELATION');
  },
});
