import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IngestCounts } from '@good-standing/kernel/ingest/feed.ts';
import { ingest } from '@good-standing/kernel/ingest/ingest.ts';
import { type Ledger, ledger, ledgerOwner, prepareMonths } from '@good-standing/kernel/ledger/ledger.ts';
import { DIGEST_KEY } from '@good-standing/kernel/ledger/ledger-under-test.ts';
import { disposableDatabase } from '@good-standing/kernel/postgres/disposable.ts';
import { migrate } from '@good-standing/kernel/postgres/migrate.ts';
import { connect, type Sql } from '@good-standing/kernel/postgres/pool.ts';
import { ownerUrl, provision } from '@good-standing/kernel/postgres/provision.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { type Subgraph, subgraph } from '@good-standing/kernel/subgraph/subgraph.ts';
import { agreementsFeed } from './ingest/agreements.ts';
import { definition } from './subgraph.ts';

/** The owner `access` and the ledger on a database of their own, for tests. */
export interface DisposableAccess {
  readonly adminUrl: string;
  readonly sql: Sql;
  readonly ledger: Ledger;
  readonly access: Subgraph;
  feed(rows: readonly string[]): Promise<IngestCounts>;
  drop(): Promise<void>;
}

const HEADER =
  'organization,name,address,audience,subject,agency,agreement,authority,rules,purposes,effective_on,expires_on,revoked_on';

export async function disposableAccess(secret: Secret): Promise<DisposableAccess> {
  const { adminUrl, roleSecret, drop } = await disposableDatabase();
  const owners = [definition.owner, ledgerOwner];
  await provision(adminUrl, owners, roleSecret);
  for (const owner of owners) await migrate(adminUrl, owner);
  const url = ownerUrl(adminUrl, definition.owner, roleSecret);
  const sql = connect(url, { max: 2, applicationName: 'good-standing tests' });
  const ledgerUrl = ownerUrl(adminUrl, ledgerOwner, roleSecret);
  const ledgerSql = connect(ledgerUrl, { max: 1, applicationName: 'good-standing tests' });
  await prepareMonths(ledgerSql);
  const folder = await mkdtemp(join(tmpdir(), 'gs-access-'));
  let files = 0;
  return {
    adminUrl,
    sql,
    ledger: ledger(ledgerSql, DIGEST_KEY),
    access: subgraph(definition, sql, secret),
    async feed(rows) {
      files += 1;
      const path = join(folder, `agreements-${files}.csv`);
      await writeFile(path, `${[HEADER, ...rows].join('\n')}\n`);
      return ingest(url, agreementsFeed(secret), path);
    },
    async drop() {
      await sql.end({ timeout: 1 });
      await ledgerSql.end({ timeout: 1 });
      await rm(folder, { recursive: true, force: true });
      await drop();
    },
  };
}
