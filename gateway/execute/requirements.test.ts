import { describe, expect, test } from 'vitest';
import { answers } from './answers.ts';
import { graphUnderTest } from './graph-under-test.ts';

const typed = { __resolveType: (value: { __typename: string }) => value.__typename };

describe('@requires', () => {
  const rows = [
    {
      id: '1',
      weight: 2,
      parts: [{ __typename: 'Bolt', size: 1 }, null, { __typename: 'Nut', turns: 3 }],
      maker: { name: 'Ada', tags: ['x'] },
    },
    { id: '2', weight: null, parts: [], maker: null },
  ];
  const find = ({ id }: { id: string }) => rows.find((row) => row.id === id);
  const graph = graphUnderTest({
    a: {
      typeDefs: `type Query { things: [Thing!]! } union Part = Bolt | Nut type Bolt @shareable { size: Int } type Nut @shareable { turns: Int }
        type Maker @shareable { name: String tags: [String] }
        type Thing @key(fields: "id") { id: ID! weight: Int parts: [Part] maker: Maker price(in: String): Int
          tax: Int @requires(fields: "net") net: Int @external gross: Int @requires(fields: "net duty") duty: Int @external }`,
      resolvers: {
        Query: { things: () => rows },
        Part: typed,
        Thing: {
          __resolveReference: (given: { id: string }) => ({ ...find(given), ...given }),
          price: (_: unknown, given: { in?: string }) => (given.in === 'EUR' ? 2 : 1),
          tax: ({ net }: { net: number }) => net / 2,
          gross: ({ net, duty }: { net: number; duty: number }) => net + duty,
        },
      },
    },
    b: {
      typeDefs: `union Part = Bolt | Nut type Bolt @shareable { size: Int } type Nut @shareable { turns: Int }
        type Maker @shareable { name: String tags: [String] }
        type Thing @key(fields: "id") { id: ID! weight: Int @external parts: [Part] @external maker: Maker @external price(in: String): Int @external tax: Int @external
          net: Int @requires(fields: "price(in: \\"EUR\\") weight") duty: Int @requires(fields: "tax")
          summary: String @requires(fields: "parts { ... on Bolt { size } ... on Nut { turns } } maker { name tags }") }`,
      resolvers: {
        Part: typed,
        Thing: {
          net: ({ price, weight }: { price: number; weight: number | null }) => price * 100 + (weight ?? 0),
          duty: ({ tax }: { tax: number }) => tax * 2,
          summary: ({ id: _id, ...given }: { id: string }) => JSON.stringify(given),
        },
      },
    },
  });
  answers(graph, [
    [
      '{ things { net price(in: "USD") } }',
      {
        things: [
          { net: 202, price: 1 },
          { net: 200, price: 1 },
        ],
      },
    ],
    [
      '{ things { id: net price: gross } }',
      {
        things: [
          { id: 202, price: 404 },
          { id: 200, price: 400 },
        ],
      },
    ],
    [
      '{ things { tax gross } }',
      {
        things: [
          { tax: 101, gross: 404 },
          { tax: 100, gross: 400 },
        ],
      },
    ],
  ]);

  test('lists, nulls, members of a union and nested objects are given as they are', async () => {
    const { data } = await graph.ask('{ things { summary } }');
    const things = (data as { things: { summary: string }[] }).things.map(({ summary }) =>
      JSON.parse(summary),
    );
    expect(things).toMatchObject([
      { parts: rows[0]?.parts, maker: rows[0]?.maker },
      { parts: [], maker: null },
    ]);
  });
});

describe('keys', () => {
  const graph = graphUnderTest({
    a: {
      typeDefs: `type Query { containers: [Container] } type Container { book: Book } type Book @key(fields: "upc") { upc: ID! }`,
      resolvers: { Query: { containers: () => ['b1', 'b2', 'b3', 'b1'].map((upc) => ({ book: { upc } })) } },
    },
    b: {
      typeDefs: `type Book @key(fields: "id place { shelf row }") @key(fields: "upc") { id: ID! upc: ID! place: Place } type Place @shareable { shelf: Int row: Int }`,
      resolvers: {
        Book: {
          __resolveReference: ({ upc }: { upc: string }) =>
            upc === 'b3'
              ? null
              : { upc, id: upc.slice(1), place: { shelf: Number(upc.slice(1)), row: null } },
        },
      },
    },
    c: {
      typeDefs: `type Book @key(fields: "id place { shelf row }") { id: ID! place: Place author: Author } type Author { name: String! } type Place @shareable { shelf: Int row: Int }`,
      resolvers: {
        Book: {
          author: ({ id, place }: { id: string; place: object }) => ({
            name: `${id} ${JSON.stringify(place)}`,
          }),
        },
      },
    },
  });

  test('an entity that nobody knows is null and asked of nobody further', async () => {
    const answer = await graph.ask('{ containers { book { upc author { name } } } }');
    const known = (shelf: number) => ({ name: `${shelf} {"shelf":${shelf},"row":null}` });
    expect(answer.data).toEqual({
      containers: [
        { book: { upc: 'b1', author: known(1) } },
        { book: { upc: 'b2', author: known(2) } },
        { book: { upc: 'b3', author: null } },
        { book: { upc: 'b1', author: known(1) } },
      ],
    });
    expect(answer.errors).toEqual([]);
    expect(answer.requests.map(({ subgraph, variables }) => [subgraph, variables.representations])).toEqual([
      ['a', undefined],
      ['b', ['b1', 'b2', 'b3'].map((upc) => ({ __typename: 'Book', upc }))],
      ['c', [1, 2].map((shelf) => ({ __typename: 'Book', id: String(shelf), place: { shelf, row: null } }))],
    ]);
  });
});

describe('@requires with arguments, of fields that the client asks with others', () => {
  const comments = [1, 2, 3, 4, 5, 6].map((n) => ({
    id: `c${n}`,
    post: n < 4 ? 'p1' : 'p2',
    author: n === 3 ? 'a2' : 'a1',
  }));
  const graph = graphUnderTest({
    a: {
      typeDefs: `type Query { feed: [Post] }
        type Post @key(fields: "id") { id: ID! authorId: ID @external author: Author @requires(fields: "authorId") comments(limit: Int!): [Comment] @external }
        type Comment @key(fields: "id") { id: ID! authorId: ID twins: [Post] @external
          isSpam: Boolean @requires(fields: "twins { comments(limit: 3) { id } }") }
        type Author { id: ID! }`,
      resolvers: {
        Query: { feed: () => [{ id: 'p1' }, { id: 'p2' }] },
        Post: { author: ({ authorId }: { authorId: string }) => ({ id: authorId }) },
        Comment: {
          __resolveReference: (given: { id: string }) => ({
            authorId: comments.find(({ id }) => id === given.id)?.author,
            ...given,
          }),
          isSpam: ({ twins }: { twins: { comments: object[] }[] }) =>
            twins.some((post) => post.comments.length === 3),
        },
      },
    },
    b: {
      typeDefs: `type Post @key(fields: "id") { id: ID! authorId: ID @requires(fields: "comments(limit: 3) { authorId }") comments(limit: Int!): [Comment] }
        type Comment @key(fields: "id") { id: ID! authorId: ID @external twins: [Post] }`,
      resolvers: {
        Post: {
          __resolveReference: (given: { id: string; comments?: { authorId: string }[] }) => ({
            id: given.id,
            authorId: given.comments?.[2]?.authorId,
          }),
          comments: ({ id }: { id: string }, { limit }: { limit: number }) =>
            comments.filter(({ post }) => post === id).slice(0, limit),
        },
        Comment: { twins: ({ id }: { id: string }) => (id === 'c3' ? [{ id: 'p2' }] : []) },
      },
    },
  });
  answers(graph, [
    ['{ feed { author { id } } }', { feed: [{ author: { id: 'a2' } }, { author: { id: 'a1' } }] }],
    [
      'query($n: Int! = 1) { feed { author { id } ...F comments(limit: $n) { id } } } fragment F on Post { comments(limit: $n) { id } }',
      {
        feed: [
          { author: { id: 'a2' }, comments: [{ id: 'c1' }] },
          { author: { id: 'a1' }, comments: [{ id: 'c4' }] },
        ],
      },
    ],
    [
      '{ feed { id: comments(limit: 3) { isSpam } comments(limit: 1) { id: isSpam } } }',
      {
        feed: [
          { id: [{ isSpam: false }, { isSpam: false }, { isSpam: true }], comments: [{ id: false }] },
          { id: [{ isSpam: false }, { isSpam: false }, { isSpam: false }], comments: [{ id: false }] },
        ],
      },
    ],
  ]);
});
