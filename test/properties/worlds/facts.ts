import { type Row, rowsOf, type World } from './feeds.ts';
import type { Party } from './parties.ts';

/** What the feeds of a world say about who stands in which relation to whom, on its day. */
export interface Facts {
  readonly today: string;
  /** Lines of each entry, and of each seizure, by its number. */
  readonly entries: ReadonlyMap<string, readonly Row[]>;
  readonly seizures: ReadonlyMap<string, readonly Row[]>;
  readonly findings: ReadonlyMap<string, Row>;
  readonly bills: ReadonlyMap<string, Row>;
  readonly brokers: ReadonlyMap<string, Row>;
  readonly recordations: ReadonlyMap<string, Row>;
  /** Recordation and reference of its verified agent, of each in force. */
  readonly agents: ReadonlySet<string>;
  /** Licence of the broker that files under a code. */
  readonly filers: ReadonlyMap<string, string>;
  /** Agency and importer number, of each line of an entry. */
  readonly jurisdiction: ReadonlySet<string>;
  /** Licence and importer number, of each power of attorney in force. */
  readonly clients: ReadonlySet<string>;
  readonly trusted: ReadonlySet<string>;
  /** Those listed as trusted, their affiliates and theirs: on whose records it hangs whether a listing is suspended. */
  readonly suspending: ReadonlySet<string>;
  readonly shippers: ReadonlySet<string>;
  readonly confidential: ReadonlySet<string>;
  /** Quarters that the posts were decided of. */
  readonly closedQuarters: ReadonlySet<string>;
}

export function factsOf(world: World, today: string): Facts {
  const isIn = (row: Row, from: string, until: string) =>
    (row[from] ?? '') <= today && ((row[until] ?? '') === '' || (row[until] ?? '') >= today);
  const listed = (programme: string) =>
    new Set(
      rowsOf(world, 'trusted-listings')
        .filter((row) => row.programme === programme && isIn(row, 'listed_on', 'until_on'))
        .map(({ number = '' }) => number),
    );
  const entries = rowsOf(world, 'entries');
  return {
    today,
    entries: grouped(entries, 'entry_number'),
    seizures: grouped(rowsOf(world, 'seizures'), 'case_number'),
    findings: keyed(rowsOf(world, 'violations'), 'finding_number'),
    bills: keyed(rowsOf(world, 'bills'), 'bill_number'),
    brokers: keyed(rowsOf(world, 'brokers'), 'license_number'),
    recordations: keyed(rowsOf(world, 'recordations'), 'number'),
    agents: new Set(
      rowsOf(world, 'recordation-agents')
        .filter((row) => isIn(row, 'from_on', 'until_on'))
        .map((row) => `${row.recordation} ${row.agent_reference}`),
    ),
    filers: new Map(
      rowsOf(world, 'brokers').flatMap(({ license_number: license = '', filer_codes: codes = '' }) =>
        codes.split(';').map((code) => [code, license] as const),
      ),
    ),
    jurisdiction: new Set(
      entries.flatMap((row) => agenciesOf(row).map((agency) => `${agency} ${row.importer_number}`)),
    ),
    clients: new Set(
      rowsOf(world, 'broker-clients')
        .filter((row) => isIn(row, 'from_on', 'until_on'))
        .map((row) => `${row.license_number} ${row.importer_number}`),
    ),
    closedQuarters: new Set(rowsOf(world, 'quarter-closings').map(({ quarter = '' }) => quarter)),
    trusted: listed('TRUSTED'),
    suspending: withAffiliates(withAffiliates(listed('TRUSTED'), world), world),
    shippers: listed('KNOWN_SHIPPER'),
    confidential: new Set(
      rowsOf(world, 'confidentiality-certifications')
        .filter(({ received_on: on = '' }) => on <= today && today <= twoYearsAfter(on))
        .map(({ number = '' }) => number),
    ),
  };
}

function withAffiliates(numbers: ReadonlySet<string>, world: World): ReadonlySet<string> {
  const near = rowsOf(world, 'importer-disclosures').flatMap(
    ({ number = '', related_number: related = '' }) => {
      if (related === '') return [];
      return numbers.has(number) || numbers.has(related) ? [number, related] : [];
    },
  );
  return new Set([...numbers, ...near]);
}

export function agenciesOf(row: Row): readonly string[] {
  return (row.agencies ?? '').split(';').filter((agency) => agency !== '');
}

/** The relation of a party's audience to an importer. */
export function isRelated(party: Party, importer: string, facts: Facts): boolean {
  switch (party.audience) {
    case 'CBP':
      return true;
    case 'PGA':
      return facts.jurisdiction.has(`${party.agency} ${importer}`);
    case 'IMPORTER':
      return party.subject === importer;
    case 'BROKER':
      return facts.clients.has(`${party.subject} ${importer}`);
    default:
      return false;
  }
}

function twoYearsAfter(on: string): string {
  return Temporal.PlainDate.from(on).add({ years: 2 }).toString();
}

function grouped(rows: readonly Row[], key: string): ReadonlyMap<string, readonly Row[]> {
  return Map.groupBy(rows, (row) => row[key] ?? '');
}

function keyed(rows: readonly Row[], key: string): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [row[key] ?? '', row]));
}
