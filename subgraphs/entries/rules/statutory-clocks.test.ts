import { isBusinessDay } from '@good-standing/kernel/calendar/business-days.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockAsOf } from './clock-as-of.ts';
import {
  clocksOfGoods,
  clocksOfRight,
  type GoodsDates,
  SEIZURE_CLOCK_KINDS,
  type SeizureClockKind,
} from './statutory-clocks.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const FAR = day('2030-01-01');

const NOTHING = {
  detainedOn: null,
  detentionNoticeOn: null,
  importerRespondedOn: null,
  seizedOn: null,
  seizureNoticeOn: null,
  forfeitedOn: null,
  abandonedOn: null,
  excludedOn: null,
  releasedOn: null,
};
const PRESENTED: GoodsDates = { ...NOTHING, grounds: ['IPR_TRADEMARK'], presentedOn: day('2026-11-02') };
const UNTOLD = {
  limitedDisclosedOn: null,
  comprehensiveDisclosedOn: null,
  consentAskedOn: null,
  consentAnsweredOn: null,
};
const OF_MARK = { basis: 'TRADEMARK', ...UNTOLD } as const;

/** The due day of one of the clocks. */
function dueOf(
  goods: GoodsDates,
  kind: SeizureClockKind,
  right: Parameters<typeof clocksOfRight>[1] = OF_MARK,
) {
  const clock = [...clocksOfGoods(goods), ...clocksOfRight(goods, right)].find((each) => each.kind === kind);
  return clock === undefined ? 'no such clock' : String(clock.dueOn);
}

describe('19 USC 1499(c), 19 CFR 133.21, 133.25: when each is due', () => {
  const noticed = { ...PRESENTED, detainedOn: day('2026-11-04'), detentionNoticeOn: day('2026-11-05') };
  const seized = { ...noticed, seizedOn: day('2026-06-29'), seizureNoticeOn: day('2026-06-30') };
  const gray = { ...noticed, grounds: ['GRAY_MARKET'] } as const;
  const food = { ...noticed, grounds: ['FOOD_SAFETY'] } as const;
  const old = { ...seized, presentedOn: day('2024-08-19'), detainedOn: day('2024-08-20') };
  const grayRight = { ...OF_MARK, basis: 'GRAY_MARKET' } as const;
  const copyright = { ...OF_MARK, basis: 'COPYRIGHT' } as const;
  const device = { ...OF_MARK, basis: 'DMCA' } as const;

  test.each([
    ['presented Mon 2026-11-02', PRESENTED, 'RELEASE_OR_DETAIN', '2026-11-09', OF_MARK],
    ['presented Mon 2026-11-02', PRESENTED, 'MAXIMUM_DETENTION', '2026-12-02', OF_MARK], // calendar days do not roll
    ['not detained', PRESENTED, 'DETENTION_NOTICE', 'null', OF_MARK],
    ['detained Wed 2026-11-04, Veterans Day between', noticed, 'DETENTION_NOTICE', '2026-11-12', OF_MARK],
    ['gray market: plain days', gray, 'DETENTION_NOTICE', '2026-11-09', grayRight],
    ['notice Thu 2026-11-05, Veterans Day between', noticed, 'IMPORTER_RESPONSE', '2026-11-17', OF_MARK],
    ['gray market', gray, 'IMPORTER_RESPONSE', 'no such clock', grayRight],
    ['unsafe food', food, 'IMPORTER_RESPONSE', 'no such clock', OF_MARK],
    ['with the notice of detention', noticed, 'LIMITED_INFORMATION', '2026-11-05', OF_MARK],
    ['gray market: from the detention', gray, 'LIMITED_INFORMATION', '2026-12-18', grayRight],
    ['circumvention device: CBP may, and need not', noticed, 'LIMITED_INFORMATION', 'no such clock', device],
    ['piratical before 2024-08-23', old, 'LIMITED_INFORMATION', 'no such clock', copyright],
    ['notice of seizure Tue 2026-06-30', seized, 'COMPREHENSIVE_INFORMATION', '2026-08-12', OF_MARK],
    ['piratical before 2024-08-23', old, 'COMPREHENSIVE_INFORMATION', '2026-08-12', copyright],
    ['circumvention device', seized, 'COMPREHENSIVE_INFORMATION', '2026-08-12', device],
    [
      'gray market',
      { ...seized, grounds: ['GRAY_MARKET'] },
      'COMPREHENSIVE_INFORMATION',
      'no such clock',
      grayRight,
    ],
    [
      'held under no right',
      seized,
      'COMPREHENSIVE_INFORMATION',
      'no such clock',
      { ...OF_MARK, basis: null },
    ],
  ] as const)('%s: %o %s due %s', (_case, goods, kind, dueOn, right) => {
    expect(dueOf(goods, kind, right)).toBe(dueOn);
  });
});

describe('met or missed, on any day', () => {
  const goods = { ...PRESENTED, detainedOn: day('2026-11-09') };
  const late = { ...PRESENTED, detainedOn: day('2026-11-10') };
  const right = { ...OF_MARK, comprehensiveDisclosedOn: day('2026-08-13') };
  const seized = {
    ...PRESENTED,
    presentedOn: day('2026-06-15'),
    seizedOn: day('2026-06-29'),
    seizureNoticeOn: day('2026-06-30'),
  };
  const let_go = {
    ...PRESENTED,
    detainedOn: day('2026-11-04'),
    detentionNoticeOn: day('2026-11-05'),
    releasedOn: day('2026-11-06'),
  };
  test.each([
    ['RELEASE_OR_DETAIN', goods, right, '2026-11-01', 'NOT_STARTED'],
    ['RELEASE_OR_DETAIN', goods, right, '2026-11-02', 'RUNNING'], // day 0
    ['RELEASE_OR_DETAIN', goods, right, '2026-11-09', 'MET'], // the due day is in time
    ['RELEASE_OR_DETAIN', late, right, '2026-11-09', 'RUNNING'],
    ['RELEASE_OR_DETAIN', late, right, '2026-11-10', 'MISSED'], // done a day late
    ['MAXIMUM_DETENTION', goods, right, '2026-12-02', 'RUNNING'],
    ['MAXIMUM_DETENTION', goods, right, '2026-12-03', 'MISSED'], // deemed excluded, 19 USC 1499(c)(5)
    ['COMPREHENSIVE_INFORMATION', seized, right, '2026-06-29', 'NOT_STARTED'],
    ['COMPREHENSIVE_INFORMATION', seized, right, '2026-08-12', 'RUNNING'],
    ['COMPREHENSIVE_INFORMATION', seized, right, '2026-08-13', 'MISSED'],
    ['IMPORTER_RESPONSE', let_go, OF_MARK, '2026-11-06', 'MET'], // let go: nothing is left to answer
    ['LIMITED_INFORMATION', let_go, OF_MARK, '2026-11-05', 'RUNNING'],
    ['LIMITED_INFORMATION', let_go, OF_MARK, '2026-11-06', 'MISSED'],
  ] as const)('%s of %o, told %o, on %s: %s', (kind, dates, told, asOf, status) => {
    const clock = [...clocksOfGoods(dates), ...clocksOfRight(dates, told)].find((each) => each.kind === kind);
    expect(clock === undefined ? null : clockAsOf(clock, day(asOf), FAR).status).toBe(status);
  });

  test('a day to come answers from what is on record today', () => {
    const [clock] = clocksOfGoods(late);
    if (clock === undefined) throw new Error('the first clock is to release or detain');
    const { status, metOn } = clockAsOf(clock, day('2026-12-01'), day('2026-11-09'));
    expect([status, metOn]).toEqual(['MISSED', null]);
  });
});

describe('against a simulation that lives through every day', () => {
  /** What is counted to, and how, as the dossier has it. */
  const COUNTED: Readonly<Record<SeizureClockKind, readonly ['BUSINESS' | 'PLAIN', number]>> = {
    RELEASE_OR_DETAIN: ['BUSINESS', 5],
    DETENTION_NOTICE: ['BUSINESS', 5],
    IMPORTER_RESPONSE: ['BUSINESS', 7],
    MAXIMUM_DETENTION: ['PLAIN', 30],
    LIMITED_INFORMATION: ['PLAIN', 0],
    COMPREHENSIVE_INFORMATION: ['BUSINESS', 30],
    OWNER_CONSENT: ['PLAIN', 30],
  };
  const after = fc.option(fc.integer({ min: 0, max: 60 }), { nil: null });
  const lives = fc.record({
    start: fc.integer({ min: 0, max: 1_500 }),
    detained: after,
    notice: after,
    responded: after,
    seized: after,
    seizureNotice: after,
    released: after,
    excluded: after,
    abandoned: after,
    limited: after,
    comprehensive: after,
    notified: after,
    consented: after,
    asked: fc.integer({ min: -2, max: 130 }),
  });

  test('every clock of a mark stands on every day where the simulation says', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const start = day('2024-09-03').add({ days: life.start });
        const on = (days: number | null) => (days === null ? null : start.add({ days }));
        const goods: GoodsDates = {
          grounds: ['IPR_TRADEMARK'],
          presentedOn: start,
          detainedOn: on(life.detained),
          detentionNoticeOn: on(life.notice),
          importerRespondedOn: on(life.responded),
          seizedOn: on(life.seized),
          seizureNoticeOn: on(life.seizureNotice),
          forfeitedOn: null,
          abandonedOn: on(life.abandoned),
          excludedOn: on(life.excluded),
          releasedOn: on(life.released),
        };
        const told = {
          basis: 'TRADEMARK',
          limitedDisclosedOn: on(life.limited),
          comprehensiveDisclosedOn: on(life.comprehensive),
          consentAskedOn: on(life.notified),
          consentAnsweredOn: on(life.consented),
        } as const;
        const ends = [life.seized, life.released, life.excluded, life.abandoned];
        const letGo = life.seized === null ? ends : [];
        const from: Record<SeizureClockKind, number | null> = {
          RELEASE_OR_DETAIN: 0,
          DETENTION_NOTICE: life.detained,
          IMPORTER_RESPONSE: life.notice,
          MAXIMUM_DETENTION: 0,
          LIMITED_INFORMATION: life.notice,
          COMPREHENSIVE_INFORMATION: life.seizureNotice,
          OWNER_CONSENT: life.notified,
        };
        const done: Record<SeizureClockKind, readonly (number | null)[]> = {
          RELEASE_OR_DETAIN: [life.detained, ...ends],
          DETENTION_NOTICE: [life.notice, ...ends],
          IMPORTER_RESPONSE: [life.responded, ...ends],
          MAXIMUM_DETENTION: ends,
          LIMITED_INFORMATION: [life.limited, life.comprehensive, ...letGo],
          COMPREHENSIVE_INFORMATION: [life.comprehensive],
          OWNER_CONSENT: [life.consented],
        };
        const asOf = start.add({ days: life.asked });
        const clocks = [...clocksOfGoods(goods), ...clocksOfRight(goods, told)];
        const kinds = SEIZURE_CLOCK_KINDS.filter(
          (kind) => kind !== 'OWNER_CONSENT' || life.notified !== null,
        );
        expect(clocks.map(({ kind }) => kind).sort()).toEqual([...kinds].sort());
        for (const clock of clocks) {
          const kind = kinds.find((each) => each === clock.kind);
          if (kind === undefined) throw new Error('a clock of a case');
          const expected = lived(start, life.asked, from[kind], done[kind], COUNTED[kind]);
          expect([clock.kind, clockAsOf(clock, asOf, FAR).status]).toEqual([clock.kind, expected]);
        }
      }),
      { numRuns: 400 },
    );
  });

  /** Day by day from the presentation: what is started, how much is counted, whether it was done while in time. */
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
      const today = start.add({ days: nth });
      if (counted !== null && status === 'RUNNING') {
        if (counted === length)
          status = 'MISSED'; // the day before was the last in time
        else if (counts === 'PLAIN' || isBusinessDay(today)) counted += 1;
      }
      if (nth === from) {
        counted = 0;
        status = 'RUNNING';
      }
      if (status === 'RUNNING' && done.some((on) => on !== null && on <= nth)) status = 'MET';
    }
    return status;
  }
});
