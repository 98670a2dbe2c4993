import { createHash, type KeyObject } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Sql } from '../postgres/pool.ts';
import {
  type ArchivedFile,
  type ArchivedMonth,
  appendToManifest,
  archivedMonth,
  readManifest,
} from './archive-manifest.ts';
import { archivedRows, digestOf } from './archived.ts';
import { isPastRetention } from './retention.ts';
import { type Cell, canonical, HASHED } from './written.ts';

export interface Archiving {
  /** Administrator: no login of the house may take anything from the ledger. */
  readonly admin: Sql;
  readonly folder: string;
  readonly key: KeyObject;
  readonly today: Temporal.PlainDate;
}

/**
 * Archives every month past retention, the earliest first: its rows are written to
 * files and read back, the files are signed, and only then are the month's tables
 * dropped, by a function of the database that counts once more and refuses whatever
 * is within retention. Where it is broken off, it goes on when it is called again.
 */
export async function* archivePast(archiving: Archiving): AsyncGenerator<ArchivedMonth> {
  const { admin, folder, key, today } = archiving;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const month of await monthsHeld(admin)) {
    if (!isPastRetention(month, today)) continue;
    const known = (await readManifest(folder)).find((one) => one?.month === month.toString());
    const archived = known ?? (await written(archiving, month));
    if (known === undefined) await appendToManifest(folder, archived);
    await admin.unsafe('select ledger.archive_month($1::text::date, $2, $3)', [
      month.toPlainDate({ day: 1 }).toString(),
      archived.requests.rows,
      archived.disclosures.rows,
    ]);
    yield archived;
  }

  async function written({ admin }: Archiving, month: Temporal.PlainYearMonth): Promise<ArchivedMonth> {
    const requests = await fileOf(admin, folder, 'request', month);
    const disclosures = await fileOf(admin, folder, 'disclosure', month);
    return archivedMonth(
      { month: month.toString(), requests, disclosures, at: Temporal.Now.instant().toString() },
      key,
    );
  }
}

/** Months that have tables of their own, the earliest first. */
async function monthsHeld(admin: Sql): Promise<readonly Temporal.PlainYearMonth[]> {
  const rows = await admin<{ name: string }[]>`
    select relname::text as name from pg_inherits join pg_class on pg_class.oid = inhrelid
    where inhparent = 'ledger.request'::regclass and relname ~ '^request_[0-9]{4}_[0-9]{2}$'
    order by relname`;
  return rows.map(({ name }) =>
    Temporal.PlainYearMonth.from(name.slice('request_'.length).replace('_', '-')),
  );
}

const ROWS_AT_ONCE = 2_000;

async function fileOf(
  admin: Sql,
  folder: string,
  table: 'request' | 'disclosure',
  month: Temporal.PlainYearMonth,
): Promise<ArchivedFile> {
  const name = `${table}s-${month}.ndjson.gz`;
  const path = `${folder}/${name}`;
  const counted = { rows: 0, from: null as number | null };
  const sha256 = createHash('sha256');
  const hashed = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sha256.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(
    Readable.from(linesOf(rowsOf(admin, table, month), table, counted)),
    createGzip(),
    hashed,
    createWriteStream(`${path}.half`, { mode: 0o600, flush: true }),
  );
  await rename(`${path}.half`, path);
  const file = { name, ...counted, sha256: sha256.digest('hex') };
  await readBack(path, file);
  return file;
}

async function* rowsOf(
  admin: Sql,
  table: 'request' | 'disclosure',
  month: Temporal.PlainYearMonth,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  const day = (one: Temporal.PlainYearMonth) => `${one.toPlainDate({ day: 1 })}T00:00:00Z`;
  const text = `
    select ${HASHED[table]} from ledger.${table}
    where disclosed_at >= $1::text::timestamptz and disclosed_at < $2::text::timestamptz
    order by ${table}.written_in, ${table}.request_id`;
  const pages = admin
    .unsafe<Record<string, Cell>[]>(text, [day(month), day(month.add({ months: 1 }))])
    .cursor(ROWS_AT_ONCE);
  for await (const page of pages) yield page.map((row) => Object.values(row));
}

async function* linesOf(
  pages: AsyncIterable<readonly (readonly Cell[])[]>,
  table: 'request' | 'disclosure',
  counted: { rows: number; from: number | null },
): AsyncGenerator<string> {
  for await (const page of pages) {
    counted.rows += page.length;
    counted.from ??= page[0] === undefined ? null : Number(page[0][2]);
    yield page.map((row) => `${canonical(table, row)}\n`).join('');
  }
}

/** Nothing is let go of on the strength of what was only meant to be written. */
async function readBack(path: string, { name, rows, sha256 }: ArchivedFile): Promise<void> {
  let found = 0;
  for await (const _row of archivedRows(path)) found += 1;
  if (found !== rows || (await digestOf(path)) !== sha256) throw new Error(`${name} was not written whole`);
}
