import { disclose, withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import type { DisclosureRule } from '@good-standing/kernel/disclosure/rules.ts';

/** A broker as any id names it. */
interface Facts {
  readonly id: string;
}

function own(rule: DisclosureRule) {
  return disclosure<Facts>({
    rule,
    decide: (viewer, broker) =>
      viewer.audience === 'BROKER' && viewer.subject === broker.id ? disclose('SELF') : withhold('RELATION'),
  });
}

/** EO 14411 § 4(a). What a broker filed is of its own record. */
export const filingsOfBroker = own('BROKER_RECORD');

/** 19 CFR 111.24. For how many importers: told to who may have the parties of the entries. */
export const partiesOfFilings = own('ENTRY_PARTIES');
