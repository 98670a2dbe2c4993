import { Worker } from 'node:worker_threads';
import type { Supposed } from '@good-standing/kernel/parameter/supposing.ts';
import { type Sql, urlOf } from '@good-standing/kernel/postgres/pool.ts';
import { logFailure } from '@good-standing/kernel/subgraph/errors.ts';
import { GraphQLError } from 'graphql';
import { takePlace } from './one-at-a-time.ts';
import { askOwners, forget } from './supposed-findings.ts';
import { rulesElsewhere } from './supposed-parameters.ts';
import type { Tallied } from './tally.ts';
import type { WorkerAsked, WorkerTold } from './worker.ts';

export interface Asked {
  readonly parameters: Supposed;
  readonly on: Temporal.PlainDate;
  readonly mostSampled: number;
}

/** A simulation as far as it has come. */
export interface Simulation {
  readonly asked: Asked;
  readonly state: 'RUNNING' | 'DONE' | 'FAILED';
  readonly startedAt: Temporal.Instant;
  readonly finishedAt: Temporal.Instant | null;
  readonly assessed: number;
  readonly result: Tallied | null;
}

/** Simulations of one registry: nothing of them is stored, and an answer is held for a while in memory. */
export interface Simulations {
  /** Begins it, or goes on waiting for it: as far as it has come when it is over, or after some seconds. */
  ask(asked: Asked): Promise<Simulation>;
  /** Ends what is under way. */
  end(): Promise<void>;
}

/** The answer is of the registry as it was then. */
const HELD_FOR_MS = 10 * 60_000;
const MOST_HELD = 8;
/** Within any deadline of a request. */
const WAIT_MS = 4_000;
/** After this a simulation is given up. */
const DEADLINE_MS = 10 * 60_000;

const held = new WeakMap<Sql, Simulations>();

/** One for each pool, made when first asked for. */
export function simulationsOf(sql: Sql): Simulations {
  const before = held.get(sql);
  if (before !== undefined) return before;
  const made = makeSimulations(sql);
  held.set(sql, made);
  return made;
}

interface Run {
  simulation: Simulation;
  /** False where another simulation was under way, here or in another process. */
  readonly admitted: Promise<boolean>;
  readonly over: Promise<void>;
  readonly stop: AbortController;
  readonly endsAt: number;
}

export function makeSimulations(sql: Sql, waitMs = WAIT_MS): Simulations {
  const runs = new Map<string, Run>();
  return {
    async ask(asked) {
      forgetOld(runs);
      const key = keyOf(asked);
      let run = runs.get(key);
      if (run === undefined || run.simulation.state === 'FAILED') {
        run = begin(sql, asked);
        runs.delete(key);
        runs.set(key, run);
      }
      if (!(await run.admitted)) {
        if (runs.get(key) === run) runs.delete(key);
        throw busy();
      }
      await withinMs(run.over, waitMs);
      return run.simulation;
    },
    async end() {
      for (const { stop } of runs.values()) stop.abort();
      await Promise.all([...runs.values()].map(({ over }) => over));
      runs.clear();
    },
  };
}

function begin(sql: Sql, asked: Asked): Run {
  const stop = new AbortController();
  const startedAt = Temporal.Now.instant();
  const run: { simulation: Simulation } = {
    simulation: { asked, state: 'RUNNING', startedAt, finishedAt: null, assessed: 0, result: null },
  };
  const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(DEADLINE_MS)]);
  const place = takePlace(sql);
  const over = place
    .then((taken) => {
      if (taken === null) throw new Error('another simulation is under way');
      return carriedOut(sql, asked, signal, (assessed) => {
        run.simulation = { ...run.simulation, assessed };
      }).finally(taken.giveUp);
    })
    .then((result) => {
      run.simulation = {
        ...run.simulation,
        state: 'DONE',
        finishedAt: Temporal.Now.instant(),
        assessed: result.importers,
        result,
      };
    })
    .catch(async (reason: unknown) => {
      run.simulation = { ...run.simulation, state: 'FAILED', finishedAt: Temporal.Now.instant() };
      if (!stop.signal.aborted && (await admitted)) logFailure(reason);
    });
  // NOTE: a place that could not be asked for is a failure, which the simulation tells; not another one under way.
  const admitted = place.then(
    (taken) => taken !== null,
    () => true,
  );
  return Object.assign(run, { admitted, over, stop, endsAt: Date.now() + HELD_FOR_MS });
}

async function carriedOut(
  sql: Sql,
  { parameters, on, mostSampled }: Asked,
  signal: AbortSignal,
  heard: (assessed: number) => void,
): Promise<Tallied> {
  const simulation =
    rulesElsewhere(parameters).length === 0 ? null : await askOwners(sql, parameters, signal);
  const asked: WorkerAsked = { url: urlOf(sql), parameters, on: on.toString(), simulation, mostSampled };
  try {
    return await inThread(asked, signal, heard);
  } finally {
    if (simulation !== null) await forget(sql, simulation);
  }
}

async function inThread(
  workerData: WorkerAsked,
  signal: AbortSignal,
  heard: (assessed: number) => void,
): Promise<Tallied> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData });
  try {
    return await new Promise<Tallied>((done, failed) => {
      worker.on('message', (told: WorkerTold) => ('done' in told ? done(told.done) : heard(told.assessed)));
      worker.once('error', failed);
      worker.once('exit', () => failed(new Error('the simulation ended without an answer')));
      signal.addEventListener('abort', () => failed(signal.reason), { once: true });
      if (signal.aborted) failed(signal.reason);
    });
  } finally {
    await worker.terminate();
  }
}

function keyOf({ parameters, on, mostSampled }: Asked): string {
  return JSON.stringify([Object.entries(parameters).sort(), on, mostSampled]);
}

function forgetOld(runs: Map<string, Run>): void {
  const over = [...runs].filter(([, { simulation }]) => simulation.state !== 'RUNNING');
  for (const [nth, [key, { endsAt }]] of over.entries()) {
    if (endsAt < Date.now() || nth < over.length - MOST_HELD) runs.delete(key);
  }
}

async function withinMs(over: Promise<void>, ms: number): Promise<void> {
  const waiting = Promise.withResolvers<void>();
  const timer = setTimeout(waiting.resolve, ms);
  await Promise.race([over, waiting.promise]).finally(() => clearTimeout(timer));
}

function busy(): GraphQLError {
  return new GraphQLError('Another simulation is under way: ask again when it is over.', {
    extensions: { code: 'CONFLICT' },
  });
}
