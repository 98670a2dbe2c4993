import { readFileSync } from 'node:fs';
import { mutationTables } from '@good-standing/kernel/mutation/owner.ts';
import type { SubgraphDefinition } from '@good-standing/kernel/subgraph/definition.ts';
import { preludeSdl } from '@good-standing/schema/prelude.ts';
import { feeds } from './ingest/feeds.ts';
import { type Loaders, loaders } from './loaders.ts';
import { policy } from './policy.ts';
import { resolvers } from './resolvers.ts';

const ownSdl = readFileSync(new URL('./schema.graphql', import.meta.url), 'utf8');

/** The posts: who they are, what was counted of them, how they score, and what follows (EO 13904 §§ 4-5). */
export const definition: SubgraphDefinition<Loaders> = {
  name: 'posts',
  typeDefs: preludeSdl + ownSdl,
  resolvers,
  policy,
  owner: {
    name: 'posts',
    migrations: new URL('./migrations/', import.meta.url),
    also: [mutationTables],
  },
  loaders,
  feeds,
  consumers: [],
};
