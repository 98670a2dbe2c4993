import { pagesByParent } from '@good-standing/kernel/postgres/batch.ts';
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
import { preparedText } from '../prepared-text.ts';
import type { Reason } from '../standing/assess.ts';
import type { ImporterRow, StandingRow } from '../tables.ts';
import { predicateParams, related, statusReadable } from '../visibility.ts';

export interface StandingAsked {
  readonly asOf?: Temporal.PlainDate | null;
  readonly knownAt?: Temporal.Instant | null;
}

export interface StandingLoaders {
  /** As it is known, or was known at an instant. Null where there is none. One statement a tick for all importers and days. */
  readonly standingOf: (
    importer: Pick<ImporterRow, 'related'> & { readonly id: string },
    asked: StandingAsked,
  ) => Promise<StandingRow | null>;
  /** Latest first, as it is known. One statement a tick. */
  readonly standingHistoryOf: (
    importer: ImporterRow,
    page: PageArguments,
  ) => Promise<Connection<StandingRow>>;
  /** What keeps an importer from good standing, worst first. */
  readonly failuresOf: (
    importer: ImporterRow,
    asOf: Temporal.PlainDate | null | undefined,
  ) => Promise<readonly Reason[]>;
}

interface Asked {
  readonly importerId: string;
  readonly day: string;
  readonly knownAt: string | null;
}

const STANDING = `
  a.importer_id as id, a.status, a.since_on as since, a.valid_from as "from", a.valid_until as until,
  a.known_from as "assessedAt", a.ruleset as "rulesetVersion", a.reasons as kept`;

export function standingLoaders(setting: LoaderSetting): StandingLoaders {
  const standings = standingsByDay(setting);
  const standingOf: StandingLoaders['standingOf'] = async (importer, { asOf, knownAt }) => {
    const day = (asOf ?? setting.today).toString();
    const row = await standings.load({ importerId: importer.id, day, knownAt: knownAt?.toString() ?? null });
    return row === null ? null : { ...row, related: importer.related };
  };
  return {
    standingOf,
    standingHistoryOf: standingHistory(setting),
    failuresOf: async (importer, asOf) => {
      const standing = await standingOf(importer, { asOf: asOf ?? null });
      return (standing?.kept ?? []).filter(({ effect }) => effect !== 'WATCH');
    },
  };
}

function standingsByDay({
  sql,
  viewer,
  today,
}: LoaderSetting): DataLoader<Asked, StandingRow | null, string> {
  const rows = statement<StandingRow & { readonly ordinal: number }>(
    sql,
    preparedText(
      viewer,
      'standingOf',
      () => `
      select asked.ordinal::int, ${STANDING}
      from unnest(:ids::text[], :days::date[], :instants::timestamptz[])
        with ordinality as asked (id, day, instant, ordinal)
      cross join lateral (select asked.id) as i (id)
      join assessment a on a.importer_id = asked.id
        and a.valid_from <= asked.day and (a.valid_until is null or a.valid_until >= asked.day)
        and case
          when asked.instant is null then a.known_until is null
          else a.known_from <= asked.instant and (a.known_until is null or a.known_until > asked.instant)
        end
      where ${statusReadable(viewer)}`,
    ),
  );
  return new DataLoader(
    async (asked) => {
      const found = await rows({
        ...predicateParams(viewer, today),
        ids: asked.map(({ importerId }) => importerId),
        days: asked.map(({ day }) => day),
        instants: asked.map(({ knownAt }) => knownAt),
      });
      const held = new Map(found.map(({ ordinal, ...row }) => [ordinal, row]));
      return asked.map((_key, nth) => held.get(nth + 1) ?? null);
    },
    { cacheKeyFn: ({ importerId, day, knownAt }) => `${importerId} ${day} ${knownAt}`, maxBatchSize: 5_000 },
  );
}

function standingHistory(setting: LoaderSetting): StandingLoaders['standingHistoryOf'] {
  const { sql, viewer, today } = setting;
  type Row = StandingRow & { readonly ordinal: number };
  const rows = statement<Row>(
    sql,
    preparedText(
      viewer,
      'standingHistoryOf',
      () => `
      select page.ordinal::int, listed.*
      from unnest(:parents::text[], :takes::int[], :after::date[])
        with ordinality as page (parent, take, after, ordinal)
      cross join lateral (select page.parent) as i (id)
      cross join lateral (
        select ${STANDING}
        from assessment a
        where a.importer_id = page.parent and a.known_until is null
          and (page.after is null or a.valid_from < page.after)
          and ${related(viewer)}
        order by a.valid_from desc
        limit page.take
      ) listed
      order by page.ordinal, listed."from" desc`,
    ),
  );
  const pages = pagesByParent<string, Row>(1, ({ parents, takes, afters: [after = []] }) =>
    rows({ ...predicateParams(viewer, today), parents, takes, after }),
  );
  return async (importer, args) => {
    const cursors = listCursors(setting, 'Importer.standingHistory', { parent: importer.id });
    const page = readPage({ first: args.first ?? null, after: args.after ?? null }, cursors);
    const found = await pages.load({ ...page, parent: importer.id });
    const standings = found.map(
      ({ ordinal: _, ...row }): StandingRow => ({ ...row, related: importer.related }),
    );
    return connection(standings, page.first, cursors, ({ from }) => [from.toString()]);
  };
}
