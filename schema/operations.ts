import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { AUDIENCES, type Audience } from '@good-standing/kernel/viewer/viewer.ts';

/** One canonical operation: a trusted document, an example, a test's question and an SDK's source at once. */
export interface CanonicalOperation {
  /** `pga/importer-record`: its folder and file. */
  readonly name: string;
  readonly audience: Audience;
  readonly text: string;
  /** `sha256:` and lower case hex of the text. */
  readonly id: string;
}

const FOLDER = new URL('./operations/', import.meta.url);

/** Folder of an audience: `rights-holder`. */
export function audienceFolder(audience: Audience): string {
  return audience.toLowerCase().replaceAll('_', '-');
}

/** Every canonical operation, by audience and name. */
export function canonicalOperations(): readonly CanonicalOperation[] {
  const folders = readdirSync(FOLDER);
  return AUDIENCES.filter((audience) => folders.includes(audienceFolder(audience))).flatMap(operationsOf);
}

function operationsOf(audience: Audience): readonly CanonicalOperation[] {
  const folder = audienceFolder(audience);
  return readdirSync(new URL(`${folder}/`, FOLDER))
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => {
      const text = readFileSync(new URL(`${folder}/${file}`, FOLDER), 'utf8');
      return {
        name: `${folder}/${file.replace(/\.graphql$/, '')}`,
        audience,
        text,
        id: `sha256:${createHash('sha256').update(text).digest('hex')}`,
      };
    });
}

/** The text of a canonical operation by its name. Throws where there is none. */
export function canonicalOperation(name: string): CanonicalOperation {
  const found = canonicalOperations().find((operation) => operation.name === name);
  if (found === undefined) throw new Error(`there is no canonical operation ${name}`);
  return found;
}
