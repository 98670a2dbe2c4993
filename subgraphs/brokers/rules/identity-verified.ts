import { valueOn } from '@good-standing/kernel/parameter/parameter.ts';
import { STANDING_PARAMETERS } from '@good-standing/kernel/parameter/standing-parameters.ts';
import { BROKER_RULES } from '@good-standing/kernel/rule/statements/brokers.ts';

const months = (on: Temporal.PlainDate) =>
  valueOn<number>(STANDING_PARAMETERS.identityVerificationMonths, on);

/** BR-002. What follows of a failure is a finding, which a person opens. */
export const identityVerified = {
  ...BROKER_RULES['BR-002'],
  /** Last day on which a verification counts: the month's last day where it has none of that number. */
  renewBy: (verifiedOn: Temporal.PlainDate): Temporal.PlainDate =>
    verifiedOn.add({ months: months(verifiedOn) }),
  /** First day of a verification that counts on a day. */
  verifiedSince: (on: Temporal.PlainDate): Temporal.PlainDate => on.subtract({ months: months(on) }),
} as const;
