import type {
  PriorityTradeIssue,
  PublicationScorePart,
  RedactionProfile,
  SeizureViolationClass,
} from '../schema.generated.ts';
import type { SeizureRow } from '../tables.ts';

/** What was published, as it was published. */
export interface Published {
  readonly id: string;
  readonly seizureId: string;
  readonly period: string;
  readonly profile: RedactionProfile;
  readonly environment: SeizureRow['environment'] | null;
  readonly classes: readonly SeizureViolationClass[];
  readonly issues: readonly PriorityTradeIssue[];
  readonly port: string | null;
  readonly seizedOn: Temporal.PlainDate | null;
  readonly description: string;
  readonly quantity: number | null;
  readonly unit: string | null;
  readonly origin: string | null;
  readonly lawViolated: string | null;
  readonly noticeOn: Temporal.PlainDate | null;
  readonly score: number;
  readonly scoreVersion: string;
  readonly scoreParts: readonly PublicationScorePart[];
  readonly publishedOn: Temporal.PlainDate;
}

/** A decision to publish, with what became of it. */
export interface Publication extends Published {
  readonly note: string;
  readonly publishedBy: string | null;
  readonly publishedAt: Temporal.Instant;
  readonly isPublic: boolean;
  readonly withdrawnOn: Temporal.PlainDate | null;
  readonly withdrawnNote: string | null;
  readonly withdrawnBy: string | null;
}

/** A seizure that may be published, with what its score is made of. */
export interface Candidate {
  readonly id: string;
  readonly profile: RedactionProfile;
  readonly grounds: readonly string[];
  readonly earlierOffenses: number;
  /** As SQL reckons it, for the order. */
  readonly points: number;
  /** Last day of the quarter. */
  readonly on: Temporal.PlainDate;
}
