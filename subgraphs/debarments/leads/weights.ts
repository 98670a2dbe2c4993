import type { Parameter } from '../parameters.ts';
import type { TraceKind } from './trace.ts';

export type EvidenceKind = TraceKind | 'PARTIAL_NAME' | 'FORMED_AFTER_EXCLUSION';

interface LeadWeights {
  /** What each weighs alone, 0 to 1. */
  readonly weight: Readonly<Record<EvidenceKind, number>>;
  /** From so many unlike names on, what they share is an office for hire or an agent. */
  readonly hubFrom: number;
  /** What is shared with so many weighs this. */
  readonly hubWeight: number;
  /** Share of the words of the longer name that two names have in common. */
  readonly partialNameFrom: number;
  /** Days after the exclusion began. */
  readonly formedWithinDays: number;
  /** From here on there is a lead. */
  readonly leadFrom: number;
}

/** One thing in common is no lead; the same street and any other is. */
export const leadWeights: Parameter<LeadWeights> = {
  value: {
    weight: {
      ADDRESS: 0.55,
      PRINCIPAL: 0.5,
      PHONE: 0.45,
      DOMAIN: 0.4,
      BANK_ACCOUNT: 0.55,
      NAME: 0.45,
      PARTIAL_NAME: 0.25,
      FORMED_AFTER_EXCLUSION: 0.2,
    },
    hubFrom: 6,
    hubWeight: 0.05,
    partialNameFrom: 0.5,
    formedWithinDays: 180,
    leadFrom: 0.6,
  },
  basis:
    'EO 13904 § 3(a) asks for a different name or address associated with the person; it says nothing of how much is enough for CBP to look.',
  status: 'POLICY',
  effectiveOn: '2026-04-16',
};
