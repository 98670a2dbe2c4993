import { createHash } from 'node:crypto';
import { type FileHandle, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { readBytes } from '@good-standing/kernel/ingest/received-file.ts';

/** How far the screening of a file has come: what is written down to here is whole. */
export interface Checkpoint {
  /** Of the sellers' file, the list and the rules: others are another question. */
  readonly question: string;
  readonly read: number;
  readonly screened: number;
  readonly quarantined: number;
  readonly matched: number;
  /** Bytes of the results and of the quarantine. */
  readonly resultBytes: number;
  readonly rejectedBytes: number;
}

/** Results under way, and how far they are. */
export const partialOf = (out: string) => `${out}.partial`;
const checkpointOf = (out: string) => `${out}.checkpoint`;

export async function questionOf(sellers: string, list: string): Promise<string> {
  const digest = createHash('sha256').update(list).update('\n');
  for await (const part of readBytes(sellers)) digest.update(part);
  return digest.digest('hex');
}

/** Where a screening of the same question was broken off; null where there was none. */
export async function brokenOffAt(out: string, question: string): Promise<Checkpoint | null> {
  const text = await readFile(checkpointOf(out), 'utf8').catch(() => null);
  if (text === null) return null;
  const checkpoint = JSON.parse(text) as Checkpoint;
  const written = await stat(partialOf(out)).catch(() => null);
  return checkpoint.question === question && (written?.size ?? 0) >= checkpoint.resultBytes
    ? checkpoint
    : null;
}

/** A reader of it sees the one before or this one, whole. */
export async function keepCheckpoint(out: string, checkpoint: Checkpoint): Promise<void> {
  const next = `${checkpointOf(out)}.next`;
  await writeFile(next, JSON.stringify(checkpoint));
  await rename(next, checkpointOf(out));
}

export async function forgetCheckpoint(out: string): Promise<void> {
  await rm(checkpointOf(out), { force: true });
}

/** A file that is written to its end, from `bytes` on: what was written past them is cut. */
export async function openedAt(path: string, bytes: number): Promise<FileHandle> {
  const file = await open(path, bytes === 0 ? 'w' : 'r+');
  await file.truncate(bytes);
  await file.close();
  return open(path, 'a');
}
