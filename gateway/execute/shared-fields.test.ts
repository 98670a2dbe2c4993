import { describe } from 'vitest';
import { answers } from './answers.ts';
import { graphUnderTest } from './graph-under-test.ts';

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

describe('@provides', () => {
  const entities = ['1', '2'].map((n) => ({ id: n, name: `N${n}` }));
  const tooMuch = () => {
    throw new Error('Asked where it was not needed.');
  };
  const graph = graphUnderTest({
    a: {
      typeDefs: `type Query { unused: Int } type Entity @key(fields: "id") { id: ID! name: String! @shareable description: String! @shareable extra: String! }`,
      resolvers: { Entity: { name: tooMuch, description: tooMuch, extra: () => 'extra' } },
    },
    b: {
      typeDefs: `type Query { entities: [Entity!]! @provides(fields: "name description") }
        type Entity @key(fields: "id") { id: ID! name: String! @external description: String! @external }`,
      resolvers: {
        Query: { entities: () => entities },
        Entity: { __resolveReference: tooMuch, description: tooMuch },
      },
    },
  });
  answers(graph, [
    [
      '{ entities { id ... { name } ... { extra } } }',
      { entities: entities.map((entity) => ({ ...entity, extra: 'extra' })) },
    ],
    [
      '{ entities { displayed: name ... on Entity @skip(if: true) { description } } }',
      { entities: entities.map(({ name }) => ({ displayed: name })) },
    ],
  ]);
});
