import { disclose, withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';

/** EO 14411 § 2(e), § 2(f). Agencies with jurisdiction over a client of the broker today, CBP apart; never the broker itself. */
export const vettingOfBroker = disclosure<{ readonly isWithinJurisdiction: boolean }>({
  rule: 'VETTING',
  decide: ({ audience }, { isWithinJurisdiction }) =>
    audience === 'PGA' && isWithinJurisdiction ? disclose('JURISDICTION') : withhold('RELATION'),
});
