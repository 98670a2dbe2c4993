import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  cbp,
  fda,
  type PostsUnderTest,
  postsUnderTest,
  QUMAR,
  qumar,
  usps,
  xanadu,
} from './posts-under-test.ts';

let posts: PostsUnderTest;
beforeAll(async () => {
  posts = await postsUnderTest({ QMA: 'GBB', XAA: 'GGG' });
  await posts.closeAll(3);
});
afterAll(() => posts?.drop());

const SCOREBOARD = `query ($quarter: String!, $first: Int = 200, $after: String) {
  postScoreboard(quarter: $quarter, first: $first, after: $after) {
    post { code name } quarter compliant determination undeterminedBecause consecutiveNonCompliantQuarters
    listed measures threshold restatements
  }
}`;
const SCORES = `{
  post(code: "QMA") {
    standing { quarter score marginal interval { low high } factors { name } }
    scores(first: 2) { nodes { quarter score threshold determination metricVersion factors { name weight subScore } } }
  }
}`;

describe('postScoreboard: public record', () => {
  test('every post in one statement, those of the quarter and those it was not closed for', async () => {
    await posts.feed('posts', [
      'code,name,country,designated_operator',
      'QMA,Invented Post of Qumar,QM,Y',
      'XAA,Invented Post of Xanadu,XA,Y',
      'XBA,Invented Courier,XB,N',
    ]);
    const answer = await posts.ask({
      viewer: PUBLIC_VIEWER,
      document: SCOREBOARD,
      variables: { quarter: '2024-q3' },
    });
    expect(answer.errors).toBeUndefined();
    expect(answer.statements).toHaveLength(1);
    expect(answer.disclosed).toEqual([]);
    expect(answer.withheld).toEqual([]);
    expect(answer.data).toEqual({
      postScoreboard: [
        {
          post: { code: 'QMA', name: 'Invented Post of Qumar' },
          quarter: '2024-Q3',
          compliant: false,
          determination: 'NON_COMPLIANT',
          undeterminedBecause: null,
          consecutiveNonCompliantQuarters: 2,
          listed: true,
          measures: ['PRIORITY_INSPECTION'],
          threshold: 60,
          restatements: 0,
        },
        expect.objectContaining({ post: expect.objectContaining({ code: 'XAA' }), compliant: true }),
        expect.objectContaining({
          post: expect.objectContaining({ code: 'XBA' }),
          compliant: false,
          determination: 'UNDETERMINED',
          undeterminedBecause: 'NOT_CLOSED',
        }),
      ],
    });
  });

  test('page by page, by operator code', async () => {
    const codes = async (first: number, after?: string) => {
      const { data } = await posts.ask({
        viewer: PUBLIC_VIEWER,
        document: SCOREBOARD,
        variables: { quarter: '2024-Q3', first, after },
      });
      return (data as { postScoreboard: readonly { post: { code: string } }[] }).postScoreboard.map(
        ({ post }) => post.code,
      );
    };
    expect(await codes(2)).toEqual(['QMA', 'XAA']);
    expect(await codes(2, 'xaa')).toEqual(['XBA']);
  });

  test.each([
    ['postScoreboard(quarter: "2024-Q5") { quarter }', 'quarter: expected YYYY-QN, N from 1 to 4'],
    ['postScoreboard(quarter: "2024-Q1", first: 0) { quarter }', 'first: expected 1 to 200, got 0'],
    ['postScoreboard(quarter: "2024-Q1", after: "Q") { quarter }', 'after: expected XXX'],
  ])('%s is refused', async (selection, message) => {
    const { errors } = await posts.ask({ viewer: PUBLIC_VIEWER, document: `{ ${selection} }` });
    expect(errors).toMatchObject([{ message: expect.stringContaining(message) }]);
  });
});

describe('EO 13904 § 5(a): who reads the score, and what it is made of', () => {
  test.each([
    ['CBP', cbp, true, true],
    ['the post itself', qumar, true, true],
    ['an agency', fda, true, false],
    ['another post', xanadu, false, false],
    ['USPS', usps, false, false],
    ['nobody', PUBLIC_VIEWER, false, false],
    ['the post without the grant', { ...qumar, rules: new Set<string>() }, false, false],
  ] as const)('%s: score %s, factors %s', async (_who, viewer: Viewer, score, factors) => {
    const answer = await posts.ask({ viewer, document: SCORES });
    const { post } = answer.data as {
      post: { standing: { readonly score: unknown; readonly factors: unknown }; scores: unknown };
    };
    expect(post.standing).toMatchObject({ quarter: '2024-Q3' });
    expect([post.standing.score !== null, post.standing.factors !== null]).toEqual([score, factors]);
    expect(post.scores !== null).toBe(score);
    expect(new Set(answer.disclosed.map(({ rule }) => rule))).toEqual(
      new Set([...(score ? ['POST_SCORE'] : []), ...(factors ? ['POST_FACTORS'] : [])]),
    );
    const nulls = [
      ...(score ? [] : ['InternationalPost.scores']),
      ...(factors ? [] : ['PostStanding.factors']),
      ...(score ? [] : ['PostStanding.interval', 'PostStanding.marginal', 'PostStanding.score']),
      ...(score && !factors ? ['QuarterScore.factors'] : []),
    ];
    expect(answer.withheld.map(({ coordinate }) => coordinate)).toEqual(nulls);
  });

  test('the score is the same on every path, and its factors add up to it', async () => {
    const { data } = await posts.ask({ viewer: qumar, document: SCORES });
    const { post } = data as { post: { standing: { score: number }; scores: { nodes: readonly Scored[] } } };
    const [latest] = post.scores.nodes;
    expect(latest).toMatchObject({ quarter: '2024-Q3', score: post.standing.score, threshold: 60 });
    const sum = latest?.factors.reduce((total, { weight, subScore }) => total + weight * subScore, 0);
    expect(sum).toBeCloseTo(post.standing.score, 1);
    expect(latest?.factors).toHaveLength(6);
  });

  interface Scored {
    readonly quarter: string;
    readonly score: number;
    readonly factors: readonly { readonly weight: number; readonly subScore: number }[];
  }

  test('forty quarters of every post are as many statements as one of one', async () => {
    const statements = async (first: number, count: number) => {
      const answer = await posts.ask({
        viewer: cbp,
        document: `query ($first: Int!, $count: Int!) { posts(first: $count) { nodes {
          scores(first: $first) { nodes { score factors { subScore } } } } } }`,
        variables: { first, count },
      });
      return answer.statements.length;
    };
    expect([await statements(1, 1), await statements(40, 200)]).toEqual([3, 3]);
  });

  test('what is recorded names the standing, not the post alone', async () => {
    const { disclosed } = await posts.ask({
      viewer: fda,
      document: '{ postScoreboard(quarter: "2024-Q2") { score } }',
    });
    expect(disclosed).toHaveLength(3);
    expect(disclosed.every(({ record }) => record.startsWith('psc_'))).toBe(true);
    const scores = await posts.ask({
      viewer: fda,
      document: '{ post(code: "QMA") { scores { nodes { score } } } }',
    });
    expect(scores.disclosed).toMatchObject([{ record: QUMAR, rule: 'POST_SCORE' }]);
  });
});

describe('EO 13904 § 5(e): the metric and its guidance are public', () => {
  const METRIC = `query ($on: Date) { nonComplianceMetric(on: $on) {
    version status quarter threshold { threshold decidedOn basis }
    factors { name weight capPer10000 } ladder { measure quarters } parameters { name value status basis }
    guidance { version digest publishedOn sections { heading paragraphs authority } } } }`;

  test('its numbers, the threshold of the quarter, the ladder', async () => {
    const { data } = await posts.ask({
      viewer: PUBLIC_VIEWER,
      document: METRIC,
      variables: { on: '2024-05-05' },
    });
    expect(data).toMatchObject({
      nonComplianceMetric: {
        version: 'IMNC-1',
        status: 'PROPOSED',
        quarter: '2024-Q2',
        threshold: { threshold: 60, decidedOn: '2024-04-01', basis: 'Invented notice 2' },
        factors: [
          { name: 'NARCOTICS', weight: 0.25, capPer10000: 10 },
          { name: 'INTELLECTUAL_PROPERTY', weight: 0.15, capPer10000: 200 },
          { name: 'OTHER_CONTRABAND', weight: 0.1, capPer10000: 100 },
          { name: 'EFFECTIVENESS', weight: 0.2, capPer10000: null },
          { name: 'COOPERATION', weight: 0.15, capPer10000: null },
          { name: 'ADVANCE_DATA', weight: 0.15, capPer10000: null },
        ],
        ladder: [
          { measure: 'PRIORITY_INSPECTION', quarters: 2 },
          { measure: 'ADDITIONAL_INFORMATION', quarters: 6 },
          { measure: 'PREVENT_UNDOCUMENTED', quarters: 6 },
          { measure: 'PROTECTIVE_MEASURES', quarters: 8 },
        ],
      },
    });
  });

  test('the guidance says how a post is deemed non-compliant and how it leaves the list, in the numbers in force', async () => {
    const { data } = await posts.ask({ viewer: PUBLIC_VIEWER, document: METRIC });
    const { guidance } = (data as { nonComplianceMetric: { guidance: Guidance } }).nonComplianceMetric;
    expect(guidance.sections.map(({ heading }) => heading)).toEqual([
      'How a post is measured',
      'How a post is deemed non-compliant',
      'What follows from consecutive quarters',
      'Additional information for shipments',
      'How a post leaves the list',
    ]);
    expect(JSON.stringify(guidance.sections)).toContain('Trafficking of narcotics counts for 25 points');
    expect(guidance.version).toBe('G-1 IMNC-1 STEPS-1 RUN-1 PROMPT-1');
    expect(guidance.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  interface Guidance {
    readonly version: string;
    readonly digest: string;
    readonly sections: readonly { readonly heading: string }[];
  }
});
