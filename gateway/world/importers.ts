import { AURORA, BOREALIS, CASCADE, CASCADE_UEI, CAST_SIZE, castNumber, DUNE, EVERGLADE } from './cast.ts';
import { pastDay } from './days.ts';
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

/** Registry, disclosures, bonds, certifications and listings of the importers. */
export function importerFeeds(setting: WorldSetting): readonly WrittenFeed[] {
  return [
    registry(setting),
    disclosures(setting),
    bonds(setting),
    certifications(setting),
    listings(setting),
  ];
}

export function importerName(setting: WorldSetting, nth: number): string {
  return CAST[nth]?.name ?? companyName(setting.stream(`name ${nth}`), nth);
}

function registry(setting: WorldSetting): WrittenFeed {
  const file = feedFile(`${setting.folder}/invented-importers.csv`, COLUMNS);
  const random = setting.stream('importers');
  for (let nth = 0; nth < setting.size.importers; nth += 1) file.row(registryRow(setting, random, nth));
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

const UEI_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ123456789';

/** Twelve characters without O, I and a leading zero; the invented ones begin with NVNT. */
export function inventedUei(nth: number): string {
  let text = '';
  for (let rest = nth, place = 0; place < 8; place += 1, rest = Math.floor(rest / 33))
    text = `${UEI_ALPHABET[rest % 33]}${text}`;
  return `NVNT${text}`;
}

function disclosures(setting: WorldSetting): WrittenFeed {
  const file = feedFile(`${setting.folder}/invented-importer-disclosures.csv`, [
    'number',
    'kind',
    'name',
    'related_number',
    'country',
    'percent',
    'basis',
    'controlling',
    'value_usd',
    'from_on',
    'until_on',
    'description',
  ]);
  const random = setting.stream('disclosures');
  file.row([
    AURORA,
    'AFFILIATE',
    '',
    castNumber(CAST_SIZE),
    'US',
    60,
    'CONTROL',
    'Y',
    '',
    setting.days.ago(1_200),
    '',
    'HOLDS A MAJORITY',
  ]);
  for (let nth = 0; nth < setting.size.importers; nth += 1) {
    const { first, last } = personName(random);
    const since = setting.days.ago(random.between(800, 4_000));
    file.row([
      castNumber(nth),
      'OWNER',
      `${first} ${last} ${nth}`,
      '',
      random.chance(0.9) ? 'US' : 'CA',
      random.between(51, 100),
      '',
      'Y',
      '',
      since,
      '',
      '',
    ]);
    if (random.chance(0.5)) {
      file.row([
        castNumber(nth),
        'ASSET',
        '',
        '',
        'US',
        '',
        '',
        '',
        random.between(5, 900) * 1_000,
        since,
        '',
        'WAREHOUSE AND STOCK',
      ]);
    }
    if (nth > CAST_SIZE && random.chance(0.04)) {
      file.row([
        castNumber(nth),
        'AFFILIATE',
        '',
        castNumber(nth - random.between(1, CAST_SIZE)),
        'US',
        random.between(10, 90),
        random.pick(['CONTROL', 'COMMON_CONTROL', 'SHARED_OFFICER', 'SHARED_ATTRIBUTE']),
        'N',
        '',
        since,
        '',
        '',
      ]);
    }
  }
  return { feed: 'importer-disclosures', file: file.path, rows: file.close() };
}

function bonds(setting: WorldSetting): WrittenFeed {
  const file = feedFile(`${setting.folder}/invented-bonds.csv`, [
    'bond_number',
    'number',
    'bond_type',
    'activity',
    'surety_code',
    'amount_usd',
    'effective_on',
    'terminated_on',
  ]);
  const random = setting.stream('bonds');
  for (let nth = 0; nth < setting.size.importers; nth += 1) {
    if (nth >= CAST_SIZE && random.chance(0.25)) continue;
    file.row([
      String(700_000_000 + nth),
      castNumber(nth),
      random.chance(0.9) ? 'CONTINUOUS' : 'SINGLE',
      '1',
      String(random.between(1, 900)).padStart(3, '0'),
      random.between(5, 40) * 10_000,
      setting.days.ago(random.between(800, 2_000)),
      random.chance(0.05) && nth >= CAST_SIZE ? pastDay(random, setting.days) : '',
    ]);
  }
  return { feed: 'bonds', file: file.path, rows: file.close() };
}

function certifications(setting: WorldSetting): WrittenFeed {
  const file = feedFile(`${setting.folder}/invented-confidentiality-certifications.csv`, [
    'certification',
    'number',
    'received_on',
    'names',
  ]);
  const random = setting.stream('certifications');
  file.row(['INV-00001', BOREALIS, setting.days.ago(200), 'BOREALIS TOYS INC;BOREALIS PLAY']);
  for (let nth = CAST_SIZE; nth < setting.size.importers; nth += 1) {
    if (random.chance(0.03))
      file.row([
        `INV-${String(nth + 100).padStart(5, '0')}`,
        castNumber(nth),
        setting.days.ago(random.between(1, 1_400)),
        importerName(setting, nth),
      ]);
  }
  return { feed: 'confidentiality-certifications', file: file.path, rows: file.close() };
}

function listings(setting: WorldSetting): WrittenFeed {
  const file = feedFile(`${setting.folder}/invented-trusted-listings.csv`, [
    'number',
    'programme',
    'name',
    'mode',
    'listed_on',
    'until_on',
  ]);
  const random = setting.stream('listings');
  file.row([AURORA, 'TRUSTED', 'AURORA KITCHENWARE LLC', '', setting.days.ago(300), '']);
  file.row([AURORA, 'KNOWN_SHIPPER', 'AURORA KITCHENWARE LLC', 'EXPRESS', setting.days.ago(250), '']);
  for (let nth = CAST_SIZE; nth < setting.size.importers; nth += 1) {
    if (random.chance(0.1))
      file.row([
        castNumber(nth),
        'TRUSTED',
        importerName(setting, nth),
        '',
        setting.days.ago(random.between(1, 700)),
        random.chance(0.1) ? setting.days.ago(random.between(1, 60)) : '',
      ]);
    if (random.chance(0.03))
      file.row([
        castNumber(nth),
        'KNOWN_SHIPPER',
        importerName(setting, nth),
        random.pick(['MAIL', 'EXPRESS']),
        setting.days.ago(random.between(1, 700)),
        '',
      ]);
  }
  return { feed: 'trusted-listings', file: file.path, rows: file.close() };
}
