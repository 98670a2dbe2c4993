import { listingsStaleAfterHours, listStaleAfterHours } from '../parameters.ts';

/** A list that was received whole. */
export interface ReceivedList {
  readonly listedOn: Temporal.PlainDate;
  readonly isDated: boolean;
  /** When it came last: the same bytes may come again. */
  readonly receivedAt: Temporal.Instant;
  /** Rows of it that are in quarantine. */
  readonly rejectedRows: number;
}

export interface ListFreshness {
  readonly list: 'SAM_EXCLUSIONS' | 'TRUSTED_LISTINGS' | 'PUBLIC_LISTINGS';
  readonly listAsOf: Temporal.Instant | null;
  readonly receivedAt: Temporal.Instant | null;
  readonly hoursOld: number | null;
  readonly staleAfterHours: number | null;
  readonly stale: boolean;
  readonly rejectedRows: number | null;
}

/**
 * How old the exclusions list is for a question about a day.
 *
 * @param list the newest of that day or of a day before it: SAM publishes what is in
 *   force and not what was, so a later list says nothing about the day.
 */
export function exclusionsFreshness(
  list: ReceivedList | null,
  asOf: Temporal.PlainDate,
  now: Temporal.Instant,
): ListFreshness {
  const staleAfterHours = listStaleAfterHours.value;
  const named = { list: 'SAM_EXCLUSIONS', staleAfterHours } as const;
  if (list === null)
    return { ...named, listAsOf: null, receivedAt: null, hoursOld: null, stale: true, rejectedRows: null };
  const listAsOf = list.isDated ? startOf(list.listedOn) : list.receivedAt;
  const asked = earlier(now, startOf(asOf.add({ days: 1 })));
  const hoursOld = Math.max(
    0,
    Math.floor((asked.epochMilliseconds - listAsOf.epochMilliseconds) / 3_600_000),
  );
  return {
    ...named,
    listAsOf,
    receivedAt: list.receivedAt,
    hoursOld,
    stale: hoursOld > staleAfterHours,
    rejectedRows: list.rejectedRows,
  };
}

/** Trusted listings come as they change, so that silence is no sign of age. */
export function trustedFreshness(heardAt: Temporal.Instant | null, now: Temporal.Instant): ListFreshness {
  return {
    list: 'TRUSTED_LISTINGS',
    listAsOf: heardAt,
    receivedAt: heardAt,
    hoursOld:
      heardAt === null
        ? null
        : Math.max(0, Math.floor((now.epochMilliseconds - heardAt.epochMilliseconds) / 3_600_000)),
    staleAfterHours: null,
    stale: heardAt === null,
    rejectedRows: null,
  };
}

/** How old the further public lists are: nothing where none was ever received, for then none is looked at. */
export function listingsFreshness(
  receivedAt: Temporal.Instant | null,
  rejectedRows: number | null,
  now: Temporal.Instant,
): readonly ListFreshness[] {
  if (receivedAt === null) return [];
  const hoursOld = Math.max(
    0,
    Math.floor((now.epochMilliseconds - receivedAt.epochMilliseconds) / 3_600_000),
  );
  const staleAfterHours = listingsStaleAfterHours.value;
  const stale = hoursOld > staleAfterHours;
  return [
    {
      list: 'PUBLIC_LISTINGS',
      listAsOf: receivedAt,
      receivedAt,
      hoursOld,
      staleAfterHours,
      stale,
      rejectedRows,
    },
  ];
}

function startOf(day: Temporal.PlainDate): Temporal.Instant {
  return day.toZonedDateTime('UTC').toInstant();
}

function earlier(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) < 0 ? one : other;
}
