import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csv } from './csv.ts';
import { type ReadRecord, UnreadableFile } from './feed.ts';
import { readBytes } from './received-file.ts';

const sellers = csv({ required: { name: ['Name'], city: ['City', 'Town'] }, optional: { uei: ['UEI'] } });

async function* bytesOf(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(text: string, size = 5) {
  const records: ReadRecord<{ name: string; city: string; uei: string | null }>[] = [];
  for await (const batch of sellers(bytesOf(text, size))) records.push(...batch);
  return records;
}

/** Line and name of each record; `line!` for a broken one. */
async function outline(text: string, size?: number): Promise<readonly string[]> {
  return (await read(text, size)).map((read) =>
    'record' in read ? `${read.line} ${read.record.name}` : `${read.line}!`,
  );
}

describe('CSV as RFC 4180 has it', () => {
  test.each([
    ['LF', 'Name,City\nA,B\n', [['A', 'B']]],
    ['CRLF', 'Name,City\r\nA,B\r\n', [['A', 'B']]],
    ['no line end at the end', 'Name,City\nA,B', [['A', 'B']]],
    ['no line end after a quote', 'Name,City\nA,"B"', [['A', 'B']]],
    ['a byte order mark', '\uFEFFName,City\nA,B', [['A', 'B']]],
    ['quoted commas', 'Name,City\n"A, Inc.",B', [['A, Inc.', 'B']]],
    ['doubled quotes', 'Name,City\n"""A""",""""', [['"A"', '"']]],
    ['quoted line ends', 'Name,City\r\n"A\r\nB","C\nD"\r\n', [['A\r\nB', 'C\nD']]],
    [
      'empty fields',
      'Name,City\n,\n"",""',
      [
        ['', ''],
        ['', ''],
      ],
    ],
    [
      'quoted and bare fields mixed',
      'Name,City\n"A",B\nA,"B"',
      [
        ['A', 'B'],
        ['A', 'B'],
      ],
    ],
    ['blank lines', 'Name,City\n\nA,B\r\n\r\n', [['A', 'B']]],
    ['letters of several bytes', 'Name,City\nÉmile,東京🚢', [['Émile', '東京🚢']]],
    ['another name of a column, in another case', 'TOWN,name\nB,A', [['A', 'B']]],
    ['only a header', 'Name,City\n', []],
  ])('%s', async (_case, text, rows) => {
    for (const size of [1, 2, 3, 1000]) {
      const records = (await read(text, size)).map((read) =>
        'record' in read ? [read.record.name, read.record.city] : read,
      );
      expect(records).toEqual(rows);
    }
  });

  test('an optional column that the file lacks is null', async () => {
    expect(await read('Name,City\nA,B')).toEqual([{ line: 2, record: { name: 'A', city: 'B', uei: null } }]);
    expect(await read('UEI,Name,City\n,A,B')).toEqual([
      { line: 2, record: { name: 'A', city: 'B', uei: '' } },
    ]);
  });

  test.each([
    [
      'without a column',
      'Name,Country\nA,B',
      'expected a header with the columns "City" or "Town", got: Name,Country',
    ],
    ['that is empty', '', 'expected a CSV header, got an empty file'],
    ['that is JSON', '{"Name": 1}', 'expected a CSV header'],
  ])('a file %s is refused', async (_case, text, message) => {
    await expect(read(text)).rejects.toThrow(UnreadableFile);
    await expect(read(text)).rejects.toThrow(message);
  });

  test('whatever is written as RFC 4180 says is read back, in parts of any size', async () => {
    const field = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r\n', ' ', 'é') }),
      fc.string({ unit: 'grapheme' }),
    );
    const rows = fc.array(fc.tuple(field, field));
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.integer({ min: 1, max: 50 }),
        fc.boolean(),
        async (sellers, size, alwaysQuoted) => {
          const write = (text: string) =>
            alwaysQuoted || text === '' || /[",\r\n\uFEFF]/.test(text)
              ? `"${text.replaceAll('"', '""')}"`
              : text;
          const text = [['Name', 'City'], ...sellers].map((row) => row.map(write).join(',')).join('\r\n');
          const records = (await read(text, size)).map((read) =>
            'record' in read ? [read.record.name, read.record.city] : read,
          );
          expect(records).toEqual(
            sellers.map(([name, city]) => [name, city].map((field) => field.toWellFormed())),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('rows that break the format are one broken record each, and no good row is lost', () => {
  test.each([
    ['text after a closing quote', '"Name","City"\n"A","B"\n"C",""D"\n"E","F"\n', ['2 A', '3!', '4 E']],
    ['a quote inside a bare field', 'Name,City\nA,5" pipe\nC,D', ['2!', '3 C']],
    ['too many fields', 'Name,City\nA,B,C\nD,E', ['2!', '3 D']],
    ['too few fields', 'Name,City\nA\nD,E', ['2!', '3 D']],
    ['two in a row', '"Name","City"\n"A",""B"\n"C",""D"\n"E","F"', ['2!', '3!', '4 E']],
    ['the last row', '"Name","City"\n"A","B"\n"C",""D"', ['2 A', '3!']],
    ['a quote that is never closed', 'Name,City\n"A,B\nC,D\nE,F', ['2!', '3 C', '4 E']],
    ['a quote never closed, quotes later', 'Name,City\n"A,B\nC,D\n"E","F"\n', ['2!', '3 C', '4 E']],
    [
      'a good row of several lines after it',
      '"Name","City"\n"A",""B"\n"C\nD","E\nF"\n"G","H"',
      ['2!', '3 C\nD', '6 G'],
    ],
    ['a broken row of several lines', '"Name","City"\n"A","B\nC" D\nE"\n"F","G"', ['2!', '5 F']],
    ['text that a wrong quote swallows', '"Name","City"\n"A","B\n"C","D"\n"E","F"', ['2!', '3 C', '4 E']],
    ['CRLF', '"Name","City"\r\n"A",""B"\r\n"C","D"\r\n', ['2!', '3 C']],
  ])('%s', async (_case, text, lines) => {
    for (const size of [1, 3, 1000]) expect(await outline(text, size)).toEqual(lines);
  });

  test('what came is shown by its shape alone', async () => {
    const [broken] = await read('Name,City\n"A"123-45-6789,B');
    expect(broken).toEqual({
      line: 2,
      broken: {
        field: 'row',
        expected: 'a comma or the end of the row after a closing quote',
        got: expect.any(String),
      },
    });
    expect(JSON.stringify(broken)).not.toMatch(/123|6789/);
  });

  test('good rows around broken ones are all read', async () => {
    const row = fc.record({ name: fc.stringMatching(/^[a-z]{1,5}$/), isBroken: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(row), fc.integer({ min: 1, max: 50 }), async (rows, size) => {
        const text = [
          '"Name","City"',
          ...rows.map(({ name, isBroken }) => `"${name}",${isBroken ? '""x"' : '"x"'}`),
        ];
        const expected = rows.map(({ name, isBroken }, place) =>
          isBroken ? `${place + 2}!` : `${place + 2} ${name}`,
        );
        expect(await outline(text.join('\n'), size)).toEqual(expected);
      }),
    );
  });
});

const published = '../../../shared/data/sam/SAM_Exclusions_Public_Extract_20049_part.CSV';
const sam = new URL(published, import.meta.url);

test.skipIf(!existsSync(sam))('every row of the published SAM extract is accounted for', async () => {
  const read = csv({ required: { name: ['Name'] } });
  const broken: number[] = [];
  let rows = 0;
  for await (const batch of read(readBytes(sam.pathname))) {
    for (const record of batch) {
      rows += 1;
      if ('broken' in record) broken.push(record.line);
    }
  }
  expect(rows).toBe(8245);
  expect(broken).toEqual([672, 1690, 3169, 3312]);
});
