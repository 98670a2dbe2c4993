import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TrustedDocuments } from './read-asked.ts';

/** The canonical operations, `<audience>/<operation>.graphql`, under both of their names. */
export function trustedDocuments(folder: URL): TrustedDocuments {
  const documents = new Map<string, string>();
  for (const path of globSync('*/*.graphql', { cwd: fileURLToPath(folder) }).sort()) {
    const text = readFileSync(new URL(path, folder), 'utf8');
    documents.set(path.replaceAll('\\', '/').replace(/\.graphql$/, ''), text);
    documents.set(`sha256:${createHash('sha256').update(text).digest('hex')}`, text);
  }
  return documents;
}
