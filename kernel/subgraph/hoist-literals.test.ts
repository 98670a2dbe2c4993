import { buildSchema, parse, print, validate } from 'graphql';
import { expect, test } from 'vitest';
import { hoistLiterals, withHoisted } from './hoist-literals.ts';

const schema = buildSchema(`
  scalar Date
  input Filter { from: Date, days: [Date!], name: String, inner: Filter }
  type Query { posts(on: Date, filter: Filter, first: Int): String }
`);

test.each([
  ['{ posts(on: "2026-01-02") }', { literal_0: '2026-01-02' }],
  [
    '{ posts(filter: { from: "2026-01-02", name: "a", inner: { from: "2026-01-03" } }) }',
    { literal_0: '2026-01-02', literal_1: '2026-01-03' },
  ],
  [
    '{ posts(filter: { days: ["2026-01-02", "2026-01-03"] }) }',
    { literal_0: '2026-01-02', literal_1: '2026-01-03' },
  ],
  ['query ($d: Date) { posts(on: $d, filter: { from: "2026-01-02" }) }', { literal_0: '2026-01-02' }],
  [
    'query ($literal_0: Date) { posts(on: $literal_0, filter: { from: "2026-01-02" }) }',
    { literal_1: '2026-01-02' },
  ],
  ['{ posts(on: null, filter: { name: "a" }) }', {}],
])('%s', (text, constants) => {
  const hoisted = hoistLiterals(schema, parse(text));
  expect(hoisted.constants).toEqual(constants);
  expect(validate(schema, hoisted.document)).toEqual([]);
  for (const value of Object.values(constants)) expect(print(hoisted.document)).not.toContain(`"${value}"`);
});

test.each([
  ['query ($d: Date = "2026-01-02") { posts(on: $d, first: 3) }', {}, { d: '2026-01-02' }],
  ['query ($d: Date! = "2026-01-02") { posts(on: $d) }', {}, { d: '2026-01-02' }],
  ['query ($d: Date = "2026-01-02") { posts(on: $d) }', { d: '2026-01-03' }, { d: '2026-01-03' }],
  ['query ($d: Date = "2026-01-02") { posts(on: $d) }', { d: null }, { d: null }],
  [
    'query ($f: Filter = { days: ["2026-01-02"], inner: { name: "a" } }) { posts(filter: $f) }',
    {},
    { f: { days: ['2026-01-02'], inner: { name: 'a' } } },
  ],
  ['query ($n: Int = 3) { posts(first: $n) }', {}, {}],
])('a default is given as a client gives a variable: %s', (text, given, variables) => {
  const hoisted = hoistLiterals(schema, parse(text));
  expect(withHoisted(given, hoisted)).toEqual(variables);
  expect(print(hoisted.document)).not.toContain('2026');
});
