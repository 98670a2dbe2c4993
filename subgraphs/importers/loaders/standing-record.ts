import { byKey } from '@good-standing/kernel/postgres/batch.ts';
import type { Sql, TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type DataLoader from 'dataloader';
import { preparedText } from '../prepared-text.ts';
import type { DisclosedAsset, DisclosedOwner } from '../rules/residency-facts.ts';
import type { KnownFinding } from '../standing/inputs.ts';
import { predicateParams, statusReadable } from '../visibility.ts';

/** Days as ISO texts: what comes as JSON. */
interface DatedCents {
  readonly cents: number;
  readonly from: string;
  readonly until: string | null;
}

/** What an importer imported; see `ImportActivity` of kernel/findings. */
export interface Activity {
  readonly firstOn: string;
  readonly lastOn: string;
  readonly entries: number;
  readonly adcvdFirstOn: string | null;
  readonly isAdcvdUnpaid: boolean;
  readonly isAdcvdLate: boolean;
  readonly months: readonly { readonly month: string; readonly lines: number; readonly paidCents: number }[];
}

/** A number as its bond counts it. */
export interface Bonded {
  readonly id: string;
  readonly activity: Activity | null;
  /** Duties, taxes and fees that it expects to pay in a year, as disclosed; null: not disclosed. */
  readonly anticipatedCents: number | null;
}

/** Everything that tier, residency, security and eligibility are told from, standing apart. */
export interface StandingRecord extends Bonded {
  readonly owners: readonly DisclosedOwner[];
  readonly assets: readonly DisclosedAsset[];
  /** Continuous, of activity 1; the last day is in force. */
  readonly bonds: readonly DatedCents[];
  /** Other numbers of its root without a continuous bond of their own, with what they imported. */
  readonly users: readonly Bonded[];
  readonly findings: readonly KnownFinding[];
  readonly listings: readonly { readonly from: string; readonly until: string | null }[];
}

/** The record of each importer that may be read of. One statement a tick. */
export function standingRecords({
  sql,
  viewer,
  today,
}: Pick<LoaderSetting, 'viewer' | 'today'> & {
  readonly sql: Sql | TransactionSql;
}): DataLoader<string, StandingRecord | null> {
  const rows = statement<StandingRecord>(
    sql,
    preparedText(
      viewer,
      'standingRecords',
      () => `
      select
        i.id, i.anticipated_duties_cents as "anticipatedCents",
        (select ${ACTIVITY} from import_activity act where act.importer_id = i.id) as activity,
        ${listOf(`
          select d.country, d.controlling, d.from_on as "from", least(d.until_on, d.delisted_on - 1) as until
          from importer_disclosure d where d.importer_id = i.id and d.kind = 'OWNER'`)} as owners,
        ${listOf(`
          select d.country, d.value_cents as "valueCents", d.from_on as "from", least(d.until_on, d.delisted_on - 1) as until
          from importer_disclosure d where d.importer_id = i.id and d.kind = 'ASSET'`)} as assets,
        ${listOf(`
          select b.amount_cents as cents, b.effective_on as "from", least(b.terminated_on, b.delisted_on) - 1 as until
          from bond b where b.importer_id = i.id and ${CONTINUOUS}`)} as bonds,
        ${listOf(`
          select o.id, o.anticipated_duties_cents as "anticipatedCents",
            (select ${ACTIVITY} from import_activity act where act.importer_id = o.id) as activity
          from (${OF_THE_ROOT}) o
          where not exists (select from bond b where b.importer_id = o.id and ${CONTINUOUS})
          order by o.id limit 100`)} as users,
        ${listOf(`
          select f.key, f.rule, f.rule_version as "ruleVersion", f.effect,
            f.valid_from as "validFrom", f.valid_until as "validUntil", f.evidence
          from finding f
          where f.importer_id = i.id and f.known_until is null and f.state <> 'WITHDRAWN'
          order by f.key`)} as findings,
        ${listOf(`
          select l.listed_on as "from", least(l.until_on, l.delisted_on - 1, l.ended_on - 1) as until
          from listing l where l.importer_id = i.id and l.programme = 'TRUSTED'`)} as listings
      from importer i
      where i.id = any(:ids::text[]) and ${statusReadable(viewer)}`,
    ),
  );
  return byKey(
    (ids: readonly string[]) => rows({ ...predicateParams(viewer, today), ids }),
    (row) => row.id,
  );
}

/**
 * Other numbers of the root of `i`, by the index on roots. NOTE: without the offset the
 * planner reads the whole registry in the order of its ids, in search of the first hundred.
 */
const OF_THE_ROOT = `
  select other.id, other.anticipated_duties_cents
  from importer other
  where i.number ~ '^[0-9]{2}-' and left(other.number, 10) = left(i.number, 10) and other.number ~ '^[0-9]{2}-'
    and other.id <> i.id
  offset 0`;

const CONTINUOUS = `b.bond_type = 'CONTINUOUS' and b.activity = '1'`;

const ACTIVITY = `jsonb_build_object(
  'firstOn', act.first_on, 'lastOn', act.last_on, 'entries', act.entries, 'adcvdFirstOn', act.adcvd_first_on,
  'isAdcvdUnpaid', act.is_adcvd_unpaid, 'isAdcvdLate', act.is_adcvd_late, 'months', act.months)`;

function listOf(select: string): string {
  return `coalesce((select jsonb_agg(to_jsonb(item)) from (${select}) item), '[]')`;
}
