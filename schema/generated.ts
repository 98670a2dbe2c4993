import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolverTypes } from './resolver-types.ts';
import { sharedSdl } from './shared.ts';

export interface GeneratedFile {
  /** From the root of the project. */
  readonly path: string;
  readonly text: string;
}

/** Every generated file of the project, in the order in which they build on one another. */
export async function* generated(root: URL): AsyncGenerator<GeneratedFile> {
  for (const room of subgraphRooms(root)) {
    yield {
      path: `${room}schema.generated.ts`,
      text: await resolverTypes(new URL(room, root), ownSdl(root, room)),
    };
  }
}

/** Folders of subgraphs that have a schema: the owners, and the gateway's own small one. */
function subgraphRooms(root: URL): readonly string[] {
  const owners = readdirSync(new URL('subgraphs/', root)).map((name) => `subgraphs/${name}/`);
  return ['gateway/access/', ...owners].filter((room) => existsSync(new URL(`${room}schema.graphql`, root)));
}

function ownSdl(root: URL, room: string): string {
  return sharedSdl + readFileSync(new URL(`${room}schema.graphql`, root), 'utf8');
}
