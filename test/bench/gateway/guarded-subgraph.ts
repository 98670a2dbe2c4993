import { ROOMS } from '@good-standing/gateway/house/owners.ts';
import { ledger, ledgerOwner } from '@good-standing/kernel/ledger/ledger.ts';
import type { Owner } from '@good-standing/kernel/postgres/owners.ts';
import { connect } from '@good-standing/kernel/postgres/pool.ts';
import { ownerUrl } from '@good-standing/kernel/postgres/provision.ts';
import { subgraphServer } from '@good-standing/kernel/subgraph/server.ts';
import { settingOf } from './setting.ts';

/** One of our subgraphs alone: demands an assertion, guards, and commits the ledger before it answers. */
const { database, port } = settingOf(process.env);
const room = ROOMS.find(({ name }) => name === process.env.BENCH_SUBGRAPH);
if (room === undefined) throw new Error('BENCH_SUBGRAPH: expected a subgraph');
const open = (owner: Owner) =>
  connect(ownerUrl(database.adminUrl, owner, database.keys.roles), {
    max: 2,
    applicationName: `bench ${owner.name}`,
  });
subgraphServer({
  subgraph: room.open(open(room.owner), database.keys),
  ledger: ledger(open(ledgerOwner), database.keys.digests),
  assertionKey: database.keys.assertion.publicKey,
  isReady: async () => true,
  failed: (error) => console.error(error),
}).listen(port, '127.0.0.1', () => console.log('ready'));
