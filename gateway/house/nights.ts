import type { Nightly } from '@good-standing/kernel/findings/queue.ts';
import type { Sweep } from '@good-standing/kernel/subgraph/definition.ts';
import type { Room } from './owners.ts';
import type { Pools } from './pools.ts';

export interface NightSetting {
  readonly rooms: readonly Room[];
  readonly pools: Pools;
  readonly clock: () => Temporal.Instant;
}

export interface Nights {
  /** For the queue: one job a night for each room that has something to do. */
  readonly work: readonly Nightly[];
  /** All of it at once. */
  once(): Promise<void>;
  /** What is under way ends after the part at hand. */
  stop(): void;
}

/** What the rooms do every night, a bounded part at a time: a job that is killed is done again and goes on from there. */
export function nightsOf({ rooms, pools, clock }: NightSetting): Nights {
  let isStopped = false;

  async function sweep(room: Room, { name, run }: Sweep): Promise<void> {
    while (await run({ sql: pools.of(room), now: clock() })) {
      if (isStopped) throw new Error(`${name}: the house ends; the next one goes on`);
    }
  }

  const work = rooms
    .filter(({ nightly }) => nightly.length > 0)
    .map(
      (room): Nightly => ({
        name: room.name,
        work: async () => {
          for (const each of room.nightly) await sweep(room, each);
        },
      }),
    );
  return {
    work,
    async once() {
      for (const each of work) await each.work();
    },
    stop() {
      isStopped = true;
    },
  };
}
