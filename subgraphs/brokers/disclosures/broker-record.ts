import { disclose, withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import { whereRelated } from '@good-standing/kernel/relation/importer-relation.ts';

/** EO 14411 § 4(a). What CBP holds of a broker: the broker itself reads it, and nobody else. */
export const brokerRecord = disclosure<{ readonly id: string }>({
  rule: 'BROKER_RECORD',
  decide: (viewer, broker) => (viewer.subject === broker.id ? disclose('SELF') : withhold('RELATION')),
});

/** EO 14411 § 4(a). A record of the broker's own: a verification, a finding, what it documented. */
export const ofOwnRecord = disclosure<{ readonly brokerId: string }>({
  rule: 'BROKER_RECORD',
  decide: (viewer, { brokerId }) => (viewer.subject === brokerId ? disclose('SELF') : withhold('RELATION')),
});

/** EO 14411 § 4(a). What a person at CBP weighs before anything is found: CBP's alone. */
export const reviewByCbp = disclosure<object>({
  rule: 'BROKER_RECORD',
  decide: () => withhold('RELATION'),
});

/** 19 CFR 111.24. That an importer designated a broker is of who its client is: the rows settle to whom. */
export const designation = disclosure<{ readonly related: boolean }>({
  rule: 'BROKER_CLIENTS',
  decide: (viewer, { related }) => whereRelated(viewer, related),
});

/** EO 14411 § 2(d). Yes or no, and to whom eligibility is told. */
export const designationGate = disclosure<{ readonly related: boolean }>({
  rule: 'ENTRY_ELIGIBILITY',
  decide: (viewer, { related }) => whereRelated(viewer, related),
});
