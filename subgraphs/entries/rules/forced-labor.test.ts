import { describe, expect, test } from 'vitest';
import { clocksOfForcedLabor, type ForcedLaborDates } from './forced-labor.ts';
import { clocksOfLiquidatedDamages } from './petition.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const ORDERED: ForcedLaborDates = {
  basis: 'WITHHOLD_RELEASE_ORDER',
  importedOn: day('2026-08-31'),
  presentedOn: day('2026-11-02'),
  detainedOn: day('2026-11-04'),
  noticeOn: null,
  proofOn: null,
  outcome: null,
  decidedOn: null,
  protestedOn: null,
  protest: null,
  protestDecidedOn: null,
};
const PRESUMED = { ...ORDERED, basis: 'UFLPA', noticeOn: day('2026-11-06') } as const;
const EXCLUDED = { ...PRESUMED, outcome: 'EXCLUDED', decidedOn: day('2026-11-20') } as const;

const told = (held: ForcedLaborDates) =>
  Object.fromEntries(clocksOfForcedLabor(held).map(({ kind, dueOn }) => [kind, dueOn?.toString() ?? null]));

describe('19 USC 1307, 1499(c), 19 CFR 12.42-12.44: the clocks of goods made by forced labor', () => {
  test('under an order the importer has three months from importation, and the goods wait', () => {
    expect(told(ORDERED)).toEqual({
      DETENTION_NOTICE: '2026-11-12', // 5 business days, Veterans Day among them
      PROOF_OF_ADMISSIBILITY: '2026-11-30', // November has no 31st
      EXPORT_OR_PROTEST: null,
      PROTEST_DECISION: null,
    });
  });
  test('under a presumption it answers the notice, and the detention ends with thirty days', () => {
    expect(told(PRESUMED)).toMatchObject({
      PROOF_OF_ADMISSIBILITY: '2026-12-06', // a Sunday: calendar days do not roll
      MAXIMUM_DETENTION: '2026-12-02',
    });
  });
  test('excluded goods are exported or protested within sixty days; a protest is decided within thirty', () => {
    expect(told(EXCLUDED)).toMatchObject({ EXPORT_OR_PROTEST: '2027-01-19', PROTEST_DECISION: null });
    expect(told({ ...EXCLUDED, protestedOn: day('2026-12-01') })).toMatchObject({
      PROTEST_DECISION: '2026-12-31',
    });
  });
  test('a decision ends what was owed before it', () => {
    const met = clocksOfForcedLabor({ ...EXCLUDED, noticeOn: null }).map(
      ({ metOn }) => metOn?.toString() ?? null,
    );
    expect(met).toEqual(['2026-11-20', null, '2026-11-20', null, null]);
  });
});

describe('19 CFR 172.3(b): petitions for relief from liquidated damages', () => {
  test.each([
    [null, null, null],
    ['2026-12-01', null, '2026-12-01'],
    [null, '2026-11-20', '2026-11-20'],
  ])('petitioned %s, closed %s', (petitioned, closed, met) => {
    const on = (text: string | null) => (text === null ? null : day(text));
    const [clock] = clocksOfLiquidatedDamages({
      assessedOn: day('2026-11-02'),
      petitionedOn: on(petitioned),
      closedOn: on(closed),
    });
    expect([clock?.dueOn?.toString(), clock?.metOn?.toString() ?? null]).toEqual(['2027-01-01', met]);
  });
});
