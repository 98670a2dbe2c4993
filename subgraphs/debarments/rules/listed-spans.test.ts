import { array, assert, boolean, date, nat, property, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { activeSpans } from './listed-spans.ts';
import { type ListedPeriods, statusOn } from './status.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const told = (periods: ListedPeriods) =>
  activeSpans(periods).map(({ from, until }) => `${from}..${until ?? ''}`);

const ONE = {
  activeOns: [day('2026-01-10')],
  terminatesOns: [day('2027-01-10')],
  delistedOns: [],
  relistedOns: [],
};

test.each([
  ['a term', ONE, ['2026-01-10..2027-01-10']],
  ['indefinite', { ...ONE, terminatesOns: [null] }, ['2026-01-10..']],
  ['left the list', { ...ONE, delistedOns: [day('2026-05-01')] }, ['2026-01-10..2026-04-30']],
  [
    'left the list and came back',
    { ...ONE, delistedOns: [day('2026-05-01')], relistedOns: [day('2026-06-01')] },
    ['2026-01-10..2026-04-30', '2026-06-01..2027-01-10'],
  ],
  ['left the list on its first day', { ...ONE, delistedOns: [day('2026-01-10')] }, []],
  [
    'two terms that touch',
    { ...ONE, activeOns: [day('2026-01-10'), day('2027-01-11')], terminatesOns: [day('2027-01-10'), null] },
    ['2026-01-10..'],
  ],
] as const)('%s', (_case, periods, spans) => {
  expect(told(periods)).toEqual(spans);
});

test('the spans are the days on which the status is active, and no others', () => {
  const days = date({ min: new Date('2026-01-01'), max: new Date('2026-03-31'), noInvalidDate: true }).map(
    (at) => day(at.toISOString().slice(0, 10)),
  );
  const period = tuple(days, nat(40), boolean());
  assert(
    property(array(period, { maxLength: 3 }), array(days, { maxLength: 4 }), (periods, turns) => {
      const sorted = [...turns].sort(Temporal.PlainDate.compare);
      const listed: ListedPeriods = {
        activeOns: periods.map(([from]) => from).sort(Temporal.PlainDate.compare),
        terminatesOns: periods.map(([from, length, open]) => (open ? null : from.add({ days: length }))),
        delistedOns: sorted.filter((_turn, nth) => nth % 2 === 0),
        relistedOns: sorted.filter((_turn, nth) => nth % 2 === 1),
      };
      const spans = activeSpans(listed);
      for (
        let on = day('2025-12-30');
        Temporal.PlainDate.compare(on, day('2026-05-15')) < 0;
        on = on.add({ days: 1 })
      ) {
        const inSpan = spans.some(
          ({ from, until }) =>
            Temporal.PlainDate.compare(from, on) <= 0 &&
            (until === null || Temporal.PlainDate.compare(on, until) <= 0),
        );
        expect([on.toString(), inSpan]).toEqual([on.toString(), statusOn(listed, on) === 'ACTIVE']);
      }
    }),
    { numRuns: 150 },
  );
});
