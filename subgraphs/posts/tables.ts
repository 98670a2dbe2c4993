import type { Quarter } from '@good-standing/kernel/calendar/quarter.ts';
import type { RecordId } from '@good-standing/kernel/identifiers/record-id.ts';

/** Which line of which run last changed a row. */
interface Received {
  readonly runId: number;
  readonly line: number;
}

export interface InternationalPostRow extends Received {
  readonly id: RecordId<'pst'>;
  readonly code: string;
  readonly name: string;
  readonly country: string;
  readonly designatedOperator: boolean;
  readonly delistedOn: Temporal.PlainDate | null;
}

export interface QuarterInputsRow extends Received {
  readonly postId: RecordId<'pst'>;
  readonly quarter: Quarter;
  readonly items: number;
  readonly aedExempt: boolean;
  readonly targetedItems: number;
  readonly targetedInspected: number;
  readonly targetedNarcotics: number;
  readonly targetedIpr: number;
  readonly targetedOther: number;
  readonly randomInspected: number;
  readonly randomNarcotics: number;
  readonly randomIpr: number;
  readonly randomOther: number;
  readonly aedRequired: number;
  readonly aedCompliant: number;
  readonly aedQuality: number | null;
  readonly requestsMade: number;
  readonly requestsAnswered: number;
  readonly returnsRequested: number;
  readonly returnsHonoured: number;
  readonly blockedSenders: number;
  readonly blockedRepeats: number;
}
