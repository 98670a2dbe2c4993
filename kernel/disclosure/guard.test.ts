import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Sql } from '../postgres/pool.ts';
import type { SubgraphDefinition } from '../subgraph/definition.ts';
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
    crates(label: String @disclose(rule: IMPORTER_NAME)): [Crate!]! @public
    ledgerOfCrates: String @audience(only: [CBP])
  }
  type Crate @key(fields: "id") {
    id: ID! @public
    label: String @disclose(rule: IMPORTER_NAME)
    marks: String @disclose(rule: IMPORTER_NAME)
    weight: Int @disclose(rule: IMPORTER_PROFILE)
    number: String @disclose(rule: IMPORTER_NUMBER)
  }`;

function definition(
  over: { readonly sdl?: string; readonly policy?: Policy } = {},
): SubgraphDefinition<object> {
  return {
    name: 'crates',
    typeDefs: shared + (over.sdl ?? sdl),
    resolvers: {
      ...preludeScalars,
      Query: { crates: () => crates.map((crate) => ({ ...crate })), ledgerOfCrates: () => 'for officers' },
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

async function ask(document: string, viewer: Viewer, { ledgerAvailable = true, variables = {} } = {}) {
  const noted = notes(ledgerAvailable);
  const keys = { ids: Buffer.alloc(32), cursors: Buffer.alloc(32) };
  const served = subgraph(definition(), noTables, keys);
  const now = Temporal.Instant.from('2026-11-02T12:00:00Z');
  const answer = await served.execute({ document, variables, viewer, requestId: 'r', now, notes: noted });
  return { ...answer, noted, withheld: withheldCounts(noted) };
}

describe('the start stops', () => {
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
      { policy: { ...policy, 'Crate.label': undefined as never } },
      'Crate.label is protected',
    ],
    ['a rule for an open field', { policy: { ...policy, 'Crate.id': named } }, 'Crate.id is @public'],
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
      path: ['crates', 1, 'label'],
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
    ['a rule that throws', fda, '{ crates { weight } }', 'NOT_AUTHORIZED'],
  ] as const)('is withheld for %s', async (_case, viewer, document, reason) => {
    const { withheld } = await ask(document, viewer);
    expect(withheld.map((each) => [each.reason, each.count])).toEqual([[reason, 30]]);
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
