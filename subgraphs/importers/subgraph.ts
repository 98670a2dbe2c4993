import { readFileSync } from 'node:fs';
import { correctionTables } from '@good-standing/kernel/correction/owner.ts';
import { toldFindings } from '@good-standing/kernel/findings/told.ts';
import { mutationTables } from '@good-standing/kernel/mutation/owner.ts';
import { engagementConsumer, jurisdictionConsumer } from '@good-standing/kernel/relation/consumers.ts';
import { relationTables } from '@good-standing/kernel/relation/owner.ts';
import type { SubgraphDefinition } from '@good-standing/kernel/subgraph/definition.ts';
import { preludeSdl } from '@good-standing/schema/prelude.ts';
import { announceTurned } from './changes/announce-turned.ts';
import { announceLapsed } from './consents/announce-lapsed.ts';
import { findingConsumer } from './consumers/finding.ts';
import { standingConsumers } from './consumers/standing.ts';
import { feeds } from './ingest/feeds.ts';
import { type Loaders, loaders } from './loaders.ts';
import { sweepNight } from './night/sweep-night.ts';
import { policy } from './policy.ts';
import { resolvers } from './resolvers.ts';
import { vettingRound } from './vetting/round.ts';
import { simulationsOf } from './what-if/simulations.ts';
import { whatIfFoundConsumer } from './what-if/supposed-findings.ts';

const ownSdl = readFileSync(new URL('./schema.graphql', import.meta.url), 'utf8');

/** The importers: who they are, what they disclosed, and what secures their duties. */
export const definition: SubgraphDefinition<Loaders> = {
  name: 'importers',
  typeDefs: preludeSdl + ownSdl,
  resolvers,
  policy,
  owner: {
    name: 'importers',
    migrations: new URL('./migrations/', import.meta.url),
    also: [relationTables, mutationTables, correctionTables, toldFindings],
  },
  loaders,
  feeds,
  sweeps: [announceLapsed, announceTurned, vettingRound],
  consumers: [
    jurisdictionConsumer,
    engagementConsumer,
    findingConsumer,
    ...standingConsumers,
    whatIfFoundConsumer,
  ],
  nightly: [sweepNight()],
  begin: (sql) => () => simulationsOf(sql).end(),
};
