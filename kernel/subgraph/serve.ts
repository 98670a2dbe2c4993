import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { ledger, ledgerOwner } from '../ledger/ledger.ts';
import { answers } from '../postgres/answers.ts';
import { connect } from '../postgres/pool.ts';
import type { SubgraphDefinition } from './definition.ts';
import { logFailuresTo } from './errors.ts';
import { readServeSettings, ServeSettingError, type ServeSettings } from './serve-settings.ts';
import { subgraphServer } from './server.ts';
import { subgraph } from './subgraph.ts';

/** A subgraph that listens. */
export interface ServedSubgraph {
  /** `http://127.0.0.1:4002/graphql` */
  readonly url: string;
  /** Lets what it has begun be answered for a while, then lets go of the database. */
  close(): Promise<void>;
}

/** Connections of one owner: measured best at two on two cores. */
const CONNECTIONS = 2;
const CLOSE_WITHIN_MS = 5_000;

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
  const served = subgraph(definition, sql, settings.secret);
  const server = subgraphServer({
    subgraph: served,
    ledger: ledger(ledgerSql, settings.digestsKey),
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
  const end = served.begin();
  return {
    url: `http://${settings.host}:${port}/graphql`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const impatient = setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN_MS);
      await closed;
      clearTimeout(impatient);
      await end();
      await endPools();
    },
  };
}

/** What a person who starts it can mend. */
function isTold(error: unknown): error is Error {
  if (error instanceof ServeSettingError) return true;
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'EADDRINUSE' || code === 'EACCES' || code === 'EADDRNOTAVAIL';
}
