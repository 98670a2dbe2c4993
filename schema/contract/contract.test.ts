import type { Audience } from '@good-standing/kernel/viewer/viewer.ts';
import { buildSchema, type GraphQLSchema, parse, printSchema, validate, validateSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { contractFor } from './contract.ts';

const DIRECTIVES = `
  directive @disclose(rule: DisclosureRule!) on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION
  directive @audience(only: [Audience!]!) on FIELD_DEFINITION
  directive @join__directive(name: String!, args: join__Args) repeatable on FIELD_DEFINITION
  scalar join__Args
  enum DisclosureRule { BROKER_RECORD IMPORTER_NAME IMPORTER_NUMBER CONFIDENTIALITY }
  enum Audience { CBP PGA BROKER IMPORTER PUBLIC }
`;

function contractOf(sdl: string, audience: Audience): GraphQLSchema {
  const supergraph = DIRECTIVES + sdl;
  const contract = contractFor(buildSchema(supergraph), supergraph, audience);
  expect(validateSchema(contract)).toEqual([]);
  return contract;
}

const IMPORTERS = `
  "The graph."
  type Query {
    "By number."
    importer(number: String! @disclose(rule: IMPORTER_NUMBER)): Importer
    importers(filter: Filter, number: String @disclose(rule: IMPORTER_NUMBER)): [Importer!]!
    reports: [Report!] @audience(only: [CBP])
    mine: Int @audience(only: [BROKER])
    carried: Int @join__directive(name: "disclose", args: { rule: BROKER_RECORD })
  }
  input Filter { name: String, number: String @disclose(rule: IMPORTER_NUMBER) }
  "Liable for duty."
  type Importer { id: ID! name: String @disclose(rule: IMPORTER_NAME) record: Record @disclose(rule: BROKER_RECORD) }
  type Record { kept: Boolean }
  type Report { title: String }
`;

describe('the API schema of one audience', () => {
  test('what a rule never gives an audience does not exist for it', () => {
    const text = printSchema(contractOf(IMPORTERS, 'PUBLIC'));
    expect(text).toBe(
      `"""The graph."""
type Query {
  importers(filter: Filter): [Importer!]!
}

input Filter {
  name: String
}

"""Liable for duty."""
type Importer {
  id: ID!
  name: String
}`,
    );
  });

  test('CBP has everything but what names other audiences alone', () => {
    const text = printSchema(contractOf(IMPORTERS, 'CBP'));
    expect(text).toContain('reports: [Report!]');
    expect(text).toContain('record: Record');
    expect(text).toContain('carried: Int');
    expect(text).not.toContain('mine');
    expect(text).not.toContain('@');
  });

  test('a suggestion names nothing that is hidden', () => {
    const [error] = validate(contractOf(IMPORTERS, 'PUBLIC'), parse('{ importers { recor } }'));
    expect(error?.message).toBe('Cannot query field "recor" on type "Importer".');
  });

  test.each([
    [
      'an interface field that one of its types lost',
      'interface I { a: Int b: Int } type Query { i: I } type A implements I { a: Int b: Int } type B implements I { a: Int b: Int @disclose(rule: BROKER_RECORD) }',
      ['I.b', 'B.b'],
      ['I.a', 'A.b'],
    ],
    [
      'a type of a union that lost everything',
      'type Query { u: U } union U = A | B type A { a: Int } type B { b: Int @disclose(rule: BROKER_RECORD) }',
      ['B'],
      ['A.a'],
    ],
    [
      'a union, and the field that answers it',
      'type Query { u: U z: Int } union U = B type B { b: Int @disclose(rule: BROKER_RECORD) }',
      ['U', 'B', 'Query.u'],
      ['Query.z'],
    ],
    [
      'an interface that nothing implements',
      'interface I { a: Int } type Query { i: I z: Int } type A implements I { a: Int @disclose(rule: BROKER_RECORD) }',
      ['I', 'Query.i'],
      ['Query.z'],
    ],
    [
      'a field whose required input lost a required field',
      'type Query { q(i: In!): Int z: Int } input In { a: Int b: Int! @disclose(rule: BROKER_RECORD) }',
      ['Query.q', 'In'],
      ['Query.z'],
    ],
    [
      'an optional argument whose input lost everything',
      'type Query { q(i: In): Int } input In { a: Int @disclose(rule: BROKER_RECORD) }',
      ['In', 'Query.q(i:)'],
      ['Query.q'],
    ],
    [
      'a chain of types',
      'type Query { a: A z: Int } type A { b: B } type B { c: C } type C { d: Int @disclose(rule: BROKER_RECORD) }',
      ['A', 'B', 'C', 'Query.a'],
      ['Query.z'],
    ],
    [
      'an argument that one implementation lost',
      'interface I { a(x: Int): Int } type Query { i: I } type A implements I { a(x: Int @disclose(rule: BROKER_RECORD)): Int }',
      ['I.a(x:)', 'A.a(x:)'],
      ['I.a', 'A.a'],
    ],
  ] as const)('falls too: %s', (_case, sdl, gone, left) => {
    const contract = contractOf(sdl, 'PUBLIC');
    for (const coordinate of gone) expect(has(contract, coordinate), coordinate).toBe(false);
    for (const coordinate of left) expect(has(contract, coordinate), coordinate).toBe(true);
  });

  test('recursive types that hold each other alone do not keep each other', () => {
    const contract = contractOf(
      'type Query { z: Int a: A @disclose(rule: BROKER_RECORD) } type A { b: B } type B { a: A }',
      'PUBLIC',
    );
    expect(has(contract, 'A')).toBe(false);
  });

  test('a supergraph with type extensions, whose marks would be missed, is refused', () => {
    const sdl = `${DIRECTIVES} type Query { a: Int } extend type Query { b: Int @disclose(rule: BROKER_RECORD) }`;
    expect(() => contractFor(buildSchema(sdl), sdl, 'PUBLIC')).toThrow('extension');
  });

  test('an unknown rule is not taken for open', () => {
    const sdl =
      'directive @disclose(rule: String) on FIELD_DEFINITION type Query { a: Int @disclose(rule: "NEW") }';
    expect(() => contractFor(buildSchema(sdl), sdl, 'PUBLIC')).toThrow('Query.a');
  });
});

function has(schema: GraphQLSchema, coordinate: string): boolean {
  const [, typeName = '', field, argument] = /^(\w+)(?:\.(\w+))?(?:\((\w+):\))?$/.exec(coordinate) ?? [];
  const type = schema.getType(typeName);
  if (field === undefined) return type !== undefined;
  if (type === undefined || !('getFields' in type)) return false;
  const found = type.getFields()[field];
  if (argument === undefined) return found !== undefined;
  return found !== undefined && 'args' in found && found.args.some(({ name }) => name === argument);
}
