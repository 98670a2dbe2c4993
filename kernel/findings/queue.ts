import {
  Logger,
  parseCronItems,
  type RunnerOptions,
  run,
  runMigrations,
  runOnce,
  type TaskList,
} from 'graphile-worker';
import type { Owner } from '../postgres/owners.ts';
import type { Sql, TransactionSql } from '../postgres/pool.ts';
import type { Consumer } from './consumer.ts';
import { presence } from './presence.ts';

/** Owner of the queue between owners. */
export const findingsOwner: Owner = {
  name: 'findings',
  migrations: new URL('./migrations/', import.meta.url),
};

/** An owner that hears of topics, with the pool that its changes are written through. */
export interface Subscriber {
  readonly name: string;
  readonly consumers: readonly Consumer[];
  readonly sql: Sql;
  /** What decides which day it is where something is heard; absent: the machine's. */
  readonly clock?: () => Temporal.Instant;
}

interface Message {
  readonly message: string;
  readonly items: readonly never[];
}

/** Failed jobs are retried by the queue with back-off; what they failed on is not written anywhere, it may quote a record. */
const quiet = new Logger(() => () => {});

/** Installs or updates the queue's own tables. Run before the migrations of `findingsOwner`. */
export async function installQueue(queueUrl: string): Promise<void> {
  await runMigrations({ connectionString: queueUrl, logger: quiet });
}

/** Makes the subscriptions exactly those given. `sql` is the queue owner's. */
export async function subscribe(sql: Sql, subscribers: readonly Subscriber[]): Promise<void> {
  const wanted = subscribers.flatMap(({ name, consumers }) =>
    consumers.map(({ topic }) => [topic, name] as const),
  );
  await sql.unsafe(
    `with wanted as (select * from unnest($1::text[], $2::text[]) as w(topic, consumer)),
     gone as (
       delete from findings.subscription s
       where not exists (select from wanted w where w.topic = s.topic and w.consumer = s.consumer)
     )
     insert into findings.subscription (topic, consumer) select topic, consumer from wanted on conflict do nothing`,
    [wanted.map(([topic]) => topic), wanted.map(([, name]) => name)],
  );
}

/** What consumes until it is stopped. */
export interface Consuming {
  stop(): Promise<void>;
}

/** How soon what a process that died had begun goes on in another that lives. */
const RELEASE_EVERY_MS = 30_000;

/** Work of a day, done by one process. */
export interface Nightly {
  /** Of the work, for ever: it says whether a day's has been planned. */
  readonly name: string;
  /** Goes on where a process that died left it. */
  readonly work: () => Promise<void>;
}

/** Minute and hour, UTC: every owner's day has begun. */
const NIGHTLY_AT = '10 0 * * *';
/** A house that was down at the hour does the day's work when it is up again. */
const BACKFILL_MS = 86_400_000;

/** Consumes for as long as the process serves, and does each night's work once, in whichever process comes first. */
export function consumeForever(
  queueUrl: string,
  subscribers: readonly Subscriber[],
  nightly: readonly Nightly[] = [],
): Promise<Consuming> {
  const { taskList, ...others } = options(queueUrl, subscribers);
  for (const { name, work } of nightly) taskList[nightlyTask(name)] = work;
  return workForever({
    ...others,
    taskList,
    parsedCronItems: parseCronItems(
      nightly.map(({ name }) => ({
        task: nightlyTask(name),
        identifier: nightlyTask(name),
        match: NIGHTLY_AT,
        options: { backfillPeriod: BACKFILL_MS, queueName: nightlyTask(name), jobKey: nightlyTask(name) },
      })),
    ),
  });
}

const nightlyTask = (name: string) => `night:${name}`;

/** Work on lanes that `findings.wake` plans, beside what is consumed and never in its way. */
export function wakeForever(
  queueUrl: string,
  task: string,
  work: (lane: string) => Promise<void>,
): Promise<Consuming> {
  return workForever({
    connectionString: queueUrl,
    logger: quiet,
    taskList: { [task]: (payload) => work((payload as { readonly lane: string }).lane) },
    concurrency: LANES_AT_ONCE,
    maxPoolSize: 3,
    noHandleSignals: true,
  });
}

const LANES_AT_ONCE = 8;

async function workForever(
  work: ReturnType<typeof options> & Pick<RunnerOptions, 'parsedCronItems'>,
): Promise<Consuming> {
  const here = presence(work.connectionString);
  try {
    await here.releaseDead();
    const runner = await run({ ...work, events: here.events });
    const releasing = setInterval(() => void here.releaseDead().catch(() => undefined), RELEASE_EVERY_MS);
    releasing.unref();
    return {
      async stop() {
        clearInterval(releasing);
        await runner.stop().finally(() => here.end());
      },
    };
  } catch (error) {
    await here.end();
    throw error;
  }
}

/** How long to wait for what another process is hearing. */
const HEARD_WITHIN_MS = 60_000;

/**
 * Consumes until nothing is due and no other process is hearing anything, for a minute at the most: after
 * an ingest, and in tests. What is left then stays in the queue for whoever consumes next.
 */
export async function settle(queueUrl: string, subscribers: readonly Subscriber[]): Promise<void> {
  const here = presence(queueUrl);
  const deadline = Date.now() + HEARD_WITHIN_MS;
  const { taskList, ...others } = options(queueUrl, subscribers);
  try {
    do {
      await here.releaseDead();
      await runOnce({ ...others, taskList, events: here.events });
      if (!(await here.isAnythingLeft(Object.keys(taskList)))) return;
      await new Promise((later) => setTimeout(later, 50));
    } while (Date.now() < deadline);
  } finally {
    await here.end();
  }
}

function options(queueUrl: string, subscribers: readonly Subscriber[]) {
  return {
    connectionString: queueUrl,
    logger: quiet,
    taskList: tasks(subscribers),
    concurrency: 2,
    maxPoolSize: 3,
    noHandleSignals: true,
  };
}

function tasks(subscribers: readonly Subscriber[]): TaskList {
  const list: TaskList = {};
  for (const { name, consumers, sql, clock = () => Temporal.Now.instant() } of subscribers) {
    for (const { topic, apply } of consumers) {
      const applied = (tx: TransactionSql, items: readonly never[]) => apply(tx, items, clock());
      list[`${topic}:${name}`] = (payload) => receive(sql, payload as Message, applied);
    }
  }
  return list;
}

/** Exactly once: the receipt and the change are one transaction. */
async function receive(
  sql: Sql,
  { message, items }: Message,
  apply: (tx: TransactionSql, items: readonly never[]) => Promise<void>,
): Promise<void> {
  await sql.begin(async (tx) => {
    const fresh = await tx.unsafe(
      'insert into received (message) values ($1) on conflict do nothing returning message',
      [message],
    );
    if (fresh.length > 0) await apply(tx, items);
  });
}
