import { type DisposableSubgraph, disposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import { PUBLIC_VIEWER } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AURORA, bazaar, importerOf, sample, viewers } from './cast.ts';
import { definition } from './subgraph.ts';

/** Invented listings besides those of the sample file. */
const MORE = [
  '07-000000400,TRUSTED,Aurora Borealis Lamps,MAIL,2026-01-01,',
  '07-000000500,TRUSTED,Société Inventée S.A.,EXPRESS,2026-01-01,2026-11-22',
  '07-000000600,TRUSTED,Ended Yesterday Inc,EXPRESS,2026-01-01,2026-11-21',
  '07-000000700,TRUSTED,Begins Tomorrow Inc,EXPRESS,2026-11-23,',
  '07-000000200,TRUSTED,BOREALIS TOYS INC,EXPRESS,2026-02-01,',
];

let importers: DisposableSubgraph;

beforeAll(async () => {
  importers = await disposableSubgraph(definition);
});
afterAll(() => importers?.drop());

const REGISTRY = `query ($search: String, $filter: TrustedImporterFilter, $first: Int, $after: String) {
  trustedImporters(search: $search, filter: $filter, first: $first, after: $after) {
    receivedAt nodes { name mode listedOn until importer { id name } } pageInfo { hasNextPage endCursor }
  }
}`;

interface Registry {
  readonly receivedAt: string | null;
  readonly nodes: readonly { readonly name: string; readonly importer: { readonly id: string } | null }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

async function registry(variables: Readonly<Record<string, unknown>>, viewer = PUBLIC_VIEWER) {
  const answer = await importers.ask({ viewer, document: REGISTRY, variables: { first: 25, ...variables } });
  return { ...answer, registry: answer.data?.trustedImporters as Registry };
}

describe('the public registry of trusted importers', () => {
  test('before any list was received it says so, and not that nobody is listed', async () => {
    expect((await registry({})).registry).toMatchObject({ receivedAt: null, nodes: [] });
  });

  test('everyone reads the listings in force today, by name', async () => {
    await importers.feed('importers', sample('importers'));
    await importers.feed('confidentiality-certifications', sample('confidentiality-certifications'));
    await importers.feed('trusted-listings', [...sample('trusted-listings'), ...MORE]);
    for (const viewer of Object.values(viewers)) {
      const answer = await registry({}, viewer);
      expect(answer.registry.receivedAt).not.toBeNull();
      expect(answer.registry.nodes.map(({ name }) => name)).toEqual([
        'Aurora Borealis Lamps',
        'Aurora Kitchenware LLC',
        'BOREALIS TOYS INC',
        'Société Inventée S.A.',
      ]);
    }
  });

  test('a listing is public record: reading it discloses nothing and withholds nothing', async () => {
    const document = '{ trustedImporters { nodes { name mode listedOn until } } }';
    const answer = await importers.ask({ viewer: PUBLIC_VIEWER, document });
    expect(answer.disclosed).toEqual([]);
    expect(answer.withheld).toEqual([]);
  });

  test('the listed name stands though the name of the importer is certified confidential', async () => {
    const answer = await registry({ search: 'borealis' });
    expect(answer.registry.nodes).toMatchObject([
      { name: 'BOREALIS TOYS INC', importer: { id: importerOf('07-000000200'), name: null } },
    ]);
    expect(answer.withheld).toMatchObject([
      { coordinate: 'Importer.name', reason: 'CONFIDENTIALITY', count: 1 },
    ]);
  });

  test.each<[Readonly<Record<string, unknown>>, readonly string[]]>([
    [{ search: 'aurora' }, ['Aurora Borealis Lamps', 'Aurora Kitchenware LLC']],
    [{ search: 'societe inventee' }, ['Société Inventée S.A.']],
    [{ search: 'kitchen' }, []],
    [
      { filter: { mode: 'express' } },
      ['Aurora Kitchenware LLC', 'BOREALIS TOYS INC', 'Société Inventée S.A.'],
    ],
    [{ filter: { names: ['AURORA KITCHENWARE L.L.C.', 'nobody at all'] } }, ['Aurora Kitchenware LLC']],
    [{ filter: { names: ['Aurora'] } }, []],
    [{ search: 'aurora', filter: { names: ['Société Inventée SA'] } }, []],
  ])('%j', async (variables, names) => {
    expect((await registry(variables)).registry.nodes.map(({ name }) => name)).toEqual(names);
  });

  test.each([
    [{ search: 'au' }],
    [{ first: 0 }],
    [{ first: 201 }],
    [{ filter: { names: [] } }],
    [{ filter: { names: ['...'] } }],
    [{ filter: { names: Array.from({ length: 101 }, (_, place) => `name ${place}`) } }],
    [{ after: 'forged' }],
  ])('%j is refused', async (variables) => {
    const answer = await registry(variables);
    expect(answer.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });

  test('page by page, with a cursor that another viewer cannot use', async () => {
    const first = await registry({ first: 3 });
    expect(first.registry.pageInfo.hasNextPage).toBe(true);
    const after = first.registry.pageInfo.endCursor;
    const second = await registry({ first: 3, after });
    expect(second.registry.nodes.map(({ name }) => name)).toEqual(['Société Inventée S.A.']);
    expect(second.registry.pageInfo.hasNextPage).toBe(false);
    expect((await registry({ first: 3, after }, bazaar)).errors?.[0]?.extensions?.code).toBe(
      'BAD_USER_INPUT',
    );
  });

  test('a listing leads to its importer where the registry knows it', async () => {
    const [lamps, kitchenware] = (await registry({ search: 'aurora' })).registry.nodes;
    expect(lamps?.importer).toBeNull();
    expect(kitchenware?.importer).toMatchObject({ id: AURORA });
  });
});
