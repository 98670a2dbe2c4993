import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ReadRecord, UnreadableFile } from './feed.ts';
import { jsonArray } from './json-array.ts';

async function* bytesOf(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(
  text: string,
  path: readonly string[],
  size = 7,
): Promise<readonly ReadRecord<unknown>[]> {
  const records: ReadRecord<unknown>[] = [];
  for await (const batch of jsonArray(path)(bytesOf(text, size))) records.push(...batch);
  return records;
}

describe('elements of one array in a JSON file', () => {
  test('each with the line it starts on', async () => {
    const text =
      '{"totalRecords": 2,\n "excludedEntity": [\n  {"a": "x]}\\""},\n  {"b": [1, {"c": 2}]}\n ], "after": [3]}';
    expect(await read(text, ['excludedEntity'])).toEqual([
      { line: 3, record: { a: 'x]}"' } },
      { line: 4, record: { b: [1, { c: 2 }] } },
    ]);
  });

  test.each([
    ['a file that is an array', '[1, "two", null, [3]]', [], [1, 'two', null, [3]]],
    ['an empty array', '{"x": []}', ['x'], []],
    ['a nested array', '{"x": {"z": [9], "y": [1]}, "y": [2]}', ['x', 'y'], [1]],
    ['the name as a value, and deeper', '{"a": "x", "b": {"x": [9]}, "x": [1]}', ['x'], [1]],
    ['the name inside a list', '{"b": [{"x": [9]}], "x": [1]}', ['x'], [1]],
    ['a byte order mark', '\uFEFF[1]', [], [1]],
  ] as const)('%s', async (_case, text, path, elements) => {
    expect(await read(text, path)).toEqual(elements.map((record) => ({ line: 1, record })));
  });

  test('an element that is no JSON is broken, those after it are read', async () => {
    const [first, second, third] = await read('[{"a": 1}, {a: secret}, {"a": 3}]', []);
    expect(first).toMatchObject({ record: { a: 1 } });
    expect(second).toMatchObject({ broken: { expected: 'JSON' } });
    expect(JSON.stringify(second)).not.toContain('secret');
    expect(third).toMatchObject({ record: { a: 3 } });
  });

  test.each([
    ['without the array', '{"other": []}', 'expected a JSON array at x, got a file without it'],
    [
      'cut off inside it',
      '{"x": [{"a": 1}, {"b"',
      'expected the end of a JSON array at x, but the file ends in line 1',
    ],
    ['that is CSV', 'Name,Country\nA,B', 'expected a JSON array at x'],
    ['that is empty', '', 'expected a JSON array at x, got a file without it'],
  ])('a file %s is refused', async (_case, text, message) => {
    await expect(read(text, ['x'])).rejects.toThrow(UnreadableFile);
    await expect(read(text, ['x'])).rejects.toThrow(message);
  });

  test('any JSON, in parts of any size', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue()), fc.integer({ min: 1, max: 40 }), async (elements, size) => {
        const expected: unknown = JSON.parse(JSON.stringify(elements));
        const records = await read(
          JSON.stringify({ before: ['x', { x: [] }], x: elements }, null, size % 3),
          ['x'],
          size,
        );
        expect(records.map((read) => ('record' in read ? read.record : read))).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });
});
