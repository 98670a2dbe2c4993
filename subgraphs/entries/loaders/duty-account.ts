import { byKey, manyByKey } from '@good-standing/kernel/postgres/batch.ts';
import type { Connection, PageArguments } from '@good-standing/kernel/postgres/page.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { viewerParams } from '@good-standing/kernel/relation/importer-relation.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type DataLoader from 'dataloader';
import { AGEING_BAND, AGEING_BANDS } from '../rules/ageing.ts';
import type { AgeingBandRow, BillRow, DutyAccountRow, PaymentRow } from '../tables.ts';
import { visibleBills } from '../visibility.ts';
import { nestedList } from './nested-list.ts';

/** What was paid on a bill until today. */
const PAID = `
  coalesce((
    select sum(payment.amount_cents)
    from payment
    where payment.bill_id = bill.id and payment.paid_on <= :today
  ), 0)::bigint`;

/** Sums over the visible bills; all zero where there are none. A bill overpaid makes up for no other. */
export function dutyAccountOfImporter(setting: LoaderSetting): DataLoader<string, DutyAccountRow | null> {
  const rows = statement<DutyAccountRow>(
    setting.sql,
    `select importer.id as "importerId",
       coalesce(sum(billed.amount), 0)::bigint as "owedCents",
       coalesce(sum(billed.paid), 0)::bigint as "paidCents",
       coalesce(sum(billed.lacking), 0)::bigint as "outstandingCents",
       coalesce(sum(billed.lacking) filter (where billed.past_due), 0)::bigint as "pastDueCents",
       min(billed.due_on) filter (where billed.past_due) as "pastDueSince"
     from unnest(:ids::text[]) as importer (id)
     left join lateral (
       select bill.amount_cents as amount, paid.cents as paid, bill.due_on,
         greatest(bill.amount_cents - paid.cents, 0) as lacking,
         bill.due_on < :today and not bill.protested and bill.amount_cents > paid.cents as past_due
       from bill
       cross join lateral (select ${PAID} as cents) paid
       where bill.importer_id = importer.id and ${visibleBills(setting.viewer)}
     ) billed on true
     group by importer.id`,
  );
  const params = viewerParams(setting.viewer, setting.today);
  return byKey(
    (ids: readonly string[]) => rows({ ...params, ids }),
    (row) => row.importerId,
  );
}

/** What the visible bills still lack, by how long they have been due. One statement a tick. */
export function ageingOfImporter(setting: LoaderSetting): DataLoader<string, readonly AgeingBandRow[]> {
  const rows = statement<AgeingBandRow>(
    setting.sql,
    `select lacking.importer_id as "importerId", lacking.age, sum(lacking.cents)::bigint as "outstandingCents",
       count(*)::int as bills
     from (
       select bill.importer_id, ${AGEING_BAND} as age, bill.amount_cents - ${PAID} as cents
       from bill
       where bill.importer_id = any(:ids::text[]) and ${visibleBills(setting.viewer)}
     ) lacking
     where lacking.cents > 0
     group by lacking.importer_id, lacking.age
     order by lacking.importer_id,
       array_position(array[${AGEING_BANDS.map((band) => `'${band}'`).join(', ')}], lacking.age)`,
  );
  const params = viewerParams(setting.viewer, setting.today);
  return manyByKey(
    (ids: readonly string[]) => rows({ ...params, ids }),
    (row) => row.importerId,
  );
}

export function billsOfImporter(
  setting: LoaderSetting,
): (importer: string, args: PageArguments) => Promise<Connection<BillRow>> {
  return nestedList<BillRow>(setting, {
    coordinate: 'DutyAccount.bills',
    key: ['date', 'text'],
    rows: `
      select bill.id, bill.bill_number as number, bill.kind, bill.amount_cents as "amountCents",
        ${PAID} as "paidCents", bill.issued_on as "issuedOn", bill.due_on as "dueOn",
        bill.protested as "isProtested"
      from bill
      where bill.importer_id = page.parent
        and ${visibleBills(setting.viewer)}
        and (page.after_1 is null or (bill.issued_on, bill.id) < (page.after_1, page.after_2))
      order by bill.issued_on desc, bill.id desc
      limit page.take`,
    order: 'listed."issuedOn" desc, listed.id desc',
    keyOf: (bill) => [bill.issuedOn.toString(), bill.id],
  });
}

/** Payments on a visible bill. Few by nature; 200 of each bill at most. */
export function paymentsOfBill(setting: LoaderSetting): DataLoader<string, readonly PaymentRow[]> {
  const rows = statement<PaymentRow & { readonly parent: string }>(
    setting.sql,
    `select parent.id as parent, listed.*
     from unnest(:ids::text[]) as parent (id)
     cross join lateral (
       select payment.id, payment.amount_cents as "amountCents", payment.paid_on as "paidOn"
       from payment
       where payment.bill_id = parent.id and payment.paid_on <= :today
       order by payment.paid_on, payment.id
       limit 200
     ) listed
     order by listed."paidOn", listed.id`,
  );
  const { today } = viewerParams(setting.viewer, setting.today);
  return manyByKey(
    (ids: readonly string[]) => rows({ today, ids }),
    (row) => row.parent,
  );
}
