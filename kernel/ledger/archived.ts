import { createHash, type KeyObject } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Sql, TransactionSql } from '../postgres/pool.ts';
import { type ArchivedFile, type ArchivedMonth, isGenuineArchive, readManifest } from './archive-manifest.ts';
import type { Cell, HashedRows } from './written.ts';

/** The months that have left the ledger's tables, read again from their files. */
export interface Archive {
  readonly months: readonly ArchivedMonth[];
  /** What is not as it was signed; null: all is. */
  readonly fault: string | null;
  /** Rows written by transactions below this one and not given yet. To be asked in ascending order. */
  until(upto: number): Promise<HashedRows>;
}

/**
 * Opens an archive: every file is there and is the one that was signed, or a fault
 * says which is not. A month whose table is still there, because archiving it was
 * broken off, is left out.
 */
export async function openArchive(
  reader: Sql | TransactionSql,
  folder: string,
  key: KeyObject,
): Promise<Archive> {
  const months: ArchivedMonth[] = [];
  let fault: string | null = null;
  for (const [index, one] of (await readManifest(folder)).entries()) {
    fault ??= await faultOf(one, index, folder, key);
    if (one !== null && !(await isHeld(reader, one.month))) months.push(one);
  }
  const requests = months.map((month) => rowsOf(folder, month.requests));
  const disclosures = months.map((month) => rowsOf(folder, month.disclosures));
  return {
    months,
    fault,
    async until(upto) {
      return { requests: await taken(requests, upto), disclosures: await taken(disclosures, upto) };
    },
  };
}

async function faultOf(
  month: ArchivedMonth | null,
  index: number,
  folder: string,
  key: KeyObject,
): Promise<string | null> {
  if (month === null) return `line ${index + 1} of the manifest of the archive cannot be read`;
  if (!isGenuineArchive(month, key)) return `the archive of ${month.month} was not signed by this house`;
  for (const file of [month.requests, month.disclosures]) {
    const path = `${folder}/${file.name}`;
    if (!existsSync(path)) return `${file.name} of the archive is not here`;
    if ((await digestOf(path)) !== file.sha256)
      return `${file.name} of the archive is not the one that was signed`;
  }
  return null;
}

export async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Whether a month's rows are in the ledger's tables. */
async function isHeld(reader: Sql | TransactionSql, month: string): Promise<boolean> {
  const [row] = await reader<{ held: boolean }[]>`
    select to_regclass(${`ledger.request_${month.replace('-', '_')}`}) is not null as held`;
  return row?.held === true;
}

/** The rows of one file, each without the name of its table. */
export async function* archivedRows(path: string): AsyncGenerator<readonly Cell[]> {
  const lines = createInterface({
    input: createReadStream(path).pipe(createGunzip()),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  for await (const line of lines) {
    const [, ...row]: readonly Cell[] = JSON.parse(line);
    yield row;
  }
}

interface FileRows {
  /** Rows below the number, and no more. */
  below(upto: number): Promise<readonly (readonly Cell[])[]>;
}

function rowsOf(folder: string, file: ArchivedFile): FileRows {
  let rows: AsyncGenerator<readonly Cell[]> | null = null;
  let ahead: readonly Cell[] | null = null;
  let isDone = file.from === null;
  const step = async () => {
    rows ??= archivedRows(`${folder}/${file.name}`);
    const next = await rows.next();
    ahead = next.done ? null : next.value;
    isDone = next.done === true;
  };
  return {
    async below(upto) {
      const found: (readonly Cell[])[] = [];
      if (isDone || (file.from ?? 0) >= upto) return found;
      if (ahead === null) await step();
      while (ahead !== null && Number(ahead[2]) < upto) {
        found.push(ahead);
        await step();
      }
      return found;
    },
  };
}

async function taken(files: readonly FileRows[], upto: number): Promise<readonly (readonly Cell[])[]> {
  const found: (readonly Cell[])[] = [];
  for (const file of files) found.push(...(await file.below(upto)));
  return found;
}
