import type { Finding } from '../findings/topics.ts';

/** `IN_FORCE`: the law says so itself. `PROPOSED`: an order awaits its definition by CBP. `POLICY`: our own choice. */
export type LegalStatus = 'IN_FORCE' | 'PROPOSED' | 'POLICY';

/**
 * A numbered rule about a person, standing with its evidence. Pure: no clock and
 * no database, the day is an argument.
 */
export interface Rule<Evidence, Found> {
  /** As in the rule set: GS-001. */
  readonly id: string;
  /** Raised whenever the rule would decide a case differently. */
  readonly version: number;
  /** The rule in one sentence, as the person concerned is told it. */
  readonly says: string;
  readonly authority: readonly string[];
  readonly legalStatus: LegalStatus;
  /** What each of its findings does to standing. */
  readonly effect: Finding['effect'];
  /** What of the evidence the rule holds against the person on this day. */
  readonly finds: (evidence: Evidence, asOf: Temporal.PlainDate) => readonly Found[];
}
