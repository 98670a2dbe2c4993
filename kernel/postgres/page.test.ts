import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { cursorSeal } from './cursor.ts';
import { connection, DEFAULT_PAGE, LARGEST_PAGE, readPage } from './page.ts';

const cursors = cursorSeal(randomBytes(32), 'viewer', 'list');

describe('what a page is asked for', () => {
  test.each([
    ['nothing said', {}, { first: DEFAULT_PAGE, after: null }],
    ['nulls', { first: null, after: null }, { first: DEFAULT_PAGE, after: null }],
    ['the least', { first: 1 }, { first: 1, after: null }],
    ['the most', { first: LARGEST_PAGE }, { first: LARGEST_PAGE, after: null }],
    [
      'after a row',
      { first: 2, after: cursors.seal(['2025-01-01', 3]) },
      { first: 2, after: ['2025-01-01', 3] },
    ],
  ])('%s', (_case, args, page) => {
    expect(readPage(args, cursors)).toEqual(page);
  });

  test.each([
    [{ first: 0 }, 'first: expected 1 to 200, got 0'],
    [{ first: -1 }, 'first: expected 1 to 200, got -1'],
    [{ first: 201 }, 'first: expected 1 to 200, got 201'],
    [
      { after: 'secret' },
      'after: expected a cursor that an earlier page of this list, with these arguments, gave you',
    ],
  ])('%j is refused', (args, message) => {
    expect(() => readPage(args, cursors)).toThrow(message);
    expect(() => readPage(args, cursors)).toThrow(
      expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } }),
    );
  });
});

describe('a page', () => {
  const rows = (count: number) => Array.from({ length: count }, (_, id) => ({ id }));
  const page = (count: number, first: number) => connection(rows(count), first, cursors, (row) => [row.id]);

  test.each([
    [0, 2, [], false],
    [1, 2, [0], false],
    [2, 2, [0, 1], false],
    [3, 2, [0, 1], true],
  ])('of %i rows, %i wanted', (count, first, ids, hasNextPage) => {
    const { nodes, edges, pageInfo } = page(count, first);
    expect(nodes.map((node) => node.id)).toEqual(ids);
    expect(edges.map((edge) => edge.node)).toEqual(nodes);
    expect(pageInfo.hasNextPage).toBe(hasNextPage);
  });

  test('its cursors lead on after their rows', () => {
    const { edges, pageInfo } = page(3, 2);
    expect(edges.map((edge) => cursors.open(edge.cursor))).toEqual([[0], [1]]);
    expect(cursors.open(pageInfo.endCursor ?? '')).toEqual([1]);
    expect(page(0, 2).pageInfo.endCursor).toBeNull();
  });
});
