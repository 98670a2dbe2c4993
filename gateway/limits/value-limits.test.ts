import { marksOf } from '@good-standing/schema/contract/directives.ts';
import { buildSchema, getVariableValues, type OperationDefinitionNode, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { costOf } from './cost.ts';
import { inputCheck } from './inputs.ts';
import { limitsFor } from './limits.ts';

const SDL = `
  directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean) on FIELD_DEFINITION
  directive @cost(weight: Int!) on FIELD_DEFINITION
  type Query {
    importers(first: Int = 25, top: Int, after: String, filter: Filter, ids: [ID!], namePrefix: String): Connection
      @listSize(assumedSize: 40, slicingArguments: ["first", "top"], sizedFields: ["nodes", "edges"])
    pages(first: Int): [Importer!]! @listSize(assumedSize: 7, slicingArguments: ["first"])
    importer(number: String): Importer
    party: Party
    screen(parties: [String!]): Report @cost(weight: 25) @listSize(assumedSize: 1000, sizedFields: ["results"])
    digest: String @cost(weight: 3)
  }
  type Report { results: [Importer!]! @listSize(assumedSize: 1000) }
  input Filter { numbers: [String!], namePrefix: String, first: Int }
  type Connection { nodes: [Importer!]! edges: [Edge!]! total: Int }
  type Edge { node: Importer! }
  interface Party { name: String }
  type Importer implements Party { name: String bonds: [Bond!]! pages(first: Int = 5): [Bond!] @listSize(slicingArguments: ["first"]) }
  type Bond { id: ID surety: Importer }
`;
const schema = buildSchema(SDL);
const marks = marksOf(parse(SDL));
const limits = limitsFor('PUBLIC');

function coerced(text: string, given: Readonly<Record<string, unknown>>) {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const operation = document.definitions[0] as OperationDefinitionNode;
  const { coerced: variables = {} } = getVariableValues(schema, operation.variableDefinitions ?? [], given);
  return { document, variables };
}

function refusalOf(text: string, given: Readonly<Record<string, unknown>> = {}) {
  const { document, variables } = coerced(text, given);
  return inputCheck(schema, marks, document, limits)(variables);
}

function cost(text: string, given: Readonly<Record<string, unknown>> = {}) {
  const { document, variables } = coerced(text, given);
  return costOf(schema, marks, document)(variables);
}

const ids = (count: number) => Array.from({ length: count }, (_, n) => `imp_${n}`);

describe('limits of values at their boundary, the same whether literal or variable', () => {
  test.each([
    ['first', 'first', 'Int', 25, 26, 26],
    ['first', 'top', 'Int', 25, 26, 26],
    ['first', 'filter.first', 'Filter', { first: 25 }, { first: 26 }, 26],
    ['listItems', 'ids', '[ID!]', ids(20), ids(21), 21],
    ['listItems', 'filter.numbers', 'Filter', { numbers: ids(20) }, { numbers: ids(21) }, 21],
    ['characters', 'ids', '[ID!]', ['a'.repeat(100)], ['a'.repeat(101)], 101],
    ['characters', 'after', 'String', 'a'.repeat(4_000), 'a'.repeat(4_001), 4_001],
    ['prefix', 'namePrefix', 'String', 'abc', 'ab ', 2],
    ['prefix', 'filter.namePrefix', 'Filter', { namePrefix: 'abc' }, { namePrefix: '' }, 0],
  ] as const)('%s at %s', (limit, path, type, within, beyond, value) => {
    const [name = ''] = path.split('.');
    const literal = (given: unknown) =>
      `{importers(${name}: ${JSON.stringify(given).replace(/"(\w+)":/g, '$1:')}){total}}`;
    const variable = `query($v:${type}){importers(${name}:$v){total}}`;
    expect(refusalOf(literal(within))).toBeNull();
    expect(refusalOf(variable, { v: within })).toBeNull();
    const refusal = refusalOf(literal(beyond));
    expect(refusal).toMatchObject({ limit, value });
    expect(refusalOf(variable, { v: beyond })).toEqual(refusal);
  });

  test('an item that is a variable, within a literal list', () => {
    const text = `query($v:ID!){importers(ids:["a",$v]){total}}`;
    expect(refusalOf(text, { v: 'a'.repeat(100) })).toBeNull();
    expect(refusalOf(text, { v: 'a'.repeat(101) })).toMatchObject({ limit: 'characters' });
  });

  test('where it is says no value', () => {
    expect(refusalOf('{importers(first:26){total}}')?.at).toBe('Query.importers(first:)');
  });
});

describe('the estimate', () => {
  test.each([
    ['{importer{name}}', 1],
    ['{importers(first:3){nodes{name}}}', 4],
    ['{importers(first:3){edges{node{name}}}}', 7],
    ['{importers(first:3){nodes{name} edges{node{name}}}}', 10],
    ['{importers{nodes{name}}}', 26],
    ['{importers(first:null){nodes{name}}}', 41],
    ['{importers(first:2,top:4){nodes{name}}}', 5],
    ['{pages{name}}', 7],
    ['{pages(first:2){bonds{id}}}', 22],
    ['{pages(first:2){pages{id}}}', 12],
    ['{pages(first:-5){bonds{id}}}', 0],
    ['{importer{name ...F} ...R} fragment F on Importer{bonds{id}} fragment R on Query{importer{...F}}', 22],
    ['{party{name ...on Importer{bonds{id}}}}', 11],
    ['{a:importer{name} b:importer{name}}', 2],
    ['{importers(first:2){...C}} fragment C on Connection{nodes{bonds{id}}}', 23],
    ['{importer @skip(if:true){name}}', 1],
    ['{screen(parties:["a","b"]){results{name}}}', 27],
    ['{screen{results{name}}}', 1025],
    ['{digest}', 3],
  ])('%s is %i', (text, value) => {
    expect(cost(text)).toBe(value);
  });

  test('A47: a variable costs what the literal costs, a default what it gives', () => {
    const text = 'query($n:Int=6){importers(first:$n){nodes{bonds{id}}}}';
    expect(cost(text, { n: 9 })).toBe(cost('{importers(first:9){nodes{bonds{id}}}}'));
    expect(cost(text)).toBe(cost('{importers(first:6){nodes{bonds{id}}}}'));
    expect(cost('query($n:Int){importers(first:$n){nodes{name}}}')).toBe(cost('{importers{nodes{name}}}'));
  });
});
