import { hash } from 'node:crypto';
import { AURORA, BOREALIS, CASCADE, CASCADE_UEI, castNumber, DUNE, EVERGLADE } from './cast.ts';
import { type Cell, feedFile } from './feed-file.ts';
import { address, companyName, personName } from './names.ts';
import type { Random } from './random.ts';
import type { WorldSetting, WrittenFeed } from './setting.ts';

const COLUMNS = [
  'number',
  'previous_numbers',
  'name',
  'other_names',
  'kind',
  'mailing_lines',
  'mailing_city',
  'mailing_region',
  'mailing_postal_code',
  'mailing_country',
  'physical_lines',
  'physical_city',
  'physical_region',
  'physical_postal_code',
  'physical_country',
  'registry_status',
  'last_used_on',
  'year_organized',
  'organized_in',
  'naics',
  'business_description',
  'website',
  'entries_per_year',
  'anticipated_value_usd',
  'uei',
  'cage',
  'duns',
  'lei',
  'phones',
  'bank_accounts',
  'anticipated_duties_usd',
] as const;

interface CastImporter {
  readonly number: string;
  readonly name: string;
  readonly otherNames: string;
  readonly kind: string;
  readonly uei: string;
  readonly description: string;
}

const CAST: readonly CastImporter[] = [
  {
    number: AURORA,
    name: 'AURORA KITCHENWARE LLC',
    otherNames: 'DBA|AURORA TABLE',
    kind: 'LLC',
    uei: 'AURRKTCH2M45',
    description: 'KITCHENWARE',
  },
  {
    number: BOREALIS,
    name: 'BOREALIS TOYS INC',
    otherNames: 'AKA|BOREALIS PLAY',
    kind: 'CORPORATION',
    uei: 'BRLSTYS7N3P6',
    description: 'TOYS',
  },
  {
    number: CASCADE,
    name: 'CASCADE NUTRITION LLC',
    otherNames: 'DBA|CASCADE VITALITY',
    kind: 'LLC',
    uei: CASCADE_UEI,
    description: 'FOOD SUPPLEMENTS',
  },
  {
    number: DUNE,
    name: 'DUNE TRADING',
    otherNames: '',
    kind: 'SOLE_PROPRIETOR',
    uei: '',
    description: 'TEA',
  },
  {
    number: EVERGLADE,
    name: 'EVERGLADE IMPORTS',
    otherNames: '',
    kind: 'PARTNERSHIP',
    uei: '',
    description: 'LUGGAGE',
  },
];

export function importerName(setting: WorldSetting, nth: number): string {
  return CAST[nth]?.name ?? companyName(setting.stream(`name ${nth}`), nth);
}

/** The registry: one row an importer. */
export function importerFeed(setting: WorldSetting): WrittenFeed {
  const file = feedFile(`${setting.folder}/invented-importers.csv`, COLUMNS);
  const random = setting.stream('importers');
  const reached = setting.stream('telephones and accounts');
  const expected = setting.stream('anticipated duties');
  for (let nth = 0; nth < setting.size.importers; nth += 1) {
    file.row([
      ...registryRow(setting, random, nth),
      ...telephoneAndAccount(reached),
      nth >= CAST.length && expected.chance(0.5) ? expected.between(5, 4_000) * 100 : '',
    ]);
  }
  return { feed: 'importers', file: file.path, rows: file.close() };
}

function registryRow(setting: WorldSetting, random: Random, nth: number): readonly Cell[] {
  const cast = CAST[nth];
  const individual = cast === undefined && random.chance(0.05);
  const mailing = address(random);
  const physical = random.chance(0.3) ? address(random) : mailing;
  const person = personName(random);
  const inactive = cast === undefined && random.chance(0.08);
  const lastUsed = inactive
    ? setting.days.ago(random.between(400, 700))
    : setting.days.ago(random.between(1, 120));
  const previous = cast === undefined && random.chance(0.02);
  return [
    castNumber(nth),
    previous ? `264601-${String(nth % 100_000).padStart(5, '0')}|${setting.days.ago(900)}` : '',
    cast?.name ?? (individual ? `${person.first} ${person.last} ${nth}` : importerName(setting, nth)),
    cast?.otherNames ?? (random.chance(0.15) ? `DBA|${companyName(random, nth)}` : ''),
    cast?.kind ??
      (individual ? 'INDIVIDUAL' : random.pick(['CORPORATION', 'LLC', 'LLC', 'PARTNERSHIP', 'CORPORATION'])),
    mailing.line,
    mailing.city,
    mailing.region,
    mailing.postalCode,
    'US',
    physical.line,
    physical.city,
    physical.region,
    physical.postalCode,
    'US',
    inactive ? 'INACTIVE' : random.chance(0.01) && cast === undefined ? 'VOIDED' : 'ACTIVE',
    lastUsed,
    random.between(1975, setting.days.today.year - 1),
    random.pick(['OH', 'TX', 'DE', 'NY', 'CA', 'WA']),
    String(random.between(423_000, 425_999)),
    cast?.description ?? 'WHOLESALE OF CONSUMER GOODS',
    random.chance(0.4) ? `https://importer-${nth}.example` : '',
    random.between(1, 5),
    random.between(10, 50_000) * 100,
    cast?.uei ?? (random.chance(0.3) ? inventedUei(nth) : ''),
    '',
    '',
    '',
  ];
}

/** Numbers of the range kept for fiction; hashes of accounts that nobody has. */
function telephoneAndAccount(random: Random): readonly Cell[] {
  const phone = `555 01${String(random.between(0, 99)).padStart(2, '0')} ${String(random.between(0, 9_999)).padStart(4, '0')}`;
  const account = hash('sha256', `invented account ${random.between(0, 10_000_000)}`);
  return [random.chance(0.6) ? phone : '', random.chance(0.4) ? account : ''];
}

const UEI_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ123456789';

/** Twelve characters without O, I and a leading zero; the invented ones begin with NVNT. */
function inventedUei(nth: number): string {
  let text = '';
  for (let rest = nth, place = 0; place < 8; place += 1, rest = Math.floor(rest / 33))
    text = `${UEI_ALPHABET[rest % 33]}${text}`;
  return `NVNT${text}`;
}
