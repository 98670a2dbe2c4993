import { PUBLIC_VIEWER } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PostsUnderTest, postsUnderTest, qumar, usps } from '../posts-under-test.ts';
import { NOW, order, standing } from './acting-under-test.ts';

/** Qumar: six quarters non-compliant up to 2025-Q2; Xanadu: one. */
let posts: PostsUnderTest;
beforeAll(async () => {
  posts = await postsUnderTest({ QMA: 'BBBBBBGG', XAA: 'GGGGGBGG' });
  await posts.closeAll(6);
});
afterAll(() => posts?.drop());

describe('EO 13904 § 5(c), (d): a measure is ordered, never taken by itself', () => {
  test.each([
    [{ measure: 'PROTECTIVE_MEASURES' }, 'PROTECTIVE_MEASURES is not open: the post was non-compliant for 6'],
    [{ post: 'XAA' }, 'ADDITIONAL_INFORMATION is not open: the post was non-compliant for 1'],
    [{ legalBasis: ' ' }, 'legalBasis: expected 1 to 500 characters, got 0'],
    [{ uspsConsultedOn: '2025-07-01' }, 'uspsConsultedOn: expected a day up to 2025-06-30, got 2025-07-01'],
    [{ marginalQuartersReviewed: false }, 'a quarter of the run is marginal'],
    [{ post: 'Q' }, 'post: expected XXX, the designated operator code'],
  ])('%o is refused', async (change, message) => {
    const { errors } = await order(posts, change);
    expect(errors).toMatchObject([
      { message: expect.stringContaining(message), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  test('an unknown post: null, and no audit line', async () => {
    expect((await order(posts, { post: 'ZZZ' })).data).toEqual({ orderMeasure: null });
    expect(await posts.sql`select from mutation where name = 'orderMeasure'`).toHaveLength(0);
  });

  test.each([
    ['a post', qumar],
    ['USPS', usps],
    ['nobody', PUBLIC_VIEWER],
  ])('%s orders nothing', async (_who, viewer) => {
    expect((await order(posts, {}, viewer)).data).toEqual({ orderMeasure: null });
    expect(await posts.sql`select from measure_order`).toHaveLength(0);
  });

  test('once ordered it is in force in public, with its audit line; again it is the same order', async () => {
    expect(await standing(posts, NOW)).toMatchObject({ measures: ['PRIORITY_INSPECTION'] });
    const first = await order(posts, {});
    expect(first.data).toMatchObject({
      orderMeasure: {
        measure: 'ADDITIONAL_INFORMATION',
        basisQuarter: '2025-Q2',
        notes: ['Six quarters below the threshold'],
      },
    });
    expect((await order(posts, {})).data).toEqual(first.data);
    expect(await standing(posts, NOW)).toEqual({
      quarter: '2025-Q2',
      listed: true,
      openMeasures: ['PRIORITY_INSPECTION', 'ADDITIONAL_INFORMATION'],
      measures: ['PRIORITY_INSPECTION', 'ADDITIONAL_INFORMATION'],
    });
    const lines =
      await posts.sql`select organization, actor, audience from mutation where name = 'orderMeasure'`;
    expect(lines[0]).toEqual({ organization: 'cbp', actor: 'officer-1', audience: 'CBP' });
  });
});

describe('a run that ends', () => {
  test('ends the order that rested on it, from the quarter that broke it', async () => {
    const some = await postsUnderTest({ QMA: 'BBBBBBGB', XAA: 'GGGGGGGG' });
    try {
      await some.closeAll(6);
      expect((await order(some)).errors).toBeUndefined();
      await some.closeAll(8);
      const [ended] = await some.sql`select ended_quarter, end_reason from measure_order`;
      expect(ended).toEqual({ ended_quarter: '2025-Q3', end_reason: 'RUN_BROKEN' });
      const rows = await some.sql`
        select quarter, measures from post_standing where quarter >= '2025-Q2' and 'PRIORITY_INSPECTION' = any(measures)`;
      expect(rows).toEqual([
        { quarter: '2025-Q2', measures: ['PRIORITY_INSPECTION', 'ADDITIONAL_INFORMATION'] },
      ]);
      expect(await some.sql`select from measure_review`).toHaveLength(0);
    } finally {
      await some.drop();
    }
  });
});
