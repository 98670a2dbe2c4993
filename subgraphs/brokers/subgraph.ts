import { readFileSync } from 'node:fs';
import { toldFindings } from '@good-standing/kernel/findings/told.ts';
import { mutationTables } from '@good-standing/kernel/mutation/owner.ts';
import { jurisdictionConsumer } from '@good-standing/kernel/relation/consumers.ts';
import { relationTables } from '@good-standing/kernel/relation/owner.ts';
import type { SubgraphDefinition } from '@good-standing/kernel/subgraph/definition.ts';
import { preludeSdl } from '@good-standing/schema/prelude.ts';
import { importerStandingConsumer } from './consumers/importer-standing.ts';
import { feeds } from './ingest/feeds.ts';
import { type Loaders, loaders } from './loaders.ts';
import { policy } from './policy.ts';
import { resolvers } from './resolvers.ts';
import { brokerVettingRound } from './vetting/round.ts';

const ownSdl = readFileSync(new URL('./schema.graphql', import.meta.url), 'utf8');

/** The brokers: licence, permits, filer codes, CTPAT, and whom they act for. Engagements are this owner's own truth. */
export const definition: SubgraphDefinition<Loaders> = {
  name: 'brokers',
  typeDefs: preludeSdl + ownSdl,
  resolvers,
  policy,
  owner: {
    name: 'brokers',
    migrations: new URL('./migrations/', import.meta.url),
    also: [relationTables, mutationTables, toldFindings],
  },
  loaders,
  feeds,
  sweeps: [brokerVettingRound],
  consumers: [jurisdictionConsumer, importerStandingConsumer],
};
