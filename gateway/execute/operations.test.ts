import { buildSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { answers } from './answers.ts';
import { graphUnderTest } from './graph-under-test.ts';

const typed = { __resolveType: (value: { __typename: string }) => value.__typename };

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
