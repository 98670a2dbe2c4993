import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentIssuer } from '@good-standing/gateway/authenticate/development-issuer.ts';
import { PERSONAS, type PersonaName } from '@good-standing/gateway/authenticate/personas.ts';
import { type HouseSetting, openHouse } from '@good-standing/gateway/house/house.ts';
import { feedsByName, ingestFile, settleQueue } from '@good-standing/gateway/house/ingest-feed.ts';
import type { Pools } from '@good-standing/gateway/house/pools.ts';
import { type HouseDatabase, prepare } from '@good-standing/gateway/house/prepare.ts';
import { houseKeys } from '@good-standing/gateway/house-keys.ts';
import type { Failure } from '@good-standing/gateway/http/failure-line.ts';
import { listen } from '@good-standing/gateway/http/server.ts';
import { type Days, days } from '@good-standing/gateway/world/days.ts';
import type { WorldSize } from '@good-standing/gateway/world/size.ts';
import { writeWorld } from '@good-standing/gateway/world/world.ts';
import type { IngestCounts } from '@good-standing/kernel/ingest/feed.ts';
import { disposableDatabase } from '@good-standing/kernel/postgres/disposable.ts';
import { connect, type Sql } from '@good-standing/kernel/postgres/pool.ts';
import { tellFailuresOf } from './logged-failures.ts';

/** The day of the tests' world, and the instant of every request to it. */
export const TODAY = Temporal.PlainDate.from('2026-11-02');
const NOW = Temporal.Instant.from('2026-11-02T15:00:00Z');

/** The cast, and enough of a crowd to page through. */
export const SIZE: WorldSize = {
  importers: 60,
  entries: 600,
  brokers: 8,
  posts: 5,
  recordations: 20,
  exclusions: 40,
};

/** A question as a client puts it. */
export interface Question {
  /** Whose development token; absent: no token. */
  readonly as?: PersonaName;
  /** Another organisation than the persona's usual one. */
  readonly of?: string;
  readonly purpose?: string;
  readonly documentId?: string;
  readonly query?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

export interface Reply {
  readonly status: number;
  readonly requestId: string;
  readonly data: unknown;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: readonly unknown[];
    readonly extensions?: Record<string, unknown>;
  }[];
  readonly withheld: readonly {
    readonly coordinate: string;
    readonly reason: string;
    readonly availableWhen: string | null;
    readonly count: number;
  }[];
  readonly text: string;
}

/** What the ledger holds of one request. */
export interface LedgerLine {
  readonly record: string;
  readonly rule: string;
  readonly coordinates: string;
  readonly relation: string;
  readonly stage: string | null;
  readonly audience: string;
  readonly recipient: string;
  readonly purpose: string;
  readonly authority: string;
}

/** The whole house with the world in it, listening on this machine. */
export interface TestHouse {
  readonly url: string;
  readonly days: Days;
  readonly database: HouseDatabase;
  readonly pools: Pools;
  /** Administrator's connection, for what no role may do. */
  readonly admin: Sql;
  /** What the house logged of failures. */
  readonly failures: readonly Failure[];
  token(as: PersonaName, of?: string): Promise<string>;
  ask(question: Question): Promise<Reply>;
  ledgerOf(requestId: string): Promise<readonly LedgerLine[]>;
  feed(name: string, file: string): Promise<IngestCounts>;
  /** Does what is due because time has passed, and lets owners hear of it. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

export async function testHouse(
  size: WorldSize = SIZE,
  over: Pick<HouseSetting, 'webhooks' | 'clock'> & { readonly webhooksToLoopback?: boolean } = {},
): Promise<TestHouse> {
  const disposable = await disposableDatabase();
  const keys = {
    ...houseKeys('the secret of the tests, which protects nothing'),
    roles: disposable.roleSecret,
  };
  const database: HouseDatabase = { adminUrl: disposable.adminUrl, keys };
  await prepare(database);
  const config = {
    isProduction: false,
    host: '127.0.0.1',
    keys,
    oidc: null,
    deadlineMs: 20_000,
    webhooksToLoopback: over.webhooksToLoopback ?? false,
  };
  const failures: Failure[] = [];
  tellFailuresOf(failures);
  const house = await openHouse({
    config,
    database,
    clock: over.clock ?? (() => NOW),
    ...(over.webhooks === undefined ? {} : { webhooks: over.webhooks }),
    logFailure: (failure) => void failures.push(failure),
  });
  const feeds = feedsByName(database);
  const folder = mkdtempSync(join(tmpdir(), 'gs-house-'));
  const feed = async (name: string, file: string) => {
    const owned = feeds.get(name);
    if (owned === undefined) throw new Error(`no feed ${name}`);
    const counts = await ingestFile(database, owned, file, {});
    await settleQueue(house.pools);
    return counts;
  };
  for (const written of writeWorld({ size, seed: 1, today: TODAY, folder })) {
    const owned = feeds.get(written.feed);
    if (owned === undefined) throw new Error(`no feed ${written.feed}`);
    const counts = await ingestFile(database, owned, written.file, {});
    if (counts.rejected > 0)
      throw new Error(`${written.feed}: ${counts.rejected} rows of the world were rejected`);
  }
  await settleQueue(house.pools);
  // What the house does within its first minute, so that no test sees the one before it and another the one after.
  await house.sweep();
  await settleQueue(house.pools);
  const server = await listen(house.handler, { port: 0, host: '127.0.0.1' });
  const issuer = developmentIssuer(config);
  const admin = connect(disposable.adminUrl, { max: 1, applicationName: 'good-standing tests' });
  const token = (as: PersonaName, of?: string) => {
    const { audience, organization } = PERSONAS[as];
    return issuer.issue({ audience, organization: of ?? organization }, NOW.epochMilliseconds);
  };

  return {
    url: `${server.url}/graphql`,
    days: days(TODAY),
    database,
    pools: house.pools,
    admin,
    failures,
    token,
    feed,
    async sweep() {
      await house.sweep();
      await settleQueue(house.pools);
    },
    ask: (question) => askOver(`${server.url}/graphql`, question, token),
    async ledgerOf(requestId) {
      return admin.unsafe<LedgerLine[]>(
        `select d.record_id as record, d.rule, d.coordinates, d.relation, d.stage, d.authority,
           r.audience, r.recipient_name as recipient, r.purpose
         from ledger.entry d join ledger.request r using (request_id)
         where d.request_id = $1
         order by d.record_id, d.rule`,
        [requestId],
      );
    },
    async close() {
      await server.close();
      await house.close();
      await admin.end();
      rmSync(folder, { recursive: true });
      await disposable.drop();
    },
  };
}

/** Puts a question to a house that listens there. */
export async function askOver(
  url: string,
  { as, of, purpose, documentId, query, variables }: Question,
  token: TestHouse['token'],
): Promise<Reply> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(as === undefined ? {} : { authorization: `Bearer ${await token(as, of)}` }),
      ...(purpose === undefined ? {} : { 'x-purpose': purpose }),
    },
    body: JSON.stringify({ documentId, query, variables }),
  });
  return readReply(response);
}

async function readReply(response: Response): Promise<Reply> {
  const text = await response.text();
  const body = JSON.parse(text) as {
    readonly data?: unknown;
    readonly errors?: Reply['errors'];
    readonly extensions?: {
      readonly disclosure?: { readonly requestId: string; readonly withheld: Reply['withheld'] };
    };
  };
  const { disclosure } = body.extensions ?? {};
  return {
    status: response.status,
    requestId: disclosure?.requestId ?? response.headers.get('x-request-id') ?? '',
    data: body.data,
    errors: body.errors ?? [],
    withheld: disclosure?.withheld ?? [],
    text,
  };
}
