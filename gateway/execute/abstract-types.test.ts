import { describe, expect, test } from 'vitest';
import { answers } from './answers.ts';
import { graphUnderTest } from './graph-under-test.ts';

const typed = { __resolveType: (value: { __typename: string }) => value.__typename };

/** What Apollo's composition says of an external field of an interface object, and this one leaves out. */
function withExternalTitle(supergraphSdl: string): string {
  return supergraphSdl.replace(
    '  title: String\n  stars: Int @join__field(graph: Y)',
    '  title: String @join__field(graph: X) @join__field(graph: Y, external: true)\n  stars: Int @join__field(graph: Y)',
  );
}

describe('interface objects', () => {
  const media = [
    { __typename: 'Book', id: 'm1', title: 'One' },
    { __typename: 'Film', id: 'm2', title: 'Two' },
  ];
  const find = ({ id }: { id: string }) => media.find((each) => each.id === id);
  const graph = graphUnderTest(
    {
      x: {
        typeDefs: `type Query { medias: [Media] } interface Media @key(fields: "id") { id: ID! title: String }
        type Book implements Media @key(fields: "id") { id: ID! title: String }
        type Film implements Media @key(fields: "id") { id: ID! title: String minutes: Int }`,
        resolvers: {
          Query: { medias: () => media },
          Media: { __resolveReference: find, ...typed },
          Film: { minutes: () => 90 },
        },
      },
      y: {
        typeDefs: `type Query { tops: [Media] }
        type Media @interfaceObject @key(fields: "id") { id: ID! title: String @external stars: Int rank: String @requires(fields: "title") }`,
        resolvers: {
          Query: { tops: () => [{ id: 'm2' }, { id: 'm1' }] },
          Media: {
            stars: ({ id }: { id: string }) => Number(id.slice(1)),
            rank: ({ title }: { title: string }) => `#${title}`,
          },
        },
      },
    },
    { amend: withExternalTitle },
  );
  answers(graph, [
    [
      '{ tops { id stars } }',
      {
        tops: [
          { id: 'm2', stars: 2 },
          { id: 'm1', stars: 1 },
        ],
      },
    ],
    [
      '{ tops { __typename stars } }',
      {
        tops: [
          { __typename: 'Film', stars: 2 },
          { __typename: 'Book', stars: 1 },
        ],
      },
    ],
    [
      '{ tops { title rank ... on Film { minutes } } }',
      {
        tops: [
          { title: 'Two', rank: '#Two', minutes: 90 },
          { title: 'One', rank: '#One' },
        ],
      },
    ],
    [
      '{ medias { stars rank ... on Book { id: title } } }',
      {
        medias: [
          { stars: 1, rank: '#One', id: 'One' },
          { stars: 2, rank: '#Two' },
        ],
      },
    ],
    [
      '{ medias { ...on Film { stars rank __typename } } }',
      { medias: [{}, { stars: 2, rank: '#Two', __typename: 'Film' }] },
    ],
  ]);
});

describe('unions and enums whose members differ by subgraph', () => {
  const graph = graphUnderTest({
    a: {
      typeDefs: `type Query { media: Media @shareable song: Song2 kinds: [Kind] kind(of: Kind): Kind }
        union Media = Book | Song union Song2 = Song type Book @key(fields: "id") { id: ID! title: String @shareable }
        type Song @key(fields: "id") { id: ID! title: String @shareable } enum Kind { KNOWN SECRET @inaccessible }`,
      resolvers: {
        Query: {
          media: () => ({ __typename: 'Book', id: 'b', title: 'B' }),
          song: () => ({ __typename: 'Song', id: 's', title: 'S' }),
          kinds: () => ['KNOWN', 'SECRET'],
        },
        Media: typed,
        Song2: typed,
      },
    },
    b: {
      typeDefs: `type Query { media: Media @shareable } union Media = Book | Movie
        type Book @key(fields: "id") { id: ID! title: String @shareable pages: Int } type Movie @key(fields: "id") { id: ID! title: String @shareable }`,
      resolvers: {
        Query: { media: () => ({ __typename: 'Book', id: 'b', title: 'B' }) },
        Media: typed,
        Book: { pages: () => 7 },
      },
    },
  });
  answers(graph, [
    ['{ media { ... on Movie { title } } }', { media: {} }],
    [
      '{ media { __typename ... on Song { title } ... on Book { title pages } } }',
      { media: { __typename: 'Book', title: 'B', pages: 7 } },
    ],
    ['{ song { ... on Song { title } } }', { song: { title: 'S' } }],
  ]);

  test('a value that the API hides is null, and no error tells of it', async () => {
    expect(await graph.ask('{ kinds }')).toMatchObject({ data: { kinds: ['KNOWN', null] }, errors: [] });
  });

  test('a hidden value is not an argument', async () => {
    await expect(graph.ask('{ kind(of: SECRET) }')).rejects.toThrow(/SECRET/);
  });
});

describe('members of a union and implementations of an interface that one subgraph alone knows', () => {
  const common = { __typename: 'Common', label: 'common' };
  const container = { id: 'c' };
  const shared = `type Wrapper @shareable { actions: [Action!]! } type Common @shareable { label: String } interface Node { id: ID! }`;
  const graph = graphUnderTest({
    a: {
      typeDefs: `${shared} union Action = Common | OnlyA type OnlyA { a: String label: String }
        type Query { rootA: Container shared: Container @shareable nodes: [Node] products: [Product] oven: Node }
        type Container @key(fields: "id") { id: ID! wrapper: Wrapper @shareable }
        union Product = Oven | Toaster interface Lasting { warranty: Int }
        type Oven @key(fields: "id") { id: ID! } type Toaster implements Node & Lasting @key(fields: "id") { id: ID! warranty: Int }`,
      resolvers: {
        Query: {
          rootA: () => container,
          shared: () => ({ ...container, actions: [common] }),
          nodes: () => [{ __typename: 'Toaster', id: 't', warranty: 3 }],
          products: () => [
            { __typename: 'Oven', id: 'o' },
            { __typename: 'Toaster', id: 't', warranty: 3 },
          ],
          oven: () => ({ __typename: 'Oven', id: 'o' }),
        },
        Container: {
          wrapper: ({ actions }: { actions?: object[] }) => ({
            actions: actions ?? [common, { __typename: 'OnlyA', a: 'a' }],
          }),
        },
        Action: typed,
        Node: typed,
        Product: typed,
        Lasting: typed,
      },
    },
    b: {
      typeDefs: `${shared} union Action = Common | OnlyB type OnlyB { b: String }
        type Query { rootB: Container shared: Container @shareable }
        type Container @key(fields: "id") { id: ID! wrapper: Wrapper @shareable bWrapper: Wrapper }
        interface Lasting { warranty: Int } type Oven implements Node & Lasting @key(fields: "id") { id: ID! warranty: Int }`,
      resolvers: {
        Query: { rootB: () => container, shared: () => ({ ...container, actions: [common] }) },
        Container: {
          wrapper: ({ actions }: { actions?: object[] }) => ({
            actions: actions ?? [common, { __typename: 'OnlyB', b: 'b' }],
          }),
          bWrapper: () => ({ actions: [common, { __typename: 'OnlyB', b: 'b' }] }),
        },
        Action: typed,
        Oven: { warranty: () => 1 },
      },
    },
  });
  const actions = '{ actions { __typename ... on Common { label } ... on OnlyA { a } ... on OnlyB { b } } }';
  const a = { actions: [common, { __typename: 'OnlyA', a: 'a' }] };
  const b = { actions: [common, { __typename: 'OnlyB', b: 'b' }] };
  answers(graph, [
    [`{ rootA { wrapper ${actions} } }`, { rootA: { wrapper: a } }],
    [`{ rootB { wrapper ${actions} } }`, { rootB: { wrapper: b } }],
    [`{ shared { wrapper ${actions} } }`, { shared: { wrapper: { actions: [common] } } }],
    [`{ rootA { bWrapper ${actions} } }`, { rootA: { bWrapper: b } }],
    [
      '{ rootA { wrapper { actions { ... on Common { label } ... on OnlyA { label a } } } } }',
      { rootA: { wrapper: { actions: [{ label: 'common' }, { label: null, a: 'a' }] } } },
    ],
    [
      '{ rootA { bWrapper { actions { ... on OnlyB { b } } } wrapper { actions { ... on OnlyA { c: a } } } } }',
      { rootA: { bWrapper: { actions: [{}, { b: 'b' }] }, wrapper: { actions: [{}, { c: 'a' }] } } },
    ],
    [
      '{ rootA { wrapper { actions { __typename ... on OnlyB { b } } } } }',
      { rootA: { wrapper: { actions: [{ __typename: 'Common' }, { __typename: 'OnlyA' }] } } },
    ],
    ['{ products { ... on Node { id } } }', { products: [{ id: 'o' }, { id: 't' }] }],
    ['{ products { ... on Lasting { warranty } } }', { products: [{ warranty: 1 }, { warranty: 3 }] }],
    ['{ nodes { ... on Toaster { warranty } ... on Oven { id } } }', { nodes: [{ warranty: 3 }] }],
    [
      '{ nodes { ... on Node { id ... on Node { id ... on Lasting { warranty } } } } }',
      { nodes: [{ id: 't', warranty: 3 }] },
    ],
  ]);

  test('an object that its subgraph does not know as one is null', async () => {
    const { data, errors } = await graph.ask('{ oven { ... on Oven { warranty } } }');
    expect({ data, paths: errors.map(({ path }) => path) }).toEqual({
      data: { oven: null },
      paths: [['oven']],
    });
  });
});
