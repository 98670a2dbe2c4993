import { readFileSync } from 'node:fs';
import type { Consumer } from '@good-standing/kernel/findings/consumer.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { Sql } from '@good-standing/kernel/postgres/pool.ts';
import { engagementConsumer, jurisdictionConsumer } from '@good-standing/kernel/relation/consumers.ts';
import {
  type DisposableSubgraph,
  disposableSubgraph,
  testSecret,
} from '@good-standing/kernel/subgraph/disposable.ts';
import { PUBLIC_VIEWER, type Purpose, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { reassessDue } from './standing/reassess.ts';
import { definition } from './subgraph.ts';

/** The invented importers, brokers and viewers of tests. Files: ingest/sample. */

export const AURORA = importerOf('07-000000100');
export const BOREALIS = importerOf('07-000000200');
export const CASCADE = importerOf('07-000000300');
export const DUNE = importerOf('000-12-3456');
export const EVERGLADE = importerOf('264601-00005');
export const EVERYONE = [AURORA, BOREALIS, CASCADE, DUNE, EVERGLADE];

export const BEACON = recordId('brk', testSecret.ids, '07001');
export const COMPASS = recordId('brk', testSecret.ids, '07002');

export function importerOf(number: string): string {
  return recordId('imp', testSecret.ids, number);
}

const ALL_RULES = new Set([
  'IMPORTER_NAME',
  'IMPORTER_NUMBER',
  'IMPORTER_CONTACT',
  'IMPORTER_PROFILE',
  'IMPORTER_OWNERSHIP',
  'IMPORTER_SECURITY',
  'STANDING_STATUS',
  'STANDING_REASONS',
  'RISK_TIER',
  'VETTING',
  'IMPORTER_RESIDENCY',
  'COVERED_IMPORTER',
  'ENTRY_ELIGIBILITY',
  'STANDING_CONSENT',
  'LISTING_RECORD',
  'CONFIDENTIALITY',
  'KNOWN_SHIPPER',
  'PROVENANCE',
]);

export function granted(over: Partial<Viewer>): Viewer {
  return { ...PUBLIC_VIEWER, rules: ALL_RULES, ...over };
}

export function agency(code: string, purpose: Purpose = 'RISK_ASSESSMENT'): Viewer {
  return granted({ audience: 'PGA', agency: code, purpose });
}

export const cbp = granted({ audience: 'CBP', purpose: 'ENFORCEMENT', rules: new Set() });
export const fda = agency('FDA');
export const fdaForIdentity = agency('FDA', 'IDENTITY');
export const cpsc = agency('CPS');
export const aurora = granted({ audience: 'IMPORTER', subject: AURORA, purpose: 'OWN_RECORD' });
export const borealis = granted({ audience: 'IMPORTER', subject: BOREALIS, purpose: 'OWN_RECORD' });
export const beacon = granted({ audience: 'BROKER', subject: BEACON, purpose: 'CLIENT_SERVICE' });
export const compass = granted({ audience: 'BROKER', subject: COMPASS, purpose: 'CLIENT_SERVICE' });
export const BAZAAR = recordId('org', testSecret.ids, 'bazaar');
export const bazaar = granted({
  audience: 'PLATFORM',
  organization: { id: BAZAAR, name: 'Bazaar Marketplace (invented)', address: '8 Sample Plaza' },
  purpose: 'SELLER_SCREENING',
});
export const swift = granted({ audience: 'CARRIER', purpose: 'CARRIAGE' });
export const lumen = granted({ audience: 'RIGHTS_HOLDER', purpose: 'IPR_PROTECTION' });

/** The lines of a sample file. */
export function sample(feed: string): string[] {
  return readFileSync(new URL(`./ingest/sample/${feed}.csv`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
}

/** As the queue would: one message in one transaction. */
export async function hear(sql: Sql, { apply }: Consumer, items: readonly object[]): Promise<void> {
  await sql.begin((tx) => apply(tx, items as readonly never[]));
}

/** The owner alone on a database of its own, with the cast in it and what other owners told of it. */
export async function importersWithCast(): Promise<DisposableSubgraph> {
  const importers = await disposableSubgraph(definition);
  for (const feed of definition.feeds(testSecret)) await importers.feed(feed.name, sample(feed.name));
  const flagged = [
    [AURORA, 'FDA'],
    [AURORA, 'CPS'],
    [BOREALIS, 'CPS'],
    [CASCADE, 'FDA'],
    [DUNE, 'FDA'],
  ].map(([importerId, agencyCode]) => ({
    importerId,
    agency: agencyCode,
    firstOn: '2025-01-10',
    lastOn: '2026-10-30',
  }));
  await hear(importers.sql, jurisdictionConsumer, flagged);
  await hear(importers.sql, engagementConsumer, [
    { brokerId: BEACON, importerId: AURORA, fromOn: '2024-01-01', untilOn: null },
    { brokerId: BEACON, importerId: CASCADE, fromOn: '2022-01-01', untilOn: '2024-12-31' },
    { brokerId: COMPASS, importerId: BOREALIS, fromOn: '2024-01-01', untilOn: null },
  ]);
  return importers;
}

/** Everyone who asks, by name. */
export const viewers: Readonly<Record<string, Viewer>> = {
  cbp,
  fda,
  fdaForIdentity,
  cpsc,
  aurora,
  borealis,
  beacon,
  compass,
  bazaar,
  swift,
  lumen,
  public: PUBLIC_VIEWER,
  'fda without grants': granted({ audience: 'PGA', agency: 'FDA', rules: new Set() }),
  'beacon without grants': { ...beacon, rules: new Set() },
};

/** As the queue would until nobody is due: gives how many importers were looked at. */
export async function assessAllDue(sql: Sql): Promise<number> {
  let assessed = 0;
  for (;;) {
    const taken = await sql.begin((tx) => reassessDue(tx));
    if (taken === 0) return assessed;
    assessed += taken;
  }
}
