import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pageOfDisclosures } from '@good-standing/gateway/access/loaders.ts';
import { definition } from '@good-standing/gateway/access/subgraph.ts';
import { prepare } from '@good-standing/gateway/house/prepare.ts';
import { startPostgres } from '@good-standing/kernel/postgres/embedded.ts';
import { connect, type Sql } from '@good-standing/kernel/postgres/pool.ts';
import { ownerUrl } from '@good-standing/kernel/postgres/provision.ts';
import { compile } from '@good-standing/kernel/postgres/statement.ts';
import { subgraph } from '@good-standing/kernel/subgraph/subgraph.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { benchKeys, OFFICER } from './gateway/setting.ts';
import { BUSY, fill, RECORDS, WATCHED } from './ledger/fill.ts';
import { everyPage, firstPages, line, p99, type Reads } from './ledger/read.ts';

/**
 * `npm run bench -- ledger [--disclosures n] [--months n] [--data DIR]`: pages of
 * `disclosures(record)` over an accounting of ten million entries in sixty months,
 * on a Postgres that was just started. With `--data` the folder is kept, and filled
 * only once.
 */
const { values } = parseArgs({
  options: {
    disclosures: { type: 'string', default: '10000000' },
    months: { type: 'string', default: '60' },
    data: { type: 'string' },
  },
});
const MOST_MS = 50;
const folder = values.data ?? mkdtempSync(join(tmpdir(), 'gs-bench-'));
const keys = benchKeys();
try {
  await filled();
  await measured();
} finally {
  if (values.data === undefined) rmSync(folder, { recursive: true, force: true });
}

async function onPostgres(work: (admin: Sql, adminUrl: string) => Promise<void>): Promise<void> {
  const postgres = await startPostgres({
    dataDir: join(folder, 'postgres'),
    settings: { max_wal_size: '16GB' },
  });
  const admin = connect(postgres.adminUrl, { max: 1, applicationName: 'bench', keep: true });
  try {
    await work(admin, postgres.adminUrl);
  } finally {
    await admin.end({ timeout: 1 });
    await postgres.stop();
  }
}

function filled(): Promise<void> {
  return onPostgres(async (admin, adminUrl) => {
    await prepare({ adminUrl, keys });
    const [known] = await admin`select from ledger.disclosure limit 1`;
    if (known !== undefined) return;
    const started = performance.now();
    await fill(admin, { disclosures: Number(values.disclosures), months: Number(values.months) });
    console.log(`filled in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  });
}

function measured(): Promise<void> {
  return onPostgres(async (admin, adminUrl) => {
    const open = () =>
      connect(ownerUrl(adminUrl, definition.owner, keys.roles), { max: 1, applicationName: 'bench' });
    const few = Array.from({ length: 500 }, (_, nth) => `imp_${Math.floor(RECORDS * (nth / 500) ** 3)}`);
    const onNew: number[] = [];
    for (const record of [...few.slice(0, 15), BUSY, WATCHED, ...few.slice(-3)]) {
      const sql = open();
      const { took } = await firstPages(subgraph(definition, sql, keys), '', subject, [record]);
      onNew.push(...took);
      await sql.end({ timeout: 1 });
    }
    const sql = open();
    const access = subgraph(definition, sql, keys);
    await firstPages(access, '', subject, few.slice(0, 1));
    await firstPages(access, '', () => OFFICER, few.slice(0, 1));
    const reads: Reads[] = [
      await firstPages(access, 'subject, first page', subject, few),
      await firstPages(access, 'CBP, first page', () => OFFICER, few),
      await everyPage(access, 'CBP, every page of 200', OFFICER, BUSY, 200),
      await everyPage(access, 'subject, every page of 200', subject(BUSY), BUSY, 200),
      await everyPage(access, 'subject, every page of 25', subject(BUSY), BUSY, 25),
      await everyPage(access, 'subject told of 1 in 1,250, every page', subject(WATCHED), WATCHED, 25),
    ];
    const [size] = await admin<{ entries: number; requests: number; size: string }[]>`
      select (select count(*) from ledger.entry) as entries, (select count(*) from ledger.request) as requests,
        pg_size_pretty(pg_database_size(current_database())) as size`;
    console.log(`${size?.entries} disclosures in ${size?.requests} requests, ${size?.size}`);
    console.log('| read | reads | entries | p50 ms | p99 ms | longest ms | last ms |');
    console.log('|---|---:|---:|---:|---:|---:|---:|');
    for (const one of reads) console.log(line(one));
    console.log(line({ what: 'subject, the first read of a new connection', entries: 0, took: onNew }));
    await sql.end({ timeout: 1 });
    console.log(await plan(admin, subject(BUSY)));
    const slowest = Math.max(...reads.map(p99));
    if (slowest > MOST_MS) process.exitCode = 1;
    console.log(`slowest p99: ${slowest.toFixed(1)} ms, aim ${MOST_MS} ms`);
  });
}

/** Whom an accounting is owed: the record's own subject. */
function subject(record: string): Viewer {
  return { ...OFFICER, audience: 'IMPORTER', subject: record, purpose: 'OWN_RECORD' };
}

/** What the database does for a page one year down, without the branches it did not enter. */
async function plan(admin: Sql, viewer: Viewer): Promise<string> {
  const { text, names } = compile(pageOfDisclosures(viewer));
  const given: Readonly<Record<string, string>> = {
    record: viewer.subject ?? '',
    subject: viewer.subject ?? '',
    at: Temporal.Now.instant()
      .subtract({ hours: 24 * 365 })
      .toString(),
    request: '00000000-0000-0000-0000-000000000000',
    rule: '',
    coordinates: '',
    relation: '',
    stage: '',
    take: '201',
  };
  const rows = await admin.unsafe<Record<string, string>[]>(
    `explain (analyze, buffers, costs off) ${text}`,
    names.map((name) => given[name] ?? ''),
  );
  const lines = rows.map((row) => row['QUERY PLAN'] ?? '');
  return lines
    .filter((text) => !/never executed/.test(text))
    .slice(0, 60)
    .join('\n');
}
