import { type KeyObject, sign, verify } from 'node:crypto';
import type { Batch } from './batch.ts';
import { appendLine, readLines } from './durable-lines.ts';

/** What the house attests of its ledger at one moment, to be kept where the database's administrator cannot reach. */
export interface Checkpoint {
  readonly sequence: number;
  /** Chained root of the batch of that number, in hexadecimal. */
  readonly root: string;
  readonly at: string;
  /** Ed25519, base64. */
  readonly signature: string;
}

export function checkpoint(
  { sequence, chainedRoot }: Pick<Batch, 'sequence' | 'chainedRoot'>,
  at: Temporal.Instant,
  key: KeyObject,
): Checkpoint {
  const said = { sequence, root: chainedRoot.toString('hex'), at: at.toString() };
  return { ...said, signature: sign(null, signed(said), key).toString('base64') };
}

export function isGenuine(one: Checkpoint, key: KeyObject): boolean {
  return verify(null, signed(one), key, Buffer.from(one.signature, 'base64'));
}

function signed({ sequence, root, at }: Omit<Checkpoint, 'signature'>): Buffer {
  return Buffer.from(JSON.stringify(['good-standing ledger checkpoint', sequence, root, at]));
}

/** Appends one line, durable when it resolves. Only the house's own user may read the file. */
export function appendCheckpoint(path: string, one: Checkpoint): Promise<void> {
  return appendLine(path, one);
}

/** The checkpoints of a file, in its order; null for a line that is none. No file: none. */
export async function readCheckpoints(path: string): Promise<readonly (Checkpoint | null)[]> {
  return (await readLines(path)).map(readCheckpoint);
}

function readCheckpoint(value: unknown): Checkpoint | null {
  if (typeof value !== 'object' || value === null) return null;
  const { sequence, root, at, signature }: Partial<Checkpoint> = value;
  if (typeof sequence !== 'number' || typeof root !== 'string') return null;
  if (typeof at !== 'string' || typeof signature !== 'string') return null;
  return { sequence, root, at, signature };
}
