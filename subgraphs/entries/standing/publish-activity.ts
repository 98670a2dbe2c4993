import { ENTRY_TYPES } from '@good-standing/kernel/identifiers/entry-type.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';

/** Items to a message, as `publish` of kernel/findings has it. */
const ITEMS_A_MESSAGE = 1_000;
const MOST_MONTHS = 36;

const ADCVD = ENTRY_TYPES.filter(({ adcvd }) => adcvd).map(({ code }) => `'${code}'`);

const NOTE = {
  staged_entry: `
    insert into activity_due (importer_id)
    select distinct importer_id from staged_entry where importer_id is not null
    order by 1`,
  staged_payment: `
    insert into activity_due (importer_id)
    select distinct b.importer_id
    from staged_payment
    join bill b on b.id = staged_payment.bill_id and b.entry_id is not null
    order by 1`,
};

/**
 * For a feed's `after`: notes whose activity the chunk at hand changed, and at the
 * end of the file tells it, as `ImportActivity`, made where it lies: thousands of
 * importers change with every file.
 */
export function publishActivity(staged: keyof typeof NOTE) {
  return async (tx: TransactionSql): Promise<void> => {
    await tx.unsafe(NOTE[staged], [], { prepare: true });
    const [atEnd] = await tx.unsafe(`select where not exists (select from ${staged})`);
    if (atEnd !== undefined) await tx.unsafe(TELL);
  };
}

const isAdcvd = (entry: string) => `${entry}.entry_type in (${ADCVD.join(', ')})`;

const TELL = `
  with taken as (
    delete from activity_due returning importer_id
  ),
  due as (
    select distinct importer_id from taken
  ),
  monthly as (
    select
      e.importer_id, date_trunc('month', e.filed_on)::date as month,
      count(*) as entries, sum(counted.lines) as lines, sum(coalesce(e.duties_paid_cents, 0)) as paid_cents,
      min(e.filed_on) as first_on, max(e.filed_on) as last_on,
      min(e.filed_on) filter (where ${isAdcvd('e')}) as adcvd_first_on,
      bool_or(${isAdcvd('e')} and coalesce(e.duties_paid_cents, 0) < coalesce(e.duties_owed_cents, 0)) as is_adcvd_unpaid
    from due
    join entry e using (importer_id)
    cross join lateral (
      select count(*) as lines
      from entry_line
      where entry_line.filed_on = e.filed_on and entry_line.entry_id = e.id
    ) counted
    group by e.importer_id, 2
  ),
  late as (
    select distinct due.importer_id
    from due
    join bill b using (importer_id)
    join entry_day day on day.id = b.entry_id
    join entry e on e.filed_on = day.filed_on and e.id = day.id and ${isAdcvd('e')}
    join payment on payment.bill_id = b.id and payment.paid_on > b.due_on
  ),
  ranked as (
    select monthly.*, row_number() over (partition by importer_id order by month desc) as nth from monthly
  ),
  activity as (
    select
      importer_id, (row_number() over (order by importer_id) - 1) / ${ITEMS_A_MESSAGE} as message,
      jsonb_build_object(
        'importerId', importer_id,
        'firstOn', min(first_on), 'lastOn', max(last_on), 'entries', sum(entries),
        'adcvdFirstOn', min(adcvd_first_on),
        'isAdcvdUnpaid', bool_or(is_adcvd_unpaid),
        'isAdcvdLate', exists (select from late where late.importer_id = ranked.importer_id),
        'months', jsonb_agg(
          jsonb_build_object('month', month, 'entries', entries, 'lines', lines, 'paidCents', paid_cents)
          order by month desc) filter (where nth <= ${MOST_MONTHS})) as item
    from ranked
    group by importer_id
  )
  select findings.publish('import-activity', jsonb_agg(item order by importer_id))
  from activity
  group by message
  order by message`;
