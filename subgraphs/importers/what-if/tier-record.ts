import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { StandingRecord } from '../loaders/standing-record.ts';

/** What a tier rests on besides standing and findings. */
export type TierRecord = Pick<StandingRecord, 'activity' | 'listings'>;

const NOTHING: TierRecord = { activity: null, listings: [] };

/** Of each of these importers, as of a day. The lines of all months come as one. One statement. */
export async function tierRecords(
  tx: TransactionSql,
  importers: readonly string[],
  on: Temporal.PlainDate,
): Promise<(importer: string) => TierRecord> {
  const rows = await statement<TierRecord & { readonly id: string }>(tx, TIER_RECORDS)({ importers, on });
  const held = new Map(rows.map(({ id, ...record }) => [id, record]));
  return (importer) => held.get(importer) ?? NOTHING;
}

const TIER_RECORDS = `
  select
    asked.id,
    (
      select jsonb_build_object(
        'firstOn', act.first_on, 'lastOn', act.last_on, 'entries', act.entries,
        'adcvdFirstOn', act.adcvd_first_on, 'isAdcvdUnpaid', act.is_adcvd_unpaid, 'isAdcvdLate', act.is_adcvd_late,
        'months', jsonb_build_array(jsonb_build_object('month', '0001-01-01', 'paidCents', 0, 'lines', coalesce((
          select sum((month ->> 'lines')::bigint)
          from jsonb_array_elements(act.months) month
          where month ->> 'month' <= :on::date::text), 0))))
      from import_activity act
      where act.importer_id = asked.id
    ) as activity,
    coalesce((
      select jsonb_agg(jsonb_build_object('from', l.listed_on, 'until', least(l.until_on, l.delisted_on - 1, l.ended_on - 1)))
      from listing l
      where l.importer_id = asked.id and l.programme = 'TRUSTED'), '[]') as listings
  from unnest(:importers::text[]) as asked (id)`;
