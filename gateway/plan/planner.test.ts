import { composeServices } from '@theguild/federation-composition';
import { GraphQLSkipDirective, parse, printSchema, validateSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { PlannerUnavailable, planner } from './planner.ts';

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@inaccessible"])\n';
const composed = composeServices([
  {
    name: 'things',
    url: 'http://things.test/graphql',
    typeDefs:
      parse(`${link} type Query { any: Any } union Any = Seen | Hidden type Seen @key(fields: "id") { id: ID! secret: Int @inaccessible }
      type Hidden @inaccessible { x: Int } interface Named { name: String } interface Titled implements Named { name: String }
      type Work implements Titled & Named { name: String }`),
  },
  { name: 'dashed-name', typeDefs: parse(`${link} type Seen @key(fields: "id") { id: ID! more: Int }`) },
]);
const made = planner(composed.supergraphSdl ?? '');

describe('a planner', () => {
  test('knows the API without what is inaccessible, and the supergraph with it', () => {
    expect(printSchema(made.apiSchema)).not.toMatch(/secret|Hidden|__schema/);
    expect(made.apiSchema.getType('Seen')).toBeDefined();
    expect(made.apiSchema.getDirective('skip')).toBe(GraphQLSkipDirective);
    expect(validateSchema(made.apiSchema)).toEqual([]);
    expect(made.supergraph.satisfies('Hidden', 'Any')).toBe(true);
    expect(made.supergraph.hasFieldNamed('secret')).toBe(true);
  });

  test.each([
    ['Work', 'Work', true],
    ['Work', 'Titled', true],
    ['Work', 'Named', true],
    ['Titled', 'Named', true],
    ['Named', 'Titled', false],
    ['Seen', 'Named', false],
    ['Nothing', 'Named', false],
  ])('says whether %s answers to %s: %s', (typename, condition, does) => {
    expect(made.supergraph.satisfies(typename, condition)).toBe(does);
  });

  test('reads where the subgraphs are', () => {
    expect([...made.supergraph.subgraphs].sort()).toEqual([
      ['dashed-name', ''],
      ['things', 'http://things.test/graphql'],
    ]);
  });

  test('plans', () => {
    expect(made.plan('{ any { ... on Seen { more } } }', null)).toMatchObject({ node: { kind: 'Sequence' } });
    expect(() => made.plan('{ nothing }', null)).toThrow();
  });

  test('that does not load says where it would', () => {
    expect(new PlannerUnavailable(new Error('no such file')).message).toMatch(
      /no binary for \w+ \w+: expected Linux with glibc or macOS, on x64 or arm64/,
    );
  });
});
