import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { againstOwnList } from './against-own-list.ts';
import { readOwnList } from './own-list.ts';
import { quarantineOf, type ScreenSellers, screenFile } from './screen-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'gs-screen-'));
const file = (name: string) => join(folder, name);
const OWN = `id,name,aliases,kind,country,address,city,region,postalCode,phone,email
1,"ACME, INC.",ACME TRADING;ORCHARD LINE,ORGANIZATION,US,9 Example Boulevard,Testerton,NJ,07001,,
2,Mohammed Al Sameer,,PERSON,SY,,,,,(555) 010-0188,
3,,,PERSON,,,,,,,
`;
const HEADER = 'reference,name,kind,country,address,city,region,postalCode,phone,email,uei,cage,lei';

let list: ScreenSellers;
beforeAll(async () => {
  writeFileSync(file('own.csv'), OWN);
  const own = await readOwnList(file('own.csv'));
  expect(own.defects).toEqual([
    { line: 4, field: 'name', expected: 'a name with a letter or digit', got: 'none' },
  ]);
  list = againstOwnList(own, 'own.csv', 2);
});
afterAll(async () => {
  await list.end();
  rmSync(folder, { recursive: true });
});

async function screened(sellers: string | Buffer) {
  writeFileSync(file('sellers.csv'), sellers);
  const out = file('results.csv');
  const counts = await screenFile({ sellers: file('sellers.csv'), out, list, threads: 2 });
  const quarantine = quarantineOf(out);
  return {
    counts,
    results: readFileSync(out, 'utf8').split('\r\n').slice(0, -1),
    quarantined: existsSync(quarantine) ? readFileSync(quarantine, 'utf8').split('\r\n').slice(1, -1) : [],
  };
}

describe('a file of sellers on a list of the caller’s own', () => {
  test('one row for each candidate, or one without a match; the columns of the issue', async () => {
    const { counts, results, quarantined } = await screened(
      `${HEADER}
a,Acme Inc,ORGANIZATION,US,9 Example Blvd.,Testerton,NJ,07001-1234,,,,,
b,Blameless Goods,ORGANIZATION,US,,,,,,,,,
c,Orchard Lines,,,,,,,,,,,
d,Unlike Anything,company,US,9 Example Boulevard,Testerton,NJ,07001,,,,,
`,
    );
    expect(counts).toEqual({ read: 4, screened: 4, quarantined: 0, matched: 3, resumedAfter: 0 });
    expect(results[0]).toBe('reference,verdict,score,matchId,matchName,source,explanation');
    expect(results[1]).toMatch(
      /^a,PUBLIC_LISTING_MATCH,1\.0000,1,"ACME, INC\.",own\.csv,"?NAME_WORD ACME ~ ACME \+/,
    );
    expect(results[2]).toBe('b,NO_PUBLIC_ADVERSE_RECORD,,,,own.csv,');
    expect(results[3]).toMatch(/^c,AMBIGUOUS,0\.9\d+,1,/);
    expect(results[4]).toMatch(/^d,AMBIGUOUS,0\.7000,1,/);
    expect(quarantined).toEqual([]);
  });

  test('the numbers of an explanation add up to its score', async () => {
    const { results } = await screened(`${HEADER}\nf,Muhamad Alsamir,PERSON,SY,,,,,555-010-0188,,,,\n`);
    const [, row = ''] = results;
    const score = Number(row.split(',')[2]);
    const parts = [...row.matchAll(/([+-]\d\.\d{4})/g)].map(([number]) => Number(number));
    expect(score).toBeGreaterThanOrEqual(0.7);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(score, 4);
  });

  test('what cannot be read goes to quarantine with its line and reason; the rest is screened', async () => {
    const { counts, results, quarantined } = await screened(
      `${HEADER}\na,,PERSON,,,,,,,,,,\nb,Acme Inc,ORGANIZATION,USX,,,,,,,BAD,,\nc,"Acme "Inc,\nd,Acme Inc,,,,,,,,,,,\n`,
    );
    expect(counts).toMatchObject({ read: 4, screened: 2, quarantined: 3, matched: 2 });
    expect(results.slice(1).map((row) => row.split(',').slice(0, 2).join())).toEqual([
      'a,UNAVAILABLE',
      'b,AMBIGUOUS',
      'd,AMBIGUOUS',
    ]);
    expect(quarantined.map((row) => row.split(',').slice(0, 3).join())).toEqual([
      '2,a,name',
      '3,b,country',
      '3,b,identifiers.UEI',
      '4,,row',
    ]);
  });

  test.each([
    ['UTF-8 with a mark', Buffer.from('\uFEFFreference,name\nz,Café Société\n')],
    ['UTF-16', Buffer.from('\uFEFFreference,name\nz,Café Société\n', 'utf16le')],
    ['Windows-1252', Buffer.from('reference,name\r\nz,Café Société\r\n', 'latin1')],
  ])('%s is read, a header of some of the columns too', async (_encoding, bytes) => {
    const { counts, results } = await screened(bytes);
    expect(counts).toMatchObject({ read: 1, screened: 1, quarantined: 0, matched: 0 });
    expect(results).toHaveLength(2);
  });

  test('results stand in the order of the file, however many threads', async () => {
    const rows = Array.from(
      { length: 3_000 },
      (_, nth) => `${nth},${nth % 7 === 0 ? 'Acme Inc' : 'Nobody Else'}`,
    );
    const { counts, results } = await screened(`reference,name\n${rows.join('\n')}\n`);
    expect(counts).toMatchObject({ read: 3_000, screened: 3_000, quarantined: 0, matched: 429 });
    expect(results.slice(1).map((row) => Number(row.split(',')[0]))).toEqual(rows.map((_, nth) => nth));
  });
});

describe('a screening that was broken off', () => {
  const rows = Array.from({ length: 4_000 }, (_, nth) =>
    nth % 9 === 0 ? `${nth},` : `${nth},${nth % 7 === 0 ? 'Acme Inc' : 'Nobody Else'}`,
  );
  const sellers = file('broken-off.csv');
  const run = (name: string, on: ScreenSellers) =>
    screenFile({ sellers, out: file(name), list: on, threads: 2 });
  /** Fails once it was asked about so many, as a database that goes away. */
  const failingAfter = (most: number, on: ScreenSellers): ScreenSellers => {
    let asked = 0;
    return {
      ...on,
      async screen(some) {
        asked += some.length;
        if (asked > most) throw new Error('the list is gone');
        return on.screen(some);
      },
    };
  };
  const both = (name: string) =>
    [file(name), quarantineOf(file(name))].map((path) => readFileSync(path, 'utf8'));

  beforeAll(async () => {
    writeFileSync(sellers, `reference,name\n${rows.join('\n')}\n`);
    await run('whole.csv', list);
  });

  test('is gone on with where it was, and gives the same files, byte for byte', async () => {
    await expect(run('again.csv', failingAfter(1_500, list))).rejects.toThrow('the list is gone');
    expect(existsSync(file('again.csv'))).toBe(false);
    // NOTE: what a killed run wrote past its checkpoint is cut.
    appendFileSync(file('again.csv.partial'), 'torn');
    appendFileSync(quarantineOf(file('again.csv')), 'torn');
    let asked = 0;
    const counting: ScreenSellers = {
      ...list,
      screen(some) {
        asked += some.length;
        return list.screen(some);
      },
    };
    const counts = await run('again.csv', counting);
    expect(counts.resumedAfter).toBeGreaterThan(500);
    expect(counts).toMatchObject({ read: 4_000, quarantined: 445 });
    expect(asked).toBeLessThan(counts.screened - 400);
    expect(both('again.csv')).toEqual(both('whole.csv'));
    expect(readdirSync(folder).filter((name) => /partial|checkpoint/.test(name))).toEqual([]);
  });

  test('begins anew where the list or the sellers are others', async () => {
    await expect(run('other.csv', failingAfter(1_500, list))).rejects.toThrow();
    const counts = await run('other.csv', { ...list, version: async () => 'another list' });
    expect(counts.resumedAfter).toBe(0);
    expect(both('other.csv')).toEqual(both('whole.csv'));
    await expect(run('third.csv', failingAfter(1_500, list))).rejects.toThrow();
    writeFileSync(sellers, `reference,name\n${rows.toReversed().join('\n')}\n`);
    expect((await run('third.csv', list)).resumedAfter).toBe(0);
  });
});
