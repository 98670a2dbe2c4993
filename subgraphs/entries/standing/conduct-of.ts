import type { Sql, TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type {
  BillWithPayments,
  ClosedPenalty,
  Conduct,
  EvasionFound,
  ForcedLaborFound,
  FoundViolation,
  SeizureOfGoods,
} from '../rules/conduct.ts';

type Of<Row> = Row & { readonly importerId: string };

interface PaidBill extends Omit<BillWithPayments, 'payments'> {
  readonly paidCents: readonly number[] | null;
  readonly paidOns: readonly Temporal.PlainDate[] | null;
}

/** The conduct of each of these importers, as entries knows it. Six statements. */
export async function conductOf(
  tx: Sql | TransactionSql,
  importers: readonly string[],
): Promise<ReadonlyMap<string, Conduct>> {
  const violations = byImporter(await statement<Of<FoundViolation>>(tx, VIOLATIONS)({ importers }));
  const penalties = byImporter(await statement<Of<ClosedPenalty>>(tx, PENALTIES)({ importers }));
  const bills = byImporter(await statement<Of<PaidBill>>(tx, BILLS)({ importers }));
  const evasionCases = byImporter(await statement<Of<EvasionFound>>(tx, EVASION)({ importers }));
  const detentions = byImporter(await statement<Of<ForcedLaborFound>>(tx, FORCED_LABOR)({ importers }));
  const seizures = byImporter(await statement<Of<SeizureOfGoods>>(tx, SEIZURES)({ importers }));
  return new Map(
    importers.map((importer) => [
      importer,
      {
        violations: violations.get(importer) ?? [],
        penalties: penalties.get(importer) ?? [],
        bills: (bills.get(importer) ?? []).map(withPayments),
        seizures: seizures.get(importer) ?? [],
        evasionCases: evasionCases.get(importer) ?? [],
        forcedLabor: detentions.get(importer) ?? [],
      },
    ]),
  );
}

function byImporter<Row>(rows: readonly Of<Row>[]): ReadonlyMap<string, readonly Row[]> {
  return Map.groupBy(rows, ({ importerId }) => importerId);
}

function withPayments({ paidCents, paidOns, ...bill }: PaidBill): BillWithPayments {
  const payments = (paidOns ?? []).map((paidOn, nth) => ({ paidOn, amountCents: paidCents?.[nth] ?? 0 }));
  return { ...bill, payments };
}

const held = (seizure: string) => `(${seizure}.law_enforcement_hold or ${seizure}.national_security_hold)`;

/** A violation is under a hold where the seizure of a penalty on it is. */
const VIOLATIONS = `
  select
    v.importer_id as "importerId", v.id, v.kind, v.culpability, v.statute,
    v.found_on as "foundOn", v.final_on as "finalOn", v.status,
    v.appealed_on as "appealedOn", v.appeal_outcome as "appealOutcome",
    coalesce((select day.filed_on from entry_day day where day.id = v.entry_id), v.found_on) as "conductOn",
    exists (
      select from penalty p join seizure s on s.id = p.seizure_id
      where p.violation_id = v.id and ${held('s')}) as "isHeld"
  from violation v
  where v.importer_id = any(:importers::text[])
  order by v.id`;

const PENALTIES = `
  select
    p.importer_id as "importerId", p.id, p.statute, v.culpability,
    p.assessed_on as "assessedOn", p.closed_on as "closedOn",
    exists (select from seizure s where s.id = p.seizure_id and ${held('s')}) as "isHeld"
  from penalty p
  left join violation v on v.id = p.violation_id
  where p.importer_id = any(:importers::text[])
  order by p.id`;

const BILLS = `
  select
    b.importer_id as "importerId", b.id, b.amount_cents as "amountCents", b.due_on as "dueOn",
    b.protested as "isProtested", paid.cents as "paidCents", paid.days as "paidOns"
  from bill b
  left join lateral (
    select array_agg(amount_cents order by paid_on, id) as cents, array_agg(paid_on order by paid_on, id) as days
    from payment
    where payment.bill_id = b.id
  ) paid on true
  where b.importer_id = any(:importers::text[])
  order by b.id`;

const SEIZURES = `
  select
    s.importer_id as "importerId", s.id, s.grounds, s.seized_on as "seizedOn", s.released_on as "releasedOn",
    ${held('s')} as "isHeld"
  from seizure s
  where s.importer_id = any(:importers::text[])
  order by s.id`;

const EVASION = `
  select importer_id as "importerId", id, notified_on as "notifiedOn", interim, determination,
    determined_on as "determinedOn", review_asked_on as "reviewAskedOn", review, reviewed_on as "reviewedOn"
  from evasion_case
  where importer_id = any(:importers::text[])
  order by id`;

const FORCED_LABOR = `
  select importer_id as "importerId", id, detained_on as "detainedOn", outcome, decided_on as "decidedOn",
    protested_on as "protestedOn", protest
  from forced_labor_detention
  where importer_id = any(:importers::text[])
  order by id`;
