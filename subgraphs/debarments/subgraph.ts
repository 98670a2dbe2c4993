import { readFileSync } from 'node:fs';
import { toldFindings } from '@good-standing/kernel/findings/told.ts';
import { mutationTables } from '@good-standing/kernel/mutation/owner.ts';
import { engagementConsumer, jurisdictionConsumer } from '@good-standing/kernel/relation/consumers.ts';
import { relationTables } from '@good-standing/kernel/relation/owner.ts';
import type { SubgraphDefinition } from '@good-standing/kernel/subgraph/definition.ts';
import { preludeSdl } from '@good-standing/schema/prelude.ts';
import { brokerIdentityConsumer } from './consumers/broker-identity.ts';
import { importerIdentityConsumer } from './consumers/importer-identity.ts';
import { standingConsentConsumer } from './consumers/standing-consent.ts';
import { feeds } from './ingest/feeds.ts';
import { type Loaders, loaders } from './loaders.ts';
import { policy } from './policy.ts';
import { heldImporters } from './registry/held-importers.ts';
import { resolvers } from './resolvers.ts';
import { heldList } from './screening/held-list.ts';
import { heldListings } from './screening/held-listings.ts';
import { heldRegistry } from './screening/held-registry.ts';
import { lookUpDue } from './watching/due.ts';
import { forgetChanges, forgetUnrenewed } from './watching/retention.ts';
import { hearOfLists } from './watching/rounds.ts';

const ownSdl = readFileSync(new URL('./schema.graphql', import.meta.url), 'utf8');

/** The exclusions published in SAM, who on them is an importer, and the screening of parties. */
export const definition: SubgraphDefinition<Loaders> = {
  name: 'debarments',
  typeDefs: preludeSdl + ownSdl,
  resolvers,
  policy,
  owner: {
    name: 'debarments',
    migrations: new URL('./migrations/', import.meta.url),
    also: [relationTables, mutationTables, toldFindings],
  },
  loaders,
  feeds,
  consumers: [
    jurisdictionConsumer,
    engagementConsumer,
    brokerIdentityConsumer,
    importerIdentityConsumer,
    standingConsentConsumer,
  ],
  sweeps: [hearOfLists, lookUpDue, forgetUnrenewed, forgetChanges],
  begin(sql) {
    const held = [heldList(sql), heldRegistry(sql)];
    for (const each of held) each.warm();
    return async () =>
      void (await Promise.all([...held, heldImporters(sql), heldListings(sql)].map((each) => each.end())));
  },
};
