import { type Decision, disclose, withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';

/** A report that the viewer may know of: whoever is no agency holds its receipt. */
interface Facts {
  readonly id: string;
}

function toAgency(viewer: Viewer): Decision {
  return viewer.rules.has('VIOLATION_REPORT') ? disclose('JURISDICTION') : withhold('AGREEMENT');
}

/** 19 USC 4318(a)(4). What became of a report: who holds the receipt is told, under an agreement or none. */
export const statusOfReport = disclosure<Facts>({
  rule: 'VIOLATION_REPORT',
  withoutAgreement: true,
  decide: (viewer) => (viewer.audience === 'PGA' ? toAgency(viewer) : disclose('SELF')),
});

/**
 * 19 USC 4318(a)(3). What was reported: to agencies in whose jurisdiction it is, and to
 * the platform that submitted it. A receipt without an agreement opens status and
 * follow-ups alone: it may have been found.
 */
export const submissionOfReport = disclosure<Facts>({
  rule: 'VIOLATION_REPORT',
  withoutAgreement: true,
  decide: (viewer) => {
    if (viewer.audience === 'PGA') return toAgency(viewer);
    if (viewer.audience === 'PUBLIC') return withhold('RELATION');
    return viewer.rules.has('VIOLATION_REPORT') ? disclose('SELF') : withhold('AGREEMENT');
  },
});

/** 5 USC 552a(b); 5 USC 552(b)(7)(D). Who reported, and what CBP decided and why: to CBP alone. */
export const reporterOfReport = disclosure<Facts>({
  rule: 'VIOLATION_REPORT',
  withoutAgreement: true,
  decide: () => withhold('RELATION'),
});
