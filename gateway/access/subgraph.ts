import { readFileSync } from 'node:fs';
import { mutationTables } from '@good-standing/kernel/mutation/owner.ts';
import type { SubgraphDefinition } from '@good-standing/kernel/subgraph/definition.ts';
import { preludeSdl } from '@good-standing/schema/prelude.ts';
import { correctionConsumer } from './corrections/hear.ts';
import { feeds } from './ingest/feeds.ts';
import { type Loaders, loaders } from './loaders.ts';
import { policy } from './policy.ts';
import { resolvers } from './resolvers.ts';
import { announcementConsumer } from './webhooks/hear.ts';
import { forgetSettled, wakeOverdue } from './webhooks/sweeps.ts';

const ownSdl = readFileSync(new URL('./schema.graphql', import.meta.url), 'utf8');

/** Who is asking, under what agreement, and what has been disclosed. */
export const definition: SubgraphDefinition<Loaders> = {
  name: 'access',
  typeDefs: preludeSdl + ownSdl,
  resolvers,
  policy,
  owner: {
    name: 'access',
    migrations: new URL('./migrations/', import.meta.url),
    also: [mutationTables],
    // NOTE: to plan a page over the ledger's months anew takes longer than to read it; one plan serves every record.
    settings: { plan_cache_mode: 'force_generic_plan' },
  },
  loaders: (setting) => loaders(setting, { allowsLoopback: false }),
  feeds,
  sweeps: [wakeOverdue, forgetSettled],
  consumers: [correctionConsumer, announcementConsumer],
};

/** For development where it is so configured: a webhook may go to http on 127.0.0.1. */
export const withLoopbackWebhooks: SubgraphDefinition<Loaders> = {
  ...definition,
  loaders: (setting) => loaders(setting, { allowsLoopback: true }),
};
