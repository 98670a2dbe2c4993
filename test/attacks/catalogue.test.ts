import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const README = readFileSync(new URL('./README.md', import.meta.url), 'utf8');
const ROOT = new URL('../../', import.meta.url);
const LAST = 67;
const EVERY = Array.from({ length: LAST }, (_, nth) => `A${String(nth + 1).padStart(2, '0')}`);

/** `A45-A51, A53` one by one. */
function idsIn(cell: string): readonly string[] {
  return [...cell.matchAll(/A(\d\d)(?:-A(\d\d))?/g)].flatMap(([, from = '', to = from]) =>
    EVERY.slice(Number(from) - 1, Number(to)),
  );
}

function rows(heading: string): readonly (readonly string[])[] {
  const [, after = ''] = README.split(`## ${heading}\n`);
  const [section = ''] = after.split('\n## ');
  return section
    .split('\n')
    .filter((line) => /^\| A\d\d/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()));
}

/** Files as the README names them: a test of this folder by its name, others by their path. */
function filesIn(cell: string): readonly URL[] {
  return [...cell.matchAll(/`([^`@]+)`/g)]
    .map(([, name = '']) => name)
    .filter((name) => !name.includes('*') && (name.includes('.test.ts') || /^[a-z-]+$/.test(name)))
    .map((name) => new URL(name.includes('/') ? name : `test/attacks/${name}.test.ts`, ROOT));
}

const tried = rows('Where each attack is tried');
const untried = new Set(rows('Not yet, or not at all').flatMap(([, ids = '']) => idsIn(ids)));

describe('the README says of each attack of the catalogue where it is tried', () => {
  test.each(EVERY)('%s', (id) => {
    const places = tried.filter(([, ids = '']) => idsIn(ids).includes(id));
    const files = places.flatMap(([, , , where = '']) => filesIn(where));
    expect(files.filter((file) => !existsSync(file)).map(String)).toEqual([]);
    const naming = files.filter((file) => idsIn(readFileSync(file, 'utf8')).includes(id));
    expect([id, naming.length > 0 || untried.has(id)]).toEqual([id, true]);
  });
});
