import { type EntryNumber, entryNumberOf } from '@good-standing/kernel/identifiers/entry-number.ts';
import type { FilerCode } from '@good-standing/kernel/identifiers/filer-code.ts';
import { type RecordPrefix, recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { Sql } from '@good-standing/kernel/postgres/pool.ts';
import {
  type DisposableSubgraph,
  disposableSubgraph,
  testSecret,
} from '@good-standing/kernel/subgraph/disposable.ts';
import { PUBLIC_VIEWER, type Purpose, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { HEADER_COLUMNS, LINE_COLUMNS } from './ingest/entry-columns.ts';
import {
  SEIZURE_HEADER,
  SEIZURE_LINE,
  SEIZURE_LINE_OPTIONAL,
  SEIZURE_OPTIONAL,
} from './ingest/seizure-columns.ts';
import { definition } from './subgraph.ts';

/** The invented importers, brokers, entries, seizures and viewers of tests. */

export function idOf(prefix: RecordPrefix, natural: string): string {
  return recordId(prefix, testSecret.ids, natural);
}

export const AURORA_NUMBER = '07-000000100';
export const CASCADE_NUMBER = '07-000000300';
export const AURORA = idOf('imp', AURORA_NUMBER);
export const BOREALIS = idOf('imp', '07-000000200');
export const CASCADE = idOf('imp', CASCADE_NUMBER);
export const EVERGLADE = idOf('imp', '264601-00005');
/** Of nobody. */
export const NOBODY = idOf('imp', '07-999999900');
export const BEACON = idOf('brk', '07001');
export const COMPASS = idOf('brk', '07002');
const LUMEN = idOf('own', 'IPRR-07001');
const MERIDIAN = idOf('own', 'IPRR-07002');
const VIGIL = idOf('own', 'IPRR-07901');

const ALL_RULES = new Set(
  [...JSON.stringify(Object.values(definition.policy)).matchAll(/"rule":"(\w+)"/g)].map(
    ([, rule = '']) => rule,
  ),
);

function granted(over: Partial<Viewer>): Viewer {
  return { ...PUBLIC_VIEWER, rules: ALL_RULES, ...over };
}

export function agency(code: string, purpose: Purpose = 'ADMISSIBILITY'): Viewer {
  return granted({ audience: 'PGA', agency: code, purpose });
}

function importer(subject: string): Viewer {
  return granted({ audience: 'IMPORTER', subject, purpose: 'OWN_RECORD' });
}

function broker(subject: string): Viewer {
  return granted({ audience: 'BROKER', subject, purpose: 'CLIENT_SERVICE' });
}

function owner(subject: string): Viewer {
  return granted({ audience: 'RIGHTS_HOLDER', subject, purpose: 'IPR_PROTECTION' });
}

export const cbp = granted({ audience: 'CBP', purpose: 'ENFORCEMENT', rules: new Set() });
export const fda = agency('FDA');
export const cpsc = agency('CPS');
export const epa = agency('EPA');
export const aurora = importer(AURORA);
export const cascade = importer(CASCADE);
export const beacon = broker(BEACON);
export const compass = broker(COMPASS);
export const lumen = owner(LUMEN);
export const meridian = owner(MERIDIAN);
/** Agent of Lumen's for its mark from 2026-06-01 to 2026-11-22. */
export const vigil = owner(VIGIL);
export const bazaar = granted({ audience: 'PLATFORM', purpose: 'SELLER_SCREENING' });
export const nobody = PUBLIC_VIEWER;

/** The nth entry under a filer code, from 1. */
export function entryNumber(filer: string, nth: number): EntryNumber {
  return entryNumberOf(filer as FilerCode, nth);
}

type Cells = Readonly<Record<string, string>>;

/** A file of these rows: the header, then each row in its order. */
export function rowsOf(columns: readonly string[], rows: readonly Cells[]): string[] {
  return [columns.join(','), ...rows.map((row) => columns.map((column) => row[column] ?? '').join(','))];
}

export const ENTRY_FILE = [...HEADER_COLUMNS, ...LINE_COLUMNS];

const ENTRY: Cells = {
  entry_type: '01',
  environment: 'CARGO',
  mode_of_transport: '11',
  port: '2704',
  filed_on: '2026-03-10',
  released_on: '2026-03-09',
  importer_number: AURORA_NUMBER,
  entered_value_usd: '300.00',
  duties_owed_usd: '18.00',
  duties_paid_usd: '18.00',
  bond_type: 'CONTINUOUS',
  surety_code: '123',
  line: '1',
  hts: '6911.10.3710',
  description: 'CERAMIC TABLEWARE',
  origin: 'CN',
  line_value_usd: '100.00',
  line_duty_usd: '6.00',
  quantity: '12',
  unit: 'NO',
  mid: 'CNINVMAN1CIT',
  agencies: 'FDA',
};

/** One row of an entry of Aurora's, as told. */
export function entryRow(number: string, over: Cells = {}): Cells {
  return { ...ENTRY, entry_number: number, ...over };
}

export function entryFile(rows: readonly Cells[]): string[] {
  return rowsOf(ENTRY_FILE, rows);
}

/** Of Aurora by Beacon: a line of FDA's, one of FDA's and CPSC's, one of nobody's. */
export const TABLEWARE = entryNumber('B7Q', 1);
/** Of Aurora by Compass, by mail from an invented post. */
export const PARCEL = entryNumber('C3K', 2);
/** Of Cascade by Beacon. */
export const SUPPLEMENTS = entryNumber('B7Q', 3);

const ENTRIES = entryFile([
  entryRow(TABLEWARE),
  entryRow(TABLEWARE, { line: '2', agencies: 'FDA;CPS', description: 'TOY TEA SET', hts: '9503000073' }),
  entryRow(TABLEWARE, { line: '3', agencies: '', description: 'STEEL BOLTS', hts: '7318158065' }),
  entryRow(PARCEL, {
    filed_on: '2026-05-02',
    entry_type: '11',
    environment: 'MAIL',
    mode_of_transport: '50',
    post_code: 'QMA',
    bond_type: '',
    surety_code: '',
    agencies: 'CPS',
    origin: 'QM',
  }),
  entryRow(SUPPLEMENTS, { filed_on: '2025-12-30', importer_number: CASCADE_NUMBER, hts: '2106909998' }),
]);

const SEIZURE: Cells = {
  line: '1',
  entry_number: SUPPLEMENTS,
  importer_number: CASCADE_NUMBER,
  environment: 'MAIL',
  port: '2704',
  grounds: 'IPR_TRADEMARK',
  presented_on: '2026-11-02',
  imported_on: '2026-10-30',
  description_at_entry: 'PLASTIC GOODS',
  description_at_detention: 'SUNGLASSES BEARING A MARK',
  description_at_seizure: 'COUNTERFEIT SUNGLASSES',
  quantity_at_entry: '500',
  quantity_at_detention: '480',
  quantity_at_seizure: '478',
  unit: 'NO',
  origin: 'CN',
  manufacturer_name: 'INVENTED OPTICAL WORKS',
  manufacturer_address: '1 FACTORY RD NOWHERE',
  exporter_name: 'INVENTED EXPORTS',
  importer_name: 'CASCADE NUTRITION LLC',
  domestic_value_usd: '23900.00',
  recordation: 'TMK 07-00001',
  agencies: 'FDA',
  gray_market: 'N',
  redacted_images: 'IMG-R1',
  images: 'LABEL|IMG-1;IMG-2',
  law_enforcement_hold: 'N',
  national_security_hold: 'N',
  line_description: 'SUNGLASSES',
  line_quantity: '478',
  line_value_usd: '23900.00',
  line_description_at_entry: 'PLASTIC GOODS',
  line_description_at_detention: 'SUNGLASSES BEARING A MARK',
  line_description_at_seizure: 'COUNTERFEIT SUNGLASSES',
  line_quantity_at_entry: '500',
  line_quantity_at_detention: '480',
  line_quantity_at_seizure: '478',
};

/** A line that the documents do not tell apart. */
export const UNDOCUMENTED: Cells = {
  line_description_at_entry: '',
  line_description_at_detention: '',
  line_description_at_seizure: '',
  line_quantity_at_entry: '',
  line_quantity_at_detention: '',
  line_quantity_at_seizure: '',
};

/** One row of a seizure of Cascade's on Lumen's mark, as told. */
export function seizureRow(caseNumber: string, over: Cells = {}): Cells {
  return { ...SEIZURE, case_number: caseNumber, ...over };
}

export function seizureFile(rows: readonly Cells[]): string[] {
  const columns = { ...SEIZURE_HEADER, ...SEIZURE_OPTIONAL, ...SEIZURE_LINE, ...SEIZURE_LINE_OPTIONAL };
  return rowsOf(Object.keys(columns), rows);
}

const DETAINED: Cells = { detained_on: '2026-11-04', detention_notice_on: '2026-11-05' };
const SEIZED: Cells = { ...DETAINED, seized_on: '2026-11-10', seizure_notice_on: '2026-11-12' };

export const CASE = {
  presented: '2026-INV-000001-01',
  presentedWithImage: '2026-INV-000002-01',
  detained: '2026-INV-000003-01',
  seized: '2026-INV-000004-01',
  held: '2026-INV-000005-01',
  abandoned: '2026-INV-000006-01',
  grayMarket: '2026-INV-000007-01',
  ofTwoMarks: '2026-INV-000008-01',
  unrecorded: '2026-INV-000009-01',
  beforeTheRecordation: '2026-INV-000010-01',
} as const;

export const SEIZURES: readonly Cells[] = [
  seizureRow(CASE.presented),
  seizureRow(CASE.presentedWithImage, { redacted_released_on: '2026-11-06' }),
  seizureRow(CASE.detained, DETAINED),
  seizureRow(CASE.seized, {
    ...SEIZED,
    redacted_released_on: '2026-11-11',
    images_released_on: '2026-11-16',
    images_requested_on: '2026-11-14',
  }),
  seizureRow(CASE.held, { ...SEIZED, law_enforcement_hold: 'Y' }),
  seizureRow(CASE.abandoned, { ...DETAINED, abandoned_on: '2026-11-09' }),
  seizureRow(CASE.grayMarket, { ...SEIZED, gray_market: 'Y', images_released_on: '2026-11-16' }),
  seizureRow(CASE.ofTwoMarks, SEIZED),
  seizureRow(CASE.ofTwoMarks, {
    ...SEIZED,
    line: '2',
    recordation: 'TMK 07-00003',
    agencies: 'CPS',
    line_description: 'SHOES',
    line_description_at_detention: 'SHOES BEARING A MARK',
    line_description_at_seizure: 'COUNTERFEIT SHOES',
    line_quantity_at_seizure: '12',
  }),
  seizureRow(CASE.unrecorded, { ...SEIZED, recordation: '', grounds: 'FOOD_SAFETY' }),
  seizureRow(CASE.beforeTheRecordation, {
    ...SEIZED,
    presented_on: '2019-06-03',
    detained_on: '2019-06-05',
    seized_on: '2019-06-10',
  }),
];

const RECORDATIONS = [
  'number,title,owner_reference,owner_name,basis,effective_on,expires_on,gray_market',
  'TMK 07-00001,LUMEN (INVENTED MARK),IPRR-07001,LUMEN OPTICS,REGISTERED,2021-01-01,2031-01-01,Y',
  'COP 07-00002,LUMEN CATALOGUE (INVENTED WORK),IPRR-07001,LUMEN OPTICS,REGISTERED,2022-01-01,2042-01-01,N',
  'TMK 07-00003,MERIDIAN (INVENTED MARK),IPRR-07002,MERIDIAN FOOTWEAR,REGISTERED,2021-06-01,2031-06-01,N',
  'TMK 07-00004,MERIDIAN OLD (INVENTED MARK),IPRR-07002,MERIDIAN FOOTWEAR,REGISTERED,2010-06-01,2020-06-01,N',
];

const AGENTS = [
  'recordation,agent_reference,from_on,until_on',
  'TMK 07-00001,IPRR-07901,2026-06-01,2026-11-22',
];

const DMCA_PERSONS = [
  'recordation,list,from_on,until_on',
  'COP 07-00002,ELIGIBLE,2025-01-01,',
  'COP 07-00002,INJURED,2025-01-01,2026-11-22',
];

const VIOLATIONS = [
  'finding_number,importer_number,entry_number,kind,culpability,statute,found_on,final_on,status,agencies',
  `INV-F-0001,${CASCADE_NUMBER},${SUPPLEMENTS},CONTRABAND,GROSS_NEGLIGENCE,19 USC 1592,2026-08-10,2026-09-20,FINAL,FDA`,
  `INV-F-0002,${CASCADE_NUMBER},,MISCLASSIFICATION,,19 USC 1592,2026-10-10,,PENDING,`,
];

const PENALTIES = [
  'case_number,finding_number,importer_number,statute,assessed_usd,loss_of_revenue_usd,mitigated_usd,paid_usd,assessed_on,closed_on,party_name',
  `2026-INV-P00001-01,INV-F-0001,${CASCADE_NUMBER},19 USC 1592,48000.00,12000.00,24000.00,24000.00,2026-09-25,2026-10-30,CASCADE NUTRITION LLC`,
  `${CASE.seized},,${CASCADE_NUMBER},19 USC 1526(f),9000.00,,,,2026-11-15,,`,
];

const BILLS = [
  'bill_number,importer_number,entry_number,kind,amount_usd,issued_on,due_on,protested',
  `INV-B-0001,${CASCADE_NUMBER},${SUPPLEMENTS},DUTY,1250.00,2026-08-20,2026-09-20,N`,
  `INV-B-0002,${CASCADE_NUMBER},,PENALTY,24000.00,2026-09-28,2026-10-28,N`,
  `INV-B-0003,${CASCADE_NUMBER},,FEE,40.00,2026-10-01,2026-10-31,Y`,
  `INV-B-0004,${CASCADE_NUMBER},,DUTY,10.00,2026-11-01,2026-12-01,N`,
];

const PAYMENTS = [
  'payment_number,bill_number,amount_usd,paid_on',
  'INV-Y-0001,INV-B-0002,24000.00,2026-10-20',
  'INV-Y-0002,INV-B-0001,250.00,2026-10-05',
];

type Files = Readonly<Record<string, readonly string[]>>;

/** The cast's file of each feed, in the order in which they are fed. */
export const FILES: Files = {
  entries: ENTRIES,
  recordations: RECORDATIONS,
  'recordation-agents': AGENTS,
  'dmca-persons': DMCA_PERSONS,
  seizures: seizureFile(SEIZURES),
  violations: VIOLATIONS,
  penalties: PENALTIES,
  bills: BILLS,
  payments: PAYMENTS,
};

/** As the queue would: one message in one transaction. */
async function hear(sql: Sql, topic: string, items: readonly object[]): Promise<void> {
  for (const { apply } of definition.consumers.filter((consumer) => consumer.topic === topic)) {
    await sql.begin((tx) => apply(tx, items as readonly never[]));
  }
}

/** The owner alone on a database of its own, with the cast in it and what other owners told of it. */
export async function entriesWithCast(files: Files = FILES): Promise<DisposableSubgraph> {
  const entries = await disposableSubgraph(definition);
  await hear(entries.sql, 'filer-code', [
    { code: 'B7Q', brokerId: BEACON },
    { code: 'C3K', brokerId: COMPASS },
  ]);
  await hear(entries.sql, 'engagement', [
    { brokerId: BEACON, importerId: AURORA, fromOn: '2024-01-01', untilOn: null },
    { brokerId: BEACON, importerId: CASCADE, fromOn: '2024-01-01', untilOn: '2026-06-30' },
    { brokerId: COMPASS, importerId: BOREALIS, fromOn: '2024-01-01', untilOn: null },
  ]);
  for (const [feed, lines] of Object.entries(files)) await entries.feed(feed, lines);
  return entries;
}
