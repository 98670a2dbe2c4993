import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { generated } from './generated.ts';

/**
 * Writes every generated file, or with `--check` says which are not current and
 * exits 1. Run it after any change of SDL, operations or disclosure rules.
 */
const root = new URL('../', import.meta.url);
const checks = process.argv.includes('--check');
const stale: string[] = [];

for await (const { path, text } of generated(root)) {
  const file = new URL(path, root);
  if (current(file) === text) continue;
  stale.push(path);
  if (checks) continue;
  mkdirSync(new URL('./', file), { recursive: true });
  writeFileSync(file, text);
}

if (checks && stale.length > 0) {
  console.error(`not current, run "npm run generate": ${stale.join(', ')}`);
  process.exit(1);
}
if (!checks)
  console.log(stale.length === 0 ? 'all generated files are current' : `wrote ${stale.join(', ')}`);

function current(file: URL): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
