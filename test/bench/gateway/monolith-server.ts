import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { planner } from '@good-standing/gateway/plan/planner.ts';
import { connect } from '@good-standing/kernel/postgres/pool.ts';
import { ownerUrl } from '@good-standing/kernel/postgres/provision.ts';
import { contractFor } from '@good-standing/schema/contract/contract.ts';
import { type MonolithContext, monolith } from '../../world/monolith.ts';
import { parts } from '../../world/parts.ts';
import { OFFICER, settingOf } from './setting.ts';

/** Peer: the same resolvers as one schema on Apollo Server; no federation, authentication, guard or ledger. */
const { database, port } = settingOf(process.env);
const all = parts(false);
const supergraph = readFileSync(
  new URL('../../../schema/supergraph.generated.graphql', import.meta.url),
  'utf8',
);
const schema = monolith(contractFor(planner(supergraph).apiSchema, supergraph, 'CBP'), all);
const pools = new Map(
  all.map(({ name, owner }) => [
    name,
    connect(ownerUrl(database.adminUrl, owner, database.keys.roles), {
      max: 2,
      applicationName: 'bench monolith',
    }),
  ]),
);

const server = new ApolloServer<MonolithContext>({ schema, includeStacktraceInErrorResponses: false });
await startStandaloneServer(server, {
  listen: { port, host: '127.0.0.1' },
  context: async () => {
    const now = Temporal.Now.instant();
    return Object.fromEntries(
      all.flatMap((part) => {
        const sql = pools.get(part.name);
        return sql === undefined ? [] : [[part.name, part.context(sql, OFFICER, database.keys, now)]];
      }),
    );
  },
});
console.log('ready');
