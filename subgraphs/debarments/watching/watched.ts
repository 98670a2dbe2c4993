import { byKey, manyByKey } from '@good-standing/kernel/postgres/batch.ts';
import {
  type Connection,
  connection,
  type PageArguments,
  readPage,
} from '@good-standing/kernel/postgres/page.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { listCursors } from '@good-standing/kernel/subgraph/list-cursors.ts';
import DataLoader from 'dataloader';
import { readParty } from '../screening/party.ts';
import { type ScreeningResult, screenRead } from '../screening/screen.ts';
import { visibleWatched } from '../visibility.ts';
import type { WatchedChangeKind, WatchedRow } from './watched-row.ts';

const WATCHED = `
  w.number, w.id, w.reference, w.party, w.watched_at as "watchedAt", w.until_on as until, w.changed_at as "changedAt"`;

export interface WatchedArguments extends PageArguments {
  readonly changedSince?: Temporal.Instant | null;
}

export interface WatchedChange {
  readonly number: number;
  readonly occurredAt: Temporal.Instant;
  readonly kinds: readonly WatchedChangeKind[];
  readonly exclusionIds: readonly string[];
}

/** Null also where another organisation watches it. One statement a tick. */
export function watchedById(setting: LoaderSetting): DataLoader<string, WatchedRow | null> {
  const rows = statement<WatchedRow>(
    setting.sql,
    `select ${WATCHED} from watched_party w where w.id = any(:ids::text[]) and ${visibleWatched(setting.viewer, 'w')}`,
  );
  return byKey<string, WatchedRow>(
    (ids) => rows({ ids, organization: organizationOf(setting) }),
    ({ id }) => id,
  );
}

/** By reference; absent where there is none. One statement. */
export function watchedByReference(setting: LoaderSetting) {
  const rows = statement<WatchedRow>(
    setting.sql,
    `select ${WATCHED} from watched_party w
     where w.reference = any(:references::text[]) and ${visibleWatched(setting.viewer, 'w')}`,
  );
  return async (references: readonly string[]): Promise<ReadonlyMap<string, WatchedRow>> => {
    if (references.length === 0) return new Map();
    const found = await rows({ references: [...references], organization: organizationOf(setting) });
    return new Map(found.map((row) => [row.reference, row]));
  };
}

/** In the order in which they came to be watched. One statement. */
export function watchedPages(setting: LoaderSetting) {
  const rows = statement<WatchedRow>(
    setting.sql,
    `select ${WATCHED} from watched_party w
     where ${visibleWatched(setting.viewer, 'w')}
       and (:since::timestamptz is null or w.changed_at >= :since::timestamptz)
       and (:after_number::bigint is null or w.number > :after_number::bigint)
     order by w.number
     limit :take::int`,
  );
  return async ({ changedSince = null, ...args }: WatchedArguments): Promise<Connection<WatchedRow>> => {
    const cursors = listCursors(setting, 'Query.watchedParties', { since: changedSince?.toString() ?? null });
    const { first, after } = readPage(args, cursors);
    const found = await rows({
      organization: organizationOf(setting),
      since: changedSince,
      after_number: after?.[0] ?? null,
      take: first + 1,
    });
    return connection(found, first, cursors, ({ number }) => [number]);
  };
}

/** What `screen` says of each at this moment: as many statements as one call of it, a tick. */
export function resultOfWatched(setting: LoaderSetting): DataLoader<WatchedRow, ScreeningResult, number> {
  const look = screenRead(setting);
  return new DataLoader(
    async (parties) => {
      const asked = parties.map(({ reference, party }) => ({
        reference,
        party: readParty({ ...party, reference }),
      }));
      return (await look(asked, setting.today)).results;
    },
    { cacheKeyFn: ({ number }) => number, maxBatchSize: MOST_LOOKED_UP },
  );
}

const MOST_LOOKED_UP = 1_000;

/** The latest first, at most 20. One statement a tick. */
export function changesOfWatched(setting: LoaderSetting): DataLoader<number, readonly WatchedChange[]> {
  const rows = statement<WatchedChange>(
    setting.sql,
    `select w.number, c.at as "occurredAt", c.kinds, c.exclusions as "exclusionIds"
     from watched_party w
     cross join lateral (
       select * from watched_change
       where watched_change.number = w.number
       order by at desc
       limit 20
     ) c
     where w.number = any(:numbers::bigint[]) and ${visibleWatched(setting.viewer, 'w')}
     order by w.number, c.at desc`,
  );
  return manyByKey<number, WatchedChange>(
    (numbers) => rows({ numbers, organization: organizationOf(setting) }),
    ({ number }) => number,
  );
}

function organizationOf({ viewer }: LoaderSetting): string | null {
  return viewer.organization?.id ?? null;
}
