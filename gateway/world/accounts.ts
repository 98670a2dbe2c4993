import {
  previousQuarter,
  type Quarter,
  quarterDays,
  quarterOf,
} from '@good-standing/kernel/calendar/quarter.ts';
import { feedFile } from './feed-file.ts';
import type { WorldSetting, WrittenFeed } from './setting.ts';

/** Quarters back that have an account: two fiscal years and a part. */
const QUARTERS = 11;
/** Days after its end from which a quarter is counted. */
const COUNTED_AFTER = 30;

/** Thousands of dollars of a quarter: an invented account. */
const ACCOUNTS = [
  ['MAIL', 'FEE', 'Dutiable mail fee', '19 USC 58c(a)(6)', 2_100],
  ['MAIL', 'PROCESSING', 'Processing of international mail', 'EO 13904 § 7', 3_600],
  ['MAIL', 'INSPECTION', 'Inspection of international mail', 'EO 13904 § 7', 5_400],
  ['MAIL', 'COLLECTION', 'Collection on international mail', 'EO 13904 § 7', 700],
  ['EXPRESS', 'FEE', 'Express consignment fee', '19 USC 58c(b)(9)', 41_000],
  ['EXPRESS', 'FEE', 'Merchandise processing fee, informal entries', '19 USC 58c(a)(10)', 6_500],
  ['EXPRESS', 'PROCESSING', 'Processing of express consignments', 'EO 13904 § 7', 17_000],
  ['EXPRESS', 'INSPECTION', 'Inspection of express consignments', 'EO 13904 § 7', 22_500],
  ['EXPRESS', 'COLLECTION', 'Collection on express consignments', 'EO 13904 § 7', 3_100],
] as const;

/** Of a hundred. */
const TARGETS = [
  ['CLOCKS_KEPT', 95],
  ['MAIL_AND_EXPRESS', 85],
  ['FORFEITED', 50],
  ['FEES_OF_COSTS', 100],
  ['REPEATS_PUBLISHED', 40],
] as const;

/** Fees and costs of parcels, what CBP aims at, and the snapshot that all public figures are answered from. */
export function accountFeeds(setting: WorldSetting): readonly WrittenFeed[] {
  const { folder, days } = setting;
  const latest = countable(days.today);
  const accounts = feedFile(`${folder}/invented-parcel-accounts.csv`, [
    'quarter',
    'environment',
    'kind',
    'item',
    'authority',
    'amount_usd',
  ]);
  const random = setting.stream('parcel accounts');
  let quarter = latest;
  for (let back = 0; back < QUARTERS; back += 1) {
    for (const [environment, kind, item, authority, thousands] of ACCOUNTS) {
      const dollars = Math.round(thousands * 1_000 * (0.95 + 0.1 * random.next()));
      accounts.row([quarter, environment, kind, item, authority, `${dollars}.00`]);
    }
    quarter = previousQuarter(quarter);
  }
  const targets = feedFile(`${folder}/invented-performance-targets.csv`, [
    'measure',
    'year',
    'target_percent',
    'baseline_year',
    'basis',
    'decided_on',
  ]);
  const year = quarterDays(latest).end.add({ months: 3 }).year;
  for (const [measure, target] of TARGETS) {
    for (const fiscalYear of [year - 1, year]) {
      targets.row([
        measure,
        fiscalYear,
        target,
        year - 1,
        `Invented plan of fiscal year ${fiscalYear}`,
        Temporal.PlainDate.from({ year: fiscalYear - 1, month: 9, day: 1 }),
      ]);
    }
  }
  const snapshots = feedFile(`${folder}/invented-statistics-snapshots.csv`, ['through', 'taken_on']);
  snapshots.row([latest, quarterDays(latest).end.add({ days: COUNTED_AFTER })]);
  return [
    { feed: 'parcel-accounts', file: accounts.path, rows: accounts.close() },
    { feed: 'performance-targets', file: targets.path, rows: targets.close() },
    { feed: 'statistics-snapshots', file: snapshots.path, rows: snapshots.close() },
  ];
}

/** The latest quarter that may be counted by a day. */
function countable(today: Temporal.PlainDate): Quarter {
  return previousQuarter(quarterOf(today.subtract({ days: COUNTED_AFTER })));
}
