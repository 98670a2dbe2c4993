import { readFileSync } from 'node:fs';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { preludeSdl } from './prelude.ts';

/** The subgraphs of the graph, where each stands in the project, and its port when it runs alone. */
export const SUBGRAPHS = [
  { name: 'importers', room: 'subgraphs/importers/', port: 4001 },
  { name: 'entries', room: 'subgraphs/entries/', port: 4002 },
  { name: 'debarments', room: 'subgraphs/debarments/', port: 4003 },
  { name: 'posts', room: 'subgraphs/posts/', port: 4004 },
  { name: 'brokers', room: 'subgraphs/brokers/', port: 4005 },
  { name: 'access', room: 'gateway/access/', port: 4006 },
] as const;

/** The whole SDL of one subgraph: the shared part and its own. */
export function subgraphSdl(root: URL, room: string): string {
  return preludeSdl + readFileSync(new URL(`${room}schema.graphql`, root), 'utf8');
}

/** One supergraph of all subgraphs. Throws with the composer's reasons where they do not compose. */
export function composeSupergraph(root: URL): string {
  const result = composeServices(
    SUBGRAPHS.map(({ name, room, port }) => ({
      name,
      url: `http://127.0.0.1:${port}/graphql`,
      typeDefs: parse(subgraphSdl(root, room)),
    })),
  );
  if (result.supergraphSdl !== undefined) return result.supergraphSdl;
  throw new Error(`the subgraphs do not compose: ${result.errors?.map((error) => error.message).join('; ')}`);
}
