import { AUDIENCES } from '@good-standing/kernel/viewer/viewer.ts';
import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import { buildASTSchema, parse } from 'graphql';
import { composeSupergraph, SUBGRAPHS, subgraphSdl } from './compose.ts';
import { contractFor, printContract } from './contract/contract.ts';
import { operationTypes } from './operation-types.ts';
import { audienceFolder, canonicalOperations } from './operations.ts';
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
  yield* contracts(supergraph);
}

/** What each audience may ask, and its canonical operations typed against it. */
async function* contracts(supergraph: string): AsyncGenerator<GeneratedFile> {
  const whole = buildASTSchema(transformSupergraphToPublicSchema(parse(supergraph)), {
    assumeValidSDL: true,
  });
  for (const audience of AUDIENCES) {
    const contract = contractFor(whole, supergraph, audience);
    const folder = audienceFolder(audience);
    yield { path: `schema/api/${folder}.generated.graphql`, text: printContract(contract, audience) };
    const operations = canonicalOperations().filter((operation) => operation.audience === audience);
    if (operations.length === 0) continue;
    yield {
      path: `schema/operations/${folder}/operations.generated.ts`,
      text: await operationTypes(contract, operations),
    };
  }
}
