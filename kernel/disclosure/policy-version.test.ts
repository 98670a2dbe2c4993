import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { policyVersion } from './policy-version.ts';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

const LAMPS: Readonly<Record<string, string>> = {
  'policy.ts': "import { lit } from './disclosures/lit.ts';\nexport const policy = { 'Lamp.lit': lit };\n",
  'visibility.ts': "export const visibleLamps = () => 'true';\n",
  'disclosures/lit.ts': "import { hours } from '../rules/hours.ts';\nexport const lit = () => hours;\n",
  'disclosures/lit.test.ts': '',
  'rules/hours.ts': 'export const hours = 72;\n',
  'rules/others.ts': 'export const others = 1;\n',
  'resolvers.ts': 'export const resolvers = {};\n',
};

/** A fresh folder each time: what was read of one is not read again while a process runs. */
function versionOf(
  change: Readonly<Record<string, string>>,
  typeDefs = 'type Lamp { lit: Boolean }',
): string {
  const folder = mkdtempSync(join(tmpdir(), 'gs-policy-'));
  made.push(folder);
  for (const [name, text] of Object.entries({ ...LAMPS, ...change })) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const migrations = new URL('migrations/', pathToFileURL(`${folder}/`));
  return policyVersion({ name: 'lamps', typeDefs, owner: { migrations } });
}

test('is the same wherever the same sources lie', () => {
  expect(versionOf({})).toMatch(/^lamps@[0-9a-f]{12}$/);
  expect(versionOf({})).toBe(versionOf({}));
});

test.each([
  ['the table', { 'policy.ts': `${LAMPS['policy.ts']}\n` }],
  ['a row predicate', { 'visibility.ts': "export const visibleLamps = () => 'false';\n" }],
  ['a decision', { 'disclosures/lit.ts': `${LAMPS['disclosures/lit.ts']}\n` }],
  ['a number that a decision imports', { 'rules/hours.ts': 'export const hours = 71;\n' }],
  ['a disclosure more', { 'disclosures/color.ts': 'export const color = 1;\n' }],
  ['parameters', { 'parameters.ts': 'export const years = 5;\n' }],
] as const)('another one where %s changes', (_what, change) => {
  expect(versionOf(change)).not.toBe(versionOf({}));
});

test('another one where the schema changes', () => {
  expect(versionOf({}, 'type Lamp { lit: String }')).not.toBe(versionOf({}));
});

test.each([
  ['a test', { 'disclosures/lit.test.ts': 'later' }],
  ['a resolver', { 'resolvers.ts': 'export const resolvers = 1;\n' }],
  ['a rule on which no decision rests', { 'rules/others.ts': 'export const others = 2;\n' }],
] as const)('not for %s', (_what, change) => {
  expect(versionOf(change)).toBe(versionOf({}));
});
