import { EventEmitter } from 'node:events';
import type { WorkerEvents } from 'graphile-worker';
import { connect } from '../postgres/pool.ts';

/** A process that consumes, as others can tell that it lives. */
export interface Presence {
  /** For the queue's runner: it says its name in them. */
  readonly events: WorkerEvents;
  /** Gives back to the queue what processes that died had begun to hear. */
  releaseDead(): Promise<void>;
  /** Whether a message of these tasks is due, or is being heard by another process. */
  isAnythingLeft(tasks: readonly string[]): Promise<boolean>;
  end(): Promise<void>;
}

/** Class of the advisory locks, one for each living pool by the hash of its name. */
const CONSUMING = 4_712;

/**
 * The queue writes beside a message which pool took it, and would believe that for
 * four hours, with the topic standing still behind it. Here each pool holds a lock
 * for as long as its process lives: what a pool without one has taken is free. A
 * pool that is taken for dead in its first moment does no harm: the receipt keeps a
 * message from being applied twice.
 */
export function presence(queueUrl: string): Presence {
  const session = connect(queueUrl, { max: 1, applicationName: 'good-standing consuming', keep: true });
  const own: string[] = [];
  const events: WorkerEvents = new EventEmitter();
  events.on('pool:create', ({ workerPool: { id } }) => {
    own.push(id);
    session.unsafe('select pg_advisory_lock($1, hashtext($2))', [CONSUMING, id]).catch(() => undefined);
  });
  return {
    events,
    async releaseDead() {
      await session.unsafe(
        `with holder as (
           select locked_by from graphile_worker._private_jobs
           union
           select locked_by from graphile_worker._private_job_queues
         )
         select graphile_worker.force_unlock_workers(array_agg(locked_by))
         from holder
         where locked_by <> all($2::text[])
           and pg_try_advisory_xact_lock($1, hashtext(locked_by))`,
        [CONSUMING, own],
      );
    },
    async isAnythingLeft(tasks) {
      const left = await session.unsafe(
        `select
         from graphile_worker._private_jobs job
         join graphile_worker._private_tasks task on task.id = job.task_id
         where task.identifier = any($1::text[])
           and job.run_at <= now()
           and (job.attempts < job.max_attempts or job.locked_by is not null)
         limit 1`,
        [[...tasks]],
      );
      return left.length > 0;
    },
    end: () => session.end({ timeout: 1 }),
  };
}
