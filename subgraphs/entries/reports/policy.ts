import type { Policy } from '@good-standing/kernel/disclosure/policy.ts';
import { reporterOfReport, statusOfReport, submissionOfReport } from './disclosures.ts';

/** Who may have what of reports. */
export const reportPolicy = {
  'ViolationReport.status': statusOfReport,
  'ViolationReport.statusSince': statusOfReport,
  'ViolationReport.submittedOn': statusOfReport,
  'ViolationReport.followUps': statusOfReport,

  'ViolationReport.kind': submissionOfReport,
  'ViolationReport.about': submissionOfReport,
  'ViolationReport.description': submissionOfReport,
  'ViolationReport.goods': submissionOfReport,
  'ViolationReport.foundAt': submissionOfReport,
  'ViolationReport.attachments': submissionOfReport,

  'ViolationReport.reporter': reporterOfReport,
  'ViolationReport.agencies': reporterOfReport,
  'ViolationReport.decisions': reporterOfReport,
} satisfies Policy;
