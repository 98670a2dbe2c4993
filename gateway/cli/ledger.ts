import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { answerDigest } from '@good-standing/kernel/ledger/answer-digest.ts';
import { archivePast } from '@good-standing/kernel/ledger/archive.ts';
import { openArchive } from '@good-standing/kernel/ledger/archived.ts';
import { archivedDisclosuresOf } from '@good-standing/kernel/ledger/archived-record.ts';
import { readCheckpoints } from '@good-standing/kernel/ledger/checkpoint.ts';
import { disclosuresOf, exportLedger, type RecordDisclosure } from '@good-standing/kernel/ledger/export.ts';
import { retentionYears } from '@good-standing/kernel/ledger/retention.ts';
import { type Fault, verifyLedger } from '@good-standing/kernel/ledger/verify.ts';
import { connect, type Sql } from '@good-standing/kernel/postgres/pool.ts';
import { ownerUrl } from '@good-standing/kernel/postgres/provision.ts';
import { definition as access } from '../access/subgraph.ts';
import { type Config, readConfig } from '../config.ts';
import { archiveIn, checkpointsIn } from '../house/chaining.ts';
import { openDatabase } from '../house/database.ts';
import { command, readArguments, UsageError } from './arguments.ts';

const USAGE = 'expected: npm run ledger -- verify|export|show <record>|match <request> <file>|archive';
const LONGEST_RECORD = 200;
const REQUEST = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * `npm run ledger`: whether the accounting of disclosures is what it was, all of it,
 * or that of one record; beside a running house or without one. It reads as the one
 * login that may, and changes nothing; but `archive` takes what is past retention from
 * its tables, as the administrator.
 */
await command(async () => {
  const { positionals } = readArguments(USAGE, {});
  const work = asked(positionals);
  // Whoever read the output has seen enough.
  process.stdout.once('error', () => process.exit());
  const config = readConfig(process.env);
  const database = await openDatabase(config, true);
  const url =
    work === archive ? database.adminUrl : ownerUrl(database.adminUrl, access.owner, config.keys.roles);
  const sql = connect(url, { max: 1, applicationName: 'good-standing ledger' });
  try {
    await work(sql, config);
  } finally {
    await sql.end({ timeout: 2 });
    await database.stop();
  }
});

function asked([verb, record, file, ...rest]: readonly string[]): (
  reader: Sql,
  config: Config,
) => Promise<void> {
  if (rest.length > 0) throw new UsageError(USAGE);
  if (verb === 'match' && record !== undefined && file !== undefined) {
    return (reader, config) => match(reader, config, record, file);
  }
  if (file !== undefined) throw new UsageError(USAGE);
  if (verb === 'verify' && record === undefined) return verify;
  if (verb === 'export' && record === undefined) return exportAll;
  if (verb === 'archive' && record === undefined) return archive;
  if (verb === 'show' && record !== undefined && record.length <= LONGEST_RECORD) {
    return (reader, config) => show(reader, config, record);
  }
  throw new UsageError(USAGE);
}

async function verify(reader: Sql, { dataDir, keys }: Config): Promise<void> {
  const started = performance.now();
  const checkpoints = await readCheckpoints(checkpointsIn(dataDir));
  const archived = await openArchive(reader, archiveIn(dataDir), keys.checkpoints.publicKey);
  const { fault, batches, rows, waiting } = await verifyLedger(
    reader,
    checkpoints,
    keys.checkpoints.publicKey,
    archived,
  );
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const parts = [`${rows} rows in ${batches} batches`, `${checkpoints.length} checkpoints`, `${seconds} s`];
  if (archived.months.length > 0) parts.splice(1, 0, `${archived.months.length} archived months`);
  const read = parts.join(', ');
  if (fault === null) {
    console.log(`The ledger is what it was: ${read}; ${waiting} rows wait to be chained.`);
    return;
  }
  console.log(`The ledger is not what it was: ${told(fault)}. Stopped there after ${read}.`);
  process.exitCode = 1;
}

function told({ batch, request, record, says }: Fault): string {
  const where = [
    batch === null ? null : `batch ${batch}`,
    request === null ? null : `request ${request}`,
    record === null ? null : `record ${record}`,
  ].filter((part) => part !== null);
  return [...where, says].join(', ');
}

async function exportAll(reader: Sql): Promise<void> {
  for await (const requests of exportLedger(reader)) {
    await print(requests.map((request) => `${JSON.stringify(request)}\n`).join(''));
  }
}

/** Whether an answer that someone kept, as it came over HTTP, is the one that left under a request. */
async function match(reader: Sql, { keys }: Config, request: string, file: string): Promise<void> {
  if (!REQUEST.test(request)) throw new UsageError('expected the id of a request, as in x-request-id');
  const answer = await dataOf(file);
  const kept = await reader<{ digest: string; at: Temporal.Instant }[]>`
    select digest, disclosed_at as at from ledger.request where request_id = ${request}::text::uuid`;
  const digest = answerDigest(keys.digests, request.toLowerCase(), answer);
  const [found] = kept.filter((one) => one.digest === digest);
  if (found !== undefined) {
    await print(`This is what left at ${found.at} under request ${request}.\n`);
    return;
  }
  const why = kept.length === 0 ? 'Nothing is recorded' : 'Another answer is recorded';
  await print(`${why} under request ${request}.\n`);
  process.exitCode = 1;
}

/** The data of an answer, in the bytes in which JSON is written here. */
async function dataOf(file: string): Promise<string> {
  try {
    const { data }: { readonly data?: unknown } = JSON.parse(await readFile(file, 'utf8'));
    return JSON.stringify(data ?? null);
  } catch {
    throw new UsageError(`${file}: expected an answer, {"data": …}`);
  }
}

/** Whoever runs the house runs it by the month: what a running house may do itself is only to add. */
async function archive(admin: Sql, { dataDir, keys }: Config): Promise<void> {
  const folder = archiveIn(dataDir);
  const today = Temporal.Now.plainDateISO('UTC');
  let months = 0;
  const archiving = archivePast({ admin, folder, key: keys.checkpoints.privateKey, today });
  for await (const { month, requests, disclosures } of archiving) {
    months += 1;
    await print(`${month}: ${requests.rows} requests, ${disclosures.rows} disclosures\n`);
  }
  const kept = `${retentionYears.value} years, ${retentionYears.basis}`;
  await print(
    `${months} ${months === 1 ? 'month' : 'months'} past retention (${kept}) archived in ${folder}\n`,
  );
}

async function show(reader: Sql, { dataDir, keys }: Config, record: string): Promise<void> {
  let found = 0;
  for await (const page of disclosuresOf(reader, record)) {
    found += page.length;
    await print(page.map(line).join(''));
  }
  const folder = archiveIn(dataDir);
  const { months } = await openArchive(reader, folder, keys.checkpoints.publicKey);
  for await (const page of archivedDisclosuresOf(folder, months, record)) {
    found += page.length;
    await print(page.map(line).join(''));
  }
  await print(`${record}: ${found} ${found === 1 ? 'disclosure' : 'disclosures'}\n`);
}

function line(one: RecordDisclosure): string {
  const recipient = [one.recipientName ?? 'a request without a token', one.recipientAddress].filter(Boolean);
  const parts = [
    one.disclosedAt,
    `to ${recipient.join(', ')} (${one.audience})`,
    `for ${one.purpose ?? 'no stated purpose'}`,
    one.coordinates,
    `under ${one.authority}`,
    `as ${one.relation}${one.stage === null ? '' : ` at ${one.stage}`}`,
    `request ${one.requestId}`,
  ];
  return `${parts.join('; ')}\n`;
}

/** Waits where whoever reads is slower. */
async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}
