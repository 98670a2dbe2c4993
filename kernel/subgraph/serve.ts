import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { ledger, ledgerOwner } from '../ledger/ledger.ts';
import { connect, type Sql } from '../postgres/pool.ts';
import type { SubgraphDefinition } from './definition.ts';
import { logFailuresTo } from './errors.ts';
import { readServeSettings, ServeSettingError, type ServeSettings } from './serve-settings.ts';
import { subgraphServer } from './server.ts';
import { subgraph } from './subgraph.ts';

/** A subgraph that listens. */
export interface ServedSubgraph {
  /** `http://127.0.0.1:4002/graphql` */
  readonly url: string;
  /** Answers what it has begun, then lets go of the database. */
  close(): Promise<void>;
}

/** Connections of one owner: measured best at two on two cores. */
const CONNECTIONS = 2;
const READY_WITHIN_MS = 2_000;

/** The whole of a subgraph's main.ts: settings, one line where it listens, a clean end on a signal. */
export async function serveSubgraph<Loaders>(
  definition: SubgraphDefinition<Loaders>,
  argv: readonly string[],
): Promise<void> {
  logFailuresTo((failure) => console.error(JSON.stringify({ failure })));
  try {
    const served = await listen(definition, readServeSettings(argv, process.env));
    console.log(`${definition.name} answers the gateway on ${served.url}`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void served.close());
  } catch (error) {
    if (!isTold(error)) throw error;
    console.error(`${definition.name}: ${error.message}`);
    process.exitCode = 1;
  }
}

/** Serves one subgraph until it is closed. The schema must be migrated. */
export async function listen<Loaders>(
  definition: SubgraphDefinition<Loaders>,
  settings: ServeSettings,
): Promise<ServedSubgraph> {
  const open = (url: string, name: string) =>
    connect(url, { max: CONNECTIONS, applicationName: `good-standing ${name}` });
  const sql = open(settings.databaseUrl, definition.name);
  const ledgerSql = open(settings.ledgerUrl, ledgerOwner.name);
  const endPools = () => Promise.all([sql.end({ timeout: 2 }), ledgerSql.end({ timeout: 2 })]);
  const server = subgraphServer({
    subgraph: subgraph(definition, sql, settings.secret),
    ledger: ledger(ledgerSql),
    assertionKey: settings.assertionKey,
    isReady: () => answers(sql),
    failed: (error) =>
      console.error(JSON.stringify({ failure: error instanceof Error ? error.name : 'unknown' })),
  });
  try {
    server.listen(settings.port, settings.host);
    await once(server, 'listening');
  } catch (error) {
    await endPools();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${settings.host}:${port}/graphql`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      await closed;
      await endPools();
    },
  };
}

async function answers(sql: Sql): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), READY_WITHIN_MS);
  });
  try {
    return await Promise.race([
      sql.unsafe('select 1').then(
        () => true,
        () => false,
      ),
      late,
    ]);
  } finally {
    clearTimeout(timer);
  }
}

/** What a person who starts it can mend. */
function isTold(error: unknown): error is Error {
  if (error instanceof ServeSettingError) return true;
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'EADDRINUSE' || code === 'EACCES' || code === 'EADDRNOTAVAIL';
}
