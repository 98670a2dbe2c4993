import { readFileSync } from 'node:fs';
import { correctionTables } from '@good-standing/kernel/correction/owner.ts';
import { toldFindings } from '@good-standing/kernel/findings/told.ts';
import { mutationTables } from '@good-standing/kernel/mutation/owner.ts';
import { relationTables } from '@good-standing/kernel/relation/owner.ts';
import type { SubgraphDefinition } from '@good-standing/kernel/subgraph/definition.ts';
import { preludeSdl } from '@good-standing/schema/prelude.ts';
import { consumers } from './consumers.ts';
import { feeds } from './ingest/feeds.ts';
import { type Loaders, loaders } from './loaders.ts';
import { policy } from './policy.ts';
import { resolvers } from './resolvers.ts';

const ownSdl = readFileSync(new URL('./schema.graphql', import.meta.url), 'utf8');

/** Entries and their lines, seizures, recordations, violations, and what importers owe. */
export const definition: SubgraphDefinition<Loaders> = {
  name: 'entries',
  typeDefs: preludeSdl + ownSdl,
  resolvers,
  policy,
  owner: {
    name: 'entries',
    migrations: new URL('./migrations/', import.meta.url),
    also: [relationTables, mutationTables, correctionTables, toldFindings],
  },
  loaders,
  feeds,
  consumers,
};
