import { PUBLIC_VIEWER } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  BAD,
  cbp,
  GOOD,
  type PostsUnderTest,
  postsUnderTest,
  QUARTERS,
  quarterAt,
} from '../posts-under-test.ts';

const NOW = '2027-02-01T12:00:00Z';

/** Qumar: compliant once, then eight quarters not; Xanadu always compliant. */
let posts: PostsUnderTest;
beforeAll(async () => {
  posts = await postsUnderTest({ QMA: 'GBBBBBBBBGB', XAA: 'GGGGGGGGGGG' });
  await posts.closeAll(11);
});
afterAll(() => posts?.drop());

const ladderOf = async (code: string) => {
  const { data } = await posts.ask({
    viewer: PUBLIC_VIEWER,
    document: `query ($code: String!) { post(code: $code) { standings(first: 40) { nodes {
      quarter determination consecutiveNonCompliantQuarters openMeasures measures } } } }`,
    variables: { code },
  });
  const { post } = data as { post: { standings: { nodes: readonly Standing[] } } };
  return post.standings.nodes;
};

interface Standing {
  readonly quarter: string;
  readonly determination: string;
  readonly consecutiveNonCompliantQuarters: number;
  readonly openMeasures: readonly string[];
  readonly measures: readonly string[];
}

describe('EO 13904 § 5: quarters closed one after another', () => {
  test('the ladder of each post, folded; at six and at eight nothing is in force by itself', async () => {
    const qumar = [...(await ladderOf('QMA'))].reverse();
    expect(qumar.map((each) => each.consecutiveNonCompliantQuarters)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 1,
    ]);
    expect(qumar[8]).toMatchObject({
      openMeasures: ['PRIORITY_INSPECTION', 'ADDITIONAL_INFORMATION', 'PROTECTIVE_MEASURES'],
      measures: ['PRIORITY_INSPECTION'],
    });
    const xanadu = await ladderOf('XAA');
    expect(xanadu.every((each) => each.determination === 'COMPLIANT')).toBe(true);
  });

  test('again on the same facts: the same closing, nothing written', async () => {
    const count = async () => (await posts.sql`select from quarter_closing`).length;
    const before = await count();
    const first = await posts.close('2025-Q2');
    const again = await posts.close('2025-Q2');
    expect(again.data).toEqual(first.data);
    expect(again.data).toMatchObject({ closeQuarter: { nth: 1, posts: 2, compliant: 1, nonCompliant: 1 } });
    expect(await count()).toBe(before);
  });

  test('a quarter that lasts is not closed', async () => {
    const answer = await posts.close('2027-Q1');
    expect(answer.errors).toMatchObject([
      {
        message: 'quarter: 2027-Q1 lasts until 2027-03-31 and is closed after it',
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
  });

  test.each(['0001-Q1', '2019-Q4'])('%s is before the order', async (quarter) => {
    expect((await posts.close(quarter)).errors).toMatchObject([
      { message: `quarter: expected 2020-Q1 or a later one, got ${quarter}` },
    ]);
  });

  test.each([
    'update quarter_closing set nth = 9',
    'delete from post_score',
    'truncate threshold_decision cascade',
    'update ladder_correction set run_after = 0',
  ])('what was decided is kept: %s', async (attack) => {
    await expect(posts.sql.unsafe(attack)).rejects.toThrow('what was decided is never changed');
  });

  test('each closing keeps the counts it was decided on, the exact score and the fractions', async () => {
    const [kept] = await posts.sql<{ score: string; items: number; line: number }[]>`
      select score, inputs->'items' as items, line
      from post_score where quarter = '2025-Q2' and determination = 'NON_COMPLIANT'`;
    expect(kept).toMatchObject({ items: 1_000_000, line: 7 });
    expect(kept?.score).toMatch(/^\d+\/\d+$/);
  });
});

describe('a restatement', () => {
  let restated: PostsUnderTest;
  beforeAll(async () => {
    restated = await postsUnderTest({ QMA: 'GBBBBBBBB', XAA: 'GGGGGGGGG' });
    await restated.closeAll(7);
    await order('ADDITIONAL_INFORMATION', '2026-02-01T12:00:00Z');
    await restated.closeAll(9);
    await order('PROTECTIVE_MEASURES', '2026-05-01T12:00:00Z');
    await restated.feed('post-quarters', [QUARTERS, `QMA,2025-Q1,${GOOD}`]);
  });
  afterAll(() => restated?.drop());

  const order = async (measure: string, now: string) => {
    const answer = await restated.ask({
      viewer: cbp,
      now,
      document: `mutation ($input: MeasureOrderInput!) { orderMeasure(input: $input) { measure basisQuarter } }`,
      variables: {
        input: {
          post: 'QMA',
          measure,
          legalBasis: '19 USC 1499',
          uspsConsultedOn: now.slice(0, 10),
          approvedBy: 'Office of Trade (invented)',
          note: 'An invented reason',
          marginalQuartersReviewed: true,
        },
      },
    });
    expect(answer.errors).toBeUndefined();
  };

  test('recomputes forward, says what moved, opens a review of each measure that lost its basis, lifts none', async () => {
    const answer = await restated.close('2025-Q1');
    expect(answer.data).toMatchObject({
      closeQuarter: {
        quarter: '2025-Q1',
        nth: 2,
        corrections: {
          nodes: [
            ['2025-Q1', 4, 0],
            ['2025-Q2', 5, 1],
            ['2025-Q3', 6, 2],
            ['2025-Q4', 7, 3],
            ['2026-Q1', 8, 4],
          ].map(([quarter, runBefore, runAfter]) => ({
            post: { code: 'QMA' },
            quarter,
            runBefore,
            runAfter,
          })),
        },
      },
    });
    const reviews = await restated.ask({
      viewer: cbp,
      document: `{ measureReviews(status: OPEN) { nodes {
        id measure quarter status post { code } closing { quarter nth } order { measure endedOn } } } }`,
    });
    expect(reviews.data).toMatchObject({
      measureReviews: {
        nodes: [
          { measure: 'PROTECTIVE_MEASURES', quarter: '2026-Q1', order: { endedOn: null } },
          { measure: 'ADDITIONAL_INFORMATION', quarter: '2025-Q3', closing: { quarter: '2025-Q1', nth: 2 } },
        ],
      },
    });
  });

  test('decides anew the quarter that was measured against it, and of no other post', async () => {
    const closings = await restated.sql`
      select quarter, nth, caused_by from quarter_closing where nth > 1 order by quarter`;
    expect(closings).toEqual([
      { quarter: '2025-Q1', nth: 2, caused_by: '2025-Q1' },
      { quarter: '2025-Q2', nth: 2, caused_by: '2025-Q1' },
    ]);
    const moved = await restated.sql`
      select distinct p.code
      from post_score one
      join quarter_closing c on c.id = one.closing_id and c.nth = 2
      join quarter_closing d on d.quarter = c.quarter and d.nth = 1
      join post_score other on other.closing_id = d.id and other.post_id = one.post_id
      join post p on p.id = one.post_id
      where one.score <> other.score`;
    expect(moved).toEqual([{ code: 'QMA' }]);
  });

  test('CBP upholds one measure and lifts the other; the same decision again changes nothing, another is refused', async () => {
    const { data } = await restated.ask({
      viewer: cbp,
      document: '{ measureReviews(status: OPEN) { nodes { id } } }',
    });
    const { measureReviews } = data as { measureReviews: { nodes: readonly { id: string }[] } };
    const [protective, information] = measureReviews.nodes.map(({ id }) => id);
    const decide = (id: string | undefined, decision: string) =>
      restated.ask({
        viewer: cbp,
        document: `mutation ($id: ID!, $decision: ReviewDecision!) {
          decideMeasureReview(id: $id, decision: $decision, note: "Invented") { status order { endReason } } }`,
        variables: { id, decision },
      });
    const lifted = { decideMeasureReview: { status: 'LIFTED', order: { endReason: 'LIFTED' } } };
    expect((await decide(protective, 'LIFT')).data).toEqual(lifted);
    expect((await decide(protective, 'LIFT')).data).toEqual(lifted);
    expect((await decide(information, 'UPHOLD')).data).toEqual({
      decideMeasureReview: { status: 'UPHELD', order: { endReason: null } },
    });
    expect((await decide(information, 'LIFT')).errors).toMatchObject([
      { message: 'decision: the review was decided before, UPHELD' },
    ]);
  });

  test('back to what it was: closed a third time, the ladder as at first', async () => {
    await restated.feed('post-quarters', [QUARTERS, `QMA,2025-Q1,${BAD}`]);
    expect((await restated.close('2025-Q1')).data).toMatchObject({ closeQuarter: { nth: 3 } });
    const [latest] = await restated.sql`
      select run from post_standing where quarter = '2026-Q1' and run > 0`;
    expect(latest).toEqual({ run: 8 });
  });
});

describe('nothing is determined', () => {
  test('without a threshold decided in time, without mail, without counts; each ends the run', async () => {
    const some = await postsUnderTest({ QMA: 'BB B', XAA: 'BBBB' }, 2);
    try {
      await some.closeAll(4);
      const rows = await some.sql`
        select code, quarter, determination, undetermined_because as because, run, display_run as shown
        from post_standing join post on post.id = post_id
        where quarter > '2024-Q2' order by code, quarter`;
      expect(rows).toEqual([
        { code: 'QMA', quarter: '2024-Q3', ...UNDETERMINED, because: 'NOT_FURNISHED' },
        { code: 'QMA', quarter: '2024-Q4', ...UNDETERMINED, because: 'NO_THRESHOLD' },
        { code: 'XAA', quarter: '2024-Q3', ...UNDETERMINED, because: 'NO_THRESHOLD' },
        { code: 'XAA', quarter: '2024-Q4', ...UNDETERMINED, because: 'NO_THRESHOLD' },
      ]);
    } finally {
      await some.drop();
    }
  });

  const UNDETERMINED = { determination: 'UNDETERMINED', run: 0, shown: 2 };

  test('a threshold is decided before the quarter closes or not at all', async () => {
    const decide = (quarter: string, threshold: number) =>
      posts.ask({
        viewer: cbp,
        now: NOW,
        document: `mutation ($input: ThresholdInput!) {
          decideThreshold(input: $input) { id quarter threshold decidedOn basis } }`,
        variables: { input: { quarter, threshold, basis: 'Invented notice' } },
      });
    const decided = await decide('2027-Q1', 61.5);
    expect(decided.data).toMatchObject({
      decideThreshold: { quarter: '2027-Q1', threshold: 61.5, decidedOn: '2027-02-01' },
    });
    expect((await decide('2027-Q1', 61.5)).data).toEqual(decided.data);
    expect((await decide('2026-Q4', 61.5)).errors).toMatchObject([
      { message: 'quarter: 2026-Q4 ended on 2026-12-31; its threshold is decided before it closes' },
    ]);
    expect((await decide('2027-Q1', 61.5555)).errors).toMatchObject([
      { message: 'threshold: expected 0 to 100 with at most three places' },
    ]);
  });

  test('the feed of thresholds quarantines one that came too late', async () => {
    const counts = await posts.feed('post-thresholds', [
      'quarter,threshold,decided_on,basis',
      '2026-Q4,60,2026-12-31,Invented',
      '2026-Q4,70,2027-01-01,Invented',
      '2026-Q4,100.5,2026-12-01,Invented',
    ]);
    expect(counts).toMatchObject({ accepted: 1, rejected: 2 });
  });
});

test('a feed of closings closes as the mutation does, and twice is once', async () => {
  const fed = await postsUnderTest({ QMA: 'GBB', XAA: 'GGG' });
  try {
    const rows = ['quarter,closed_on', '2024-Q1,2024-04-10', '2024-Q2,2024-07-10', '2024-Q3,2024-10-10'];
    const early = ['2024-Q4,2024-12-31', '2019-Q4,2020-01-10'];
    expect(await fed.feed('quarter-closings', [...rows, ...early])).toMatchObject({
      accepted: 3,
      rejected: 2,
    });
    const closings = () => fed.sql`select quarter, nth, closed_at from quarter_closing order by quarter, nth`;
    const before = await closings();
    expect(before).toHaveLength(3);
    await fed.feed('quarter-closings', [...rows, '']);
    expect(await closings()).toEqual(before);
    const [standing] = await fed.sql`select run from post_standing where run > 1`;
    expect(standing).toEqual({ run: 2 });
  } finally {
    await fed.drop();
  }
});

test('closed out of order: the later quarter is decided anew against the earlier one', async () => {
  const some = await postsUnderTest({ QMA: 'BB', XAA: 'GG' });
  try {
    await some.close(quarterAt(1));
    expect((await some.close(quarterAt(0))).data).toMatchObject({ closeQuarter: { nth: 1 } });
    const rows = await some.sql`select quarter, nth, caused_by from quarter_closing order by quarter, nth`;
    expect(rows).toEqual([
      { quarter: '2024-Q1', nth: 1, caused_by: '2024-Q1' },
      { quarter: '2024-Q2', nth: 1, caused_by: '2024-Q2' },
      { quarter: '2024-Q2', nth: 2, caused_by: '2024-Q1' },
    ]);
  } finally {
    await some.drop();
  }
});

test('closed by several at once, a quarter is decided once', async () => {
  const some = await postsUnderTest({ QMA: 'BB', XAA: 'GG' });
  try {
    const closed = await Promise.all(Array.from({ length: 6 }, () => some.close('2024-Q1')));
    expect(new Set(closed.map(({ data }) => JSON.stringify(data))).size).toBe(1);
    expect(await some.sql`select from quarter_closing`).toHaveLength(1);
  } finally {
    await some.drop();
  }
});
