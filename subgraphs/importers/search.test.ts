import type { DisposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import { PUBLIC_VIEWER } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AURORA, BOREALIS, CASCADE, cbp, DUNE, EVERGLADE, importersWithCast, viewers } from './cast.ts';
import { ids } from './told.ts';

let importers: DisposableSubgraph;

beforeAll(async () => {
  importers = await importersWithCast();
});
afterAll(() => importers?.drop());

describe('a search finds an importer by what the viewer may read of it, and by nothing else', () => {
  const BY_NAME = 'query ($name: String!) { importers(filter: { name: $name }) { nodes { id name } } }';
  const prefixes: Readonly<Record<string, string>> = {
    [AURORA]: 'aurora kit',
    [BOREALIS]: 'Borealis',
    [CASCADE]: 'CASCADE',
    [DUNE]: 'dune',
    [EVERGLADE]: 'Everglade, Imports',
  };

  test.each(Object.keys(viewers))('%s, by name: the filter and the cell agree', async (viewerName) => {
    const viewer = viewers[viewerName] ?? cbp;
    for (const [id, name] of Object.entries(prefixes)) {
      const cell = await importers.ask({
        viewer,
        document: 'query ($id: ID!) { importer(id: $id) { name } }',
        variables: { id },
      });
      const importer = cell.data?.importer as { name: string | null } | null | undefined;
      const isReadable = typeof importer?.name === 'string';
      const found = await importers.ask({ viewer, document: BY_NAME, variables: { name } });
      if (found.data === null || found.data?.importers === undefined) {
        expect(found.errors?.[0]?.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED');
        expect(viewer.rules.has('IMPORTER_NAME')).toBe(false);
        continue;
      }
      expect(ids(found.data.importers)).toEqual(isReadable ? [id] : []);
    }
  });

  test.each([
    ['another name, accents and case aside', 'aurora cafe s', [AURORA]],
    ['a wildcard is no wildcard', '%%% aurora', [AURORA]],
    ['the middle of a name', 'kitchenware', []],
  ])('%s', async (_case, name, found) => {
    const answer = await importers.ask({ viewer: cbp, document: BY_NAME, variables: { name } });
    expect(ids(answer.data?.importers)).toEqual(found);
  });

  test.each(['au', '', '%%%', 'a'.repeat(101)])('a search by "%s" is refused', async (name) => {
    const answer = await importers.ask({ viewer: cbp, document: BY_NAME, variables: { name } });
    expect(answer.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });

  test.each<[string, object, readonly string[]]>([
    ['cbp', { registryStatus: 'INACTIVE' }, [DUNE]],
    ['cbp', { country: 'BS' }, [EVERGLADE]],
    ['swift', { kind: 'OTHER' }, [EVERGLADE]],
    ['fda', { country: 'BS' }, []],
    ['bazaar', { registryStatus: 'ACTIVE' }, []],
    ['compass', { registryStatus: 'ACTIVE' }, [BOREALIS]],
    ['cbp', { kind: 'LLC', country: 'US', registryStatus: 'ACTIVE', name: 'CASC' }, [CASCADE]],
  ])('%s, where %j', async (viewer, filter, found) => {
    const answer = await importers.ask({
      viewer: viewers[viewer] ?? cbp,
      document: 'query ($filter: ImporterFilter) { importers(filter: $filter) { nodes { id } } }',
      variables: { filter },
    });
    expect(ids(answer.data?.importers)).toEqual([...found].sort());
  });

  test('the public has no such argument', async () => {
    const document = '{ importers(filter: { country: "US" }) { nodes { id } } }';
    const answer = await importers.ask({ viewer: PUBLIC_VIEWER, document });
    expect(answer.errors?.[0]?.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });
});

describe('an importer by its number', () => {
  const BY_NUMBER = 'query ($number: ImporterNumber!) { importerByNumber(number: $number) { id } }';

  test.each<[string, string, string | null]>([
    ['cbp', '07-0000001', AURORA],
    ['cbp', '000-12-3456', DUNE],
    ['fda', ' 07-000000300 ', CASCADE],
    ['fda', '07-000000200', null],
    ['fda', '000-12-3456', null],
    ['fdaForIdentity', '000-12-3456', DUNE],
    ['fda', '264601-00005', null],
    ['beacon', '07-000000100', AURORA],
    ['compass', '07-000000100', null],
    ['borealis', '07-000000100', null],
  ])('%s, %s', async (viewer, number, id) => {
    const answer = await importers.ask({
      viewer: viewers[viewer] ?? cbp,
      document: BY_NUMBER,
      variables: { number },
    });
    expect(answer.data).toEqual({ importerByNumber: id === null ? null : { id } });
    expect(answer.withheld).toEqual([]);
  });

  test.each(['bazaar', 'swift', 'lumen', 'public', 'fda without grants'])(
    '%s has no such argument',
    async (viewer) => {
      const answer = await importers.ask({
        viewer: viewers[viewer] ?? cbp,
        document: BY_NUMBER,
        variables: { number: '07-000000100' },
      });
      expect(answer.errors?.[0]?.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED');
    },
  );

  test.each(['000-12-345', '000123456', 'x000-12-3456'])(
    'a malformed number is never quoted',
    async (number) => {
      const asVariable = await importers.ask({ viewer: cbp, document: BY_NUMBER, variables: { number } });
      const asLiteral = await importers.ask({
        viewer: cbp,
        document: `{ importerByNumber(number: "${number}") { id } }`,
      });
      for (const answer of [asVariable, asLiteral]) {
        expect(answer.errors?.length).toBeGreaterThan(0);
        expect(JSON.stringify(answer.errors)).not.toContain(number);
        expect(JSON.stringify(answer.errors)).toContain('NNN-NN-NNNN');
      }
    },
  );
});
