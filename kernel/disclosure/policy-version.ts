import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** What one owner's decisions are made of. */
export interface Decided {
  readonly name: string;
  readonly typeDefs: string;
  /** Its migrations lie in its folder, beside its policy. */
  readonly owner: { readonly migrations: URL };
}

/** What of an owner decides, and the kernel's part in it. Files that these import decide too. */
const OWNERS = ['policy.ts', 'visibility.ts', 'parameters.ts', 'disclosures/'];
const KERNELS = ['guard.ts', 'guard-arguments.ts', 'cells.ts', 'precheck.ts', 'rules.ts'];

const known = new Map<string, string>();

/**
 * Says which policy decided: `importers@` and a digest of the schema and of every
 * source file that decisions rest on, rule, parameter and row predicate alike,
 * directly or by import. Equal in each build of the same sources, wherever it lies.
 */
export function policyVersion({ name, typeDefs, owner }: Decided): string {
  const hash = createHash('sha256').update(typeDefs);
  const folder = new URL('../', owner.migrations);
  let sources = known.get(folder.href);
  if (sources === undefined) {
    sources = digestOf(filesThatDecide(folder));
    known.set(folder.href, sources);
  }
  return `${name}@${hash.update(sources).digest('hex').slice(0, 12)}`;
}

function digestOf(files: readonly string[]): string {
  const digests = files.map((file) => createHash('sha256').update(readFileSync(file)).digest('hex'));
  return digests.sort().join('\n');
}

/** @returns absolute paths. */
export function filesThatDecide(folder: URL): readonly string[] {
  const roots = [
    ...OWNERS.flatMap((name) => sourcesAt(new URL(name, folder))),
    ...KERNELS.map((name) => new URL(name, import.meta.url)),
  ].map((url) => fileURLToPath(url));
  const files = new Set(roots.filter((file) => existsSync(file)));
  // A set is walked in the order of its growth: what is added here is read too.
  for (const file of files) {
    for (const imported of importsOf(file)) files.add(imported);
  }
  return [...files];
}

function sourcesAt(url: URL): readonly URL[] {
  if (!url.pathname.endsWith('/')) return [url];
  if (!existsSync(url)) return [];
  return readdirSync(url)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => new URL(name, url));
}

const IMPORT = /^(?:import|export)\s(?!type\s)[^;]*?from\s+'([^']+)'/gm;

/** Sources of the house; packages from elsewhere stand in the lockfile. */
function importsOf(file: string): readonly string[] {
  const { resolve } = createRequire(file);
  return [...readFileSync(file, 'utf8').matchAll(IMPORT)]
    .map(([, from = '']) => from)
    .filter((from) => from.startsWith('.') || from.startsWith('@good-standing/'))
    .map((from) => resolve(from));
}
