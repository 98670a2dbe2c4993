import type { KeyObject } from 'node:crypto';
import { lastBatch } from '@good-standing/kernel/ledger/batch.ts';
import { appendCheckpoint, checkpoint, readCheckpoints } from '@good-standing/kernel/ledger/checkpoint.ts';
import { type Chaining, chain } from '@good-standing/kernel/ledger/sequencer.ts';

const CHAIN_EVERY_MS = 1_000;
const CHECKPOINT_EVERY_MS = 60_000;

/** The file of signed checkpoints in the data folder. */
export function checkpointsIn(dataDir: string): string {
  return `${dataDir}/ledger/checkpoints.ndjson`;
}

export interface ChainingSetting extends Chaining {
  readonly key: KeyObject;
  /** Where checkpoints go; null: nowhere. */
  readonly checkpoints: string | null;
  readonly onFailure: (reason: unknown) => void;
}

/** Work that goes on beside the requests until it is stopped. */
export interface Chained {
  /** Chains and attests what there is to the end. */
  stop(): Promise<void>;
}

/** Chains the ledger each second and attests it each minute, one step at a time, never in a request's way. */
export function keepChained(setting: ChainingSetting): Chained {
  let attestedAt = performance.now();
  let working: Promise<void> = Promise.resolve();
  let isBusy = false;

  async function step(isLast: boolean): Promise<void> {
    try {
      await chain(setting);
      if (!isLast && performance.now() - attestedAt < CHECKPOINT_EVERY_MS) return;
      attestedAt = performance.now();
      await attest(setting);
    } catch (reason) {
      setting.onFailure(reason);
    }
  }

  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    working = step(false).finally(() => {
      isBusy = false;
    });
  }, CHAIN_EVERY_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await working;
      await step(true);
    },
  };
}

/** Signs the end of the chain, where it is not that of the last checkpoint. */
async function attest({ reader, key, checkpoints }: ChainingSetting): Promise<void> {
  if (checkpoints === null) return;
  const last = await lastBatch(reader);
  if (last === null) return;
  const known = (await readCheckpoints(checkpoints)).at(-1)?.sequence ?? 0;
  if (last.sequence > known) {
    await appendCheckpoint(checkpoints, checkpoint(last, Temporal.Now.instant(), key));
  }
}
