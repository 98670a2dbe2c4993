import { byKey, pagesByParent } from '@good-standing/kernel/postgres/batch.ts';
import {
  type Connection,
  connection,
  type PageArguments,
  readPage,
} from '@good-standing/kernel/postgres/page.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { listCursors } from '@good-standing/kernel/subgraph/list-cursors.ts';
import type DataLoader from 'dataloader';
import { preparedText } from '../prepared-text.ts';
import type { ImporterRow, VettingRow } from '../tables.ts';
import { predicateParams, related } from '../visibility.ts';

export interface AdverseArguments extends PageArguments {
  readonly decided: boolean;
}

export interface VettingLoaders {
  /** Of an importer itself, not of those whom it disclosed: what is due, then latest first. One statement a tick. */
  readonly vettingsOf: (importer: ImporterRow, page: PageArguments) => Promise<Connection<VettingRow>>;
  /** CBP's: null for everyone else. One statement a tick. */
  readonly vettingById: DataLoader<string, VettingRow | null>;
  /** CBP's. Longest overdue first. One statement. */
  readonly vettingOverdue: (page: PageArguments) => Promise<Connection<VettingRow>>;
  /** CBP's. Oldest first. One statement. */
  readonly adverseVettings: (args: AdverseArguments) => Promise<Connection<VettingRow>>;
}

const VETTING = `
  v.id, v.subject_id as subject, v.subject_kind as "subjectKind", v.importer_id as "importerId", v.tier,
  v.every_days as "everyDays", v.due_on as "dueOn", v.completed_on as "completedOn", v.result, v.note,
  v.recorded_by as "recordedBy", v.recorded_at as "recordedAt",
  v.decision, v.decision_note as "decisionNote", v.decided_by as "decidedBy", v.decided_at as "decidedAt",
  case v.subject_kind
    when 'IMPORTER' then null
    when 'AFFILIATE' then (select d.name from importer_disclosure d where d.id = v.subject_id)
    else (select p.name from vetted_person p where p.id = v.subject_id)
  end as name,
  case
    when v.completed_on is not null then 'COMPLETED'
    when v.ended_on is not null then 'ENDED'
    when v.due_on < :today::date then 'OVERDUE'
    else 'DUE'
  end as state,
  coalesce(v.completed_on, v.ended_on, '9999-12-31')::text as "placedOn", true as related`;

const IS_OPEN = 'v.completed_on is null and v.ended_on is null';

export function vettingLoaders(setting: LoaderSetting): VettingLoaders {
  return {
    vettingsOf: ofImporter(setting),
    vettingById: byId(setting),
    vettingOverdue: list(setting, {
      name: 'Query.vettingOverdue',
      where: `${IS_OPEN} and v.due_on < :today::date`,
      by: 'v.due_on',
      day: ({ dueOn }) => dueOn,
    }),
    adverseVettings: adverse(setting),
  };
}

function ofImporter(setting: LoaderSetting): VettingLoaders['vettingsOf'] {
  const { sql, viewer, today } = setting;
  type Row = VettingRow & { readonly ordinal: number };
  const rows = statement<Row>(
    sql,
    preparedText(
      viewer,
      'vettingsOf',
      () => `
      select page.ordinal::int, listed.*
      from unnest(:parents::text[], :takes::int[], :days::text[], :ids::text[])
        with ordinality as page (parent, take, day, id, ordinal)
      cross join lateral (select page.parent) as i (id)
      cross join lateral (
        select placed.*
        from (select ${VETTING} from vetting v where v.subject_id = page.parent) placed
        where ${related(viewer)}
          and (page.day is null or placed."placedOn" < page.day
            or (placed."placedOn" = page.day and placed.id > page.id))
        order by placed."placedOn" desc, placed.id
        limit page.take
      ) listed
      order by page.ordinal, listed."placedOn" desc, listed.id`,
    ),
  );
  const pages = pagesByParent<string, Row>(2, ({ parents, takes, afters: [days = [], ids = []] }) =>
    rows({ ...predicateParams(viewer, today), parents, takes, days, ids }),
  );
  return async (importer, args) => {
    const cursors = listCursors(setting, 'Importer.vettings', { parent: importer.id });
    const page = readPage({ first: args.first ?? null, after: args.after ?? null }, cursors);
    const found = await pages.load({ ...page, parent: importer.id });
    const vettings = found.map(
      ({ ordinal: _, ...row }): VettingRow => ({ ...row, related: importer.related }),
    );
    return connection(vettings, page.first, cursors, ({ placedOn, id }) => [placedOn, id]);
  };
}

/** Vettings are read by id only as the answer of a mutation, which is CBP's. */
function byId({ sql, viewer, today }: LoaderSetting): VettingLoaders['vettingById'] {
  const rows = statement<VettingRow>(
    sql,
    `select ${VETTING} from vetting v where v.id = any(:ids::text[]) and :isCbp::boolean`,
  );
  return byKey(
    (ids: readonly string[]) => rows({ ids, today, isCbp: viewer.audience === 'CBP' }),
    (row) => row.id,
  );
}

function adverse(setting: LoaderSetting): VettingLoaders['adverseVettings'] {
  const of = (decided: boolean) =>
    list(setting, {
      name: `Query.adverseVettings ${decided}`,
      where: `v.result = 'ADVERSE' and v.decided_at is ${decided ? 'not null' : 'null'}`,
      by: 'v.completed_on',
      day: ({ completedOn }) => completedOn,
    });
  return ({ decided, ...page }) => of(decided)(page);
}

interface Listed {
  readonly name: string;
  readonly where: string;
  readonly by: string;
  readonly day: (row: VettingRow) => Temporal.PlainDate | null;
}

function list(setting: LoaderSetting, { name, where, by, day }: Listed) {
  const { sql, viewer, today } = setting;
  const rows = statement<VettingRow>(
    sql,
    `select ${VETTING}
     from vetting v
     where ${where} and :isCbp::boolean
       and (:after_day::date is null or (${by}, v.id) > (:after_day::date, :after_id::text))
     order by ${by}, v.id
     limit :take::int`,
  );
  return async (args: PageArguments): Promise<Connection<VettingRow>> => {
    const cursors = listCursors(setting, name, {});
    const { first, after } = readPage({ first: args.first ?? null, after: args.after ?? null }, cursors);
    const found = await rows({
      today,
      isCbp: viewer.audience === 'CBP',
      after_day: after?.[0] ?? null,
      after_id: after?.[1] ?? null,
      take: first + 1,
    });
    return connection(found, first, cursors, (row) => [day(row)?.toString() ?? '', row.id]);
  };
}
