import { expect, test } from 'vitest';
import { recentlyUsed } from './recently-used.ts';

test('what is used stays, what was used longest ago goes', () => {
  const held = recentlyUsed<number>(2);
  held.set('a', 1);
  held.set('b', 2);
  held.get('a');
  held.set('c', 3);
  expect(['a', 'b', 'c'].map((key) => held.get(key))).toEqual([1, undefined, 3]);
});

test('what is set again is held once', () => {
  const held = recentlyUsed<number>(2);
  held.set('a', 1);
  held.set('b', 2);
  held.set('a', 3);
  expect(['a', 'b'].map((key) => held.get(key))).toEqual([3, 2]);
});
