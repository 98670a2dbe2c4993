import { QUMAR, XANADU } from './cast.ts';
import { feedFile } from './feed-file.ts';
import type { WorldSetting, WrittenFeed } from './setting.ts';

/** Countries that ISO 3166-1 leaves to users: no real post is meant. */
const COUNTRIES = [
  ...Array.from({ length: 14 }, (_, nth) => `Q${String.fromCharCode(77 + nth)}`),
  ...Array.from({ length: 26 }, (_, nth) => `X${String.fromCharCode(65 + nth)}`),
];
const NAMES: Readonly<Record<string, string>> = {
  [QUMAR]: 'Invented Post of Qumar',
  [XANADU]: 'Invented Post of Xanadu',
};

/** Codes of the posts of a world, the cast first. */
export function postCodes(count: number): readonly string[] {
  const crowd = COUNTRIES.map((country) => `${country}A`).filter((code) => !(code in NAMES));
  return [QUMAR, XANADU, ...crowd].slice(0, count);
}

export function postFeeds(setting: WorldSetting): readonly WrittenFeed[] {
  return [register(setting), quarters(setting)];
}

function register(setting: WorldSetting): WrittenFeed {
  const file = feedFile(`${setting.folder}/invented-posts.csv`, [
    'code',
    'name',
    'country',
    'designated_operator',
  ]);
  for (const code of postCodes(setting.size.posts)) {
    file.row([code, NAMES[code] ?? `Invented Post ${code}`, code.slice(0, 2), 'Y']);
  }
  return { feed: 'posts', file: file.path, rows: file.close() };
}

const QUARTERS = 12;

function quarters(setting: WorldSetting): WrittenFeed {
  const file = feedFile(`${setting.folder}/invented-post-quarters.csv`, [
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
  ]);
  const random = setting.stream('post quarters');
  for (const code of postCodes(setting.size.posts)) {
    for (let back = QUARTERS; back >= 1; back -= 1) {
      const items = random.between(20_000, 2_000_000);
      const targeted = Math.floor(items * 0.02);
      const inspected = Math.floor(targeted * 0.5);
      const atRandom = Math.floor(items * 0.0045);
      const required = Math.floor(items * 0.95);
      const made = random.between(10, 60);
      const returns = random.between(2, 20);
      const blocked = random.between(20, 300);
      file.row([
        code,
        quarter(setting.days.today, back),
        items,
        'N',
        targeted,
        inspected,
        random.between(0, Math.floor(inspected * 0.01)),
        random.between(0, Math.floor(inspected * 0.2)),
        random.between(0, Math.floor(inspected * 0.04)),
        atRandom,
        random.between(0, Math.ceil(atRandom * 0.0005)),
        random.between(0, Math.ceil(atRandom * 0.01)),
        random.between(0, Math.ceil(atRandom * 0.002)),
        required,
        Math.floor(required * (0.85 + random.next() * 0.15)),
        (0.7 + random.next() * 0.3).toFixed(3),
        made,
        random.between(Math.floor(made / 2), made),
        returns,
        random.between(0, returns),
        blocked,
        random.between(0, Math.floor(blocked / 5)),
      ]);
    }
  }
  return { feed: 'post-quarters', file: file.path, rows: file.close() };
}

/** The calendar quarter `back` quarters before the one of `day`. */
function quarter(day: Temporal.PlainDate, back: number): string {
  const then = day.subtract({ months: back * 3 });
  return `${then.year}-Q${Math.ceil(then.month / 3)}`;
}
