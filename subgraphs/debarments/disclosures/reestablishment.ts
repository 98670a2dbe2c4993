import { disclose, withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';

/**
 * EO 13904 § 3(a): what a carrier or broker told CBP of a re-establishment. The
 * organisation that told it reads its own; nobody else's.
 */
export const ownNotice = disclosure<{ readonly isOwn: boolean }>({
  rule: 'REESTABLISHMENT',
  decide: (_viewer, { isOwn }) => (isOwn ? disclose('SELF') : withhold('RELATION')),
});

/** EO 13904 § 1, § 3(a); 5 USC 552a(b): leads, referrals, and what of the registry is like a party that CBP screens, are CBP's work and no fact about anyone. */
export const cbpsWork = disclosure<object>({
  rule: 'REESTABLISHMENT',
  decide: () => withhold('RELATION'),
});
