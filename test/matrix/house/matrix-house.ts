import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CASCADE_UEI } from '@good-standing/gateway/world/cast.ts';
import { SEIZURE_COLUMNS } from '@good-standing/gateway/world/seizure-row.ts';
import { entryCheckDigit } from '@good-standing/kernel/identifiers/entry-number.ts';
import { type TestHouse, testHouse } from '../../world/house.ts';
import { RECORDATION_DAYS } from '../seizure-days.ts';
import { TODAY } from '../today.ts';
import {
  AGENT,
  AGREEMENT_COLUMNS,
  agreementRows,
  BROKER,
  FORMER_AGENT,
  OTHER_BROKER,
  OWNER,
  organizations,
  POST,
} from './askers.ts';
import { decide } from './decisions.ts';
import { type FeedRows, writeFeed } from './feed.ts';
import { type InventedImporter, inventedImporters } from './invented-importers.ts';
import { type InventedSeizure, inventedSeizures, recordationOf, seizureRow } from './invented-seizures.ts';

export interface MatrixHouse {
  readonly house: TestHouse;
  readonly importers: readonly InventedImporter[];
  readonly seizures: readonly InventedSeizure[];
  close(): Promise<void>;
}

/** Enough for the house to open; the matrix asks only of its own. */
const SMALL = { importers: 5, entries: 100, brokers: 2, posts: 2, recordations: 0, exclusions: 0 };

const ago = (days: number) => TODAY.subtract({ days });

/** The whole house with the invented records of the matrix in it, brought in as every record is. */
export async function matrixHouse(): Promise<MatrixHouse> {
  const house = await testHouse(SMALL);
  const folder = mkdtempSync(join(tmpdir(), 'gs-matrix-'));
  const importers = inventedImporters();
  const seizures = inventedSeizures();
  const feed = async (name: string, columns: string, rows: FeedRows) => {
    const counts = await house.feed(name, writeFeed(folder, name, columns, rows));
    if (counts.rejected > 0) throw new Error(`${name}: ${counts.rejected} rows of the matrix were rejected`);
  };
  await feed(
    'agreements',
    AGREEMENT_COLUMNS,
    agreementRows(organizations(importers.map(({ number }) => number))),
  );
  await brokersAndPosts(feed, importers);
  await importerRecords(feed, importers);
  await entriesAndSeizures(feed, importers, seizures);
  await decide(house, importers, seizures);
  return {
    house,
    importers,
    seizures,
    async close() {
      rmSync(folder, { recursive: true });
      await house.close();
    },
  };
}

type Feeding = (name: string, columns: string, rows: FeedRows) => Promise<void>;

async function brokersAndPosts(feed: Feeding, importers: readonly InventedImporter[]): Promise<void> {
  await feed('brokers', 'license_number,name,filer_codes,ctpat_consent', [
    { license_number: BROKER, name: 'MATRIX BROKERAGE', filer_codes: 'M1X', ctpat_consent: 'N' },
    { license_number: OTHER_BROKER, name: 'MATRIX CLEARANCE', filer_codes: 'M2X', ctpat_consent: 'Y' },
  ]);
  await feed('broker-statuses', 'license_number,programme,status,from_on,until_on', [
    { license_number: BROKER, programme: 'CTPAT', status: 'VALIDATED', from_on: ago(900) },
    { license_number: OTHER_BROKER, programme: 'CTPAT', status: 'CERTIFIED', from_on: ago(900) },
  ]);
  await feed(
    'broker-clients',
    'license_number,importer_number,from_on,until_on',
    importers.flatMap(({ number }) => [
      { license_number: BROKER, importer_number: number, from_on: ago(900) },
      { license_number: OTHER_BROKER, importer_number: number, from_on: ago(900), until_on: ago(1) },
    ]),
  );
  await feed('posts', 'code,name,country,designated_operator', [
    { code: POST, name: 'Invented Post of the Matrix', country: 'XB', designated_operator: 'Y' },
    { code: 'XCA', name: 'Another Invented Post', country: 'XC', designated_operator: 'Y' },
  ]);
}

/** A term in force today, or one that ended yesterday. */
function term(state: string | undefined) {
  return { listed_on: ago(300), until_on: state === 'lapsed' ? ago(1) : '' };
}

async function importerRecords(feed: Feeding, importers: readonly InventedImporter[]): Promise<void> {
  await feed(
    'importers',
    'number,previous_numbers,name,other_names,kind,mailing_lines,mailing_city,mailing_region,mailing_postal_code,mailing_country,physical_lines,physical_city,physical_region,physical_postal_code,physical_country,registry_status,last_used_on,year_organized,organized_in,naics,business_description,website,entries_per_year,anticipated_value_usd,uei,cage,duns,lei',
    importers.map(({ number, previous, name, nth }) => ({
      number,
      previous_numbers: `${previous}|${ago(400)}`,
      name: nth === PROPOSED ? EXCLUDED_NAME : name,
      other_names: `DBA|${name} TRADING`,
      kind: 'LLC',
      mailing_lines: `${nth} MATRIX ST`,
      mailing_city: 'INVENTION',
      mailing_region: 'WA',
      mailing_postal_code: nth === PROPOSED ? EXCLUDED_POSTAL_CODE : '98100',
      mailing_country: 'US',
      registry_status: 'ACTIVE',
      last_used_on: ago(9),
      year_organized: 1999,
      business_description: 'INVENTED',
      uei: nth === 0 ? CASCADE_UEI : '',
    })),
  );
  const declared = { country: 'US', percent: 60, from_on: ago(700) };
  await feed(
    'importer-disclosures',
    'number,kind,name,related_number,country,percent,basis,controlling,value_usd,from_on,until_on,description',
    importers.flatMap(({ number }) => [
      { ...declared, number, kind: 'OWNER', name: 'INVENTED OWNER', controlling: 'Y' },
      {
        ...declared,
        number,
        kind: 'AFFILIATE',
        name: 'INVENTED AFFILIATE',
        basis: 'CONTROL',
        until_on: ago(1),
      },
      { number, kind: 'ASSET', country: 'US', value_usd: '1000.00', description: 'WAREHOUSE' },
    ]),
  );
  await feed(
    'bonds',
    'bond_number,number,bond_type,activity,surety_code,amount_usd,effective_on,terminated_on',
    importers.map(({ number, nth }) => ({
      bond_number: `79${nth}`,
      number,
      bond_type: 'CONTINUOUS',
      activity: '1',
      surety_code: '036',
      amount_usd: 50_000,
      effective_on: ago(800),
    })),
  );
  const certified = importers.filter(({ facts }) => facts.certification !== 'none');
  await feed(
    'confidentiality-certifications',
    'certification,number,received_on,names',
    certified.map(({ number, name, nth, facts }) => ({
      certification: `INV-MTX-${nth}`,
      number,
      received_on: facts.certification === 'lapsed' ? TODAY.subtract({ years: 2, days: 1 }) : ago(300),
      names: `${name};${name} TRADING`,
    })),
  );
  await feed(
    'trusted-listings',
    'number,programme,name,mode,listed_on,until_on',
    importers.flatMap(({ number, name, facts }) => [
      ...(facts['trusted listing'] === 'none'
        ? []
        : [{ number, name, programme: 'TRUSTED', ...term(facts['trusted listing']) }]),
      ...(facts['known shipper'] === 'none'
        ? []
        : [{ number, name, programme: 'KNOWN_SHIPPER', mode: 'EXPRESS', ...term(facts['known shipper']) }]),
    ]),
  );
}

/** The exclusion of the cast is linked to importer 0 by its identifier; to this one a link is proposed, by name and postal code. */
export const PROPOSED = 1;
const EXCLUDED_NAME = 'CASCADE NUTRITION LLC';
const EXCLUDED_POSTAL_CODE = '98101';

async function entriesAndSeizures(
  feed: Feeding,
  importers: readonly InventedImporter[],
  seizures: readonly InventedSeizure[],
): Promise<void> {
  const first = importers[0];
  if (first === undefined) throw new Error('the matrix has no importer');
  await feed('entries', ENTRY_COLUMNS, [
    ...importers.flatMap((importer) => entryLines(entryOf(importer.nth), importer.number)),
    ...entryLines(OTHER_FILING, first.number),
  ]);
  await feed(
    'recordations',
    'number,title,owner_reference,owner_name,basis,effective_on,expires_on,gray_market',
    recordations(),
  );
  await feed(
    'dmca-persons',
    'recordation,list,from_on,until_on',
    Object.entries(PERSONS).map(([recordation, list]) => ({ recordation, list, from_on: ago(900) })),
  );
  const numbers = recordations().map(({ number }) => number);
  await feed('recordation-agents', 'recordation,agent_reference,from_on,until_on', [
    ...numbers.map((recordation) => ({ recordation, agent_reference: AGENT, from_on: ago(900) })),
    ...numbers.map((recordation) => ({
      recordation,
      agent_reference: FORMER_AGENT,
      from_on: ago(900),
      until_on: ago(1),
    })),
  ]);
  await feed(
    'seizures',
    SEIZURE_COLUMNS.join(','),
    seizures.map((seizure) => seizureRow(seizure, first.number, entryOf(0))),
  );
  const finding = { importer_number: first.number, entry_number: entryOf(0), statute: '19 USC 1592' };
  await feed(
    'violations',
    'finding_number,importer_number,entry_number,kind,culpability,statute,found_on,final_on,status,agencies',
    ['FDA', ''].map((agencies) => ({
      ...finding,
      finding_number: `INV-MTX-0001${agencies}`,
      kind: 'CONTRABAND',
      culpability: 'NEGLIGENCE',
      found_on: ago(100),
      status: 'PENDING',
      agencies,
    })),
  );
}

const ENTRY_COLUMNS =
  'entry_number,entry_type,environment,mode_of_transport,port,filed_on,released_on,importer_number,post_code,entered_value_usd,duties_owed_usd,duties_paid_usd,bond_type,surety_code,line,hts,description,origin,line_value_usd,line_duty_usd,quantity,unit,mid,agencies';

/** Two lines: the first is FDA's, the second nobody's. */
function entryLines(entry: string, importer: string): FeedRows {
  return ['FDA', ''].map((agencies, nth) => ({
    entry_number: entry,
    entry_type: '01',
    environment: 'CARGO',
    mode_of_transport: '11',
    port: '2704',
    filed_on: ago(200),
    released_on: ago(198),
    importer_number: importer,
    entered_value_usd: '3000.00',
    duties_owed_usd: '180.00',
    duties_paid_usd: '180.00',
    bond_type: 'CONTINUOUS',
    surety_code: '036',
    line: nth + 1,
    hts: '2106909800',
    description: 'INVENTED GOODS',
    origin: 'QM',
    line_value_usd: '1500.00',
    line_duty_usd: '90.00',
    quantity: 5,
    unit: 'NO',
    mid: 'QMINVMAN1CIT',
    agencies,
  }));
}

/** The entry of each importer, filed by its broker of today; and one that another broker filed. */
export function entryOf(nth: number): string {
  return numbered('M1X', nth);
}
export const OTHER_FILING = numbered('M2X', 1);

function numbered(filerCode: string, serial: number): string {
  const start = `${filerCode}${String(serial).padStart(7, '0')}`;
  return `${filerCode}-${start.slice(3)}-${entryCheckDigit(start)}`;
}

/** On which list of 19 CFR 133.47 the owner of a recorded work is. */
const PERSONS: Readonly<Record<string, string>> = { 'COP 09-00011': 'ELIGIBLE', 'COP 09-00012': 'INJURED' };

/** What the owner has recorded, in each state; and one mark that is in force only from tomorrow. */
function recordations(): FeedRows {
  const states = Object.entries(RECORDATION_DAYS);
  const row = (number: string, from: number, until: number) => ({
    number,
    title: 'MATRIX (INVENTED)',
    owner_reference: OWNER,
    owner_name: 'MATRIX OWNER',
    basis: 'REGISTERED',
    effective_on: ago(from),
    expires_on: ago(until),
    gray_market: 'Y',
  });
  return [
    ...states.map(([recordation, { from, until }]) =>
      row(recordationOf({ basis: 'trademark', recordation }), from, until),
    ),
    ...['COP 09-00001', 'COP 09-00010', ...Object.keys(PERSONS)].map((number) => row(number, 3_000, -500)),
    row(TOMORROWS_MARK, -1, -500),
  ];
}
export const TOMORROWS_MARK = 'TMK 09-00009';
