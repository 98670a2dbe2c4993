import { describe, expect, test } from 'vitest';
import { graphUnderTest } from './graph-under-test.ts';

const graph = graphUnderTest({
  a: {
    typeDefs: `type Query { products: [Product!] node(id: ID!): Node any: [U] }
      interface Node { id: ID! } union U = Product | User
      type User implements Node @key(fields:"id") { id: ID! uname: String }
      type Product implements Node @key(fields:"id") { id: ID! name: String price(currency: String): Int weight: Int dim: Dim }
      type Dim @shareable { h: Int w: Int }`,
    resolvers: {
      Query: {
        products: () => [product('1'), product('2')],
        node: (_: unknown, { id }: { id: string }) => (id === 'u' ? user : product(id)),
        any: () => [product('1'), user, product('1')],
      },
      Node: { __resolveType: (node: { __typename: string }) => node.__typename },
      U: { __resolveType: (node: { __typename: string }) => node.__typename },
      Product: {
        __resolveReference: ({ id }: { id: string }) => product(id),
        price: (_: unknown, { currency }: { currency?: string }) => (currency === 'EUR' ? 2 : 1),
      },
    },
  },
  b: {
    typeDefs: `type Query { topProducts: [Product] }
      type Product @key(fields:"id") { id: ID! price(currency: String): Int @external weight: Int @external dim: Dim @external
        est: Int @requires(fields: "price(currency: \\"USD\\") weight dim {h}") }
      type Dim @shareable { h: Int w: Int }
      type User @key(fields:"id") { id: ID! age: Int }`,
    resolvers: {
      Query: { topProducts: () => [{ id: '2' }] },
      Product: {
        est: (p: { price: number; weight: number; dim: { h: number } }) =>
          p.price * 1000 + p.weight * 10 + p.dim.h,
      },
      User: { age: () => 30 },
    },
  },
});
const product = (id: string) => ({
  __typename: 'Product',
  id,
  name: `P${id}`,
  weight: Number(id),
  dim: { h: 3, w: 4 },
});
const user = { __typename: 'User', id: 'u', uname: 'Ada' };

describe('an operation over two subgraphs', () => {
  test.each([
    [
      '{ products { est price(currency: "EUR") t: __typename } __typename }',
      {
        products: [
          { est: 1013, price: 2, t: 'Product' },
          { est: 1023, price: 2, t: 'Product' },
        ],
        __typename: 'Query',
      },
    ],
    [
      '{ products { id: name est } }',
      {
        products: [
          { id: 'P1', est: 1013 },
          { id: 'P2', est: 1023 },
        ],
      },
    ],
    [
      '{ p: products { __typename: name constructor: est __proto__: id toString: weight } }',
      {
        p: [
          JSON.parse('{"__typename":"P1","constructor":1013,"__proto__":"1","toString":1}'),
          JSON.parse('{"__typename":"P2","constructor":1023,"__proto__":"2","toString":2}'),
        ],
      },
    ],
    [
      '{ any { __typename ... on User { age uname } ...F } } fragment F on Product { est }',
      {
        any: [
          { __typename: 'Product', est: 1013 },
          { __typename: 'User', age: 30, uname: 'Ada' },
          { __typename: 'Product', est: 1013 },
        ],
      },
    ],
    [
      '{ node(id: "u") { id ... on User { age } } topProducts { name } }',
      { node: { id: 'u', age: 30 }, topProducts: [{ name: 'P2' }] },
    ],
  ])('%s', async (document, data) => {
    const answer = await graph.ask(document);
    expect(answer).toMatchObject({ data, errors: [], failures: [] });
    expect(JSON.stringify(answer.data)).toBe(JSON.stringify(data));
  });
});
