import type { DisposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  AURORA,
  BOREALIS,
  beacon,
  CASCADE,
  cbp,
  DUNE,
  EVERGLADE,
  EVERYONE,
  fda,
  importersWithCast,
  viewers,
} from './cast.ts';
import { ids } from './told.ts';

let importers: DisposableSubgraph;

beforeAll(async () => {
  importers = await importersWithCast();
});
afterAll(() => importers?.drop());

describe('who may know of which importer', () => {
  const SEEN: Readonly<Record<string, readonly string[]>> = {
    cbp: EVERYONE,
    fda: [AURORA, CASCADE, DUNE, EVERGLADE],
    fdaForIdentity: [AURORA, CASCADE, DUNE, EVERGLADE],
    cpsc: [AURORA, BOREALIS, EVERGLADE],
    aurora: [AURORA],
    borealis: [AURORA, BOREALIS],
    beacon: [AURORA, EVERGLADE],
    compass: [AURORA, BOREALIS, EVERGLADE],
    bazaar: [AURORA, EVERGLADE],
    swift: [AURORA, EVERGLADE],
    lumen: [AURORA],
    public: [AURORA],
    'fda without grants': [AURORA, CASCADE, DUNE],
    'beacon without grants': [AURORA],
  };

  test.each(Object.entries(SEEN))('%s', async (name, seen) => {
    const viewer = viewers[name] ?? cbp;
    const list = await importers.ask({ viewer, document: '{ importers { nodes { id } } }' });
    expect(ids(list.data?.importers)).toEqual([...seen].sort());
    for (const id of EVERYONE) {
      const one = await importers.ask({
        viewer,
        document: ENTITY,
        variables: { of: [{ __typename: 'Importer', id, related: true }] },
      });
      expect(one.data?._entities).toEqual([seen.includes(id) ? { id } : null]);
    }
  });

  const ENTITY = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Importer { id } } }`;

  test('one that may not be known of is byte for byte one that is not there', async () => {
    const document =
      'query ($id: ID!) { importer(id: $id) { id name number addresses { kind } trustedListing { name } } }';
    const ask = (id: string) => importers.ask({ viewer: beacon, document, variables: { id } });
    expect(await ask(DUNE)).toEqual(await ask('imp_00000000000000000000'));
  });
});

test('pages follow one another, and a cursor opens for its viewer and list alone', async () => {
  const document = `query ($after: String, $filter: ImporterFilter) {
    importers(first: 2, after: $after, filter: $filter) { nodes { id } pageInfo { hasNextPage endCursor } }
  }`;
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const answer = await importers.ask({ viewer: cbp, document, variables: { after } });
    const page = answer.data?.importers as {
      nodes: { id: string }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
    seen.push(...page.nodes.map(({ id }) => id));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    if (after === null) break;
    const stolen = await importers.ask({ viewer: fda, document, variables: { after } });
    const elsewhere = await importers.ask({
      viewer: cbp,
      document,
      variables: { after, filter: { kind: 'LLC' } },
    });
    for (const refused of [stolen, elsewhere]) {
      expect(refused.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    }
  } while (after !== null);
  expect(seen).toEqual([...EVERYONE].sort());
});
