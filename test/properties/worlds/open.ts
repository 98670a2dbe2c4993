import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentIssuer } from '@good-standing/gateway/authenticate/development-issuer.ts';
import { openHouse } from '@good-standing/gateway/house/house.ts';
import { feedsByName, ingestFile, settleQueue } from '@good-standing/gateway/house/ingest-feed.ts';
import { ROOMS } from '@good-standing/gateway/house/owners.ts';
import type { Pools } from '@good-standing/gateway/house/pools.ts';
import { type HouseDatabase, prepare } from '@good-standing/gateway/house/prepare.ts';
import { houseKeys } from '@good-standing/gateway/house-keys.ts';
import type { Failure } from '@good-standing/gateway/http/failure-line.ts';
import { listen } from '@good-standing/gateway/http/server.ts';
import { connect, type Sql } from '@good-standing/kernel/postgres/pool.ts';
import { Pool } from 'undici';
import { tellFailuresOf } from '../../world/logged-failures.ts';
import { type World, writeFeeds } from './feeds.ts';
import type { Party } from './parties.ts';

export const TODAY = '2026-11-02';
/** The instant of every request. */
export const NOW = Temporal.Instant.from('2026-11-02T15:00:00Z');

/** An empty database of a server on which nothing needs to be durable. */
export interface EmptyDatabase {
  readonly adminUrl: string;
  readonly roleSecret: string;
  drop(): Promise<void>;
}

/** A house with one world in it, listening on this machine. */
export interface OpenWorld {
  readonly url: string;
  readonly database: HouseDatabase;
  readonly pools: Pools;
  readonly admin: Sql;
  /** Keeps connections open: a question costs no new one. */
  readonly client: Pool;
  /** What the house logged of failures. */
  readonly failures: readonly Failure[];
  tokenOf(party: Party): Promise<string | null>;
  /** Does what the house does from time to time, now. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

const SECRET = 'the secret of the properties, which protects nothing';

/** Brings a world into an empty database and opens a house on it. */
export async function openWorld(empty: EmptyDatabase, world: World): Promise<OpenWorld> {
  const keys = { ...houseKeys(SECRET), roles: empty.roleSecret };
  const database: HouseDatabase = { adminUrl: empty.adminUrl, keys };
  await prepare(database);
  const opened = await openOn(database);
  await bringIn(world, database, opened.pools);
  // What passes with time has passed in both worlds, whichever was opened first.
  await opened.sweep();
  await forgetReceipts(opened.admin);
  return {
    ...opened,
    async close() {
      await opened.close();
      await empty.drop();
    },
  };
}

/** Another house on the database of one that is open. */
export function openAgain({ database }: OpenWorld): Promise<OpenWorld> {
  return openOn(database);
}

async function openOn(database: HouseDatabase): Promise<OpenWorld> {
  const { keys, adminUrl } = database;
  const config = { isProduction: false, host: '127.0.0.1', keys, oidc: null, deadlineMs: 30_000 };
  const failures: Failure[] = [];
  tellFailuresOf(failures);
  const logFailure = (failure: Failure) => void failures.push(failure);
  const house = await openHouse({ config, database, clock: () => NOW, logFailure });
  const admin = connect(adminUrl, { max: 1, applicationName: 'good-standing properties' });
  const server = await listen(house.handler, { port: 0, host: '127.0.0.1' });
  const client = new Pool(server.url, { connections: 16 });
  const issuer = developmentIssuer(config);
  const tokens = new Map<string, Promise<string>>();
  return {
    url: `${server.url}/graphql`,
    database,
    pools: house.pools,
    admin,
    client,
    failures,
    sweep: () => house.sweep(),
    async tokenOf({ name, token }) {
      if (token === null) return null;
      const known = tokens.get(name) ?? issuer.issue(token, NOW.epochMilliseconds);
      tokens.set(name, known);
      return known;
    },
    async close() {
      await client.close();
      await server.close();
      await house.close();
      await admin.end();
    },
  };
}

async function bringIn(world: World, database: HouseDatabase, pools: Pools): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gs-world-'));
  const feeds = feedsByName(database);
  for (const { feed, file } of writeFeeds(world, folder)) {
    const owned = feeds.get(feed);
    if (owned === undefined) throw new Error(`no feed ${feed}`);
    const { rejected } = await ingestFile(database, owned, file, {});
    if (rejected > 0) throw new Error(`${feed}: ${rejected} rows of the world were rejected`);
  }
  await settleQueue(pools);
  rmSync(folder, { recursive: true });
}

/**
 * Two worlds are received at two instants in two files of other bytes; that is no cell
 * of theirs. Provenance tells the digest of a whole feed file, which hangs on all of it
 * and which nobody can read anything from.
 */
async function forgetReceipts(admin: Sql): Promise<void> {
  const at = `'${TODAY}T06:00:00Z'`;
  for (const { owner } of ROOMS)
    await admin.unsafe(`update ${owner.name}.run set received_at = ${at}, sha256 = repeat('0', 64)`);
  await admin.unsafe(`update debarments.exclusion_link set found_at = ${at}`);
  await admin.unsafe(
    `update debarments.importer_identity set trusted_at = ${at} where trusted_at is not null`,
  );
}
