import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { feedsByName, ingestFile, settleQueue } from '@good-standing/gateway/house/ingest-feed.ts';
import { ROOMS } from '@good-standing/gateway/house/owners.ts';
import { openPools } from '@good-standing/gateway/house/pools.ts';
import { prepare } from '@good-standing/gateway/house/prepare.ts';
import { writeWorld } from '@good-standing/gateway/world/world.ts';
import { publish } from '@good-standing/kernel/findings/publish.ts';
import { startPostgres } from '@good-standing/kernel/postgres/embedded.ts';
import { connect } from '@good-standing/kernel/postgres/pool.ts';
import { benchKeys } from './gateway/setting.ts';
import { serverCpu } from './ingest/server-cpu.ts';

/**
 * `npm run bench -- standing [--importers n] [--entries n]`: how long the registry of
 * an invented world takes to be assessed when its files come in, and again when the
 * night's sweep makes everyone due and nothing has changed; and how long the day's round
 * of vetting looks at everyone (EO 14411 § 2(f)). One process consumes, on an embedded
 * Postgres of the same machine; both share its cores.
 */
const { values } = parseArgs({
  options: { importers: { type: 'string', default: '20000' }, entries: { type: 'string' } },
});
const importers = Number(values.importers);
const entries = Number(values.entries ?? importers * 2);
const folder = mkdtempSync(join(tmpdir(), 'gs-bench-'));
const postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
const database = { adminUrl: postgres.adminUrl, keys: benchKeys() };
const admin = connect(postgres.adminUrl, { max: 1, applicationName: 'bench', keep: true });
const FEEDS = [
  'importers',
  'importer-disclosures',
  'bonds',
  'trusted-listings',
  'vetted-persons',
  'vettings',
  'entries',
  'violations',
  'penalties',
  'bills',
  'payments',
  'sam-exclusions',
];

interface Line {
  readonly what: string;
  readonly importers: number;
  readonly seconds: number;
  /** CPU of this process and of Postgres: what a busy machine does not blur. */
  readonly cpuSeconds: number;
}

try {
  await prepare(database);
  const pools = openPools(database);
  const lines: Line[] = [];
  const postgresCpu = await serverCpu(admin);
  const cpu = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6 + postgresCpu();
  };
  const measure = async (what: string, work: () => Promise<unknown>) => {
    const start = performance.now();
    const before = cpu();
    await work();
    const seconds = (performance.now() - start) / 1_000;
    lines.push({ what, importers, seconds, cpuSeconds: cpu() - before });
  };
  try {
    const today = Temporal.Now.plainDateISO('UTC');
    const size = { importers, entries, brokers: 600, posts: 10, recordations: 100, exclusions: 5_000 };
    const written = writeWorld({ size, seed: 1, today, folder: join(folder, 'world') });
    const feeds = feedsByName(database);
    await measure('files in', async () => {
      for (const name of FEEDS) {
        const feed = feeds.get(name);
        const file = written.find((each) => each.feed === name)?.file;
        if (feed === undefined || file === undefined) throw new Error(`the world has no ${name}`);
        await ingestFile(database, feed, file, {});
      }
    });
    await measure('heard and assessed for the first time', settled);
    await measure('sweep: everyone due, nothing changed', async () => {
      await everyoneIsDue();
      await settled();
    });
    const round = () => sweep('recurrent vetting');
    await measure('vetting: everyone looked at for the first time', round);
    await admin.unsafe(`update importers.vetting_round set on_day = on_day - 1`);
    await measure('vetting: everyone looked at again, nothing changed', round);
    console.log(report(lines, await counts()));
  } finally {
    await pools.end();
  }

  async function sweep(named: string): Promise<void> {
    const room = ROOMS.find(({ name }) => name === 'importers');
    const found = room?.sweeps.find(({ name }) => name === named);
    if (room === undefined || found === undefined) throw new Error(`the house has no sweep ${named}`);
    while (await found.run({ sql: pools.of(room), now: Temporal.Now.instant() })) {}
  }

  async function everyoneIsDue(): Promise<void> {
    const room = ROOMS.find(({ name }) => name === 'importers');
    if (room === undefined) throw new Error('the house has no importers');
    await pools.of(room).begin(async (tx) => {
      await tx.unsafe('insert into standing_due (importer_id) values (null)');
      await publish(tx, 'standing-due', [{ importers: 1 }]);
    });
  }

  async function settled(): Promise<void> {
    do await settleQueue(pools);
    while ((await left()) > 0);
  }
} finally {
  await admin.end({ timeout: 1 });
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function left(): Promise<number> {
  const [row] = await admin.unsafe<{ count: number }[]>(
    `select (select count(*) from importers.standing_due)
       + (select count(*) from graphile_worker._private_jobs where attempts < max_attempts) as count`,
  );
  return Number(row?.count ?? 0);
}

async function counts(): Promise<string> {
  const rows = await admin.unsafe<{ status: string; count: number }[]>(
    `select status, count(*)::int as count
     from importers.assessment
     where known_until is null and valid_from <= current_date and (valid_until is null or valid_until >= current_date)
     group by 1 order by 2 desc`,
  );
  const [kept] = await admin.unsafe<{ kept: number; bytes: string }[]>(
    `select count(*)::int as kept,
       pg_size_pretty(pg_total_relation_size('importers.assessment') + pg_total_relation_size('importers.assessment_input')) as bytes
     from importers.assessment`,
  );
  const [told] = await admin.unsafe<{ count: number }[]>(
    `select count(*)::int as count from access.event where kind = 'STANDING_CHANGED'`,
  );
  const statuses = rows.map(({ status, count }) => `${status} ${count}`).join(', ');
  return `${statuses}; ${kept?.kept} assessments kept, ${kept?.bytes}; ${told?.count} changes announced; ${Math.round(process.memoryUsage.rss() / 1e6)} MB of memory`;
}

function report(lines: readonly Line[], counted: string): string {
  return [
    `| ${importers} importers, ${entries} entries | seconds | importers/s | CPU seconds | importers/CPU second |`,
    '|---|---:|---:|---:|---:|',
    ...lines.map(
      ({ what, importers: of, seconds, cpuSeconds }) =>
        `| ${what} | ${seconds.toFixed(1)} | ${Math.round(of / seconds)} | ${cpuSeconds.toFixed(1)} | ${Math.round(of / cpuSeconds)} |`,
    ),
    '',
    counted,
  ].join('\n');
}
