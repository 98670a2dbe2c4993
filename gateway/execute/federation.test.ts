import { buildSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { type GraphUnderTest, graphUnderTest } from './graph-under-test.ts';

/** What Apollo's composition says of an external field of an interface object, and this one leaves out. */
function withExternalTitle(supergraphSdl: string): string {
  return supergraphSdl.replace(
    '  title: String\n  stars: Int @join__field(graph: Y)',
    '  title: String @join__field(graph: X) @join__field(graph: Y, external: true)\n  stars: Int @join__field(graph: Y)',
  );
}

/** Every way in which subgraphs may share types, each as one small graph and what it answers. */
const typed = { __resolveType: (value: { __typename: string }) => value.__typename };

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

describe('mutations', () => {
  const told: string[] = [];
  const tell = (word: string) => {
    told.push(word);
    return told.length;
  };
  const graph = graphUnderTest({
    a: {
      typeDefs: `type Query { a: Int } type Mutation { add(n: Int!): Int! make(id: ID!): Thing } type Thing @key(fields: "id") { id: ID! }`,
      resolvers: {
        Mutation: {
          add: async (_: unknown, { n }: { n: number }) => tell(`add ${n}`),
          make: (_: unknown, { id }: { id: string }) => ({ id }),
        },
      },
    },
    b: {
      typeDefs: `type Mutation { multiply(by: Int!): Int! } type Thing @key(fields: "id") { id: ID! size: Int }`,
      resolvers: {
        Mutation: { multiply: async (_: unknown, { by }: { by: number }) => tell(`multiply ${by}`) },
        Thing: { size: ({ id }: { id: string }) => id.length },
      },
    },
  });

  test('are done in their order, across subgraphs', async () => {
    const answer = await graph.ask(
      'mutation { one: add(n: 1) multiply(by: 2) two: add(n: 3) make(id: "xyz") { size } }',
    );
    expect(answer).toMatchObject({ data: { one: 1, multiply: 2, two: 3, make: { size: 3 } }, errors: [] });
    expect(told).toEqual(['add 1', 'multiply 2', 'add 3']);
    expect(answer.requests.map(({ operationKind }) => operationKind)).toEqual([
      'mutation',
      'mutation',
      'mutation',
      'query',
    ]);
  });
});

describe('shared and provided fields, overrides, parents', () => {
  const graph = graphUnderTest({
    a: {
      typeDefs: `type Query { product: Product @shareable list: [Product] @provides(fields: "brand { name }") }
        type Product @key(fields: "id") { id: ID! name: String @shareable brand: Brand @shareable price: Int moved: String category: Category @shareable }
        type Brand @key(fields: "id") { id: ID! name: String @external } type Category @shareable { label: String }`,
      resolvers: {
        Query: {
          product: () => ({ id: '1', name: 'P', category: { label: 'L' } }),
          list: () => [{ id: '1', brand: { id: 'b', name: 'provided' } }],
        },
        Product: {
          price: () => 5,
          moved: () => 'old',
          __resolveReference: ({ id }: { id: string }) => ({ id, name: 'P', brand: { id: 'b' } }),
        },
      },
    },
    b: {
      typeDefs: `type Query { product: Product @shareable }
        type Product @key(fields: "id") { id: ID! moved: String @override(from: "a") category: Category @shareable }
        type Category @shareable { label: String } `,
      resolvers: {
        Query: { product: () => ({ id: '1', category: { label: 'L' } }) },
        Product: { moved: () => 'new', category: () => ({ label: 'L' }) },
      },
    },
    c: {
      typeDefs: `type Brand @key(fields: "id") { id: ID! name: String @shareable country: String }`,
      resolvers: { Brand: { name: () => 'own', country: () => 'US' } },
    },
  });
  answers(graph, [
    [
      '{ product { id name moved price category { label } } }',
      { product: { id: '1', name: 'P', moved: 'new', price: 5, category: { label: 'L' } } },
    ],
    ['{ list { brand { name } } }', { list: [{ brand: { name: 'provided' } }] }],
    [
      '{ list { brand { country name } moved } }',
      { list: [{ brand: { country: 'US', name: 'provided' }, moved: 'new' }] },
    ],
  ]);
});

describe('a supergraph of Federation 1 subgraphs', () => {
  const graph = graphUnderTest(
    {
      users: {
        typeDefs: `type Query { me: User } type User @key(fields: "id") { id: ID! name: String }`,
        resolvers: {
          Query: { me: () => ({ id: '1', name: 'Ada' }) },
          User: { __resolveReference: ({ id }: { id: string }) => ({ id, name: 'Ada' }) },
        },
      },
      reviews: {
        typeDefs: `extend type User @key(fields: "id") { id: ID! @external name: String @external reviews: [Review] greeting: String @requires(fields: "name") }
          type Review { body: String author: User @provides(fields: "name") }`,
        resolvers: {
          User: {
            reviews: () => [{ body: 'Good', author: { id: '1', name: 'Ada' } }],
            greeting: ({ name }: { name: string }) => `Hello ${name}`,
          },
        },
      },
    },
    { federation1: true },
  );
  answers(graph, [
    [
      '{ me { name reviews { body author { name } } greeting } }',
      { me: { name: 'Ada', reviews: [{ body: 'Good', author: { name: 'Ada' } }], greeting: 'Hello Ada' } },
    ],
  ]);
});

describe('variables and input', () => {
  const graph = graphUnderTest({
    a: {
      typeDefs: `type Query { echo(filter: Filter, list: [Int!] = [7], any: Json): String } scalar Json
        input Filter { text: String = "default" kinds: [Kind!] nested: Filter } enum Kind { A B }`,
      resolvers: { Query: { echo: (_: unknown, given: object) => JSON.stringify(given) } },
    },
  });
  test.each([
    [
      'query($f: Filter) { echo(filter: $f) }',
      { f: { kinds: ['A'], nested: {} } },
      { filter: { text: 'default', kinds: ['A'], nested: { text: 'default' } }, list: [7] },
    ],
    ['query($f: Filter = { text: "x" }) { echo(filter: $f) }', {}, { filter: { text: 'x' }, list: [7] }],
    ['query($l: [Int!]) { echo(list: $l) }', { l: 3 }, { list: [3] }],
    ['query($l: [Int!]) { echo(list: $l) }', {}, { list: [7] }],
    [
      'query($any: Json, $n: Json) { echo(any: { deep: [$any, 1.5, null] }) o: echo(any: $n) }',
      { any: { a: [1, { b: null }] }, n: null },
      { list: [7], any: { deep: [{ a: [1, { b: null }] }, 1.5, null] } },
    ],
  ])('%s with %o', async (document, variables, given) => {
    const { data, errors } = await graph.ask(document, { variables });
    expect(errors).toEqual([]);
    expect(JSON.parse((data as { echo: string }).echo)).toEqual(given);
  });
});

describe('introspection', () => {
  const graph = graphUnderTest({
    a: { typeDefs: 'type Query { a: Int hidden: Int @inaccessible }', resolvers: { Query: { a: () => 1 } } },
  });
  answers(graph, [
    ['{ __typename }', { __typename: 'Query' }],
    [
      '{ __schema { queryType { id: name fields { name } } } a }',
      { __schema: { queryType: { id: 'Query', fields: [{ name: 'a' }] } }, a: 1 },
    ],
    [
      'query { ...F } fragment F on Query { name: __type(name: "Query") { ...T } } fragment T on __Type { kind: name }',
      { name: { kind: 'Query' } },
    ],
  ]);

  test('with variables and conditions', async () => {
    const document =
      'query($name: String!, $no: Boolean!) { __type(name: $name) { name kind @include(if: $no) } }';
    const { data, requests } = await graph.ask(document, { variables: { name: 'Int', no: false } });
    expect({ data, requests }).toEqual({ data: { __type: { name: 'Int' } }, requests: [] });
  });
});

describe('a schema of an audience that sees less than the API', () => {
  const found = [
    { __typename: 'Open', id: '1', name: 'open' },
    { __typename: 'Closed', id: '2', name: 'closed' },
  ];
  const graph = graphUnderTest({
    a: {
      typeDefs: `type Query { found: [Named] first: Found mood: Mood } interface Named { name: String } union Found = Open | Closed enum Mood { GOOD BAD }
        type Open implements Named @key(fields: "id") { id: ID! name: String } type Closed implements Named @key(fields: "id") { id: ID! name: String }`,
      resolvers: {
        Query: { found: () => found, first: () => found[1], mood: () => 'BAD' },
        Named: typed,
        Found: typed,
      },
    },
  });
  const schema =
    buildSchema(`type Query { found: [Named] first: Found mood: Mood } interface Named { name: String } union Found = Open enum Mood { GOOD }
    type Open implements Named { id: ID! name: String }`);
  test.each([
    ['{ found { name } }', { found: [{ name: 'open' }, null] }],
    ['{ found { __typename } first { __typename } }', { found: [{ __typename: 'Open' }, null], first: null }],
    ['{ first { ... on Open { name } } mood }', { first: null, mood: null }],
  ])('%s', async (document, data) => {
    const answer = await graph.ask(document, { schema });
    expect({ data: answer.data, errors: answer.errors }).toEqual({ data, errors: [] });
  });

  test('introspection is of what it sees', async () => {
    const { data } = await graph.ask(
      '{ __schema { types { name } } closed: __type(name: "Closed") { name } }',
      { schema },
    );
    expect(JSON.stringify(data)).toContain('"Open"');
    expect(JSON.stringify(data)).not.toContain('Closed"');
  });
});

function answers(graph: GraphUnderTest, rows: readonly (readonly [string, object])[]): void {
  test.each(rows)('%s', async (document, data) => {
    const answer = await graph.ask(document);
    expect({ data: answer.data, errors: answer.errors, failures: answer.failures }).toEqual({
      data,
      errors: [],
      failures: [],
    });
    expect(JSON.stringify(answer.data)).toBe(JSON.stringify(data));
  });
}
