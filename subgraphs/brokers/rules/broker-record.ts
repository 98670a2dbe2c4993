import { compareDays } from '@good-standing/kernel/calendar/day.ts';
import { valueOn } from '@good-standing/kernel/parameter/parameter.ts';
import { STANDING_PARAMETERS } from '@good-standing/kernel/parameter/standing-parameters.ts';
import type { Found, Rule } from '@good-standing/kernel/rule/rule.ts';
import { BROKER_RULES } from '@good-standing/kernel/rule/statements/brokers.ts';
import { STANDING_RULES } from '@good-standing/kernel/rule/statements/standing.ts';

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
  isForReviewOn: (clients: readonly NonCompliantClient[], on: Temporal.PlainDate): boolean => {
    const since = on.subtract({ months: valueOn(STANDING_PARAMETERS.brokerLookBackMonths, on) });
    const within = clients.filter(
      ({ from, until }) => compareDays(from, on) <= 0 && (until === null || compareDays(until, since) > 0),
    );
    const distinct = new Set(within.map(({ importerId }) => importerId));
    return distinct.size >= valueOn(STANDING_PARAMETERS.brokerNonCompliantClients, on);
  },
} as const;

/** GS-020. The statuses of the broker that acts as importer of record; no feed says for whom one does. */
export const brokerAsImporter: Rule<readonly StatusSpan[]> = {
  ...STANDING_RULES['GS-020'],
  finds: (statuses) =>
    statuses.filter(isOutOfLicense).map(
      ({ brokerId, from, until }): Found => ({
        about: `${brokerId} ${from}`,
        effect: 'WATCH',
        from,
        until,
        evidence: [{ kind: 'BROKER', record: brokerId, observedOn: from }],
      }),
    ),
};

function isOutOfLicense({ programme, status }: StatusSpan): boolean {
  return programme === 'LICENSE' && (status === 'SUSPENDED' || status === 'REVOKED');
}

function holdsOn({ from, until }: StatusSpan, on: Temporal.PlainDate): boolean {
  return compareDays(from, on) <= 0 && (until === null || compareDays(on, until) <= 0);
}
