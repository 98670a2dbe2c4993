import type { DisposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AURORA, cbp, importersWithCast } from '../cast.ts';

let importers: DisposableSubgraph;

beforeAll(async () => {
  importers = await importersWithCast();
});
afterAll(() => importers?.drop());

describe('statements do not grow with the page, the importers or the affiliates', () => {
  const NESTED = `query ($first: Int!) {
    importers(first: $first) {
      nodes {
        name
        owners { name }
        assets { value }
        affiliates(depth: 2) { name }
        bonds { amount }
        confidentiality { inForce }
        trustedListing { name }
        knownShipper { enrolled }
        provenance { line }
      }
    }
  }`;

  test('one for each list', async () => {
    const few = await importers.ask({ viewer: cbp, document: NESTED, variables: { first: 1 } });
    const many = await importers.ask({ viewer: cbp, document: NESTED, variables: { first: 5 } });
    expect(many.errors).toBeUndefined();
    expect(many.statements.length).toBe(9);
    expect(many.statements).toEqual(few.statements);
  });

  test('one for all the importers that affiliates lead to', async () => {
    const document =
      'query ($id: ID!) { importer(id: $id) { affiliates(depth: 3) { importer { name } declaredBy { name } } } }';
    const answer = await importers.ask({ viewer: cbp, document, variables: { id: AURORA } });
    expect(answer.statements.length).toBe(3);
  });

  test('eligibility for every type of entry: as many statements for one importer as for all, and as for one type', async () => {
    const ask = (first: number, selection: string) =>
      importers.ask({
        viewer: cbp,
        document: `query ($first: Int!) { importers(first: $first) { nodes { ${selection} } } }`,
        variables: { first },
      });
    const types =
      'entryTypes(classes: [FORMAL, INFORMAL, WAREHOUSE, IN_BOND]) { entryType allowed deniedBy { rule } }';
    const [one, all] = [await ask(1, types), await ask(5, types)];
    const single = await ask(5, 'entryEligibility(entryType: "01") { allowed }');
    expect(all.errors).toBeUndefined();
    expect(all.statements).toEqual(one.statements);
    expect(all.statements).toEqual(single.statements);
  });
});
