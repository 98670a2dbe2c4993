import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { feedsByName } from '@good-standing/gateway/house/ingest-feed.ts';
import { prepare } from '@good-standing/gateway/house/prepare.ts';
import type { WorldSize } from '@good-standing/gateway/world/size.ts';
import { writeWorld } from '@good-standing/gateway/world/world.ts';
import { startPostgres } from '@good-standing/kernel/postgres/embedded.ts';
import { schemaOf } from '@good-standing/kernel/postgres/owners.ts';
import { connect, type Sql } from '@good-standing/kernel/postgres/pool.ts';
import { benchKeys } from './gateway/setting.ts';
import { copyBack, emptyTables, saveTables } from './ingest/final-tables.ts';
import { load } from './ingest/load.ts';
import { type Compared, type Round, report } from './ingest/report.ts';
import { serverCpu } from './ingest/server-cpu.ts';

/**
 * `npm run bench -- ingest [--entries n] [--rounds n] [--feeds a,b]`: files of the
 * invented world through their feeds, against a bare COPY of the very same rows into
 * the very same tables. Rounds alternate; what a round left is cleared before the next.
 */
const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '200000' },
    rounds: { type: 'string', default: '3' },
    feeds: { type: 'string', default: 'entries,importers,sam-exclusions' },
  },
});
const rounds = Number(values.rounds);
const folder = mkdtempSync(join(tmpdir(), 'gs-bench-'));
const postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
const database = { adminUrl: postgres.adminUrl, keys: benchKeys() };
const sql = connect(postgres.adminUrl, { max: 1, applicationName: 'bench', keep: true });
try {
  await prepare(database);
  const files = writeFiles(sizeOf(Number(values.entries)));
  const compared: Compared[] = [];
  for (const feed of values.feeds.split(',')) compared.push(await compare(sql, feed, files.get(feed) ?? ''));
  console.log(report(compared));
} finally {
  await sql.end({ timeout: 1 });
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** In the proportions of the medium world, but importers and exclusions enough to be measured. */
function sizeOf(entries: number): WorldSize {
  return {
    importers: Math.max(50_000, Math.ceil(entries / 20)),
    entries,
    brokers: 600,
    posts: 38,
    recordations: 300,
    exclusions: 30_000,
  };
}

function writeFiles(size: WorldSize): ReadonlyMap<string, string> {
  console.log(`writing an invented world of ${size.entries} entries …`);
  const today = Temporal.Now.plainDateISO('UTC');
  const written = writeWorld({ size, seed: 1, today, folder: join(folder, 'world') });
  return new Map(written.map(({ feed, file }) => [feed, file]));
}

async function compare(admin: Sql, feed: string, path: string): Promise<Compared> {
  const owned = feedsByName(database).get(feed);
  if (owned === undefined) throw new Error(`expected a feed, got "${feed}"`);
  const schema = schemaOf(owned.owner);
  const copies = join(folder, feed);
  mkdirSync(copies);
  chmodSync(folder, 0o711);
  chmodSync(copies, 0o777);
  await load(postgres.adminUrl, feed, path);
  const saved = await saveTables(admin, schema, copies);
  const cpu = await serverCpu(admin);
  const measured: Round[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    await emptyTables(admin, schema);
    const beforeOurs = cpu();
    const ours = await load(postgres.adminUrl, feed, path);
    const oursCpu = cpu() - beforeOurs + ours.cpuSeconds;
    await emptyTables(admin, schema);
    const beforeCopy = cpu();
    const copySeconds = await copyBack(admin, saved);
    const copyCpu = cpu() - beforeCopy;
    measured.push({ ours, oursCpu, copySeconds, copyCpu });
    console.log(
      `${feed}, round ${round}: ${ours.seconds.toFixed(1)} s (CPU ${oursCpu.toFixed(1)} s, ${ours.peakMegabytes.toFixed(0)} MB), bare COPY ${copySeconds.toFixed(1)} s (CPU ${copyCpu.toFixed(1)} s)`,
    );
  }
  await emptyTables(admin, schema);
  rmSync(copies, { recursive: true });
  return { feed, rounds: measured, tableRows: saved.reduce((total, { rows }) => total + rows, 0) };
}
