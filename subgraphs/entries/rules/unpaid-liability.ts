import { compareDays } from '@good-standing/kernel/calendar/day.ts';
import { valueOn } from '@good-standing/kernel/parameter/parameter.ts';
import { STANDING_PARAMETERS } from '@good-standing/kernel/parameter/standing-parameters.ts';
import type { Found, Rule } from '@good-standing/kernel/rule/rule.ts';
import { STANDING_RULES } from '@good-standing/kernel/rule/statements/standing.ts';
import type { BillWithPayments, Conduct } from './conduct.ts';

/**
 * GS-004. Past due from the day after the due day until the day before payment in
 * full; within the days of grace, and below the least amount, watched and no more. A
 * bill under protest is not counted at all.
 */
export const unpaidLiability: Rule<Conduct> = {
  ...STANDING_RULES['GS-004'],
  finds: ({ bills }) => bills.filter(({ isProtested }) => !isProtested).flatMap(pastDue),
};

function pastDue(bill: BillWithPayments): readonly Found[] {
  const graceEnd = bill.dueOn.add({ days: valueOn(STANDING_PARAMETERS.liabilityGraceDays, bill.dueOn) });
  const least = valueOn(STANDING_PARAMETERS.liabilityLeastCents, bill.dueOn);
  return outstandingSpans(bill).flatMap(({ from, until, cents }) => {
    const inGrace = span(bill, 'WATCH', later(from, bill.dueOn.add({ days: 1 })), earlier(until, graceEnd));
    const after = span(
      bill,
      cents >= least ? 'FAIL_NOT_GOOD' : 'WATCH',
      later(from, graceEnd.add({ days: 1 })),
      until,
    );
    return [...inGrace, ...after];
  });
}

/** What is outstanding by day, from issue to payment in full. */
function outstandingSpans({ amountCents, payments }: BillWithPayments) {
  const spans: { from: Temporal.PlainDate | null; until: Temporal.PlainDate | null; cents: number }[] = [];
  let from: Temporal.PlainDate | null = null;
  let cents = amountCents;
  for (const { amountCents: paid, paidOn } of payments) {
    if (cents <= 0) break;
    spans.push({ from, until: paidOn.subtract({ days: 1 }), cents });
    from = paidOn;
    cents -= paid;
  }
  if (cents > 0) spans.push({ from, until: null, cents });
  return spans;
}

function span(
  { id, dueOn }: BillWithPayments,
  effect: Found['effect'],
  from: Temporal.PlainDate,
  until: Temporal.PlainDate | null,
): readonly Found[] {
  if (until !== null && compareDays(from, until) > 0) return [];
  return [
    {
      about: `${id} ${from}`,
      effect,
      from,
      until,
      evidence: [{ kind: 'BILL', record: id, observedOn: dueOn }],
    },
  ];
}

function later(one: Temporal.PlainDate | null, other: Temporal.PlainDate): Temporal.PlainDate {
  return one !== null && compareDays(one, other) > 0 ? one : other;
}

function earlier(one: Temporal.PlainDate | null, other: Temporal.PlainDate): Temporal.PlainDate {
  return one !== null && compareDays(one, other) < 0 ? one : other;
}
