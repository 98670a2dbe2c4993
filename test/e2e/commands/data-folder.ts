import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startPostgres } from '@good-standing/kernel/postgres/embedded.ts';
import { connect, type Sql } from '@good-standing/kernel/postgres/pool.ts';
import {
  endPostmaster,
  isAlive,
  readPostmaster,
  survivor,
} from '@good-standing/kernel/postgres/postmaster.ts';

/** A folder of one test file, empty at first. */
export interface TestFolder {
  readonly path: string;
  /** The administrator's connection to the embedded Postgres that a command runs on a data folder within. */
  admin(dataDir: string): Promise<Sql>;
  /** Ends what Postgres still runs on the data folders within, and removes all. */
  remove(): Promise<void>;
}

export function testFolder(name: string): TestFolder {
  // NOTE: named so that the next run sweeps it where this one is killed.
  const path = mkdtempSync(join(tmpdir(), `gs-test-${process.pid}-${name}-`));
  const opened: Sql[] = [];
  return {
    path,
    async admin(dataDir) {
      const { adminUrl } = await startPostgres({ dataDir: `${dataDir}/postgres`, join: true });
      const sql = connect(adminUrl, { max: 1, applicationName: 'good-standing command tests' });
      opened.push(sql);
      return sql;
    },
    async remove() {
      await Promise.all(opened.map((sql) => sql.end({ timeout: 1 })));
      for (const within of readdirSync(path)) {
        await endLeft(`${path}/${within}/cluster`);
        await endLeft(`${path}/${within}/postgres/cluster`);
      }
      rmSync(path, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** The process id of the Postgres on a data folder, or null where none runs. */
export function postgresOn(dataDir: string): number | null {
  const postmaster = readPostmaster(`${dataDir}/postgres/cluster`);
  return postmaster !== null && isAlive(postmaster.pid) ? postmaster.pid : null;
}

async function endLeft(cluster: string): Promise<void> {
  const left = survivor(cluster);
  if (left !== null) await endPostmaster(cluster, left.pid);
}

/** A Postgres of its own for DATABASE_URL: quick, and worthless after a crash. Roles belong to a server, so it is not shared. */
export function ownPostgres(folder: string): Promise<EmbeddedPostgres> {
  return startPostgres({
    dataDir: folder,
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  });
}

/** As a person would write it: by host and port. */
export function overTcp(adminUrl: string): string {
  const url = new URL(adminUrl);
  url.searchParams.delete('host');
  return url.href;
}

/** Holds a free port until it is closed; who connects is turned away. */
export async function heldPort(): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no free port on 127.0.0.1');
  return {
    port: address.port,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

/**
 * What was known when, in how many messages it came, how often one list, and what a minute or a night does that may
 * have come or not: another way to the same registry leaves other rows.
 */
const BY_THE_WAY =
  /^importers\.(assessment(_input)?|standing_turned|night|passing)$|^debarments\.list_renewal$|\.received$|^access\.event$|^entries\.importer_standing_told$|\.(broker_)?vetting(_noted|_round)?$/;

/**
 * How many rows every table of the house holds, but for the ledger, which counts what was asked; what waits in the
 * queue; and the standing of every importer as it is known, by status, with one digest of all of it.
 */
export async function rowCounts(sql: Sql): Promise<Readonly<Record<string, number | string>>> {
  const tables = await sql<{ table: string }[]>`
    select format('%I.%I', schemaname, tablename) as table
    from pg_tables
    where schemaname in ('importers', 'entries', 'debarments', 'posts', 'brokers', 'access')
      or tablename = '_private_jobs'
    order by 1`;
  const counts: Record<string, number | string> = {};
  for (const { table } of tables.filter(({ table }) => !BY_THE_WAY.test(table))) {
    const [row] = await sql.unsafe<{ n: number }[]>(`select count(*)::int as n from ${table}`);
    counts[table] = row?.n ?? 0;
  }
  const held = await sql<{ status: string; n: number }[]>`
    select status, count(*)::int as n from importers.assessment where known_until is null group by status`;
  for (const { status, n } of held) counts[`assessed ${status}`] = n;
  const [assessed] = await sql<{ digest: string }[]>`
    select md5(string_agg(spans, ' ' order by importer_id)) as digest
    from (
      select importer_id,
        jsonb_agg(jsonb_build_array(importer_id, valid_from, valid_until, status, since_on, reasons) order by valid_from)::text as spans
      from importers.assessment
      where known_until is null
      group by 1
    ) known`;
  return { ...counts, 'assessed in all': assessed?.digest ?? 'nobody' };
}
