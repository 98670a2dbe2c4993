import type { Quarter } from '@good-standing/kernel/calendar/quarter.ts';
import type { RecordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { Step } from './ladder/fold.ts';
import type { InformationElement } from './schema.generated.ts';

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

/** What was determined of a post in a quarter, and the score that decided it. */
interface DecidedQuarter {
  readonly id: RecordId<'psc'>;
  readonly postId: RecordId<'pst'>;
  readonly quarter: Quarter;
  readonly determination: 'COMPLIANT' | 'NON_COMPLIANT' | 'UNDETERMINED';
  readonly undeterminedBecause: 'NOT_CLOSED' | 'NOT_FURNISHED' | 'NO_ITEMS' | 'NO_THRESHOLD' | null;
  readonly score: number | null;
  readonly scoreLow: number | null;
  readonly scoreHigh: number | null;
  readonly marginal: boolean;
  readonly threshold: number | null;
  readonly closings: number;
}

export interface QuarterScoreRow extends DecidedQuarter {
  readonly metricVersion: string;
  readonly closedAt: Temporal.Instant;
}

/** Where a post stands once a quarter is decided. */
export interface PostStandingRow extends DecidedQuarter {
  readonly run: number;
  readonly displayRun: number;
  readonly isListed: boolean;
  readonly probation: number;
  readonly open: readonly Step[];
  readonly ordered: readonly Step[];
  readonly undocumentedFrom: Temporal.PlainDate | null;
  /** Null where the quarter was not closed for the post. */
  readonly closedAt: Temporal.Instant | null;
}

export interface ThresholdDecisionRow {
  readonly id: RecordId<'thr'>;
  readonly quarter: Quarter;
  readonly threshold: number;
  readonly decidedOn: Temporal.PlainDate;
  readonly basis: string;
}

export interface QuarterClosingRow {
  readonly id: RecordId<'qcl'>;
  readonly quarter: Quarter;
  readonly nth: number;
  readonly closedAt: Temporal.Instant;
  readonly metricVersion: string;
  readonly thresholdId: string | null;
  readonly inputDigest: string;
  readonly causedBy: Quarter;
  readonly posts: number;
  readonly compliant: number;
  readonly nonCompliant: number;
  readonly undetermined: number;
}

export interface LadderCorrectionRow {
  readonly postId: RecordId<'pst'>;
  readonly quarter: Quarter;
  readonly determinationBefore: PostStandingRow['determination'];
  readonly determinationAfter: PostStandingRow['determination'];
  readonly runBefore: number;
  readonly runAfter: number;
}

export interface MeasureOrderRow {
  readonly id: RecordId<'mor'>;
  readonly postId: RecordId<'pst'>;
  readonly measure: 'ADDITIONAL_INFORMATION' | 'PROTECTIVE_MEASURES';
  readonly basisQuarter: Quarter;
  readonly legalBasis: string;
  readonly uspsConsultedOn: Temporal.PlainDate;
  readonly approvedBy: string;
  readonly notes: readonly string[];
  readonly orderedOn: Temporal.PlainDate;
  readonly endedOn: Temporal.PlainDate | null;
  readonly endReason: 'RUN_BROKEN' | 'REMOVED' | 'LIFTED' | null;
}

export interface MeasureReviewRow {
  readonly id: RecordId<'mrv'>;
  readonly nth: number;
  readonly postId: RecordId<'pst'>;
  readonly measure: Step;
  readonly quarter: Quarter;
  readonly closingId: RecordId<'qcl'>;
  readonly orderId: RecordId<'mor'> | null;
  readonly status: 'OPEN' | 'UPHELD' | 'LIFTED';
  readonly openedOn: Temporal.PlainDate;
  readonly decidedOn: Temporal.PlainDate | null;
  readonly note: string | null;
}

export interface RemovalRequestRow {
  readonly id: RecordId<'rmv'>;
  readonly nth: number;
  readonly postId: RecordId<'pst'>;
  readonly grounds: string;
  readonly requestedOn: Temporal.PlainDate;
  readonly status: 'PENDING' | 'GRANTED' | 'GRANTED_WITH_PROBATION' | 'DENIED';
  readonly afterQuarter: Quarter | null;
  readonly decidedOn: Temporal.PlainDate | null;
  readonly note: string | null;
}

export interface AdditionalInformationRow {
  readonly id: RecordId<'inf'>;
  readonly postId: RecordId<'pst'>;
  readonly item: string;
  readonly requested: readonly InformationElement[];
  readonly requestedOn: Temporal.PlainDate;
  readonly dueOn: Temporal.PlainDate;
  readonly furnished: readonly InformationElement[];
  readonly furnishedOn: Temporal.PlainDate | null;
}

export interface PostInstrumentRow {
  readonly id: RecordId<'pin'>;
  readonly postId: RecordId<'pst'>;
  readonly reference: string;
  readonly kind: 'CONTRACT' | 'CIRCULAR';
  readonly concludedOn: Temporal.PlainDate;
  readonly includesImporterProvisions: boolean;
  readonly circularReference: string | null;
}

export type { MetricPage as NonComplianceMetricRow } from './guidance/metric-page.ts';
