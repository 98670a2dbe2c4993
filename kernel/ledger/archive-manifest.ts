import { type KeyObject, sign, verify } from 'node:crypto';
import { appendLine, readLines } from './durable-lines.ts';

/** One file of an archive: rows as they were hashed, one JSON array a line, in the order of their transactions; gzip. */
export interface ArchivedFile {
  readonly name: string;
  readonly rows: number;
  /** Of the file's bytes, in hexadecimal. */
  readonly sha256: string;
  /** Lowest number of a transaction that wrote one of its rows; null: it has none. */
  readonly from: number | null;
}

/** What the house attests of a month that left the ledger's tables. */
export interface ArchivedMonth {
  /** `2021-03`. */
  readonly month: string;
  readonly requests: ArchivedFile;
  readonly disclosures: ArchivedFile;
  readonly at: string;
  /** Ed25519, base64. */
  readonly signature: string;
}

const MANIFEST = 'manifest.ndjson';

export function archivedMonth(said: Omit<ArchivedMonth, 'signature'>, key: KeyObject): ArchivedMonth {
  return { ...said, signature: sign(null, signed(said), key).toString('base64') };
}

export function isGenuineArchive(one: ArchivedMonth, key: KeyObject): boolean {
  return verify(null, signed(one), key, Buffer.from(one.signature, 'base64'));
}

function signed({ month, requests, disclosures, at }: Omit<ArchivedMonth, 'signature'>): Buffer {
  const file = ({ name, rows, sha256, from }: ArchivedFile) => [name, rows, sha256, from];
  return Buffer.from(
    JSON.stringify(['good-standing ledger archive', month, file(requests), file(disclosures), at]),
  );
}

/** Durable when it resolves. */
export function appendToManifest(folder: string, one: ArchivedMonth): Promise<void> {
  return appendLine(`${folder}/${MANIFEST}`, one);
}

/** The months of a folder, in the order in which they were archived; null for a line that is none. */
export async function readManifest(folder: string): Promise<readonly (ArchivedMonth | null)[]> {
  return (await readLines(`${folder}/${MANIFEST}`)).map(readMonth);
}

function readMonth(value: unknown): ArchivedMonth | null {
  if (!hasAll(value, ['month', 'requests', 'disclosures', 'at', 'signature'])) return null;
  const { month, requests, disclosures, at, signature } = value;
  if (!isFile(requests) || !isFile(disclosures)) return null;
  if (typeof month !== 'string' || typeof at !== 'string' || typeof signature !== 'string') return null;
  return { month, requests, disclosures, at, signature };
}

/** A name stays within the folder: a manifest is read before its signature is believed. */
function isFile(value: unknown): value is ArchivedFile {
  if (!hasAll(value, ['name', 'rows', 'sha256', 'from'])) return false;
  const { name, rows, sha256, from } = value;
  return (
    typeof name === 'string' &&
    /^[a-z]+-\d{4}-\d{2}\.ndjson\.gz$/.test(name) &&
    typeof rows === 'number' &&
    typeof sha256 === 'string' &&
    (from === null || typeof from === 'number')
  );
}

function hasAll<Key extends string>(
  value: unknown,
  keys: readonly Key[],
): value is Readonly<Record<Key, unknown>> {
  return typeof value === 'object' && value !== null && keys.every((key) => Object.hasOwn(value, key));
}
