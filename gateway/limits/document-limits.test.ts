import { AUDIENCES } from '@good-standing/kernel/viewer/viewer.ts';
import { type DocumentNode, getIntrospectionQuery, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { givenValuesRefusal } from './given-values.ts';
import { type Limits, limitsFor } from './limits.ts';
import { forbiddenName } from './names.ts';
import { isUnreadable, readDocument } from './read-document.ts';
import { isLimitRefusal, limitError, limitRefusal, limitStatus } from './refusal.ts';
import { isIntrospectionAlone, shapeRefusal } from './shape.ts';

const limits = limitsFor('PUBLIC');

function read(text: string, under: Limits = limits): DocumentNode {
  const document = readDocument(text, under);
  if (isLimitRefusal(document) || isUnreadable(document)) throw new Error(JSON.stringify(document));
  return document;
}

function nested(depth: number): string {
  return '{a'.repeat(depth) + '}'.repeat(depth);
}

describe('each limit of the shape at its boundary', () => {
  test.each([
    ['operations', '{a}', 'query A{a} query B{a}', 2],
    [
      'selections',
      `{${'a '.repeat(2)}b{${'c '.repeat(limits.selections - 3)}}}`,
      `{${'a '.repeat(2)}b{${'c '.repeat(limits.selections - 2)}}}`,
      limits.selections + 1,
    ],
    ['depth', nested(limits.depth), nested(limits.depth + 1), limits.depth + 1],
    ['aliases', '{a{b:c d:c e:c f:c g:c}}', '{a{b:c d:c e:c f:c g:c h:c}}', 6],
    ['rootFields', '{a b c}', '{a b c d}', 4],
    ['directives', `{a${' @skip(if:false)'.repeat(10)}}`, `{a${' @skip(if:false)'.repeat(11)}}`, 11],
  ] as const)('%s', (limit, within, beyond, value) => {
    expect(shapeRefusal(parse(within), limits)).toBeNull();
    expect(shapeRefusal(parse(beyond), limits)).toEqual({ limit, value, bound: limits[limit], at: null });
  });

  test.each([
    ['selections', 'query{z{...F}} fragment F on Q {a ...G ...G} fragment G on Q {b c}', 6],
    ['depth', 'query{...F} fragment F on Q {a{...G}} fragment G on Q {b{c}}', 3],
    ['aliases', 'query{a{...F} b{...F}} fragment F on Q {x:c ... on Q{y:c}}', 4],
    ['rootFields', 'query{a ...F ... on Q {d}} fragment F on Q {b c}', 4],
    ['directives', 'query($v:Int @d) @d {...F @d ... on Q @d {a}} fragment F on Q @d {a @d}', 6],
  ] as const)('%s are counted with fragments written out', (limit, text, value) => {
    expect(shapeRefusal(parse(text), { ...limits, [limit]: value })).toBeNull();
    expect(shapeRefusal(parse(text), { ...limits, [limit]: value - 1 })).toMatchObject({ limit, value });
  });

  test('A46: a bomb of twenty-five levels is refused at once, however large its count', () => {
    const levels = Array.from({ length: 25 }, (_, n) => `fragment F${n} on Q {${`...F${n + 1} `.repeat(9)}}`);
    const bomb = parse(`query{...F0} ${levels.join(' ')} fragment F25 on Q {a}`);
    expect(shapeRefusal(bomb, limits)).toMatchObject({ limit: 'selections', value: 1_000_000_000 });
  });

  test('A46: a bomb of a thousand levels does not wrap around', () => {
    const levels = Array.from({ length: 1_200 }, (_, n) => `fragment F${n} on Q {...F${n + 1} ...F${n + 1}}`);
    const bomb = parse(`query{...F0} ${levels.join(' ')} fragment F1200 on Q {a}`);
    expect(shapeRefusal(bomb, limits)).toMatchObject({ limit: 'selections', value: 1_000_000_000 });
  });

  test('a fragment within itself ends, and is left to validation', () => {
    expect(shapeRefusal(parse('query{...F} fragment F on Q {a ...F}'), limits)).toBeNull();
  });
});

describe('tokens', () => {
  test('are counted before anything is built', () => {
    const within = `{${'a '.repeat(limits.tokens - 2)}}`;
    expect(isLimitRefusal(readDocument(within, limits))).toBe(false);
    expect(readDocument(`{${'a '.repeat(limits.tokens - 1)}}`, limits)).toMatchObject({
      limit: 'tokens',
      value: limits.tokens + 1,
      bound: limits.tokens,
    });
  });

  test('A49: five thousand levels are refused, not thrown', () => {
    expect(readDocument(nested(5_000), limits)).toMatchObject({ limit: 'tokens' });
    const generous = { ...limits, tokens: 1_000_000 };
    expect(readDocument('{a'.repeat(100_000) + '}'.repeat(100_000), generous)).toMatchObject({
      unreadable: true,
    });
  });

  test('what is no GraphQL says where', () => {
    expect(readDocument('{ a(', limits)).toMatchObject({
      unreadable: true,
      locations: [{ line: 1, column: 5 }],
    });
  });
});

describe('introspection', () => {
  const standard = getIntrospectionQuery({
    descriptions: true,
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    schemaDescription: true,
    inputValueDeprecation: true,
    oneOf: true,
  });

  test.each(AUDIENCES)('the query of the standard tools passes for %s', (audience) => {
    const document = read(standard, limitsFor(audience));
    expect(shapeRefusal(document, limitsFor(audience))).toBeNull();
    expect(isIntrospectionAlone(document)).toBe(true);
  });

  test.each([
    '{__schema{types{name}} a}',
    '{...F} fragment F on Query {__typename a}',
    'query{... on Query{__schema{types{name}}} ...F} fragment F on Query{b}',
  ])('A09, A50: mixed with data it is no introspection: %s', (text) => {
    expect(isIntrospectionAlone(parse(text))).toBe(false);
  });

  test('A50: a fragment named like introspection is a fragment', () => {
    const text = `query{...__schema} fragment __schema on Query ${nested(7)}`;
    expect(shapeRefusal(parse(text), limits)).toMatchObject({ limit: 'depth', value: 7 });
  });
});

describe('A56: names that reach a prototype', () => {
  test.each([
    ['alias', '{__proto__:a}', '__proto__'],
    ['field', '{constructor}', 'constructor'],
    ['variable', 'query($prototype:Int){a}', 'prototype'],
    ['argument', '{a(__proto__:1)}', '__proto__'],
    ['input field', '{a(b:{constructor:1})}', 'constructor'],
    ['fragment', '{...prototype} fragment prototype on Q {a}', 'prototype'],
    ['operation', 'query constructor {a}', 'constructor'],
  ])('%s', (_what, text, name) => {
    expect(forbiddenName(parse(text))).toBe(name);
  });

  test('a string may say anything', () => {
    expect(forbiddenName(parse('{a(b:"__proto__")}'))).toBeNull();
  });

  test('a key of a variable', () => {
    expect(givenValuesRefusal(JSON.parse('{"a":[{"__proto__":{"x":1}}]}'))).toEqual({
      forbidden: '__proto__',
    });
  });
});

test('variables nest twelve deep, and no deeper', () => {
  const deep = (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels));
  expect(givenValuesRefusal({ a: deep(12) })).toBeNull();
  expect(givenValuesRefusal({ a: deep(13) })).toMatchObject({ limit: 'inputDepth', value: 13, bound: 12 });
  expect(givenValuesRefusal({ a: deep(60_000) })).toMatchObject({ limit: 'inputDepth' });
});

test('a refusal names the limit, the value and the maximum', () => {
  expect(limitError(limitRefusal('depth', 7, 6))).toEqual({
    message: 'Limit exceeded: depth of the selection, fragments written out, 7; maximum 6.',
    extensions: { code: 'LIMIT_DEPTH', limit: 'depth', value: 7, maximum: 6 },
  });
  expect(limitError(limitRefusal('prefix', 2, 3, 'Query.a(namePrefix:)')).extensions).toEqual({
    code: 'LIMIT_PREFIX',
    limit: 'prefix',
    value: 2,
    minimum: 3,
    at: 'Query.a(namePrefix:)',
  });
  expect(limitStatus(limitRefusal('bodyBytes', 2, 1))).toBe(413);
});
