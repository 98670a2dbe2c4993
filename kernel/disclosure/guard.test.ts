import { readFileSync } from 'node:fs';
import type { GraphQLObjectType } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { Sql } from '../postgres/pool.ts';
import type { SubgraphDefinition } from '../subgraph/definition.ts';
import { logFailuresTo } from '../subgraph/errors.ts';
import { preludeScalars } from '../subgraph/scalars.ts';
import { guardedSchema, subgraph } from '../subgraph/subgraph.ts';
import { PUBLIC_VIEWER, type Viewer } from '../viewer/viewer.ts';
import { disclose, withhold } from './decision.ts';
import { notes, withheldCounts } from './notes.ts';
import { disclosure, type Policy } from './policy.ts';

const shared = readFileSync(new URL('../../schema/prelude.graphql', import.meta.url), 'utf8');

interface Crate {
  readonly id: string;
  readonly label: string;
  readonly marks: string | null;
  readonly isOwn: boolean;
}

const crates: readonly Crate[] = Array.from({ length: 30 }, (_, nth) => ({
  id: `crt_${nth}`,
  label: `label ${nth}`,
  marks: nth === 0 ? null : `marks ${nth}`,
  isOwn: nth % 2 === 0,
}));

const named = disclosure<Crate>({
  rule: 'IMPORTER_NAME',
  decide: (viewer, crate) =>
    crate.isOwn && viewer.audience === 'PGA' ? disclose('JURISDICTION') : withhold('RELATION'),
});
const throwing = disclosure<Crate>({
  rule: 'IMPORTER_PROFILE',
  decide: () => {
    throw new Error('a broken rule');
  },
});
const purposeBound = disclosure<Crate>({
  rule: 'IMPORTER_NUMBER',
  purposes: ['IDENTITY'],
  decide: () => disclose('JURISDICTION'),
});

const policy: Policy = {
  'Crate.label': named,
  'Crate.marks': named,
  'Crate.weight': throwing,
  'Crate.number': purposeBound,
};

const sdl = `
  type Query {
    crates(label: String @disclose(rule: IMPORTER_NAME), any: [Search!]): [Crate!]! @public
    ledgerOfCrates: String @audience(only: [CBP])
  }
  input Search { id: ID, label: String @disclose(rule: IMPORTER_NAME), within: Second }
  input Second { within: Third }
  input Third { within: Fourth }
  input Fourth { label: String @disclose(rule: IMPORTER_NAME) }
  type Crate @key(fields: "id") {
    id: ID! @public
    label: String @disclose(rule: IMPORTER_NAME)
    marks: String @disclose(rule: IMPORTER_NAME)
    weight: Int @disclose(rule: IMPORTER_PROFILE)
    number: String @disclose(rule: IMPORTER_NUMBER)
  }`;

interface Over {
  readonly sdl?: string;
  readonly policy?: Policy;
  readonly crates?: readonly unknown[];
}

function definition(over: Over = {}): SubgraphDefinition<object> {
  return {
    name: 'crates',
    typeDefs: shared + (over.sdl ?? sdl),
    resolvers: {
      ...preludeScalars,
      Query: {
        crates: () => over.crates ?? crates.map((crate) => ({ ...crate })),
        ledgerOfCrates: () => 'for officers',
      },
    },
    policy: over.policy ?? policy,
    owner: { name: 'crates', migrations: new URL('./', import.meta.url) },
    loaders: () => ({}),
    feeds: () => [],
    consumers: [],
  };
}

const fda: Viewer = {
  ...PUBLIC_VIEWER,
  audience: 'PGA',
  agency: 'FDA',
  organization: { id: 'org_1', name: 'FDA (invented)', address: '' },
  rules: new Set(['IMPORTER_NAME', 'IMPORTER_PROFILE', 'IMPORTER_NUMBER']),
  purposes: ['RISK_ASSESSMENT', 'IDENTITY'],
  purpose: 'RISK_ASSESSMENT',
};
const cbp: Viewer = { ...fda, audience: 'CBP', agency: null };

/** No loader of these crates reads a table. */
const noTables = {} as Sql;

const keys = { ids: Buffer.alloc(32), cursors: Buffer.alloc(32) };

async function ask(
  document: string,
  viewer: Viewer,
  { ledgerAvailable = true, variables = {}, served = subgraph(definition(), noTables, keys) } = {},
) {
  const noted = notes(ledgerAvailable);
  const now = Temporal.Instant.from('2026-11-02T12:00:00Z');
  const answer = await served.execute({ document, variables, viewer, requestId: 'r', now, notes: noted });
  return { ...answer, noted, withheld: withheldCounts(noted) };
}

function policyWithout(coordinate: string): Policy {
  return Object.fromEntries(Object.entries(policy).filter(([each]) => each !== coordinate));
}

describe('A62: the start stops', () => {
  test.each([
    [
      'a field without a mark',
      { sdl: sdl.replace('id: ID! @public', 'id: ID!') },
      'Crate.id must carry exactly one',
    ],
    [
      'a field with two marks',
      { sdl: sdl.replace('id: ID! @public', 'id: ID! @public @disclose(rule: PROVENANCE)') },
      'it carries 2',
    ],
    [
      'a protected field without a rule in the policy',
      { policy: policyWithout('Crate.label') },
      'Crate.label is protected',
    ],
    ['a rule for an open field', { policy: { ...policy, 'Crate.id': named } }, 'Crate.id is @public'],
    [
      'a rule for an operation of one audience',
      { policy: { ...policy, 'Query.ledgerOfCrates': named } },
      'Query.ledgerOfCrates is @audience',
    ],
    [
      'a protected field of no record',
      {
        sdl: sdl.replace('String @audience(only: [CBP])', 'String @disclose(rule: IMPORTER_NAME)'),
        policy: { ...policy, 'Query.ledgerOfCrates': named },
      },
      'Query.ledgerOfCrates is protected, but Query is no record',
    ],
    ['a rule for no field', { policy: { ...policy, 'Crate.colour': named } }, 'Crate.colour'],
    [
      'another rule than the SDL says',
      { policy: { ...policy, 'Crate.label': purposeBound } },
      'under IMPORTER_NAME in the SDL but under IMPORTER_NUMBER',
    ],
  ])('at %s', (_case, over, message) => {
    expect(() => guardedSchema(definition(over))).toThrow(message);
  });
});

describe('a cell', () => {
  test('is disclosed and noted once for each record and rule, null or not', async () => {
    const { data, noted } = await ask('{ crates { id label marks } }', cbp);
    expect((data?.crates as Crate[])[0]).toEqual({ id: 'crt_0', label: 'label 0', marks: null });
    expect(noted.disclosed).toHaveLength(30);
    expect(noted.disclosed[0]).toMatchObject({ record: 'crt_0', rule: 'IMPORTER_NAME', mask: 0b11 });
  });

  test('is withheld with reason and exact count, also under aliases', async () => {
    const { data, withheld, noted } = await ask('{ crates { id label again: label } }', fda);
    expect((data?.crates as { label: string | null }[]).filter(({ label }) => label === null)).toHaveLength(
      15,
    );
    expect(withheld).toEqual([
      {
        coordinate: 'Crate.label',
        rule: 'IMPORTER_NAME',
        reason: 'RELATION',
        authority: '19 CFR 103.31(d); 18 USC 1905',
        availableWhen: null,
        count: 15,
      },
    ]);
    expect(noted.disclosed).toHaveLength(15);
  });

  test('has its own error, twenty at the most', async () => {
    const { errors } = await ask('{ crates { label again: label } }', fda);
    expect(errors).toHaveLength(20);
    expect(errors?.[0]).toEqual({
      message: 'Crate.label is withheld: RELATION (19 CFR 103.31(d); 18 USC 1905).',
      path: ['crates', 1, 'again'],
      extensions: {
        code: 'FIELD_WITHHELD',
        coordinate: 'Crate.label',
        rule: 'IMPORTER_NAME',
        reason: 'RELATION',
        authority: '19 CFR 103.31(d); 18 USC 1905',
        availableWhen: null,
      },
    });
  });

  test.each([
    ['no token', PUBLIC_VIEWER, '{ crates { number } }', 'UNAUTHENTICATED'],
    [
      'an agreement that ended',
      { ...PUBLIC_VIEWER, demoted: 'AGREEMENT_EXPIRED' as const },
      '{ crates { number } }',
      'AGREEMENT',
    ],
    [
      'an audience that never has it',
      { ...fda, audience: 'PLATFORM' as const },
      '{ crates { number } }',
      'AUDIENCE',
    ],
    [
      'an agreement that does not grant it',
      { ...fda, rules: new Set<string>() },
      '{ crates { label } }',
      'AGREEMENT',
    ],
    ['another purpose', fda, '{ crates { number } }', 'PURPOSE'],
    ['a rule that throws (A62)', fda, '{ crates { weight } }', 'NOT_AUTHORIZED'],
  ] as const)('is withheld for %s', async (_case, viewer, document, reason) => {
    const { withheld } = await ask(document, viewer);
    expect(withheld.map((each) => [each.reason, each.count])).toEqual([[reason, 30]]);
  });

  test('is decided for each viewer anew, also where a record outlives the request', async () => {
    const served = subgraph(definition({ crates }), noTables, keys);
    const before = await ask('{ crates { label } }', cbp, { served });
    const after = await ask('{ crates { label } }', PUBLIC_VIEWER, { served });
    expect(before.noted.disclosed).toHaveLength(30);
    expect([after.withheld.map(({ count }) => count), after.noted.disclosed]).toEqual([[30], []]);
  });

  test('is decided for a copy of a record anew', async () => {
    const [one] = crates;
    const copied: unknown[] = [{ ...one }];
    const served = subgraph(definition({ crates: copied }), noTables, keys);
    await ask('{ crates { label } }', fda, { served });
    copied.push({ ...(copied[0] as Crate), id: 'crt_copy', isOwn: false });
    const { data, withheld } = await ask('{ crates { id label } }', fda, { served });
    expect(data?.crates).toEqual([
      { id: 'crt_0', label: 'label 0' },
      { id: 'crt_copy', label: null },
    ]);
    expect(withheld).toMatchObject([{ reason: 'RELATION', count: 1 }]);
  });

  test('is decided by its own rule, also where two decide differently under one name', async () => {
    const never = disclosure<Crate>({ rule: 'IMPORTER_NAME', decide: () => withhold('STAGE') });
    const served = subgraph(definition({ policy: { ...policy, 'Crate.marks': never } }), noTables, keys);
    const { data, withheld } = await ask('{ crates { label marks } }', fda, { served });
    expect((data?.crates as Crate[])[2]).toEqual({ label: 'label 2', marks: null });
    expect(withheld).toMatchObject([
      { coordinate: 'Crate.label', reason: 'RELATION', count: 15 },
      { coordinate: 'Crate.marks', reason: 'STAGE', count: 30 },
    ]);
  });

  test.each([
    [
      'a decision that is none',
      { ...policy, 'Crate.label': { ...named, decide: async () => withhold('STAGE') } },
      {},
    ],
    ['a record without an id, which the ledger could not name', policy, { id: null }],
  ])('is withheld for %s', async (_case, over, facts) => {
    const served = subgraph(
      definition({ policy: over as never, crates: [{ ...crates[0], ...facts }] }),
      noTables,
      keys,
    );
    const { data, noted } = await ask('{ crates { label } }', fda, { served });
    expect(data).toEqual({ crates: [{ label: null }] });
    expect(noted.disclosed).toEqual([]);
  });

  test('is read where its rule allows, with no resolver in between (our patch of graphql-jit)', async () => {
    const served = subgraph(definition(), noTables, keys);
    const field = (served.schema.getType('Crate') as GraphQLObjectType).getFields().label;
    if (field === undefined) throw new Error('a crate has a label');
    const asked: unknown[] = [];
    field.resolve = Object.assign((parent: unknown) => asked.push(parent), field.resolve);
    const { data, errors } = await ask('{ crates { label } }', fda, { served });
    expect((data?.crates as Crate[]).slice(0, 2)).toEqual([{ label: 'label 0' }, { label: null }]);
    expect(errors?.[0]?.path).toEqual(['crates', 1, 'label']);
    expect(asked).toEqual([]);
  });

  test('a rule that throws is told to the log, without its message', async () => {
    const failures: unknown[] = [];
    logFailuresTo((failure) => void failures.push(failure));
    await ask('{ crates { weight } }', fda);
    logFailuresTo(() => {});
    expect(failures).toHaveLength(30);
    expect(JSON.stringify(failures)).not.toContain('a broken rule');
  });

  test('is disclosed for the purpose that it is bound to', async () => {
    const { withheld, noted } = await ask('{ crates { number } }', { ...fda, purpose: 'IDENTITY' });
    expect(withheld).toEqual([]);
    expect(noted.disclosed).toHaveLength(30);
  });

  test('is withheld from everyone while the ledger is down; open fields are answered', async () => {
    const { data, withheld, noted } = await ask('{ crates { id label } }', cbp, { ledgerAvailable: false });
    expect((data?.crates as Crate[])[3]).toEqual({ id: 'crt_3', label: null });
    expect(withheld.map((each) => [each.reason, each.count])).toEqual([['LEDGER_UNAVAILABLE', 30]]);
    expect(noted.disclosed).toEqual([]);
  });
});

describe('an argument under a rule', () => {
  const document = 'query ($label: String) { crates(label: $label) { id } }';

  test('does not exist where the rule could never disclose', async () => {
    const refused = await ask(document, { ...fda, rules: new Set() }, { variables: { label: 'a' } });
    expect(refused.errors).toMatchObject([
      {
        message: 'Unknown argument "label" on field "Query.crates".',
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      },
    ]);
  });

  test.each([
    ['in a list', [{ id: '1' }, { label: 'a' }], 'any.label'],
    ['in an object that is given for a list', { label: 'a' }, 'any.label'],
    ['however deep', [{ within: { within: { within: { label: 'a' } } } }], 'any.within.within.within.label'],
  ])('does not exist there %s either', async (_case, any, path) => {
    const searched = 'query ($any: [Search!]) { crates(any: $any) { id } }';
    const refused = await ask(searched, { ...fda, rules: new Set() }, { variables: { any } });
    expect(refused.errors).toMatchObject([
      { message: `Unknown argument "${path}" on field "Query.crates".` },
    ]);
    expect((await ask(searched, fda, { variables: { any } })).errors).toBeUndefined();
  });

  test('does not exist for a purpose for which no field under the rule is disclosed', async () => {
    const served = (over: Policy) =>
      subgraph(
        definition({
          sdl: sdl.replace('crates(', 'crates(number: String @disclose(rule: IMPORTER_NUMBER), '),
          policy: { ...policy, ...over },
        }),
        noTables,
        keys,
      );
    const numbered = 'query ($number: String) { crates(number: $number) { id } }';
    const asked = async (purpose: Viewer['purpose'], over: Policy = {}) =>
      (await ask(numbered, { ...fda, purpose }, { variables: { number: 'n' }, served: served(over) })).errors;
    expect(await asked('IDENTITY')).toBeUndefined();
    for (const purpose of ['RISK_ASSESSMENT', null] as const) {
      expect(await asked(purpose)).toMatchObject([
        { message: 'Unknown argument "number" on field "Query.crates".' },
      ]);
    }
    const { purposes: _bound, ...unbound } = purposeBound;
    expect(await asked('RISK_ASSESSMENT', { 'Crate.number': unbound })).toBeUndefined();
  });

  test('is taken from anyone under a rule that lets a record be public', async () => {
    const open = { ...named, withoutAgreement: true };
    const policyOfOpen = { ...policy, 'Crate.label': open, 'Crate.marks': open };
    const served = subgraph(definition({ policy: policyOfOpen }), noTables, keys);
    expect(
      (await ask(document, PUBLIC_VIEWER, { variables: { label: 'a' }, served })).errors,
    ).toBeUndefined();
    expect((await ask(document, PUBLIC_VIEWER, { variables: { label: 'a' } })).errors).toHaveLength(1);
  });

  test('is taken where it could, and not missed where it is not given', async () => {
    expect((await ask(document, fda, { variables: { label: 'a' } })).errors).toBeUndefined();
    expect((await ask(document, PUBLIC_VIEWER)).errors).toBeUndefined();
  });
});

test.each([
  [cbp, 'for officers'],
  [fda, null],
  [PUBLIC_VIEWER, null],
])('an operation for one audience is nothing to another', async (viewer, expected) => {
  expect((await ask('{ ledgerOfCrates }', viewer)).data).toEqual({ ledgerOfCrates: expected });
});
