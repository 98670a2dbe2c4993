import { createHash } from 'node:crypto';
import { nextQuarter, type Quarter, quarterDays, quarterOf } from '@good-standing/kernel/calendar/quarter.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import type { SeizureGrouping } from '../schema.generated.ts';
import { CLOSED_PENALTIES } from '../visibility.ts';
import { GROUPING_NAMES, GROUPINGS } from './groupings.ts';
import { MOST_QUARTERS, smallestCell } from './parameters.ts';
import { type Cell, protectColumn } from './protect-cells.ts';

export interface SnapshotOrder {
  readonly through: Quarter;
  readonly note: string | null;
  readonly by: { readonly organization: string | null; readonly actor: string | null };
  readonly secret: Secret;
  readonly at: Temporal.Instant;
  readonly today: Temporal.PlainDate;
}

/**
 * Counts every quarter through one that is not counted yet. A quarter is counted once: of two
 * counts of it the difference would tell what each of them hides.
 *
 * @returns the snapshot, or why there can be none.
 */
export async function takeSnapshot(
  tx: TransactionSql,
  order: SnapshotOrder,
): Promise<{ readonly id: string } | { readonly refused: string }> {
  const { through, today } = order;
  await statement(tx, `select pg_advisory_xact_lock(hashtext('statistics snapshot'))`)({});
  const [taken] = await statement<{ id: string }>(
    tx,
    'select id from statistics_snapshot where through = :through',
  )({ through });
  if (taken !== undefined) return taken;
  const [last] = await statement<{ quarter: Quarter }>(
    tx,
    'select quarter from counted_quarter order by quarter desc limit 1',
  )({});
  if (last !== undefined && through < last.quarter)
    return { refused: `through: expected a quarter after ${last.quarter}, which is counted` };
  const first = last === undefined ? await firstQuarter(tx, through) : nextQuarter(last.quarter);
  const quarters = quartersBetween(first, through);
  if (quarters.length > MOST_QUARTERS)
    return {
      refused: `through: expected at most ${MOST_QUARTERS} quarters to count, got ${quarters.length}`,
    };
  const id = recordId('sts', order.secret.ids, through);
  const counted = { id, today, from: quarterDays(first).start, until: quarterDays(through).end, quarters };
  await statement(
    tx,
    KEEP_SNAPSHOT,
  )({
    id,
    through,
    today,
    at: order.at,
    note: order.note,
    smallestCell: smallestCell.value,
    ...order.by,
  });
  const cells = await countSeizures(tx, counted);
  await statement(tx, KEEP_QUARTERS)({ ...counted, smallestCell: smallestCell.value });
  await keepCells(tx, quarters, cells, order.secret);
  await statement(tx, KEEP_ACCOUNTS)({ quarters });
  await statement(tx, KEEP_TARGETS)({ id });
  const digest = await digestThrough(tx, id, through);
  await statement(
    tx,
    'insert into snapshot_digest (snapshot_id, digest) values (:id, :digest)',
  )({ id, digest });
  return { id };
}

/** Of the earliest seizure, or the one asked for where there is none by then. */
async function firstQuarter(tx: TransactionSql, through: Quarter): Promise<Quarter> {
  const [first] = await statement<{ on: Temporal.PlainDate | null }>(
    tx,
    'select min(seized_on) as on from seizure where seized_on <= :until',
  )({ until: quarterDays(through).end });
  return first?.on == null ? through : quarterOf(first.on);
}

function quartersBetween(first: Quarter, last: Quarter): readonly Quarter[] {
  const quarters: Quarter[] = [];
  for (let quarter = first; quarter <= last; quarter = nextQuarter(quarter)) quarters.push(quarter);
  return quarters;
}

interface CountedCell extends Cell {
  readonly quarter: string;
  readonly grouping: SeizureGrouping;
}

async function countSeizures(
  tx: TransactionSql,
  { from, until, today }: { from: Temporal.PlainDate; until: Temporal.PlainDate; today: Temporal.PlainDate },
): Promise<readonly CountedCell[]> {
  return statement<CountedCell>(tx, COUNT_SEIZURES)({ from, until, today });
}

async function keepCells(
  tx: TransactionSql,
  quarters: readonly Quarter[],
  cells: readonly CountedCell[],
  secret: Secret,
): Promise<void> {
  const byColumn = Map.groupBy(cells, ({ quarter, grouping }) => `${quarter} ${grouping}`);
  const columns = quarters.flatMap((quarter) =>
    GROUPING_NAMES.map((grouping) => {
      const column = `${quarter} ${grouping}`;
      const of = byColumn.get(column) ?? [];
      const seizures = of.reduce((sum, cell) => sum + cell.seizures, 0);
      const isSmall = seizures > 0 && seizures < smallestCell.value;
      const { hidden, isHiddenWhole } = isSmall
        ? { hidden: new Set<string>(), isHiddenWhole: true }
        : protectColumn(of, { smallestCell: smallestCell.value, key: secret.ids, column });
      return { quarter, grouping, hidden, isHiddenWhole, cells: of };
    }),
  );
  await statement(
    tx,
    `insert into counted_column (quarter, grouping, is_hidden_whole)
     select * from unnest(:quarters::text[], :groupings::text[], :hidden::boolean[])`,
  )({
    quarters: columns.map(({ quarter }) => quarter),
    groupings: columns.map(({ grouping }) => grouping),
    hidden: columns.map(({ isHiddenWhole }) => isHiddenWhole),
  });
  const kept = columns.flatMap(({ hidden, isHiddenWhole, cells: of }) =>
    of.map((cell) => ({ ...cell, isPublished: !isHiddenWhole && !hidden.has(cell.value) })),
  );
  await statement(
    tx,
    `insert into counted_cell (quarter, grouping, value, seizures, lines, is_published)
     select * from unnest(:quarters::text[], :groupings::text[], :values::text[], :seizures::bigint[], :lines::bigint[],
       :published::boolean[])`,
  )({
    quarters: kept.map(({ quarter }) => quarter),
    groupings: kept.map(({ grouping }) => grouping),
    values: kept.map(({ value }) => value),
    seizures: kept.map(({ seizures }) => seizures),
    lines: kept.map(({ lines }) => lines),
    published: kept.map(({ isPublished }) => isPublished),
  });
}

/** Over what anyone can be answered from the snapshot, in a fixed order: nothing that is hidden is in it. */
async function digestThrough(tx: TransactionSql, id: string, through: Quarter): Promise<string> {
  const rows = await statement<{ row: string }>(tx, PUBLISHED_ROWS)({ id, through });
  const hash = createHash('sha256');
  for (const { row } of rows) hash.update(`${row}\n`);
  return hash.digest('hex');
}

const ONE = `
  select
    to_char(seizure.seized_on, 'YYYY"-Q"Q') as quarter,
    ${GROUPING_NAMES.map((name) => `${GROUPINGS[name].sql} as "${name}"`).join(',\n    ')},
    (select count(*) from seizure_line where seizure_line.seizure_id = seizure.id) as lines
  from seizure
  where seizure.seized_on between :from and :until`;

const COUNT_SEIZURES = `
  with one as materialized (${ONE})
  ${GROUPING_NAMES.map(
    (name) => `
  select quarter, '${name}' as grouping, "${name}" as value, count(*)::int as seizures, sum(lines)::int as lines
  from one
  group by 1, 3`,
  ).join('\n  union all')}`;

const KEEP_SNAPSHOT = `
  insert into statistics_snapshot (id, through, taken_on, taken_at, note, smallest_cell, organization, actor)
  values (:id, :through, :today, :at, :note::text, :smallestCell::int, :organization::text, :actor::text)`;

const KEEP_QUARTERS = `
  with seized as (
    select to_char(seized_on, 'YYYY"-Q"Q') as quarter, count(*) as seizures,
      coalesce(sum((select count(*) from seizure_line where seizure_line.seizure_id = seizure.id)), 0) as lines
    from seizure
    where seized_on between :from and :until
    group by 1
  ),
  clocks as (
    select to_char(due_on, 'YYYY"-Q"Q') as quarter, count(*) as due, count(*) filter (where met_on <= due_on) as kept
    from seizure_clock
    where due_on between :from and :until and kind <> 'IMPORTER_RESPONSE'
    group by 1
  ),
  penalties as (
    select to_char(closed_on, 'YYYY"-Q"Q') as quarter, count(*) as cases, sum(assessed_cents) as assessed,
      coalesce(sum(loss_of_revenue_cents), 0) as loss, sum(coalesce(mitigated_cents, assessed_cents)) as mitigated,
      coalesce(sum(paid_cents), 0) as paid
    from penalty
    where closed_on between :from and :until and ${CLOSED_PENALTIES}
    group by 1
  ),
  published as (
    select to_char(published_on, 'YYYY"-Q"Q') as quarter, count(distinct seizure_id) as seizures,
      count(distinct seizure_id) filter (where score_parts @> '[{"factor": "REPEAT_OFFENSE"}]') as repeats
    from seizure_publication
    where published_on between :from and :until
    group by 1
  ),
  withdrawn as (
    select to_char(withdrawn_on, 'YYYY"-Q"Q') as quarter, count(*) as seizures
    from seizure_publication
    where withdrawn_on between :from and :until and not is_superseded
    group by 1
  )
  insert into counted_quarter
  select quarter, :id, :today, coalesce(seized.seizures, 0), coalesce(seized.lines, 0),
    coalesce(seized.seizures, 0) = 0 or seized.seizures >= :smallestCell::int,
    coalesce(clocks.due, 0), coalesce(clocks.kept, 0),
    coalesce(penalties.cases, 0), coalesce(penalties.assessed, 0), coalesce(penalties.loss, 0),
    coalesce(penalties.mitigated, 0), coalesce(penalties.paid, 0),
    coalesce(published.seizures, 0), coalesce(published.repeats, 0), coalesce(withdrawn.seizures, 0)
  from unnest(:quarters::text[]) as quarter
  left join seized using (quarter)
  left join clocks using (quarter)
  left join penalties using (quarter)
  left join published using (quarter)
  left join withdrawn using (quarter)`;

const KEEP_ACCOUNTS = `
  insert into counted_account (quarter, environment, kind, item, authority, amount_cents)
  select quarter, environment, kind, item, authority, amount_cents
  from parcel_account
  where quarter = any(:quarters::text[])`;

const KEEP_TARGETS = `
  insert into snapshot_target (snapshot_id, measure, year, target_tenths, baseline_year, basis, decided_on)
  select :id, measure, year, target_tenths, baseline_year, basis, decided_on
  from performance_target`;

const PUBLISHED_ROWS = `
  select row_to_json(cell)::text as row from (
    select quarter, grouping, value, case when is_published then seizures end as seizures,
      case when is_published then lines end as lines
    from counted_cell
    join counted_column using (quarter, grouping)
    where quarter <= :through and not is_hidden_whole
    order by quarter, grouping collate "C", value collate "C"
  ) cell
  union all
  select row_to_json(counted)::text from (
    select quarter, case when is_published then seizures end as seizures, case when is_published then lines end as lines,
      case when clocks_due >= smallest_cell then round(1000.0 * clocks_kept / clocks_due) end as clocks_kept_tenths,
      penalties_closed, assessed_cents, loss_of_revenue_cents, mitigated_cents, paid_cents,
      published, published_repeats, withdrawn
    from counted_quarter
    join statistics_snapshot on statistics_snapshot.id = counted_quarter.snapshot_id
    where quarter <= :through
    order by quarter
  ) counted
  union all
  select row_to_json(account)::text from (
    select * from counted_account where quarter <= :through order by quarter, environment, kind, item collate "C"
  ) account
  union all
  select row_to_json(target)::text from (
    select measure, year, target_tenths, baseline_year, basis, decided_on
    from snapshot_target where snapshot_id = :id order by measure, year
  ) target`;
