import type { ReportDecision, ViolationReportStatus } from '../schema.generated.ts';

/** What a decision makes of a report (19 USC 4318(a)(4)); the words are ours. */
const STATUS_AFTER: Readonly<Record<ReportDecision, ViolationReportStatus>> = {
  REVIEW: 'UNDER_REVIEW',
  ASK: 'INFORMATION_ASKED',
  REFER: 'REFERRED',
  CIVIL_ACTION: 'CIVIL_ACTION',
  CRIMINAL_ACTION: 'CRIMINAL_ACTION',
  CLOSE: 'CLOSED',
};

/** Null where the decision is not to be made: a closed report is first reviewed again, or stays closed. */
export function statusAfter(
  status: ViolationReportStatus,
  decision: ReportDecision,
): ViolationReportStatus | null {
  if (status === 'CLOSED' && decision !== 'REVIEW' && decision !== 'CLOSE') return null;
  return STATUS_AFTER[decision];
}

/** An answer ends the waiting for it, and nothing else; of a closed report nothing more is heard: null. */
export function statusAfterAnswer(status: ViolationReportStatus): ViolationReportStatus | null {
  if (status === 'CLOSED') return null;
  return status === 'INFORMATION_ASKED' ? 'UNDER_REVIEW' : status;
}
