import type { DisposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  AURORA,
  BAZAAR,
  BOREALIS,
  bazaar,
  borealis,
  cbp,
  DUNE,
  granted,
  importersWithCast,
  swift,
} from '../cast.ts';

let importers: DisposableSubgraph;

beforeAll(async () => {
  importers = await importersWithCast();
});
afterAll(() => importers?.drop());

const dune = granted({ audience: 'IMPORTER', subject: DUNE, purpose: 'OWN_RECORD' });

interface Grant {
  readonly until: string;
  readonly scopes?: readonly string[] | null;
  readonly now?: string;
  readonly viewer?: Viewer;
}

const grant = ({ until, scopes = null, now = '2026-11-22T12:00:00Z', viewer = dune }: Grant) =>
  importers.ask({
    viewer,
    now,
    document: `mutation ($platform: ID!, $until: Date!, $scopes: [ConsentScope!]) {
      answer: grantStandingConsent(input: { platform: $platform, until: $until, scopes: $scopes }) {
        id scopes grantedOn until revokedAt inForce
      }
    }`,
    variables: { platform: BAZAAR, until, scopes },
  });

const CONSENTS = 'query ($id: ID!) { importer(id: $id) { consents { id platform scopes inForce } } }';
const consentsTo = async (viewer: Viewer, id: string = DUNE) =>
  importers.ask({ viewer, document: CONSENTS, variables: { id } });

const seenBy = (viewer: Viewer, id: string = DUNE) =>
  importers.ask({
    viewer,
    document:
      'query ($id: ID!) { importer(id: $id) { name otherNames registryStatus number bonds { amount } } }',
    variables: { id },
  });

async function inForce(): Promise<number> {
  const rows =
    await importers.sql`select from standing_consent where importer_id = ${DUNE} and revoked_at is null`;
  return rows.length;
}

describe('consents of one importer to one platform', () => {
  test('ten at once leave one in force', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, nth) => grant({ until: `2026-12-${String(nth + 1).padStart(2, '0')}` })),
    );
    expect(answers.flatMap(({ errors = [] }) => errors)).toEqual([]);
    expect(await inForce()).toBe(1);
  });

  test('scopes are told in one order, each once; none given are all', async () => {
    const scopes = ['STANDING_STATUS', 'IMPORTER_NAME', 'STANDING_STATUS'];
    const given = await grant({ until: '2026-11-30', scopes });
    const all = await grant({ until: '2026-11-30' });
    expect(given.data).toMatchObject({ answer: { scopes: ['IMPORTER_NAME', 'STANDING_STATUS'] } });
    expect(all.data).toEqual(given.data);
  });

  test('after one that has lapsed there may be another, and the lapsed one stays as it was', async () => {
    const later = await grant({ until: '2026-12-20', now: '2026-12-10T12:00:00Z' });
    expect(later.data).toMatchObject({ answer: { grantedOn: '2026-12-10', inForce: true } });
    const { data } = await consentsTo(cbp);
    expect(await inForce()).toBe(2);
    const { consents } = data?.importer as { readonly consents: readonly { readonly inForce: boolean }[] };
    expect(consents.slice(0, 1)).toMatchObject([{ inForce: false }]);
    expect(consents.filter((each) => each.inForce)).toHaveLength(1);
  });

  test('an importer that the registry does not know gives none', async () => {
    const nobody = granted({ audience: 'IMPORTER', subject: 'imp_00000000000000000000' });
    expect((await grant({ until: '2026-11-30', viewer: nobody })).data).toEqual({ answer: null });
  });
});

describe('STANDING_CONSENT, EO 14411 § 2(d); 5 USC 552a(b)', () => {
  test('the importer and CBP read them, and both are recorded', async () => {
    for (const [viewer, relation] of [
      [dune, 'SELF'],
      [cbp, 'CBP'],
    ] as const) {
      const { data, disclosed } = await consentsTo(viewer);
      expect(data).toMatchObject({
        importer: { consents: expect.arrayContaining([expect.objectContaining({ platform: BAZAAR })]) },
      });
      expect(new Set(disclosed.map(({ rule }) => rule))).toEqual(new Set(['STANDING_CONSENT']));
      expect(new Set(disclosed.map(({ decision }) => decision.relation))).toEqual(new Set([relation]));
    }
  });

  test('another importer, of one that it may know of, does not', async () => {
    const { data, withheld } = await consentsTo(borealis, AURORA);
    expect(data).toEqual({ importer: { consents: null } });
    expect(withheld).toMatchObject([{ coordinate: 'Importer.consents', reason: 'RELATION' }]);
  });
});

describe('what a consent opens', () => {
  test('names and status, and nothing else', async () => {
    const { data, disclosed, withheld } = await seenBy(bazaar);
    expect(data).toEqual({
      importer: {
        name: 'DUNE TRADING',
        otherNames: [],
        registryStatus: 'INACTIVE',
        number: null,
        bonds: null,
      },
    });
    expect(disclosed.map(({ rule, decision }) => [rule, decision.relation])).toEqual([
      ['IMPORTER_NAME', 'CONSENT'],
      ['STANDING_STATUS', 'CONSENT'],
    ]);
    expect(withheld.map(({ coordinate, reason }) => [coordinate, reason])).toEqual([
      ['Importer.bonds', 'AUDIENCE'],
      ['Importer.number', 'AUDIENCE'],
    ]);
  });

  test.each<[string, Viewer]>([
    [
      'another platform',
      { ...bazaar, organization: { id: 'org_2', name: 'Another (invented)', address: '' } },
    ],
    ['a platform whose agreement grants neither', { ...bazaar, rules: new Set(['KNOWN_SHIPPER']) }],
    ['a carrier of the same organisation', { ...swift, organization: bazaar.organization }],
    ['the public, of the same organisation', { ...bazaar, audience: 'PUBLIC' }],
  ])('to %s nothing: it is not there', async (_who, viewer) => {
    const none = await seenBy(viewer, 'imp_00000000000000000000');
    const answer = await seenBy(viewer);
    expect(answer.data).toEqual({ importer: null });
    expect(answer).toEqual(none);
  });

  test('of a scope that the agreement does not grant the cell is withheld', async () => {
    const { data, withheld } = await seenBy({ ...bazaar, rules: new Set(['STANDING_STATUS']) });
    expect(data).toMatchObject({ importer: { name: null, registryStatus: 'INACTIVE' } });
    expect(withheld).toContainEqual(
      expect.objectContaining({ coordinate: 'Importer.name', reason: 'CONDITION' }),
    );
  });

  test('a filter by name does not find a name that a certification keeps', async () => {
    await grant({ until: '2026-11-30', viewer: borealis });
    const document = 'query ($filter: ImporterFilter) { importers(filter: $filter) { nodes { id } } }';
    const found = async (filter: object) => {
      const { data } = await importers.ask({ viewer: bazaar, document, variables: { filter } });
      const { nodes } = data?.importers as { readonly nodes: readonly { readonly id: string }[] };
      return nodes.some(({ id }) => id === BOREALIS);
    };
    expect([await found({ name: 'borealis' }), await found({ registryStatus: 'ACTIVE' })]).toEqual([
      false,
      true,
    ]);
  });
});
