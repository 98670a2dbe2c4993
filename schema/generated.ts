import { composeSupergraph, SUBGRAPHS, subgraphSdl } from './compose.ts';
import { disclosureRegister } from './register.ts';
import { resolverTypes } from './resolver-types.ts';

export interface GeneratedFile {
  /** From the root of the project. */
  readonly path: string;
  readonly text: string;
}

/** Every generated file of the project, in the order in which they build on one another. */
export async function* generated(root: URL): AsyncGenerator<GeneratedFile> {
  for (const { room } of SUBGRAPHS) {
    yield {
      path: `${room}schema.generated.ts`,
      text: await resolverTypes(new URL(room, root), subgraphSdl(root, room)),
    };
  }
  const supergraph = composeSupergraph(root);
  yield { path: 'schema/supergraph.generated.graphql', text: `${supergraph}\n` };
  yield { path: 'schema/register.generated.md', text: disclosureRegister(root) };
}
