import { testSecret } from '@good-standing/kernel/subgraph/disposable.ts';
import { describe, expect, test } from 'vitest';
import { postQuartersFeed } from './post-quarters.ts';

const feed = postQuartersFeed(testSecret);
const file = {
  name: 'quarters.csv',
  bytes: 1,
  sha256: '',
  receivedAt: Temporal.Instant.from('2026-10-05T00:00:00Z'),
};

const quarter = {
  code: 'QMA',
  quarter: '2026-Q3',
  items: '1000',
  aed_exempt: 'N',
  targeted_items: '100',
  targeted_inspected: '50',
  targeted_narcotics: '1',
  targeted_ipr: '50',
  targeted_other: '0',
  random_inspected: '900',
  random_narcotics: '0',
  random_ipr: '0',
  random_other: '0',
  aed_required: '1000',
  aed_compliant: '1000',
  aed_quality: '1',
  requests_made: '0',
  requests_answered: '0',
  returns_requested: '0',
  returns_honoured: '0',
  blocked_senders: '0',
  blocked_repeats: '0',
};

test('every share at its edge is taken', () => {
  expect(feed.map(quarter, file)).toMatchObject({ staged_quarter: [{ quarter: '2026-Q3', aed_quality: 1 }] });
  expect(feed.map({ ...quarter, aed_quality: '' }, file)).toMatchObject({
    staged_quarter: [{ aed_quality: null }],
  });
});

describe('a quarter whose figures cannot be is rejected', () => {
  test.each([
    [{ targeted_items: '1001' }, 'targeted_items', 'at most items, 1000'],
    [{ targeted_inspected: '101' }, 'targeted_inspected', 'at most targeted_items, 100'],
    [{ targeted_ipr: '51' }, 'targeted_ipr', 'at most targeted_inspected, 50'],
    [{ random_inspected: '901' }, 'random_inspected', 'at most items less targeted_items, 900'],
    [{ aed_required: '999' }, 'aed_compliant', 'at most aed_required, 999'],
    [{ requests_answered: '1' }, 'requests_answered', 'at most requests_made, 0'],
    [{ returns_honoured: '1' }, 'returns_honoured', 'at most returns_requested, 0'],
    [{ aed_quality: '1.01' }, 'aed_quality', 'a share, 0 to 1'],
    [{ items: '-1' }, 'items', 'a whole number, 0 to 2147483647'],
    [{ items: '2147483648' }, 'items', 'a whole number, 0 to 2147483647'],
    [{ quarter: '2026-Q5' }, 'quarter', 'YYYY-QN, N from 1 to 4'],
    [{ aed_exempt: 'yes' }, 'aed_exempt', 'Y or N'],
  ])('%j', (change, field, expected) => {
    expect(feed.map({ ...quarter, ...change }, file)).toMatchObject({ field, expected });
  });
});
