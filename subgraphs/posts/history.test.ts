import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fda, type PostsUnderTest, postsUnderTest, qumar } from './posts-under-test.ts';

let posts: PostsUnderTest;
beforeAll(async () => {
  posts = await postsUnderTest({ QMA: 'BBBBBBB G', XAA: 'GGGGGGGGG' }, 8);
  await posts.closeAll(9);
});
afterAll(() => posts?.drop());

/** How each field of a node is selected; written by hand, so that a new field is missed by its type's test. */
const SCORE = {
  id: 'id',
  quarter: 'quarter',
  startsOn: 'startsOn',
  endsOn: 'endsOn',
  score: 'score',
  interval: 'interval { low high }',
  marginal: 'marginal',
  threshold: 'threshold',
  determination: 'determination',
  undeterminedBecause: 'undeterminedBecause',
  metricVersion: 'metricVersion',
  closedAt: 'closedAt',
  restatements: 'restatements',
  factors: 'factors { name subScore }',
};
const STANDING = {
  id: 'id',
  post: 'post { code }',
  quarter: 'quarter',
  compliant: 'compliant',
  determination: 'determination',
  undeterminedBecause: 'undeterminedBecause',
  consecutiveNonCompliantQuarters: 'consecutiveNonCompliantQuarters',
  interruptedRun: 'interruptedRun',
  listed: 'listed',
  onProbation: 'onProbation',
  measures: 'measures',
  openMeasures: 'openMeasures',
  threshold: 'threshold',
  closedAt: 'closedAt',
  restatements: 'restatements',
  score: 'score',
  interval: 'interval { low high }',
  marginal: 'marginal',
  factors: 'factors { name subScore }',
};

type Node = Readonly<Record<string, unknown>>;
interface History {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function history(list: string, selection: string, page = 'first: 40'): Promise<History> {
  const answer = await posts.ask({
    viewer: qumar,
    document: `{ post(code: "QMA") { list: ${list}(${page}) { ${selection} pageInfo { hasNextPage endCursor } } } }`,
  });
  expect(answer.errors).toBeUndefined();
  const { post } = answer.data as { post: { list: History } };
  return post.list;
}

describe.each([
  ['scores', 'QuarterScore', SCORE],
  ['standings', 'PostStanding', STANDING],
] as const)('the history of a post: %s', (list, type, fields) => {
  test(`the fields are those of ${type}`, async () => {
    const { data } = await posts.ask({ viewer: qumar, document: `{ _service { sdl } }` });
    const { sdl } = (data as { _service: { sdl: string } })._service;
    const [, body = ''] = sdl.split(`type ${type} {`);
    const named = [...(body.split('\n}')[0] ?? '').matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name);
    expect(named).toEqual(Object.keys(fields));
  });

  test.each(Object.entries(fields))('%s asked alone is as it is among all', async (name, selection) => {
    const all = await history(list, `nodes { ${Object.values(fields).join(' ')} }`);
    const alone = await history(list, `nodes { ${selection} }`);
    expect(alone.nodes).toEqual(all.nodes.map((node) => ({ [name]: node[name] })));
    expect(all.nodes).toHaveLength(9);
  });

  test('under edges, through a fragment, under another name, it is the same', async () => {
    const direct = await history(list, 'nodes { quarter determination }');
    const { data } = await posts.ask({
      viewer: qumar,
      document: `fragment Node on ${type} { quarter is: determination }
        { post(code: "QMA") { list: ${list}(first: 40) { edges { node { ...Node } } } } }`,
    });
    const { edges } = (data as { post: { list: { edges: readonly { node: Node }[] } } }).post.list;
    expect(edges.map(({ node }) => ({ quarter: node.quarter, determination: node.is }))).toEqual(
      direct.nodes,
    );
  });

  test('page by page it is the whole, the latest quarter first', async () => {
    const whole = await history(list, 'nodes { quarter restatements }');
    const read: Node[] = [];
    let after: string | null = null;
    for (let more = true; more; ) {
      const page: History = await history(
        list,
        'nodes { quarter restatements }',
        `first: 4${after === null ? '' : `, after: "${after}"`}`,
      );
      read.push(...page.nodes);
      after = page.pageInfo.endCursor;
      more = page.pageInfo.hasNextPage;
    }
    expect(read).toEqual(whole.nodes);
    expect(read.map(({ quarter }) => quarter)).toEqual(
      read
        .map(({ quarter }) => quarter)
        .toSorted()
        .toReversed(),
    );
  });
});

test('what the ladder did stands in its history: the run, the interruption, the measures', async () => {
  const { nodes } = await history(
    'standings',
    'nodes { quarter consecutiveNonCompliantQuarters interruptedRun measures openMeasures threshold undeterminedBecause }',
  );
  expect(nodes.slice(0, 3)).toEqual([
    {
      quarter: '2026-Q1',
      consecutiveNonCompliantQuarters: 0,
      interruptedRun: 7,
      measures: [],
      openMeasures: [],
      threshold: null,
      undeterminedBecause: 'NO_THRESHOLD',
    },
    {
      quarter: '2025-Q4',
      consecutiveNonCompliantQuarters: 0,
      interruptedRun: 7,
      measures: [],
      openMeasures: [],
      threshold: 60,
      undeterminedBecause: 'NOT_FURNISHED',
    },
    {
      quarter: '2025-Q3',
      consecutiveNonCompliantQuarters: 7,
      interruptedRun: null,
      measures: ['PRIORITY_INSPECTION'],
      openMeasures: ['PRIORITY_INSPECTION', 'ADDITIONAL_INFORMATION'],
      threshold: 60,
      undeterminedBecause: null,
    },
  ]);
});

test('a post that nothing was closed of has an empty history', async () => {
  await posts.feed('posts', [
    'code,name,country,designated_operator',
    'QMA,Invented Post of Qumar,QM,Y',
    'XAA,Invented Post of Xanadu,XA,Y',
    'XBA,Invented Courier,XB,N',
  ]);
  const { data, errors } = await posts.ask({
    viewer: fda,
    document: '{ posts { nodes { code scores { nodes { score } } standings { nodes { listed } } } } }',
  });
  expect(errors).toBeUndefined();
  const { nodes } = (data as { posts: { nodes: readonly Node[] } }).posts;
  expect(nodes[2]).toEqual({ code: 'XBA', scores: { nodes: [] }, standings: { nodes: [] } });
});

test('a selection reads the columns it tells, and the quarter', async () => {
  const { statements } = await posts.ask({
    viewer: qumar,
    document: '{ post(code: "QMA") { scores { nodes { score } } } }',
  });
  const [, history = ''] = statements;
  expect([...history.matchAll(/as "(\w+)"/g)].map(([, name]) => name)).toEqual(['quarter', 'score']);
});
