import { julianDay } from '@good-standing/kernel/calendar/julian-day.ts';
import { CASCADE_UEI } from './cast.ts';
import { type Cell, feedFile } from './feed-file.ts';
import { address, companyName, personName } from './names.ts';
import type { Random } from './random.ts';
import type { WorldSetting, WrittenFeed } from './setting.ts';

/** The header of the SAM public V2 extract, as published. */
const COLUMNS = [
  'Classification',
  'Name',
  'Prefix',
  'First',
  'Middle',
  'Last',
  'Suffix',
  'Address 1',
  'Address 2',
  'Address 3',
  'Address 4',
  'City',
  'State / Province',
  'Country',
  'Zip Code',
  'Open Data Flag',
  'Blank (Deprecated)',
  'Unique Entity ID',
  'Exclusion Program',
  'Excluding Agency',
  'CT Code',
  'Exclusion Type',
  'Additional Comments',
  'Active Date',
  'Termination Date',
  'Record Status',
  'Cross-Reference',
  'SAM Number',
  'CAGE',
  'NPI',
  'Creation_Date',
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], Cell>>;

/** Exclusions of no one, in the layout of the real list. */
export function exclusionFeed(setting: WorldSetting): WrittenFeed {
  const { days } = setting;
  const name = `INVENTED_SAM_Exclusions_Public_Extract_V2_${julianDay(days.today)}.CSV`;
  const file = feedFile(`${setting.folder}/${name}`, COLUMNS, { quoted: true });
  const write = (row: Row) => file.row(COLUMNS.map((column) => row[column] ?? ''));
  for (const row of castRows(setting)) write(row);
  const random = setting.stream('exclusions');
  for (let nth = 0; nth < setting.size.exclusions; nth += 1) write(crowdRow(setting, random, nth));
  return { feed: 'sam-exclusions', file: file.path, rows: file.close() };
}

/** MM/DD/YYYY, as SAM writes days. */
function american(day: Temporal.PlainDate): string {
  return `${String(day.month).padStart(2, '0')}/${String(day.day).padStart(2, '0')}/${day.year}`;
}

const FIRM: Row = {
  Classification: 'Firm',
  'Exclusion Program': 'Reciprocal',
  'Additional Comments': 'INVENTED RECORD',
  Country: 'USA',
};

function castRows({ days: { ago, ahead } }: WorldSetting): readonly Row[] {
  return [
    {
      ...FIRM,
      Name: 'CASCADE NUTRITION LLC',
      'Address 1': '77 EXAMPLE AVE',
      City: 'INVENTION',
      'State / Province': 'WA',
      'Zip Code': '98101',
      'Unique Entity ID': CASCADE_UEI,
      'Excluding Agency': 'DHS-CBP',
      'Exclusion Type': 'Ineligible (Proceedings Completed)',
      'Additional Comments': 'INVENTED RECORD. Debarred for importing contraband.',
      'Active Date': american(ago(50)),
      'Termination Date': american(ahead(1_000)),
      'Cross-Reference': '(also CASCADE VITALITY)',
      'SAM Number': 'S4INV0001',
      Creation_Date: ago(50),
    },
    {
      ...FIRM,
      Name: 'NORTHWIND TRADERS, INC.',
      'Address 1': '9 EXAMPLE BLVD',
      City: 'TESTERTON',
      'State / Province': 'NJ',
      'Zip Code': '070010000',
      'Unique Entity ID': 'NRTHWND4T5R6',
      'Excluding Agency': 'DHS-CBP',
      'Exclusion Type': 'Ineligible (Proceedings Completed)',
      'Active Date': american(ago(400)),
      'Termination Date': 'Indefinite',
      'Cross-Reference': '(also SOUTHWIND TRADERS, LLC, NORTHWIND GOODS)',
      'SAM Number': 'S4INV0002',
      Creation_Date: ago(400),
    },
    {
      Classification: 'Individual',
      First: 'JORDAN',
      Last: 'SAMPLEPERSON',
      City: 'PLACEHOLDER',
      'State / Province': 'IL',
      Country: 'USA',
      'Zip Code': '60601',
      'Exclusion Program': 'Reciprocal',
      'Excluding Agency': 'HHS',
      'Exclusion Type': 'Prohibition/Restriction',
      'Additional Comments': 'INVENTED RECORD',
      'Active Date': american(ago(900)),
      'Termination Date': 'Indefinite',
      'SAM Number': 'S4INV0003',
      Creation_Date: ago(900),
    },
  ];
}

const AGENCIES = ['HHS', 'GSA', 'EPA', 'DOJ', 'OPM', 'DHS-ICE', 'ARMY', 'DHS-CBP'] as const;

function crowdRow({ days: { ago, ahead } }: WorldSetting, random: Random, nth: number): Row {
  const place = address(random);
  const person = random.chance(0.7);
  const active = random.between(30, 3_000);
  const { first, last } = personName(random);
  const firm = companyName(random, 1_000_000 + nth);
  return {
    Classification: person ? 'Individual' : 'Firm',
    ...(person ? { First: first, Last: `${last}-${nth}` } : { Name: firm, 'Address 1': place.line }),
    City: place.city,
    'State / Province': place.region,
    Country: 'USA',
    'Zip Code': place.postalCode,
    'Unique Entity ID': '',
    'Exclusion Program': 'Reciprocal',
    'Excluding Agency': random.pick(AGENCIES),
    'CT Code': random.chance(0.2) ? 'R' : '',
    'Exclusion Type': random.pick([
      'Ineligible (Proceedings Pending)',
      'Ineligible (Proceedings Completed)',
      'Prohibition/Restriction',
      'Voluntary Exclusion',
    ]),
    'Additional Comments': 'INVENTED RECORD',
    'Active Date': american(ago(active)),
    'Termination Date': random.chance(0.6) ? 'Indefinite' : american(ahead(random.between(10, 1_000))),
    'Cross-Reference': !person && random.chance(0.2) ? `(also ${companyName(random, 2_000_000 + nth)})` : '',
    'SAM Number': `S4NV${String(nth).padStart(6, '0')}`,
    Creation_Date: ago(active),
  };
}
