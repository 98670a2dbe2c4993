import { type DisposableDatabase, disposableDatabase } from '../postgres/disposable.ts';
import { migrate } from '../postgres/migrate.ts';
import type { Owner } from '../postgres/owners.ts';
import { connect, type Sql } from '../postgres/pool.ts';
import { ownerUrl, provision } from '../postgres/provision.ts';
import { PUBLIC_VIEWER } from '../viewer/viewer.ts';
import type { Accounting } from './accounting.ts';
import { BEGINNING, lastBatch } from './batch.ts';
import { ledgerOwner, prepareMonths } from './ledger.ts';
import { chain } from './sequencer.ts';

const access: Owner = { name: 'access', migrations: new URL('./migrations/', import.meta.url) };

/** A ledger on a database of its own, with its three logins. */
export interface LedgerUnderTest {
  readonly database: DisposableDatabase;
  /** Only inserts. */
  readonly writer: Sql;
  /** Only reads. */
  readonly reader: Sql;
  /** Disables what it likes. */
  readonly admin: Sql;
  /** Until all that was written is chained: tests beside this one have transactions on the same server. */
  chainAll(): Promise<void>;
  drop(): Promise<void>;
}

/** Protects nothing. */
export const DIGEST_KEY = Buffer.alloc(32, 'digests');

const CHAINED_WITHIN_MS = 20_000;

export async function ledgerUnderTest(): Promise<LedgerUnderTest> {
  const database = await disposableDatabase();
  await provision(database.adminUrl, [ledgerOwner, access], database.roleSecret);
  await migrate(database.adminUrl, ledgerOwner);
  const open = (url: string, max: number) => connect(url, { max, applicationName: 'test' });
  const writer = open(ownerUrl(database.adminUrl, ledgerOwner, database.roleSecret), 4);
  const reader = open(ownerUrl(database.adminUrl, access, database.roleSecret), 2);
  const admin = open(database.adminUrl, 2);
  await prepareMonths(writer);
  return {
    database,
    writer,
    reader,
    admin,
    async chainAll() {
      const until = performance.now() + CHAINED_WITHIN_MS;
      while (performance.now() < until) {
        await chain({ reader, writer });
        const { upto } = (await lastBatch(reader)) ?? BEGINNING;
        const waiting = await reader`
          select from ledger.request where written_in >= ${upto}
          union all select from ledger.disclosure where written_in >= ${upto}`;
        if (waiting.length === 0) return;
      }
      throw new Error('the ledger was not chained in time');
    },
    async drop() {
      await Promise.all([writer, reader, admin].map((sql) => sql.end({ timeout: 1 })));
      await database.drop();
    },
  };
}

/** One accounting of invented records, disclosed alike. */
export function accountingOf(requestId: string, records: readonly string[]): Accounting {
  return {
    requestId,
    at: Temporal.Now.instant(),
    subgraph: 'gateway',
    viewer: { ...PUBLIC_VIEWER, audience: 'PGA', actor: 'analyst-7', purpose: 'RISK_ASSESSMENT' },
    policyVersion: 'importers@1',
    answer: '{}',
    disclosed:
      records.length === 0
        ? []
        : [
            {
              records,
              rule: 'IMPORTER_NAME',
              authority: '19 CFR 103.31(d)',
              coordinates: 'Importer.name',
              relation: 'JURISDICTION',
              stage: null,
            },
          ],
  };
}
