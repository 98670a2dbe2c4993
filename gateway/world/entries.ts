import { entryCheckDigit } from '@good-standing/kernel/identifiers/entry-number.ts';
import { brokerFor, brokerOf } from './brokers.ts';
import { CAST_SIZE, castNumber } from './cast.ts';
import { type FeedFile, feedFile } from './feed-file.ts';
import { GOODS, type Goods, ORIGINS, PORTS } from './goods.ts';
import { postCodes } from './post-codes.ts';
import type { Random } from './random.ts';
import type { WorldSetting, WrittenFeed } from './setting.ts';

export const ENTRY_COLUMNS = [
  'entry_number',
  'entry_type',
  'environment',
  'mode_of_transport',
  'port',
  'filed_on',
  'released_on',
  'importer_number',
  'post_code',
  'entered_value_usd',
  'duties_owed_usd',
  'duties_paid_usd',
  'bond_type',
  'surety_code',
  'line',
  'hts',
  'description',
  'origin',
  'line_value_usd',
  'line_duty_usd',
  'quantity',
  'unit',
  'mid',
  'agencies',
] as const;

/** Entries of each member of the cast: how many, of which goods (places in GOODS). */
const CAST_ENTRIES: readonly { readonly count: number; readonly goods: readonly [number, ...number[]] }[] = [
  { count: 30, goods: [0, 1, 8] },
  { count: 20, goods: [1] },
  { count: 25, goods: [2, 5] },
  { count: 12, goods: [10] },
  { count: 10, goods: [14] },
];

/** Serial numbers below this are the cast's. */
const CROWD_SERIALS_FROM = 100_000;
/** Dollars of duty to a hundred dollars of goods, for every kind of goods: an invented rate. */
const DUTY_PERCENT = 6;

interface Filed {
  readonly number: string;
  readonly importer: string;
  readonly environment: Environment;
  readonly filed: number;
  readonly goods: readonly Goods[];
  readonly post: string;
}

type Environment = 'MAIL' | 'EXPRESS' | 'CARGO' | 'OTHER';
const MODES: Readonly<Record<Environment, string>> = { MAIL: '50', EXPRESS: '40', CARGO: '11', OTHER: '30' };

/** The entry number of a member of the cast: `nth` from 0. */
export function castEntryNumber(member: number, nth: number): string {
  return entryNumber(brokerOf(brokerFor(member, 2)).filerCodes[0], member * 1_000 + nth + 1);
}

export function entryFeed(setting: WorldSetting): WrittenFeed {
  const file = feedFile(`${setting.folder}/invented-entries.csv`, ENTRY_COLUMNS);
  const random = setting.stream('entries');
  const posts = postCodes(setting.size.posts);
  const castCount = castEntries(setting, random, file, posts);
  const serials = new Map<string, number>();
  const crowd = setting.size.entries - castCount;
  for (let nth = 0; nth < crowd; nth += 1) {
    const importer = CAST_SIZE + random.skewed(setting.size.importers - CAST_SIZE);
    const broker = brokerOf(brokerFor(importer, setting.size.brokers));
    const [code] = broker.filerCodes;
    const serial = (serials.get(code) ?? CROWD_SERIALS_FROM) + 1;
    serials.set(code, serial);
    const environment = environmentOf(random);
    const lines = random.chance(0.6) ? 1 : random.between(2, 4);
    writeEntry(setting, random, file, {
      number: entryNumber(code, serial),
      importer: castNumber(importer),
      environment,
      filed: Math.floor((nth / crowd) * setting.days.span),
      goods: Array.from({ length: lines }, () => random.pick(GOODS)),
      post: environment === 'MAIL' ? (posts[random.skewed(posts.length)] ?? '') : '',
    });
  }
  return { feed: 'entries', file: file.path, rows: file.close() };
}

function castEntries(
  setting: WorldSetting,
  random: Random,
  file: FeedFile,
  posts: readonly string[],
): number {
  let written = 0;
  CAST_ENTRIES.forEach(({ count, goods }, member) => {
    for (let nth = 0; nth < count; nth += 1) {
      const environment = (['CARGO', 'EXPRESS', 'MAIL'] as const)[nth % 3] ?? 'CARGO';
      const first = GOODS[goods[nth % goods.length] ?? 0] ?? GOODS[0];
      const second = GOODS[goods[(nth + 1) % goods.length] ?? 0] ?? GOODS[0];
      writeEntry(setting, random, file, {
        number: castEntryNumber(member, nth),
        importer: castNumber(member),
        environment,
        filed: setting.days.span - 5 - Math.floor((nth * 700) / count),
        goods: nth % 2 === 0 ? [first, second] : [first],
        post: environment === 'MAIL' ? (posts[nth % 2] ?? '') : '',
      });
      written += 1;
    }
  });
  return written;
}

function writeEntry(setting: WorldSetting, random: Random, file: FeedFile, entry: Filed): void {
  const { days } = setting;
  const values = entry.goods.map(({ value }) => Math.max(1, Math.floor(value * (0.3 + random.next() * 1.4))));
  const total = values.reduce((sum, value) => sum + value, 0);
  const duties = values.map((value) => (value * DUTY_PERCENT) / 100);
  const owed = duties.reduce((sum, duty) => sum + duty, 0);
  const paid = random.chance(0.95) ? owed : owed / 2;
  const informal = total <= 2_500 || entry.environment === 'MAIL';
  const type = informal ? '11' : random.chance(0.05) ? '03' : '01';
  const released = random.chance(0.97) ? days.text(entry.filed + random.between(0, 4)) : '';
  const port = random.pick(PORTS);
  const surety = informal ? '' : String(random.between(1, 900)).padStart(3, '0');
  const origin = random.pick(ORIGINS);
  entry.goods.forEach((goods, at) => {
    file.row([
      entry.number,
      type,
      entry.environment,
      MODES[entry.environment],
      port,
      days.text(entry.filed),
      released,
      entry.importer,
      entry.post,
      total.toFixed(2),
      owed.toFixed(2),
      paid.toFixed(2),
      informal ? '' : 'CONTINUOUS',
      surety,
      at + 1,
      goods.hts,
      goods.description,
      origin,
      values[at]?.toFixed(2) ?? '',
      duties[at]?.toFixed(2) ?? '',
      random.between(1, 900),
      goods.unit,
      `${origin}INVMAN${random.between(1, 999)}CIT`,
      goods.agencies,
    ]);
  });
}

function environmentOf(random: Random): Environment {
  const at = random.next();
  if (at < 0.2) return 'MAIL';
  if (at < 0.6) return 'EXPRESS';
  return at < 0.95 ? 'CARGO' : 'OTHER';
}

function entryNumber(filerCode: string, serial: number): string {
  const first = `${filerCode}${String(serial).padStart(7, '0')}`;
  return `${filerCode}-${first.slice(3)}-${entryCheckDigit(first)}`;
}
