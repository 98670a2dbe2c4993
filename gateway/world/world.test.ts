import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEntryNumber } from '@good-standing/kernel/identifiers/entry-number.ts';
import { readImporterNumber } from '@good-standing/kernel/identifiers/importer-number.ts';
import { isMalformed } from '@good-standing/kernel/identifiers/malformed.ts';
import { afterAll, expect, test } from 'vitest';
import { writeWorld } from './world.ts';

const folders: string[] = [];
const size = { importers: 60, entries: 900, brokers: 8, posts: 5, recordations: 20, exclusions: 30 };

function world(seed: number): Readonly<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'gs-world-'));
  folders.push(folder);
  writeWorld({ size, seed, today: Temporal.PlainDate.from('2026-11-02'), folder });
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

test('the same seed and day give the same bytes; another seed gives another world', () => {
  expect(world(1)).toEqual(world(1));
  expect(world(2)).not.toEqual(world(1));
});

test('every file says that it is invented', () => {
  const files = world(1);
  expect(files['INVENTED.txt']).toContain('is invented');
  expect(Object.keys(files).filter((name) => !/invented/i.test(name))).toEqual([]);
});

test('entry and importer numbers are well formed, importers of unassigned ranges', () => {
  const rows = (world(1)['invented-entries.csv'] ?? '')
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split(','));
  expect(rows.length).toBeGreaterThan(size.entries);
  expect(rows.filter(([number = '']) => isMalformed(readEntryNumber(number)))).toEqual([]);
  const importers = rows.map((row) => row[7] ?? '');
  expect(importers.filter((number) => isMalformed(readImporterNumber(number)))).toEqual([]);
  expect(importers.filter((number) => !/^(07-|000-|2646)/.test(number))).toEqual([]);
});

test('few importers file most entries; mail and express dominate seizures', () => {
  const files = world(3);
  const counts = new Map<string, number>();
  for (const row of (files['invented-entries.csv'] ?? '').trim().split('\n').slice(1)) {
    const importer = row.split(',')[7] ?? '';
    counts.set(importer, (counts.get(importer) ?? 0) + 1);
  }
  const sorted = [...counts.values()].sort((one, other) => other - one);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
  expect(sum(sorted.slice(0, size.importers / 5))).toBeGreaterThan(sum(sorted) / 2);
  const seized = (files['invented-seizures.csv'] ?? '').trim().split('\n').slice(1);
  expect(seized.filter((row) => /,(MAIL|EXPRESS),/.test(row)).length).toBeGreaterThan(seized.length * 0.7);
});
