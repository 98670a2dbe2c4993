import { AURORA, CASCADE, CAST_SIZE, castNumber, DUNE, EVERGLADE } from './cast.ts';
import { castEntryNumber } from './entries.ts';
import { type Cell, feedFile } from './feed-file.ts';
import { ORIGINS, PORTS } from './goods.ts';
import type { Random } from './random.ts';
import { recordationNumber } from './recordations.ts';
import type { WorldSetting, WrittenFeed } from './setting.ts';

const COLUMNS = [
  'case_number',
  'line',
  'entry_number',
  'importer_number',
  'environment',
  'port',
  'grounds',
  'presented_on',
  'detained_on',
  'detention_notice_on',
  'seized_on',
  'seizure_notice_on',
  'forfeited_on',
  'abandoned_on',
  'excluded_on',
  'released_on',
  'imported_on',
  'description_at_entry',
  'description_at_detention',
  'description_at_seizure',
  'quantity_at_entry',
  'quantity_at_detention',
  'quantity_at_seizure',
  'unit',
  'origin',
  'manufacturer_name',
  'manufacturer_address',
  'exporter_name',
  'exporter_address',
  'importer_name',
  'importer_address',
  'domestic_value_usd',
  'recordation',
  'agencies',
  'gray_market',
  'redacted_images',
  'images',
  'redacted_released_on',
  'images_released_on',
  'law_enforcement_hold',
  'national_security_hold',
  'line_description',
  'line_quantity',
  'line_value_usd',
] as const;
type Column = (typeof COLUMNS)[number];
type Row = Partial<Record<Column, Cell>>;

/** Seizures to a thousand entries. */
const A_THOUSAND = 20;

export function seizureFeed(setting: WorldSetting): WrittenFeed {
  const file = feedFile(`${setting.folder}/invented-seizures.csv`, COLUMNS);
  const write = (row: Row) => file.row(COLUMNS.map((column) => row[column] ?? ''));
  for (const row of castSeizures(setting)) write(row);
  const random = setting.stream('seizures');
  const crowd = Math.floor((setting.size.entries * A_THOUSAND) / 1_000);
  for (let nth = 0; nth < crowd; nth += 1) {
    for (const row of crowdSeizure(setting, random, nth)) write(row);
  }
  return { feed: 'seizures', file: file.path, rows: file.close() };
}

function castCase(nth: number): string {
  return `2026-INV-${String(nth).padStart(6, '0')}-01`;
}

const PARTIES: Row = {
  manufacturer_name: 'INVENTED OPTICAL WORKS',
  manufacturer_address: '1 FACTORY RD, NOWHERE',
  exporter_name: 'INVENTED EXPORTS',
  exporter_address: '2 QUAY ST, NOWHERE',
  importer_name: 'CASCADE NUTRITION LLC',
  importer_address: '3 SAMPLE ST, INVENTION WA 98100',
};

const GLASSES: Row = {
  line: 1,
  port: '2704',
  grounds: 'IPR_TRADEMARK',
  environment: 'MAIL',
  unit: 'NO',
  origin: 'CN',
  agencies: 'FDA',
  gray_market: 'N',
  description_at_entry: 'PLASTIC GOODS',
  description_at_detention: 'SUNGLASSES BEARING A MARK',
  description_at_seizure: 'COUNTERFEIT SUNGLASSES',
  quantity_at_entry: 500,
  quantity_at_detention: 480,
  quantity_at_seizure: 478,
  recordation: 'TMK 07-00001',
  domestic_value_usd: '23900.00',
  redacted_images: 'IMG-R1;IMG-R2',
  images: 'IMG-1;IMG-2;IMG-3',
  law_enforcement_hold: 'N',
  national_security_hold: 'N',
  line_description: 'SUNGLASSES',
  line_quantity: 478,
  line_value_usd: '23900.00',
  ...PARTIES,
};

/** One seizure at each stage that a rights holder meets; README and tests know them by number. */
function castSeizures({ days: { ago } }: WorldSetting): readonly Row[] {
  const cascade = { importer_number: CASCADE };
  return [
    {
      ...GLASSES,
      ...cascade,
      case_number: castCase(1),
      entry_number: castEntryNumber(2, 0),
      imported_on: ago(8),
      presented_on: ago(5),
      detained_on: ago(3),
      detention_notice_on: ago(2),
    },
    {
      ...GLASSES,
      ...cascade,
      case_number: castCase(2),
      entry_number: castEntryNumber(2, 2),
      imported_on: ago(70),
      presented_on: ago(65),
      detained_on: ago(62),
      detention_notice_on: ago(60),
      seized_on: ago(40),
      seizure_notice_on: ago(38),
      redacted_released_on: ago(55),
      images_released_on: ago(30),
    },
    {
      ...GLASSES,
      case_number: castCase(3),
      importer_number: DUNE,
      entry_number: castEntryNumber(3, 0),
      grounds: 'GRAY_MARKET',
      gray_market: 'Y',
      importer_name: 'DUNE TRADING',
      imported_on: ago(60),
      presented_on: ago(20),
      detained_on: ago(18),
      detention_notice_on: ago(16),
      line_description: 'SUNGLASSES OF FOREIGN MAKE',
    },
    {
      ...GLASSES,
      case_number: castCase(4),
      importer_number: castNumber(CAST_SIZE + 3),
      recordation: 'COP 07-00002',
      grounds: 'IPR_COPYRIGHT',
      description_at_seizure: 'PIRATED CATALOGUES',
      imported_on: ago(420),
      presented_on: ago(415),
      detained_on: ago(412),
      detention_notice_on: ago(410),
      seized_on: ago(400),
      seizure_notice_on: ago(398),
      forfeited_on: ago(200),
      agencies: '',
    },
    {
      ...GLASSES,
      case_number: castCase(5),
      importer_number: AURORA,
      entry_number: castEntryNumber(0, 6),
      importer_name: 'AURORA KITCHENWARE LLC',
      imported_on: ago(150),
      presented_on: ago(145),
      detained_on: ago(143),
      detention_notice_on: ago(142),
      released_on: ago(130),
    },
    {
      ...GLASSES,
      ...cascade,
      case_number: castCase(6),
      entry_number: castEntryNumber(2, 4),
      imported_on: ago(100),
      presented_on: ago(95),
      detained_on: ago(93),
      detention_notice_on: ago(92),
      seized_on: ago(80),
      seizure_notice_on: ago(78),
      law_enforcement_hold: 'Y',
    },
    {
      ...GLASSES,
      case_number: castCase(7),
      importer_number: EVERGLADE,
      entry_number: castEntryNumber(4, 0),
      recordation: 'TMK 07-00003',
      agencies: '',
      importer_name: 'EVERGLADE IMPORTS',
      description_at_seizure: 'COUNTERFEIT SHOES',
      line_description: 'SHOES',
      imported_on: ago(50),
      presented_on: ago(45),
      detained_on: ago(43),
      detention_notice_on: ago(42),
      seized_on: ago(30),
      seizure_notice_on: ago(29),
    },
    {
      ...GLASSES,
      ...cascade,
      case_number: castCase(8),
      entry_number: castEntryNumber(2, 6),
      recordation: '',
      grounds: 'FOOD_SAFETY',
      environment: 'EXPRESS',
      description_at_seizure: 'FOOD SUPPLEMENTS WITH AN UNDECLARED DRUG',
      line_description: 'FOOD SUPPLEMENTS',
      imported_on: ago(120),
      presented_on: ago(118),
      seized_on: ago(110),
      seizure_notice_on: ago(108),
    },
    {
      ...GLASSES,
      ...cascade,
      case_number: castCase(9),
      entry_number: castEntryNumber(2, 1),
      imported_on: ago(3),
      presented_on: ago(1),
    },
    {
      ...GLASSES,
      case_number: castCase(10),
      importer_number: EVERGLADE,
      entry_number: castEntryNumber(4, 3),
      importer_name: 'EVERGLADE IMPORTS',
      imported_on: ago(90),
      presented_on: ago(85),
      detained_on: ago(83),
      detention_notice_on: ago(82),
      abandoned_on: ago(75),
    },
  ];
}

/** Mail and express dominate; three in ten are on a recorded mark. */
function crowdSeizure(setting: WorldSetting, random: Random, nth: number): readonly Row[] {
  const { ago } = setting.days;
  const at = random.next();
  const environment = at < 0.55 ? 'MAIL' : at < 0.92 ? 'EXPRESS' : 'CARGO';
  const ipr = random.chance(0.6);
  const presented = random.between(12, 720);
  const stage = random.next();
  const held = stage < 0.9;
  const seized = stage < 0.75;
  const forfeited = stage < 0.4 && presented > 200;
  const importer = random.chance(0.8)
    ? castNumber(CAST_SIZE + random.skewed(setting.size.importers - CAST_SIZE))
    : '';
  const row: Row = {
    case_number: `2026-INW-${String(nth + 1).padStart(7, '0')}-01`,
    line: 1,
    importer_number: importer,
    environment,
    port: random.pick(PORTS),
    grounds: ipr
      ? 'IPR_TRADEMARK'
      : random.pick(['NARCOTICS', 'CONTRABAND', 'UNDERVALUATION', 'ORIGIN', 'PRODUCT_SAFETY', 'FOOD_SAFETY']),
    imported_on: ago(presented + 2),
    presented_on: ago(presented),
    detained_on: held ? ago(presented - 2) : '',
    detention_notice_on: held ? ago(presented - 3) : '',
    seized_on: seized ? ago(presented - 9) : '',
    seizure_notice_on: seized ? ago(presented - 11) : '',
    forfeited_on: forfeited ? ago(presented - 180) : '',
    released_on: !seized ? ago(presented - 10) : '',
    description_at_entry: 'CONSUMER GOODS',
    description_at_detention: 'MARKED GOODS',
    description_at_seizure: 'SEIZED GOODS',
    quantity_at_entry: 100,
    quantity_at_detention: 98,
    quantity_at_seizure: 97,
    unit: 'NO',
    origin: random.pick(ORIGINS),
    manufacturer_name: `INVENTED MAKER ${random.between(1, 500)}`,
    manufacturer_address: 'NOWHERE',
    exporter_name: `INVENTED EXPORTER ${random.between(1, 500)}`,
    exporter_address: 'NOWHERE',
    importer_name: importer === '' ? '' : 'INVENTED IMPORTER',
    importer_address: '',
    domestic_value_usd: `${random.between(50, 90_000)}.00`,
    recordation: ipr ? recordationNumber(random.skewed(setting.size.recordations)) : '',
    agencies: random.pick(['', '', 'FDA', 'CPS']),
    gray_market: 'N',
    law_enforcement_hold: random.chance(0.02) ? 'Y' : 'N',
    national_security_hold: 'N',
    line_description: 'GOODS',
    line_quantity: random.between(1, 900),
    line_value_usd: `${random.between(50, 40_000)}.00`,
  };
  if (!ipr || !random.chance(0.2)) return [row];
  const second = {
    ...row,
    line: 2,
    recordation: recordationNumber(random.skewed(setting.size.recordations)),
    line_quantity: random.between(1, 90),
  };
  return [row, second];
}
