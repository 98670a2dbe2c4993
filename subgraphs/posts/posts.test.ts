import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import {
  type DisposableSubgraph,
  disposableSubgraph,
  testSecret,
} from '@good-standing/kernel/subgraph/disposable.ts';
import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { definition } from './subgraph.ts';

const QUMAR = recordId('pst', testSecret.ids, 'QMA');

const granted = new Set(['POST_FACTORS']);
const cbp: Viewer = { ...PUBLIC_VIEWER, audience: 'CBP', purpose: 'ENFORCEMENT' };
const qumar: Viewer = { ...PUBLIC_VIEWER, audience: 'POST', subject: QUMAR, rules: granted };
const fda: Viewer = { ...PUBLIC_VIEWER, audience: 'PGA', agency: 'FDA', rules: granted };

const POSTS = [
  'code,name,country,designated_operator',
  'QMA,Invented Post of Qumar,QM,Y',
  'xaa,Invented Post of Xanadu,XA,Y',
  'QN,No Such Code,QN,Y',
  'XBA,Invented Courier of Xanadu,XA,N',
  'XCA,Nowhere Post,EU,Y',
];

const QUARTERS =
  'code,quarter,items,aed_exempt,targeted_items,targeted_inspected,targeted_narcotics,targeted_ipr,targeted_other,random_inspected,random_narcotics,random_ipr,random_other,aed_required,aed_compliant,aed_quality,requests_made,requests_answered,returns_requested,returns_honoured,blocked_senders,blocked_repeats';
const INPUTS = '1000000,N,20000,10000,100,1500,300,4500,2,45,9,950000,874000,0.90,40,28,10,6,200,30';

let posts: DisposableSubgraph;

beforeAll(async () => {
  posts = await disposableSubgraph(definition);
  await posts.feed('posts', POSTS);
  await posts.feed('post-quarters', [
    QUARTERS,
    ...['2026-Q1', '2026-Q2', '2026-Q3'].map((quarter) => `QMA,${quarter},${INPUTS}`),
    `XAA,2026-Q3,${INPUTS}`,
  ]);
});
afterAll(() => posts?.drop());

describe('the public record', () => {
  test('a post by its code, any case, with where it came from', async () => {
    const answer = await posts.ask({
      viewer: PUBLIC_VIEWER,
      document: `query ($code: String!) {
        post(code: $code) { id code name country designatedOperator delistedOn provenance { source line } }
      }`,
      variables: { code: 'qma' },
    });
    expect(answer.data).toEqual({
      post: {
        id: QUMAR,
        code: 'QMA',
        name: 'Invented Post of Qumar',
        country: 'QM',
        designatedOperator: true,
        delistedOn: null,
        provenance: { source: 'POSTS', line: 2 },
      },
    });
    expect(answer.disclosed).toEqual([]);
  });

  test.each([
    [{ country: 'XA' }, ['XAA', 'XBA']],
    [{ designatedOperator: false }, ['XBA']],
    [{ namePrefix: 'invented post' }, ['QMA', 'XAA']],
    [{ namePrefix: '%' }, []],
    [null, ['QMA', 'XAA', 'XBA']],
  ])('the posts where %j', async (filter, codes) => {
    const document = 'query ($filter: PostFilter) { posts(filter: $filter) { nodes { code } } }';
    const answer = await posts.ask({ viewer: PUBLIC_VIEWER, document, variables: { filter } });
    expect(answer.data).toEqual({ posts: { nodes: codes.map((code) => ({ code })) } });
  });

  test('page by page, each cursor good for its own list alone', async () => {
    const document = `query ($after: String, $filter: PostFilter) {
      posts(first: 2, after: $after, filter: $filter) {
        nodes { code } edges { cursor } pageInfo { hasNextPage endCursor }
      }
    }`;
    const first = await posts.ask({ viewer: PUBLIC_VIEWER, document });
    const { posts: page } = first.data as { posts: { pageInfo: { endCursor: string } } };
    expect(page).toMatchObject({
      nodes: [{ code: 'QMA' }, { code: 'XAA' }],
      pageInfo: { hasNextPage: true },
    });
    const after = page.pageInfo.endCursor;
    const second = await posts.ask({ viewer: PUBLIC_VIEWER, document, variables: { after } });
    expect(second.data).toMatchObject({
      posts: { nodes: [{ code: 'XBA' }], pageInfo: { hasNextPage: false } },
    });
    const other = await posts.ask({
      viewer: PUBLIC_VIEWER,
      document,
      variables: { after, filter: { country: 'XA' } },
    });
    expect(other.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test.each([
    ['posts(first: 0) { nodes { code } }', 'first: expected 1 to 200, got 0'],
    ['posts(first: 201) { nodes { code } }', 'first: expected 1 to 200, got 201'],
    ['post(code: "QM") { code }', 'code: expected XXX, the designated operator code, got "QM"'],
    [
      'posts(filter: { namePrefix: " " }) { nodes { code } }',
      'filter.namePrefix: expected 1 to 100 characters, got 0',
    ],
  ])('%s is refused', async (selection, message) => {
    const answer = await posts.ask({ viewer: PUBLIC_VIEWER, document: `{ ${selection} }` });
    expect(answer.errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

const NINE_QUARTERS = `query ($first: Int!) {
  posts { nodes { code quarters(first: $first) { nodes { quarter } } } }
}`;

describe('EO 13904 § 5(a): the inputs of the metric', () => {
  test('a post reads its own, latest first, and no other; each withheld one is told', async () => {
    const answer = await posts.ask({ viewer: qumar, document: NINE_QUARTERS, variables: { first: 2 } });
    expect(answer.data).toEqual({
      posts: {
        nodes: [
          { code: 'QMA', quarters: { nodes: [{ quarter: '2026-Q3' }, { quarter: '2026-Q2' }] } },
          { code: 'XAA', quarters: null },
          { code: 'XBA', quarters: null },
        ],
      },
    });
    expect(answer.withheld).toMatchObject([
      { coordinate: 'InternationalPost.quarters', rule: 'POST_FACTORS', reason: 'RELATION', count: 2 },
    ]);
    expect(answer.disclosed).toMatchObject([{ record: QUMAR, rule: 'POST_FACTORS' }]);
  });

  test.each([
    ['nobody', PUBLIC_VIEWER, 'UNAUTHENTICATED'],
    ['an agency', fda, 'AUDIENCE'],
    ['USPS, whose agreement names no post', { ...qumar, audience: 'USPS', subject: null }, 'RELATION'],
    ['a post without the grant', { ...qumar, rules: new Set<string>() }, 'AGREEMENT'],
  ] as const)('%s has none', async (_who, viewer, reason) => {
    const answer = await posts.ask({
      viewer,
      document: '{ post(code: "QMA") { quarters { nodes { quarter } } } }',
    });
    expect(answer.data).toEqual({ post: { quarters: null } });
    expect(answer.withheld).toMatchObject([{ reason, count: 1 }]);
    expect(answer.disclosed).toEqual([]);
  });

  test('CBP reads every figure, recorded', async () => {
    const answer = await posts.ask({
      viewer: cbp,
      document: `{ post(code: "QMA") { quarters(first: 1) { nodes {
        quarter startsOn endsOn items exemptFromAdvanceData
        targeted { items inspected seized { narcotics intellectualProperty other } }
        random { inspected seized { narcotics intellectualProperty other } }
        advanceData { required compliant quality }
        cooperation { requestsMade requestsAnswered returnsRequested returnsHonoured blockedSenders blockedRepeats }
        provenance { source line }
      } } } }`,
    });
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      post: {
        quarters: {
          nodes: [
            {
              quarter: '2026-Q3',
              startsOn: '2026-07-01',
              endsOn: '2026-09-30',
              items: 1_000_000,
              exemptFromAdvanceData: false,
              targeted: {
                items: 20_000,
                inspected: 10_000,
                seized: { narcotics: 100, intellectualProperty: 1_500, other: 300 },
              },
              random: { inspected: 4_500, seized: { narcotics: 2, intellectualProperty: 45, other: 9 } },
              advanceData: { required: 950_000, compliant: 874_000, quality: 0.9 },
              cooperation: {
                requestsMade: 40,
                requestsAnswered: 28,
                returnsRequested: 10,
                returnsHonoured: 6,
                blockedSenders: 200,
                blockedRepeats: 30,
              },
              provenance: { source: 'POST_QUARTERS', line: 4 },
            },
          ],
        },
      },
    });
    expect(answer.disclosed).toMatchObject([{ record: QUMAR, decision: { relation: 'CBP' } }]);
  });

  test('as many statements for one post and quarter as for all', async () => {
    const one = await posts.ask({
      viewer: cbp,
      document: '{ posts(first: 1) { nodes { code quarters(first: 1) { nodes { quarter } } } } }',
    });
    const all = await posts.ask({ viewer: cbp, document: NINE_QUARTERS, variables: { first: 200 } });
    expect(one.statements).toHaveLength(2);
    expect(all.statements).toHaveLength(2);
  });
});

test('an entity by id and by code is the same post; an unknown one is absent', async () => {
  const answer = await posts.ask({
    viewer: PUBLIC_VIEWER,
    document: `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on InternationalPost { id name } } }`,
    variables: {
      refs: [
        { __typename: 'InternationalPost', id: QUMAR },
        { __typename: 'InternationalPost', code: 'QMA' },
        { __typename: 'InternationalPost', code: 'QQQ' },
      ],
    },
  });
  const post = { id: QUMAR, name: 'Invented Post of Qumar' };
  expect(answer.data).toEqual({ _entities: [post, post, null] });
});

describe('the feeds', () => {
  test('bad rows are quarantined, twice is once, what a snapshot no longer lists is delisted', async () => {
    const feed = await disposableSubgraph(definition);
    try {
      expect(await feed.feed('posts', POSTS)).toMatchObject({ read: 5, accepted: 3, rejected: 2, closed: 0 });
      expect(await feed.sql`select line, field, expected, got from quarantine order by line`).toEqual([
        { line: 4, field: 'code', expected: 'XXX, the designated operator code', got: '"QN"' },
        {
          line: 6,
          field: 'country',
          expected: 'an ISO 3166-1 alpha-2 code, assigned or user-assigned',
          got: '"EU"',
        },
      ]);
      const before = await feed.sql`select * from post order by code`;
      expect(await feed.feed('posts', POSTS)).toMatchObject({ alreadyDone: true });
      expect(await feed.sql`select * from post order by code`).toEqual(before);
      expect(await feed.feed('posts', POSTS.slice(0, 2))).toMatchObject({ accepted: 1, closed: 2 });
      const document = '{ posts { nodes { code } } post(code: "XAA") { delistedOn } }';
      const after = await feed.ask({ viewer: PUBLIC_VIEWER, document });
      expect(after.data).toMatchObject({
        posts: { nodes: [{ code: 'QMA' }] },
        post: { delistedOn: expect.anything() },
      });
      await feed.feed('posts', [...POSTS.slice(0, 3)]);
      expect((await feed.ask({ viewer: PUBLIC_VIEWER, document })).data).toMatchObject({
        posts: { nodes: [{ code: 'QMA' }, { code: 'XAA' }] },
        post: { delistedOn: null },
      });
    } finally {
      await feed.drop();
    }
  });
});
