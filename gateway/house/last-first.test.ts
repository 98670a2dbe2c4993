import { expect, test } from 'vitest';
import { lastFirst } from './last-first.ts';

test('what was opened last is closed first, all of it, once, whatever fails', async () => {
  const closed: string[] = [];
  const closing = lastFirst();
  for (const name of ['pools', 'queue', 'server']) {
    closing.add(async () => {
      closed.push(name);
      if (name === 'queue') throw new Error('the queue does not stop');
    });
  }
  await expect(closing.close()).rejects.toThrow('the queue does not stop');
  await closing.close();
  expect(closed).toEqual(['server', 'queue', 'pools']);
});
