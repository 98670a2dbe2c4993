import { developmentIssuer } from '@good-standing/gateway/authenticate/development-issuer.ts';
import { PERSONAS, type PersonaName } from '@good-standing/gateway/authenticate/personas.ts';
import { readConfig } from '@good-standing/gateway/config.ts';
import { openHouse } from '@good-standing/gateway/house/house.ts';
import { feedsByName, ingestFile, settleQueue } from '@good-standing/gateway/house/ingest-feed.ts';
import { openPools } from '@good-standing/gateway/house/pools.ts';
import { type HouseDatabase, prepare } from '@good-standing/gateway/house/prepare.ts';
import { listen } from '@good-standing/gateway/http/server.ts';
import { writeWorld } from '@good-standing/gateway/world/world.ts';

const TODAY = Temporal.PlainDate.from('2026-11-02');
const NOW = Temporal.Instant.from('2026-11-02T15:00:00Z');

/** The cast and a little crowd. */
const SIZE = { importers: 40, entries: 300, brokers: 8, posts: 5, recordations: 20, exclusions: 30 };

/** As a command finds it where nothing is set: the subgraphs that run as commands have the same keys. */
const config = readConfig({});

/** Prepares a database as the commands do, and brings a little world into it. */
export async function loadedDatabase(adminUrl: string, folder: string): Promise<HouseDatabase> {
  const database = { adminUrl, keys: config.keys };
  await prepare(database);
  const feeds = feedsByName(database);
  for (const { feed, file } of writeWorld({ size: SIZE, seed: 1, today: TODAY, folder })) {
    const owned = feeds.get(feed);
    if (owned === undefined) throw new Error(`no feed ${feed}`);
    await ingestFile(database, owned, file, {});
  }
  const pools = openPools(database);
  await settleQueue(pools);
  await pools.end();
  return database;
}

/** One of the three jobs, as one persona asks it. */
export interface Job {
  readonly as: PersonaName;
  readonly documentId: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface JobAnswer {
  readonly status: number;
  readonly requestId: string;
  readonly data: unknown;
  readonly errors: readonly unknown[];
  readonly withheld: readonly { readonly count: number }[];
}

/** A house on the day of its world, over HTTP. */
export interface SmallHouse {
  /** What it logged of failures. */
  readonly failures: readonly unknown[];
  ask(job: Job): Promise<JobAnswer>;
  close(): Promise<void>;
}

/** @param elsewhere where the subgraphs are that run in processes of their own; absent: all run here. */
export async function smallHouse(
  database: HouseDatabase,
  elsewhere?: ReadonlyMap<string, string>,
): Promise<SmallHouse> {
  const failures: unknown[] = [];
  const house = await openHouse({
    config,
    database,
    clock: () => NOW,
    logFailure: (failure) => void failures.push(failure),
    ...(elsewhere === undefined ? {} : { elsewhere }),
  });
  const server = await listen(house.handler, { port: 0, host: '127.0.0.1' });
  const issuer = developmentIssuer(config);
  return {
    failures,
    async ask({ as, documentId, variables }) {
      const token = await issuer.issue(PERSONAS[as], NOW.epochMilliseconds);
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ documentId, variables }),
      });
      return answerOf(response);
    },
    async close() {
      await server.close();
      await house.close();
    },
  };
}

async function answerOf(response: Response): Promise<JobAnswer> {
  const { data, errors, extensions } = (await response.json()) as {
    readonly data?: unknown;
    readonly errors?: readonly unknown[];
    readonly extensions?: {
      readonly disclosure?: { readonly requestId: string; readonly withheld: JobAnswer['withheld'] };
    };
  };
  const { requestId = '', withheld = [] } = extensions?.disclosure ?? {};
  return { status: response.status, requestId, data, errors: errors ?? [], withheld };
}
