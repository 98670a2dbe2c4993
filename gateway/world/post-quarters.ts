import {
  nextQuarter,
  previousQuarter,
  type Quarter,
  quarterDays,
  quarterOf,
} from '@good-standing/kernel/calendar/quarter.ts';
import { QUMAR, XANADU } from './cast.ts';
import { feedFile } from './feed-file.ts';
import { postCodes } from './post-codes.ts';
import type { Random } from './random.ts';
import type { WorldSetting, WrittenFeed } from './setting.ts';

/** Quarters of each post, up to the one before today's. */
const QUARTERS = 12;

/** How many of the latest quarters each of the cast was below the threshold: it shows two places of the ladder. */
const BELOW: Readonly<Record<string, number>> = { [QUMAR]: 6, [XANADU]: 9 };

/** Share of what the worst post lets through, for the cast below the threshold and above it. */
const LAX = 0.75;
const CAREFUL = 0.1;

const SEIZED_OF_TARGETED = { narcotics: 0.012, ipr: 0.18, other: 0.036 };
const SEIZED_AT_RANDOM = { narcotics: 0.0006, ipr: 0.012, other: 0.0025 };

const COLUMNS = [
  'code',
  'quarter',
  'items',
  'aed_exempt',
  'targeted_items',
  'targeted_inspected',
  'targeted_narcotics',
  'targeted_ipr',
  'targeted_other',
  'random_inspected',
  'random_narcotics',
  'random_ipr',
  'random_other',
  'aed_required',
  'aed_compliant',
  'aed_quality',
  'requests_made',
  'requests_answered',
  'returns_requested',
  'returns_honoured',
  'blocked_senders',
  'blocked_repeats',
];

/** The inputs of the metric: of the cast always the same, of the crowd as careful as each post is. */
export function quarterFeed(setting: WorldSetting): WrittenFeed {
  const file = feedFile(`${setting.folder}/invented-post-quarters.csv`, COLUMNS);
  const random = setting.stream('post quarters');
  for (const code of postCodes(setting.size.posts)) {
    const laxness = random.next();
    for (const [nth, quarter] of quarters(setting).entries()) {
      const below = BELOW[code];
      file.row([code, quarter, ...(below === undefined ? crowd(random, laxness) : cast(nth, below))]);
    }
  }
  return { feed: 'post-quarters', file: file.path, rows: file.close() };
}

function cast(nth: number, below: number): readonly (string | number)[] {
  return figures(1_000_000, nth >= QUARTERS - below ? LAX : CAREFUL, 0);
}

function crowd(random: Random, laxness: number): readonly (string | number)[] {
  const luck = 0.7 + random.next() * 0.6;
  return figures(random.between(20_000, 2_000_000), Math.min(1, laxness * luck), random.next());
}

/** @param laxness 0 to 1. @param spread 0 to 1: what makes two posts differ that are as careful. */
function figures(items: number, laxness: number, spread: number): readonly (string | number)[] {
  const targeted = Math.floor(items * 0.02);
  const inspected = Math.floor(targeted * 0.5);
  const atRandom = Math.floor(items * 0.0045);
  const required = Math.floor(items * 0.95);
  const made = 40 + Math.floor(spread * 20);
  const returns = 10 + Math.floor(spread * 10);
  const blocked = 200 - Math.floor(spread * 100);
  const of = (whole: number, rate: number) => Math.floor(whole * rate * laxness);
  return [
    items,
    'N',
    targeted,
    inspected,
    of(inspected, SEIZED_OF_TARGETED.narcotics),
    of(inspected, SEIZED_OF_TARGETED.ipr),
    of(inspected, SEIZED_OF_TARGETED.other),
    atRandom,
    of(atRandom, SEIZED_AT_RANDOM.narcotics),
    of(atRandom, SEIZED_AT_RANDOM.ipr),
    of(atRandom, SEIZED_AT_RANDOM.other),
    required,
    required - of(required, 0.12),
    (1 - 0.2 * laxness).toFixed(3),
    made,
    made - of(made, 0.4),
    returns,
    returns - of(returns, 0.5),
    blocked,
    of(blocked, 0.2),
  ];
}

/** The same minimum for every quarter, each decided on its first day; the quarter of today among them. */
export function thresholdFeed(setting: WorldSetting): WrittenFeed {
  const file = feedFile(`${setting.folder}/invented-post-thresholds.csv`, [
    'quarter',
    'threshold',
    'decided_on',
    'basis',
  ]);
  const current = quarterOf(setting.days.today);
  for (const quarter of [...quarters(setting), current]) {
    const { start } = quarterDays(quarter);
    file.row([quarter, '60.000', start, `Invented notice of the threshold of ${quarter}`]);
  }
  return { feed: 'post-thresholds', file: file.path, rows: file.close() };
}

/** Every quarter closed ten days after its end, or today. */
export function closingFeed(setting: WorldSetting): WrittenFeed {
  const file = feedFile(`${setting.folder}/invented-quarter-closings.csv`, ['quarter', 'closed_on']);
  for (const quarter of quarters(setting)) {
    const closing = quarterDays(quarter).end.add({ days: 10 });
    const { today } = setting.days;
    file.row([quarter, Temporal.PlainDate.compare(closing, today) < 0 ? closing : today]);
  }
  return { feed: 'quarter-closings', file: file.path, rows: file.close() };
}

/** The earliest first. */
function quarters({ days }: WorldSetting): readonly Quarter[] {
  const made: Quarter[] = [];
  let quarter = quarterOf(days.today);
  for (let back = 0; back < QUARTERS; back += 1) quarter = previousQuarter(quarter);
  for (; made.length < QUARTERS; quarter = nextQuarter(quarter)) made.push(quarter);
  return made;
}
