import {
  type Connection,
  connection,
  type PageArguments,
  readPage,
} from '@good-standing/kernel/postgres/page.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { listCursors } from '@good-standing/kernel/subgraph/list-cursors.ts';
import type { PassingKind } from '../schema.generated.ts';
import type { NightRow, PassingRow } from '../tables.ts';

export interface PassingsArguments extends PageArguments {
  readonly on: Temporal.PlainDate;
  readonly kind?: PassingKind | null;
}

export interface NightLoaders {
  /** The sweep of a night, or the last; null where there was none. For CBP alone. One statement. */
  readonly night: (on: Temporal.PlainDate | null) => Promise<NightRow | null>;
  /** What a night noted, by importer. For CBP alone: null to everyone else. One statement. */
  readonly passings: (args: PassingsArguments) => Promise<Connection<PassingRow> | null>;
}

export function nightLoaders(setting: LoaderSetting): NightLoaders {
  const { sql, viewer } = setting;
  const nights = statement<NightRow>(sql, NIGHT);
  const passings = statement<PassingRow>(sql, PASSINGS);
  return {
    night: async (on) => (viewer.audience === 'CBP' ? ((await nights({ on }))[0] ?? null) : null),
    passings: async ({ on, kind = null, ...args }) => {
      if (viewer.audience !== 'CBP') return null;
      const cursors = listCursors(setting, 'Query.passings', { on: on.toString(), kind });
      const { first, after } = readPage(args, cursors);
      const [after_importer = null, after_kind = null, after_record = null, after_day = null] = after ?? [];
      const found = await passings({
        on,
        kind,
        after_importer,
        after_kind,
        after_record,
        after_day,
        take: first + 1,
      });
      return connection(found, first, cursors, (row) => [
        row.importerId,
        row.kind,
        row.record,
        row.passedOn.toString(),
      ]);
    },
  };
}

const NIGHT = `
  select
    n.swept_on as "sweptOn", n.since_on as "sinceOn", n.importers, n.due, n.started_at as "startedAt",
    n.finished_at as "finishedAt",
    coalesce((
      select jsonb_agg(jsonb_build_object('kind', kind, 'passed', passed) order by kind)
      from (select kind, count(*) as passed from passing where swept_on = n.swept_on group by 1) of_kind), '[]') as kinds
  from night n
  where :on::date is null or n.swept_on = :on::date
  order by n.swept_on desc
  limit 1`;

const PASSINGS = `
  select importer_id as "importerId", kind, record, passed_on as "passedOn", was, becomes
  from passing
  where swept_on = :on::date and (:kind::text is null or kind = :kind::text)
    and (:after_importer::text is null
      or (importer_id, kind, record, passed_on)
        > (:after_importer::text, :after_kind::text, :after_record::text, :after_day::date))
  order by importer_id, kind, record, passed_on
  limit :take::int`;
