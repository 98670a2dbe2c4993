import { readFileSync } from 'node:fs';
import { definition as brokers } from '@good-standing/brokers/subgraph';
import { definition as debarments } from '@good-standing/debarments/subgraph';
import { definition as entries } from '@good-standing/entries/subgraph';
import { definition as access } from '@good-standing/gateway/access/subgraph.ts';
import { developmentIssuer } from '@good-standing/gateway/authenticate/development-issuer.ts';
import { readConfig } from '@good-standing/gateway/config.ts';
import { ROOMS } from '@good-standing/gateway/house/owners.ts';
import { definition as importers } from '@good-standing/importers/subgraph';
import { existsFor } from '@good-standing/kernel/disclosure/rules.ts';
import { AUDIENCES } from '@good-standing/kernel/viewer/viewer.ts';
import { definition as posts } from '@good-standing/posts/subgraph';
import { marksOf } from '@good-standing/schema/contract/directives.ts';
import { composeServices } from '@theguild/federation-composition';
import { isInterfaceType, isNonNullType, isObjectType, isUnionType, Kind, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { CONTRACTS } from './askers.ts';

const supergraph = readFileSync(
  new URL('../../schema/supergraph.generated.graphql', import.meta.url),
  'utf8',
);
const document = parse(supergraph);
const marks = marksOf(document);
const POLICIES = { importers, entries, debarments, posts, brokers, access };

const fieldsOf = (audience: (typeof AUDIENCES)[number]) =>
  Object.values(CONTRACTS[audience].getTypeMap()).flatMap((type) =>
    isObjectType(type) && !type.name.startsWith('__')
      ? Object.values(type.getFields()).map((field) => ({ coordinate: `${type.name}.${field.name}`, field }))
      : [],
  );

test('A01, A02, A10: no contract has an interface or a union, over which two types could be protected differently', () => {
  for (const audience of AUDIENCES) {
    const abstract = Object.values(CONTRACTS[audience].getTypeMap()).filter(
      (type) => isInterfaceType(type) || isUnionType(type),
    );
    expect([audience, abstract.map(({ name }) => name)]).toEqual([audience, []]);
  }
});

test('A03: a renamed directive of disclosure is still the directive of disclosure, or does not compose', () => {
  const sdl = (name: string, as: string) => `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", { name: "@requiresScopes", as: "@${as}" }])
    type Query { ${name}: String @${as}(scopes: [["secret"]]) }`;
  const composed = composeServices([
    { name: 'one', url: 'http://one', typeDefs: parse(sdl('one', 'scopes')) },
    { name: 'two', url: 'http://two', typeDefs: parse(sdl('two', 'requiresScopes')) },
  ]);
  expect(composed.supergraphSdl ?? '').not.toMatch(/@scopes\b|as: "@?scopes"/);
  expect(supergraph).not.toMatch(/@link\([^)]*for: SECURITY[^)]*as:/);
  expect(supergraph).not.toMatch(/@authenticated|@requiresScopes|@policy\b/);
});

test('A04: no field that is computed elsewhere requires a protected one', () => {
  const required = [...supergraph.matchAll(/requires: "([^"]*)"/g)].map(([, fields]) => fields);
  const protectedNames = new Set(
    [...marks].filter(([, { rules }]) => rules.length > 0).map(([coordinate]) => coordinate.split('.')[1]),
  );
  for (const fields of required) {
    for (const name of fields?.match(/\w+/g) ?? []) expect(protectedNames.has(name)).toBe(false);
  }
  expect(supergraph).not.toMatch(/@fromContext|contextArguments: \[\{/);
});

test('A05: a field that two subgraphs protect is under the same rule in both', () => {
  const held = new Map<string, string>();
  for (const [name, { policy }] of Object.entries(POLICIES)) {
    for (const [coordinate, { rule }] of Object.entries(policy as Record<string, { rule: string }>)) {
      expect([name, coordinate, held.get(coordinate) ?? rule]).toEqual([name, coordinate, rule]);
      held.set(coordinate, rule);
    }
  }
  expect(held.size).toBeGreaterThan(60);
  for (const [coordinate, rule] of held)
    expect([coordinate, marks.get(coordinate)?.rules]).toEqual([coordinate, [rule]]);
});

test('A06: directives of disclosure stand on fields, arguments and input fields of the supergraph and nowhere else', () => {
  for (const definition of document.definitions) {
    if (!('directives' in definition)) continue;
    const names = (definition.directives ?? []).map(({ name }) => name.value);
    expect(names.filter((name) => /^(disclose|public|audience)$/.test(name))).toEqual([]);
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION) continue;
    const values = (definition.values ?? []).flatMap(({ directives = [] }) =>
      directives.map(({ name }) => name.value),
    );
    expect(values.filter((name) => /^(disclose|public|audience)$/.test(name))).toEqual([]);
  }
});

test('A07: no configuration of the house runs it without authentication', () => {
  expect(() => readConfig({ NODE_ENV: 'production' })).toThrow();
  for (const switchedOff of [{ OIDC_ISSUER: '' }, { OIDC_ISSUER: 'http://issuer.example' }]) {
    expect(() => readConfig({ NODE_ENV: 'production', ...switchedOff })).toThrow();
  }
  expect(() => developmentIssuer(readConfig({ HOST: '0.0.0.0' }))).toThrow();
  expect(ROOMS.map(({ name }) => name).sort()).toEqual(Object.keys(POLICIES).sort());
});

describe('A11, A60', () => {
  test('A11: what entities are known by is an opaque id or a public code', () => {
    const keys = [...supergraph.matchAll(/@join__type\([^)]*key: "([^"]*)"/g)].map(([, key]) => key);
    // The consent that came with a screened party is its opaque id.
    expect([...new Set(keys)].sort()).toEqual(['code', 'consent', 'id']);
  });

  test('A60: a protected field may be null, wherever it stands in a list', () => {
    const strict = fieldsOf('CBP').filter(
      ({ coordinate, field }) => (marks.get(coordinate)?.rules.length ?? 0) > 0 && isNonNullType(field.type),
    );
    expect(strict.map(({ coordinate }) => coordinate)).toEqual([]);
  });
});

test('A57: the contract of an audience is what some rule gives it, and its fields are among CBP’s or its own', () => {
  for (const audience of AUDIENCES) {
    for (const { coordinate, field } of fieldsOf(audience)) {
      const { rules = [], only = null } = marks.get(coordinate) ?? {};
      expect([audience, coordinate, rules.every((rule) => existsFor(rule, audience))]).toEqual([
        audience,
        coordinate,
        true,
      ]);
      expect([audience, coordinate, only === null || only.includes(audience)]).toEqual([
        audience,
        coordinate,
        true,
      ]);
      for (const { name } of field.args) {
        const own = marks.get(`${coordinate}(${name}:)`)?.rules ?? [];
        expect([coordinate, name, own.every((rule) => existsFor(rule, audience))]).toEqual([
          coordinate,
          name,
          true,
        ]);
      }
    }
  }
});
