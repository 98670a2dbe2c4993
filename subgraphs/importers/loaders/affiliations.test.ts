import type { DisposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AURORA, aurora, CASCADE, cbp, fda, importersWithCast } from '../cast.ts';
import { reasons } from '../told.ts';

let importers: DisposableSubgraph;

beforeAll(async () => {
  importers = await importersWithCast();
});
afterAll(() => importers?.drop());

describe('affiliates', () => {
  const AFFILIATES = `query ($id: ID!, $depth: Int!) {
    importer(id: $id) {
      affiliates(depth: $depth) { name basis percent distance declaredBy { id } importer { id } }
    }
  }`;
  const affiliates = async (viewer: Viewer, id: string, depth: number) => {
    const answer = await importers.ask({ viewer, document: AFFILIATES, variables: { id, depth } });
    const importer = answer.data?.importer as { affiliates: readonly Record<string, unknown>[] | null };
    return { ...answer, affiliates: importer.affiliates };
  };

  test('as disclosed, with the importer where the viewer may know of it', async () => {
    const answer = await affiliates(fda, AURORA, 1);
    expect(answer.affiliates).toEqual([
      {
        name: 'Cascade Nutrition LLC',
        basis: 'COMMON_CONTROL',
        percent: 25.5,
        distance: 1,
        declaredBy: { id: AURORA },
        importer: { id: CASCADE },
      },
      {
        name: 'Invented Overseas Works',
        basis: 'CONTROL',
        percent: null,
        distance: 1,
        declaredBy: { id: AURORA },
        importer: null,
      },
    ]);
  });

  test.each([
    [1, ['Cascade Nutrition LLC 1', 'Invented Overseas Works 1']],
    [2, ['Cascade Nutrition LLC 1', 'Invented Overseas Works 1', 'Dune Trading 2']],
    [3, ['Cascade Nutrition LLC 1', 'Invented Overseas Works 1', 'Dune Trading 2']],
  ])('to depth %i: a circle is told once, and the way back not', async (depth, told) => {
    const answer = await affiliates(cbp, AURORA, depth);
    expect(answer.affiliates?.map(({ name, distance }) => `${name} ${distance}`)).toEqual(told);
  });

  test('a step is taken only on what the viewer may read there', async () => {
    const self = await affiliates(aurora, AURORA, 3);
    expect(self.affiliates?.map(({ name }) => name)).toEqual([
      'Cascade Nutrition LLC',
      'Invented Overseas Works',
    ]);
    expect(self.affiliates?.map(({ importer }) => importer)).toEqual([null, null]);
  });

  test('what another importer declared is noted as its disclosure', async () => {
    const answer = await affiliates(fda, AURORA, 2);
    const noted = answer.disclosed
      .filter((note) => note.rule === 'IMPORTER_OWNERSHIP')
      .map((note) => note.record);
    expect([...new Set(noted)].sort()).toEqual([AURORA, CASCADE].sort());
  });

  test.each([0, 4, -1])('a depth of %i is refused', async (depth) => {
    const answer = await importers.ask({
      viewer: cbp,
      document: AFFILIATES,
      variables: { id: AURORA, depth },
    });
    expect(answer.errors?.[0]?.message).toContain('1 to 3');
  });

  test('an agency without the grant has none', async () => {
    const bare = { ...fda, rules: new Set(['IMPORTER_NAME']) };
    const answer = await affiliates(bare, AURORA, 1);
    expect(answer.affiliates).toBeNull();
    expect(reasons(answer.withheld)).toEqual({ affiliates: 'AGREEMENT' });
  });
});
