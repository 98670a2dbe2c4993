import type { RecordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { PartyInput } from '../schema.generated.ts';

/** A watched party as its organisation reads it. */
export interface WatchedRow {
  readonly number: number;
  readonly id: RecordId<'wtc'>;
  readonly reference: string;
  /** As given, without the reference. */
  readonly party: Omit<PartyInput, 'reference'>;
  readonly watchedAt: Temporal.Instant;
  readonly until: Temporal.PlainDate;
  readonly changedAt: Temporal.Instant | null;
}

export type WatchedChangeKind =
  | 'NEW_MATCH'
  | 'CLEARED'
  | 'TERMINATION_REACHED'
  | 'TERM_CHANGED'
  | 'SCORE_BAND'
  | 'IDENTIFIER_ADDED';

export interface ChangeRow {
  /** Of the event that it answers; null where it is read from its party. */
  readonly event: string | null;
  readonly occurredAt: Temporal.Instant;
  readonly kinds: readonly WatchedChangeKind[];
  readonly exclusionIds: readonly string[];
  readonly party: WatchedRow;
}

/** What became of one party that was to be watched. */
export interface AnswerRow {
  readonly reference: string | null;
  readonly watched: WatchedRow | null;
  readonly error: string | null;
}
