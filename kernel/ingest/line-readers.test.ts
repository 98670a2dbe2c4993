import { describe, expect, test } from 'vitest';
import type { ReadRecord } from './feed.ts';
import { fixedWidth } from './fixed-width.ts';
import { lines } from './lines.ts';
import { ndjson } from './ndjson.ts';

async function* bytesOf(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function all<Item>(batches: AsyncIterable<readonly Item[]>): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const batch of batches) items.push(...batch);
  return items;
}

describe.each([1, 4, 1000])('in parts of %i bytes', (size) => {
  const recordsOf = <Row>(
    read: (bytes: AsyncIterable<Uint8Array>) => AsyncIterable<readonly ReadRecord<Row>[]>,
    text: string,
  ) => all(read(bytesOf(text, size)));

  test.each([
    ['LF and CRLF', 'a\nb\r\nc', ['1 a', '2 b', '3 c']],
    ['a line end at the end', 'a\n', ['1 a']],
    ['blank lines', '\n\na', ['1 ', '2 ', '3 a']],
    ['letters of several bytes', 'é東\n🚢', ['1 é東', '2 🚢']],
    ['a byte order mark', '\uFEFFa', ['1 a']],
    ['nothing', '', []],
  ])('lines: %s', async (_case, text, expected) => {
    expect((await all(lines(bytesOf(text, size)))).map(({ line, text }) => `${line} ${text}`)).toEqual(
      expected,
    );
  });

  test('JSON lines: one that is none is broken, those after it are read, and nothing of it is shown', async () => {
    expect(await recordsOf(ndjson, '{"a": 1}\n\n{secret}\n[2]')).toEqual([
      { line: 1, record: { a: 1 } },
      { line: 3, broken: { field: 'row', expected: 'one JSON value', got: '8 characters that are none' } },
      { line: 4, record: [2] },
    ]);
  });

  test('fixed width: columns from 1, both ends in; other records passed over; a longer line broken', async () => {
    const read = fixedWidth({
      columns: { type: [1, 2], filer: [3, 5], port: [6, 9] },
      width: 10,
      isRecord: (text) => text.startsWith('AE'),
    });
    expect(await recordsOf(read, 'AEABC2704X\nZZABC2704X\nAEAB \nAEABC2704X  \nAEABC2704XY\n')).toEqual([
      { line: 1, record: { type: 'AE', filer: 'ABC', port: '2704' } },
      { line: 3, record: { type: 'AE', filer: 'AB', port: '' } },
      { line: 4, record: { type: 'AE', filer: 'ABC', port: '2704' } },
      { line: 5, broken: { field: 'row', expected: '10 characters', got: '11 characters' } },
    ]);
  });
});
