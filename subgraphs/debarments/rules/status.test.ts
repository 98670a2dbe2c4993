import { type DisposableSubgraph, disposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { definition } from '../subgraph.ts';
import { type ListedPeriods, statusOn } from './status.ts';

const day = (nth: number) => Temporal.PlainDate.from('2026-01-01').add({ days: nth });

test.each([
  [0, 'NOT_YET_ACTIVE'],
  [1, 'ACTIVE'],
  [3, 'ACTIVE'],
  [4, 'TERMINATED'],
  [6, 'ACTIVE'],
  [8, 'REMOVED'],
  [9, 'ACTIVE'],
  [20, 'REMOVED'],
])('of two periods and two absences, day %i: %s', (nth, status) => {
  const exclusion = {
    activeOns: [day(1), day(6)],
    terminatesOns: [day(3), null],
    delistedOns: [day(7), day(12)],
    relistedOns: [day(9)],
  };
  expect(statusOn(exclusion, day(nth))).toBe(status);
});

let debarments: DisposableSubgraph;
beforeAll(async () => {
  debarments = await disposableSubgraph(definition);
});
afterAll(() => debarments?.drop());

const days = fc.integer({ min: 0, max: 12 }).map(day);
const listed: fc.Arbitrary<ListedPeriods> = fc
  .record({
    periods: fc.array(fc.tuple(days, fc.option(days)), { minLength: 1, maxLength: 3 }),
    absences: fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 4 }),
  })
  .map(({ periods, absences }) => {
    const turns = absences.toSorted((one, other) => one - other).map(day);
    return {
      activeOns: periods.map(([first]) => first),
      terminatesOns: periods.map(([, last]) => last),
      delistedOns: turns.filter((_turn, nth) => nth % 2 === 0),
      relistedOns: turns.filter((_turn, nth) => nth % 2 === 1),
    };
  });

test('the list filters by the status that the field gives', async () => {
  await fc.assert(
    fc.asyncProperty(listed, days, async (exclusion, on) => {
      const array = (values: readonly (Temporal.PlainDate | null)[]) =>
        `{${values.map((value) => value ?? 'null').join()}}`;
      const [row] = await debarments.sql.unsafe<{ status: string }[]>(
        'select exclusion_status($1::date[], $2::date[], $3::date[], $4::date[], $5::date) as status',
        [
          array(exclusion.activeOns),
          array(exclusion.terminatesOns),
          array(exclusion.delistedOns),
          array(exclusion.relistedOns),
          on.toString(),
        ],
      );
      expect(row?.status).toBe(statusOn(exclusion, on));
    }),
    { numRuns: 200 },
  );
});
