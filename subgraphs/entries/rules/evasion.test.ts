import { addBusinessDays, isBusinessDay } from '@good-standing/kernel/calendar/business-days.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockAsOf } from './clock-as-of.ts';
import { clocksOfEvasion, type EvasionDates, evasionStage } from './evasion.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const ALLEGED: EvasionDates = {
  receivedOn: day('2026-01-05'),
  initiatedOn: null,
  interim: null,
  interimOn: null,
  notifiedOn: null,
  isExtended: false,
  determination: null,
  determinedOn: null,
  determinationNoticeOn: null,
  reviewAskedOn: null,
  review: null,
  reviewedOn: null,
};
const INITIATED = { ...ALLEGED, initiatedOn: day('2026-01-20') };
const INTERIM = { ...INITIATED, interim: 'MEASURES', interimOn: day('2026-04-17') } as const;
const DETERMINED = { ...INTERIM, determination: 'AFFIRMATIVE', determinedOn: day('2026-11-02') } as const;
const REVIEWED = { ...DETERMINED, reviewAskedOn: day('2026-12-01') };

const dueOf = (held: EvasionDates, kind: string) =>
  clocksOfEvasion(held)
    .find((clock) => clock.kind === kind)
    ?.dueOn?.toString() ?? null;

describe('19 USC 1517, 19 CFR part 165: the clocks of an investigation', () => {
  test.each([
    ['EVASION_INITIATION', ALLEGED, '2026-01-27'], // 15 business days, Martin Luther King's day among them
    ['EVASION_INTERIM_MEASURES', ALLEGED, null],
    ['EVASION_INTERIM_MEASURES', INITIATED, '2026-04-20'],
    ['EVASION_NOTICE', ALLEGED, null],
    ['EVASION_NOTICE', INITIATED, '2026-04-25'], // 95 days
    ['EVASION_NOTICE', INTERIM, '2026-04-24'], // 5 business days from the measures, which is earlier
    ['EVASION_NOTICE', { ...INTERIM, interimOn: day('2026-04-20') }, '2026-04-25'], // 5 business days would be later
    ['EVASION_NOTICE', { ...INTERIM, interim: 'NONE' as const }, '2026-04-25'],
    ['EVASION_DETERMINATION', INITIATED, '2026-11-16'],
    ['EVASION_DETERMINATION', { ...INITIATED, isExtended: true }, '2027-01-15'],
    ['EVASION_DETERMINATION_NOTICE', DETERMINED, '2026-11-09'],
    ['EVASION_APPEAL', DETERMINED, '2026-12-16'], // 30 business days, two holidays among them
    ['EVASION_REVIEW', DETERMINED, null],
    ['EVASION_REVIEW', REVIEWED, '2027-03-01'],
  ])('%s', (kind, held, dueOn) => {
    expect(dueOf(held, kind)).toBe(dueOn);
  });

  test('a determination ends what was owed before it', () => {
    const held = { ...INITIATED, determination: 'NEGATIVE', determinedOn: day('2026-03-02') } as const;
    const clocks = clocksOfEvasion(held).map((clock) =>
      clockAsOf(clock, day('2027-06-01'), day('2027-06-01')),
    );
    expect(clocks.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
      'EVASION_INITIATION MET',
      'EVASION_INTERIM_MEASURES MET',
      'EVASION_NOTICE MET',
      'EVASION_DETERMINATION MET',
      'EVASION_DETERMINATION_NOTICE MISSED',
      'EVASION_APPEAL MISSED',
      'EVASION_REVIEW NOT_STARTED',
    ]);
  });

  test('against a simulation that lives through every day', () => {
    const after = fc.option(fc.integer({ min: 0, max: 500 }), { nil: null });
    fc.assert(
      fc.property(
        fc.record({
          start: fc.integer({ min: 0, max: 900 }),
          initiated: after,
          interim: after,
          determined: after,
          isExtended: fc.boolean(),
          asked: fc.integer({ min: 0, max: 700 }),
        }),
        (life) => {
          const start = day('2024-09-03').add({ days: life.start });
          const on = (days: number | null) => (days === null ? null : start.add({ days }));
          const held: EvasionDates = {
            ...ALLEGED,
            receivedOn: start,
            initiatedOn: on(life.initiated),
            interim: life.interim === null ? null : 'NONE',
            interimOn: on(life.interim),
            isExtended: life.isExtended,
            determination: life.determined === null ? null : 'AFFIRMATIVE',
            determinedOn: on(life.determined),
          };
          const asOf = start.add({ days: life.asked });
          const status = (kind: string) => {
            const clock = clocksOfEvasion(held).find((each) => each.kind === kind);
            if (clock === undefined) throw new Error(`no clock ${kind}`);
            return clockAsOf(clock, asOf, day('2099-01-01')).status;
          };
          const { initiated, interim, determined } = life;
          expect(status('EVASION_INITIATION')).toBe(
            lived(start, life.asked, 0, [initiated, determined], ['BUSINESS', 15]),
          );
          expect(status('EVASION_INTERIM_MEASURES')).toBe(
            lived(start, life.asked, initiated, [interim, determined], ['PLAIN', 90]),
          );
          expect(status('EVASION_DETERMINATION')).toBe(
            lived(start, life.asked, initiated, [determined], ['PLAIN', life.isExtended ? 360 : 300]),
          );
          expect(status('EVASION_APPEAL')).toBe(lived(start, life.asked, determined, [], ['BUSINESS', 30]));
        },
      ),
      { numRuns: 200 },
    );
  });

  test('a day counted off agrees with the calendar', () => {
    expect(addBusinessDays(day('2026-01-05'), 15).toString()).toBe('2026-01-27');
  });
});

describe('where a case stands', () => {
  test.each([
    ['ALLEGED', ALLEGED],
    ['INVESTIGATED', INITIATED],
    ['INVESTIGATED', { ...INTERIM, interim: 'NONE' }],
    ['INTERIM_MEASURES', INTERIM],
    ['AFFIRMATIVE', DETERMINED],
    ['NEGATIVE', { ...DETERMINED, determination: 'NEGATIVE' }],
    ['UNDER_REVIEW', REVIEWED],
    ['REVERSED', { ...REVIEWED, review: 'REVERSED', reviewedOn: day('2027-02-01') }],
    ['AFFIRMATIVE', { ...REVIEWED, review: 'AFFIRMED', reviewedOn: day('2027-02-01') }],
  ] as const)('%s', (stage, held) => {
    expect(evasionStage(held)).toBe(stage);
  });
});

/** Day by day: what is started, how much is counted, whether it was done while in time. */
function lived(
  start: Temporal.PlainDate,
  asked: number,
  from: number | null,
  done: readonly (number | null)[],
  [counts, length]: readonly ['BUSINESS' | 'PLAIN', number],
): string {
  let counted: number | null = null;
  let status = 'NOT_STARTED';
  for (let nth = 0; nth <= asked; nth += 1) {
    if (counted !== null && status === 'RUNNING') {
      if (counted === length) status = 'MISSED';
      else if (counts === 'PLAIN' || isBusinessDay(start.add({ days: nth }))) counted += 1;
    }
    if (nth === from) {
      counted = 0;
      status = 'RUNNING';
    }
    if (status === 'RUNNING' && done.some((on) => on !== null && on <= nth)) status = 'MET';
  }
  return status;
}
