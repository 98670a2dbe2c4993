import type { KeyObject } from 'node:crypto';
import { lastBatch } from '@good-standing/kernel/ledger/batch.ts';
import { appendCheckpoint, checkpoint, readCheckpoints } from '@good-standing/kernel/ledger/checkpoint.ts';
import { type Chaining, chain } from '@good-standing/kernel/ledger/sequencer.ts';

const CHAIN_EVERY_MS = 1_000;
const CHECKPOINT_EVERY_MS = 60_000;
/** A house that ends leaves what takes longer to the next one: it is durable all the same. */
const LAST_WITHIN_MS = 5_000;

/** The file of signed checkpoints in the data folder. */
export function checkpointsIn(dataDir: string): string {
  return `${dataDir}/ledger/checkpoints.ndjson`;
}

/** The folder of the months that have left the ledger's tables. */
export function archiveIn(dataDir: string): string {
  return `${dataDir}/ledger/archive`;
}

export interface ChainingSetting extends Chaining {
  readonly key: KeyObject;
  /** Where checkpoints go; null: nowhere. */
  readonly checkpoints: string | null;
  readonly onFailure: (reason: unknown) => void;
}

/** Work that goes on beside the requests until it is stopped. */
export interface Chained {
  /** Chains and attests what there is. */
  stop(): Promise<void>;
}

/** Chains the ledger each second and attests it each minute, one step at a time, never in a request's way. */
export function keepChained(setting: ChainingSetting): Chained {
  const stopping = new AbortController();
  let attestedAt = performance.now();
  let attested: number | null = null;
  let working: Promise<void> = Promise.resolve();
  let isBusy = false;

  async function step(enough: AbortSignal, isLast: boolean): Promise<void> {
    try {
      await chain(setting, enough);
      if (!isLast && performance.now() - attestedAt < CHECKPOINT_EVERY_MS) return;
      attestedAt = performance.now();
      attested = await attest(setting, attested);
    } catch (reason) {
      setting.onFailure(reason);
    }
  }

  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    working = step(stopping.signal, false).finally(() => {
      isBusy = false;
    });
  }, CHAIN_EVERY_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await working;
      await step(AbortSignal.timeout(LAST_WITHIN_MS), true);
    },
  };
}

/**
 * Signs the end of the chain, where it is not that of the last checkpoint.
 *
 * @param attested number of the batch attested last; null: look it up.
 */
async function attest(
  { reader, key, checkpoints }: ChainingSetting,
  attested: number | null,
): Promise<number | null> {
  if (checkpoints === null) return null;
  const known = attested ?? (await readCheckpoints(checkpoints)).at(-1)?.sequence ?? 0;
  const last = await lastBatch(reader);
  if (last === null || last.sequence <= known) return known;
  await appendCheckpoint(checkpoints, checkpoint(last, Temporal.Now.instant(), key));
  return last.sequence;
}
