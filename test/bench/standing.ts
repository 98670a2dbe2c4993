import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { feedsByName, ingestFile, settleQueue } from '@good-standing/gateway/house/ingest-feed.ts';
import { nightsOf } from '@good-standing/gateway/house/nights.ts';
import { ROOMS } from '@good-standing/gateway/house/owners.ts';
import { openPools } from '@good-standing/gateway/house/pools.ts';
import { prepare } from '@good-standing/gateway/house/prepare.ts';
import { isWorldSize, WORLD_SIZES } from '@good-standing/gateway/world/size.ts';
import { writeWorld } from '@good-standing/gateway/world/world.ts';
import { notes } from '@good-standing/kernel/disclosure/notes.ts';
import { publish } from '@good-standing/kernel/findings/publish.ts';
import { consumeForever } from '@good-standing/kernel/findings/queue.ts';
import { startPostgres } from '@good-standing/kernel/postgres/embedded.ts';
import { connect } from '@good-standing/kernel/postgres/pool.ts';
import { benchKeys, OFFICER } from './gateway/setting.ts';
import { serverCpu } from './ingest/server-cpu.ts';

/**
 * `npm run bench -- standing [--size small|medium|large] [--importers n] [--entries n]`:
 * how long the registry of an invented world takes to be assessed when its files come
 * in, again when everyone is due and nothing has changed, the sweep of a night and of
 * a month, and two simulations: of a number of the registry's own, and of one whose
 * evidence is with entries; and the day's round of vetting (EO 14411 § 2(f)). Standing rests on conduct, not on entries: two to an
 * importer where nothing else is said. One process consumes, on an embedded Postgres
 * of the same machine; both share its cores.
 */
const { values } = parseArgs({
  options: {
    size: { type: 'string', default: 'small' },
    importers: { type: 'string' },
    entries: { type: 'string' },
  },
});
if (!isWorldSize(values.size)) throw new Error(`--size: expected ${Object.keys(WORLD_SIZES).join(', ')}`);
const world = WORLD_SIZES[values.size];
const importers = Number(values.importers ?? world.importers);
const size = { ...world, importers, entries: Number(values.entries ?? importers * 2) };
const folder = mkdtempSync(join(tmpdir(), 'gs-bench-'));
const postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
const database = { adminUrl: postgres.adminUrl, keys: benchKeys() };
const admin = connect(postgres.adminUrl, { max: 1, applicationName: 'bench', keep: true });
const FEEDS = [
  'importers',
  'importer-disclosures',
  'bonds',
  'confidentiality-certifications',
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
const SIMULATE = `
  query ($parameters: [SupposedParameter!]!) {
    simulateRuleset(parameters: $parameters) { state changed statusChanges { importers sample { id } } tierChanges { importers } }
  }`;
const [home] = ROOMS.filter(({ name }) => name === 'importers');
if (home === undefined) throw new Error('the house has no importers');

interface Line {
  readonly what: string;
  readonly seconds: number;
  /** CPU of this process and of Postgres: what a busy machine does not blur. */
  readonly cpuSeconds: number;
  /** Most of this process up to then. */
  readonly peakMb: number;
}

try {
  await prepare(database);
  const pools = openPools(database);
  const own = pools.of(home);
  const lines: Line[] = [];
  const postgresCpu = await serverCpu(admin);
  const cpu = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6 + postgresCpu();
  };
  const measure = async (what: string, work: () => Promise<unknown>) => {
    const start = performance.now();
    const before = cpu();
    const found = await work().catch((reason: unknown) => {
      console.error(`${report(lines, '')}\nfailed: ${what}`);
      throw reason;
    });
    const seconds = (performance.now() - start) / 1_000;
    const peakMb = process.resourceUsage().maxRSS / 1_024;
    const told = typeof found === 'string' ? `${what}: ${found}` : what;
    lines.push({ what: told, seconds, cpuSeconds: cpu() - before, peakMb });
    console.error(`${told}, ${seconds.toFixed(0)} s`);
  };
  try {
    const today = Temporal.Now.plainDateISO('UTC');
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
    await measure('everyone assessed anew, nothing changed', async () => {
      await own.begin(async (tx) => {
        await tx.unsafe('insert into standing_due (importer_id) values (null)');
        await publish(tx, 'standing-due', [{ importers: 1 }]);
      });
      await settled();
    });
    const round = () => sweep('recurrent vetting');
    await measure('vetting: everyone looked at for the first time', round);
    await admin.unsafe(`update importers.vetting_round set on_day = on_day - 1`);
    await measure('vetting: everyone looked at again, nothing changed', round);
    await measure('sweep of a night', () => night(0));
    await measure('sweep of the month after', () => night(30));
    const consuming = await consumeForever(pools.queueUrl, pools.subscribers);
    const importersHere = home.open(own, database.keys);
    const end = importersHere.begin();
    try {
      await measure('what if of the cure of a bond', () => simulated('bondCureDays', 5));
      await measure('what if of the days of grace', () => simulated('liabilityGraceDays', 0));
    } finally {
      await end();
      await consuming.stop();
    }
    console.log(report(lines, await counts()));

    async function simulated(name: string, value: number): Promise<string> {
      for (;;) {
        const { data, errors } = await importersHere.execute({
          document: SIMULATE,
          variables: { parameters: [{ name, value }] },
          viewer: OFFICER,
          requestId: 'bench',
          now: Temporal.Now.instant(),
          notes: notes(true),
        });
        const told = data?.simulateRuleset as
          | { readonly state: string; readonly changed: number }
          | undefined;
        if (told === undefined || told.state === 'FAILED') throw new Error(errors?.[0]?.message ?? 'failed');
        if (told.state === 'DONE') return `${told.changed} changed`;
      }
    }

    async function night(inDays: number): Promise<string> {
      const clock = () => Temporal.Now.instant().add({ hours: 24 * inDays });
      await nightsOf({ rooms: ROOMS, pools, clock }).once();
      const [swept] = await own.unsafe<{ passed: number }[]>(
        'select count(*)::int as passed from passing where swept_on = (select max(swept_on) from night)',
      );
      return `${swept?.passed} passed`;
    }
  } finally {
    await pools.end();
  }

  async function sweep(named: string): Promise<string> {
    const found = home?.sweeps.find(({ name }) => name === named);
    if (found === undefined) throw new Error(`the house has no sweep ${named}`);
    while (await found.run({ sql: own, now: Temporal.Now.instant() })) {}
    return '';
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
  return `${statuses}; ${kept?.kept} spans of assessments kept, ${kept?.bytes}; ${told?.count} changes announced`;
}

function report(measured: readonly Line[], counted: string): string {
  return [
    `| ${importers} importers, ${size.entries} entries | seconds | importers/s | CPU seconds | importers/CPU second | peak memory, MB |`,
    '|---|---:|---:|---:|---:|---:|',
    ...measured.map(
      ({ what, seconds, cpuSeconds, peakMb }) =>
        `| ${what} | ${seconds.toFixed(1)} | ${Math.round(importers / seconds)} | ${cpuSeconds.toFixed(1)} | ${Math.round(importers / cpuSeconds)} | ${Math.round(peakMb)} |`,
    ),
    '',
    counted,
  ].join('\n');
}
