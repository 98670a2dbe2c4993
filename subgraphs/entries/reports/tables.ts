import type {
  ReportAttachmentType,
  ReportDecision,
  ReportedViolationKind,
  ReportFollowUpBy,
  ViolationReportStatus,
} from '../schema.generated.ts';

export interface Report {
  readonly id: string;
  readonly status: ViolationReportStatus;
  readonly statusSince: Temporal.PlainDate;
  readonly kind: ReportedViolationKind;
  readonly about: string;
  readonly description: string;
  readonly goods: string | null;
  readonly foundAt: string | null;
  readonly submittedAt: Temporal.Instant;
}

export interface FollowUp {
  readonly reportId: string;
  readonly nth: number;
  readonly by: ReportFollowUpBy;
  readonly on: Temporal.PlainDate;
  readonly status: ViolationReportStatus;
  readonly text: string | null;
}

/** Its content is read apart, where it is asked for. */
export interface AttachmentRow {
  readonly id: string;
  readonly reportId: string;
  readonly type: ReportAttachmentType;
  readonly bytes: number;
  readonly sha256: string;
}

export interface Reporter {
  readonly reportId: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly telephone: string | null;
}

export interface Decided {
  readonly reportId: string;
  readonly nth: number;
  readonly decision: ReportDecision;
  readonly note: string;
  readonly decidedOn: Temporal.PlainDate;
  readonly actor: string | null;
}

/** That a report was received; the receipt is read from nowhere. */
export interface Submitted {
  readonly id: string;
  readonly receipt: string;
  readonly submittedOn: Temporal.PlainDate;
}
