import { SEIZURE_COLUMNS } from '@good-standing/gateway/world/seizure-row.ts';
import { entryCheckDigit } from '@good-standing/kernel/identifiers/entry-number.ts';
import { RECORDATION_DAYS } from '../seizure-days.ts';
import { AGENT, FORMER_AGENT, OWNER } from './askers.ts';
import { ago, type Feeding, type FeedRows } from './feed.ts';
import type { InventedImporter } from './invented-importers.ts';
import { type InventedSeizure, isPlain, recordationOf, seizureRow } from './invented-seizures.ts';

/** What importers did, and what CBP did of it. */
export async function entriesAndSeizures(
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
    [...SEIZURE_COLUMNS, 'disclosure_warnings'].join(','),
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
  await penalties(feed, first.number, seizures);
}

/** One case open and one closed; and a closed one of a seizure under each hold. */
async function penalties(
  feed: Feeding,
  importer: string,
  seizures: readonly InventedSeizure[],
): Promise<void> {
  const heldBy = (hold: string) => seizures.find(({ facts }) => facts.hold === hold)?.caseNumber ?? '';
  const cases = [
    {
      case_number: openCase(seizures),
      party_name: partyOf('open', 'none'),
      finding_number: 'INV-MTX-0001FDA',
    },
    { case_number: '2026-MTX-900002-01', party_name: partyOf('closed', 'none'), closed_on: ago(1) },
    ...['law enforcement', 'national security'].map((hold) => ({
      case_number: heldBy(hold),
      party_name: partyOf('closed', hold),
      closed_on: ago(1),
    })),
  ];
  await feed(
    'penalties',
    'case_number,finding_number,importer_number,statute,assessed_usd,loss_of_revenue_usd,mitigated_usd,paid_usd,assessed_on,closed_on,party_name',
    cases.map((each) => ({
      ...each,
      importer_number: importer,
      statute: '19 USC 1592',
      assessed_usd: '100.00',
      assessed_on: ago(40),
    })),
  );
}

/** The number of the one penalty case that is open: of a seizure under no hold. */
export function openCase(seizures: readonly InventedSeizure[]): string {
  const plain = seizures.find(
    ({ facts }) => isPlain(facts) && facts.hold === 'none' && facts.stage === 'SEIZED',
  );
  if (plain === undefined) throw new Error('no seizure of the matrix is plainly seized');
  return plain.caseNumber;
}

/** By this name the party of a penalty case is known in the matrix's world. */
export function partyOf(state: string, hold: string): string {
  return `MATRIX PARTY, ${state}, ${hold}`.toUpperCase();
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
