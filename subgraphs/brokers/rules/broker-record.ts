import { compareDays } from '@good-standing/kernel/calendar/day.ts';
import { valueOn } from '@good-standing/kernel/parameter/parameter.ts';
import { STANDING_PARAMETERS } from '@good-standing/kernel/parameter/standing-parameters.ts';
import type { Found, Rule } from '@good-standing/kernel/rule/rule.ts';
import { BROKER_RULES } from '@good-standing/kernel/rule/statements/brokers.ts';
import { STANDING_RULES } from '@good-standing/kernel/rule/statements/standing.ts';
import { inEffect, overlap } from './days.ts';

/** A status with its days; the last day is in, null: open. */
export interface StatusSpan {
  readonly brokerId: string;
  readonly programme: 'LICENSE' | 'CTPAT';
  readonly status: string;
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate | null;
}

/** BR-001. A licence given up is no adverse record. */
export const adverseLicense = {
  ...BROKER_RULES['BR-001'],
  isAdverseOn: (statuses: readonly StatusSpan[], on: Temporal.PlainDate): boolean =>
    statuses.some((span) => isOutOfLicense(span) && holdsOn(span, on)),
} as const;

/** BR-005. */
export const suspendedFromCtpat = {
  ...BROKER_RULES['BR-005'],
  isListedOn: (statuses: readonly StatusSpan[], on: Temporal.PlainDate): boolean =>
    statuses.some((span) => span.programme === 'CTPAT' && span.status === 'SUSPENDED' && holdsOn(span, on)),
} as const;

/** Days on which a broker acted for a client that was not in good standing. */
export interface NonCompliantClient {
  readonly importerId: string;
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate | null;
}

/** BR-003. The same client counts once. It asks for a review by a person and does nothing itself. */
export const repeatedRepresentation = {
  ...BROKER_RULES['BR-003'],
  /** Days after this one count: a client that was represented so until it, and not longer, does not. */
  countedAfter: (on: Temporal.PlainDate): Temporal.PlainDate =>
    on.subtract({ months: valueOn(STANDING_PARAMETERS.brokerLookBackMonths, on) }),
  /** Distinct clients that bring a broker to review. */
  leastClients: (on: Temporal.PlainDate): number =>
    valueOn(STANDING_PARAMETERS.brokerNonCompliantClients, on),
  isForReviewOn: (clients: readonly NonCompliantClient[], on: Temporal.PlainDate): boolean => {
    const since = repeatedRepresentation.countedAfter(on);
    const within = clients.filter(
      ({ from, until }) => compareDays(from, on) <= 0 && (until === null || compareDays(until, since) > 0),
    );
    const distinct = new Set(within.map(({ importerId }) => importerId));
    return distinct.size >= repeatedRepresentation.leastClients(on);
  },
} as const;

/** A broker that an importer designated to act as its importer of record; the last day is in, null: open. */
export interface Designated {
  readonly id: string;
  readonly importerId: string;
  readonly brokerId: string;
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate | null;
}

/** GS-020. Whom an importer designated, and the statuses of those brokers, on the days on which both last. */
export const brokerAsImporter: Rule<{
  readonly designated: readonly Designated[];
  readonly statuses: readonly StatusSpan[];
}> = {
  ...STANDING_RULES['GS-020'],
  finds: ({ designated, statuses }) => {
    const adverse = inEffect(statuses).filter(isOutOfLicense);
    return designated.flatMap((designation) =>
      adverse
        .filter(({ brokerId }) => brokerId === designation.brokerId)
        .flatMap((status): readonly Found[] => {
          const both = overlap(designation, status);
          if (both === null) return [];
          const evidence = [{ kind: 'BROKER', record: status.brokerId, observedOn: status.from }];
          return [{ about: `${designation.id} ${both.from}`, effect: 'WATCH', ...both, evidence }];
        }),
    );
  },
};

function isOutOfLicense({ programme, status }: StatusSpan): boolean {
  return programme === 'LICENSE' && (status === 'SUSPENDED' || status === 'REVOKED');
}

function holdsOn({ from, until }: StatusSpan, on: Temporal.PlainDate): boolean {
  return compareDays(from, on) <= 0 && (until === null || compareDays(on, until) <= 0);
}
