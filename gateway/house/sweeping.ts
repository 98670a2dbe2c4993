import type { Room } from './owners.ts';
import type { Pools } from './pools.ts';

const SWEEP_EVERY_MS = 60_000;

export interface SweepSetting {
  readonly rooms: readonly Room[];
  readonly pools: Pools;
  readonly clock: () => Temporal.Instant;
  /** What is done with the failure of what has this name. */
  readonly failed: (name: string) => (reason: unknown) => void;
}

export interface Sweeping {
  once(): Promise<void>;
  stop(): Promise<void>;
}

/** Does every minute what is due in the rooms because time has passed; one sweep at a time. */
export function sweepEveryMinute({ rooms, pools, clock, failed }: SweepSetting): Sweeping {
  let isStopped = false;
  let sweeping = Promise.resolve();

  async function sweepAll(): Promise<void> {
    for (const room of rooms) {
      for (const { name, run } of room.sweeps) {
        try {
          while (!isStopped && (await run({ sql: pools.of(room), now: clock() }))) {}
        } catch (reason) {
          failed(name)(reason);
        }
      }
    }
  }

  const once = () => {
    sweeping = sweeping.then(sweepAll);
    return sweeping;
  };
  const timer = setInterval(once, SWEEP_EVERY_MS);
  timer.unref();
  return {
    once,
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await sweeping;
    },
  };
}
