import type { DisposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  AURORA,
  aurora,
  BOREALIS,
  bazaar,
  beacon,
  borealis,
  CASCADE,
  cbp,
  compass,
  cpsc,
  DUNE,
  EVERGLADE,
  EVERYONE,
  fda,
  fdaForIdentity,
  granted,
  importersWithCast,
  lumen,
  swift,
} from './cast.ts';

let importers: DisposableSubgraph;

beforeAll(async () => {
  importers = await importersWithCast();
});
afterAll(() => importers?.drop());

const viewers: Readonly<Record<string, Viewer>> = {
  cbp,
  fda,
  fdaForIdentity,
  cpsc,
  aurora,
  borealis,
  beacon,
  compass,
  bazaar,
  swift,
  lumen,
  public: PUBLIC_VIEWER,
  'fda without grants': granted({ audience: 'PGA', agency: 'FDA', rules: new Set() }),
  'beacon without grants': { ...beacon, rules: new Set() },
};

const WHOLE = `query ($id: ID!) {
  importer(id: $id) {
    id name number otherNames kind registryStatus lastUsedOn
    numberHistory { number until }
    addresses { kind address { lines city region postalCode country } }
    profile { yearOrganized organizedIn naics businessDescription website entriesPerYear anticipatedValue uei cage duns lei }
    owners { name country percent controlling from until }
    assets { description country value from until }
    bonds { bondNumber bondType activity suretyCode amount effectiveOn terminatedOn inForce }
    confidentiality { receivedOn lastInForceOn withdrawnOn inForce names }
    trustedListing { name mode listedOn until }
    knownShipper { enrolled modes }
    provenance { source line }
  }
}`;

describe('one importer, whole', () => {
  test('CBP has all of it, and all of it is noted', async () => {
    const answer = await importers.ask({ viewer: cbp, document: WHOLE, variables: { id: AURORA } });
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      importer: {
        id: AURORA,
        name: 'AURORA KITCHENWARE LLC',
        number: '07-000000100',
        otherNames: ['Aurora Home', 'Aurora Café Supply'],
        kind: 'LLC',
        registryStatus: 'ACTIVE',
        lastUsedOn: '2026-10-30',
        numberHistory: [
          { number: '07-000009900', until: '2024-06-30' },
          { number: '000-98-7654', until: '2019-12-31' },
        ],
        addresses: [
          {
            kind: 'MAILING',
            address: {
              lines: ['1 Invented Way', 'Suite 100'],
              city: 'Springfield',
              region: 'IL',
              postalCode: '62701',
              country: 'US',
            },
          },
          {
            kind: 'PHYSICAL',
            address: {
              lines: ['9 Example Dock'],
              city: 'Joliet',
              region: 'IL',
              postalCode: '60431',
              country: 'US',
            },
          },
        ],
        profile: {
          yearOrganized: 2015,
          organizedIn: 'Illinois',
          naics: '423220',
          businessDescription: 'Invented importer of kitchenware',
          website: 'https://aurora.example',
          entriesPerYear: 'FROM_25',
          anticipatedValue: '2500000.00',
          uei: 'AURRAK7TCHN1',
          cage: '0AU01',
          duns: null,
          lei: null,
        },
        owners: [
          {
            name: 'Invented Person One',
            country: 'US',
            percent: 60,
            controlling: true,
            from: '2015-03-01',
            until: null,
          },
          {
            name: 'Invented Holdings',
            country: 'CN',
            percent: 40,
            controlling: false,
            from: '2020-01-01',
            until: null,
          },
        ],
        assets: [
          {
            description: 'Invented warehouse',
            country: 'US',
            value: '1500000.00',
            from: '2016-05-01',
            until: null,
          },
        ],
        bonds: [
          {
            bondNumber: '990000001',
            bondType: 'CONTINUOUS',
            activity: '1',
            suretyCode: '001',
            amount: '50000.00',
            effectiveOn: '2025-01-01',
            terminatedOn: null,
            inForce: true,
          },
          {
            bondNumber: '990000002',
            bondType: 'CONTINUOUS',
            activity: '1',
            suretyCode: '001',
            amount: '40000.00',
            effectiveOn: '2023-01-01',
            terminatedOn: '2025-01-01',
            inForce: false,
          },
        ],
        confidentiality: [],
        trustedListing: {
          name: 'Aurora Kitchenware LLC',
          mode: 'EXPRESS',
          listedOn: '2025-03-01',
          until: null,
        },
        knownShipper: { enrolled: false, modes: [] },
        provenance: [{ source: 'IMPORTER_REGISTRY', line: 2 }],
      },
    });
    expect(answer.withheld).toEqual([]);
    const rules = answer.disclosed.filter((note) => note.record === AURORA).map((note) => note.rule);
    expect(rules.sort()).toEqual([
      'CONFIDENTIALITY',
      'IMPORTER_CONTACT',
      'IMPORTER_NAME',
      'IMPORTER_NUMBER',
      'IMPORTER_OWNERSHIP',
      'IMPORTER_PROFILE',
      'IMPORTER_SECURITY',
      'KNOWN_SHIPPER',
      'PROVENANCE',
      'STANDING_STATUS',
    ]);
  });

  test.each<[string, string, Record<string, string>]>([
    ['fda', AURORA, { confidentiality: 'AUDIENCE' }],
    ['aurora', AURORA, {}],
    ['beacon', AURORA, { owners: 'AUDIENCE', assets: 'AUDIENCE', confidentiality: 'AUDIENCE' }],
    [
      'compass',
      BOREALIS,
      {
        name: 'CONFIDENTIALITY',
        otherNames: 'CONFIDENTIALITY',
        owners: 'AUDIENCE',
        assets: 'AUDIENCE',
        confidentiality: 'AUDIENCE',
      },
    ],
    ['cpsc', BOREALIS, { confidentiality: 'AUDIENCE' }],
    ['borealis', BOREALIS, {}],
    ['fda', DUNE, { number: 'PURPOSE', numberHistory: 'PURPOSE', confidentiality: 'AUDIENCE' }],
    ['fdaForIdentity', DUNE, { confidentiality: 'AUDIENCE' }],
  ])('%s on %s is refused only %j', async (viewer, id, refused) => {
    const answer = await importers.ask({
      viewer: viewers[viewer] ?? cbp,
      document: WHOLE,
      variables: { id },
    });
    expect(reasons(answer.withheld)).toEqual(refused);
    const importer = answer.data?.importer as Record<string, unknown>;
    for (const field of Object.keys(refused)) expect(importer[field]).toBeNull();
    expect(importer.id).toBe(id);
  });

  test('a platform has the name of a trusted importer; its standing wants a consent', async () => {
    const document = `query ($id: ID!) { importer(id: $id) { name number registryStatus knownShipper { enrolled } } }`;
    const answer = await importers.ask({ viewer: bazaar, document, variables: { id: AURORA } });
    expect(answer.data).toEqual({
      importer: {
        name: 'AURORA KITCHENWARE LLC',
        number: null,
        registryStatus: null,
        knownShipper: { enrolled: false },
      },
    });
    expect(reasons(answer.withheld)).toEqual({ number: 'AUDIENCE', registryStatus: 'CONDITION' });
  });

  test('the public has the name of a trusted importer without an agreement, and nothing else of it', async () => {
    const document = `query ($id: ID!) { importer(id: $id) { name number addresses { kind } trustedListing { name } } }`;
    const answer = await importers.ask({ viewer: PUBLIC_VIEWER, document, variables: { id: AURORA } });
    expect(answer.data).toEqual({
      importer: {
        name: 'AURORA KITCHENWARE LLC',
        number: null,
        addresses: null,
        trustedListing: { name: 'Aurora Kitchenware LLC' },
      },
    });
    expect(reasons(answer.withheld)).toEqual({ number: 'UNAUTHENTICATED', addresses: 'UNAUTHENTICATED' });
    expect(answer.disclosed).toMatchObject([{ record: AURORA, rule: 'IMPORTER_NAME' }]);
  });

  test('a Social Security number held before is withheld by itself', async () => {
    const document = 'query ($id: ID!) { importer(id: $id) { numberHistory { number until } } }';
    const answer = await importers.ask({ viewer: fda, document, variables: { id: AURORA } });
    expect(answer.data).toEqual({
      importer: {
        numberHistory: [
          { number: '07-000009900', until: '2024-06-30' },
          { number: null, until: '2019-12-31' },
        ],
      },
    });
    expect(answer.withheld).toMatchObject([
      { coordinate: 'ImporterNumberRecord.number', reason: 'PURPOSE', count: 1 },
    ]);
  });

  test('the certification is in force from the day of receipt to its second anniversary', async () => {
    const name = async (now: string) => {
      const document = 'query ($id: ID!) { importer(id: $id) { name } }';
      const answer = await importers.ask({ viewer: compass, document, variables: { id: BOREALIS }, now });
      return answer.data?.importer;
    };
    expect(await name('2025-05-31T23:59:59Z')).toEqual({ name: 'BOREALIS TOYS INC' });
    expect(await name('2025-06-01T00:00:00Z')).toEqual({ name: null });
    expect(await name('2027-06-01T23:59:59Z')).toEqual({ name: null });
    expect(await name('2027-06-02T00:00:00Z')).toEqual({ name: 'BOREALIS TOYS INC' });
  });
});

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
    const ask = (id: string) => importers.ask({ viewer: beacon, document: WHOLE, variables: { id } });
    expect(await ask(DUNE)).toEqual(await ask('imp_00000000000000000000'));
  });
});

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

test('without a ledger the protected is withheld and the public record stands', async () => {
  const document = '{ trustedImporters { nodes { name } } importers { nodes { id name } } }';
  const answer = await importers.ask({ viewer: PUBLIC_VIEWER, document, ledgerAvailable: false });
  expect(answer.data).toEqual({
    trustedImporters: { nodes: [{ name: 'Aurora Kitchenware LLC' }] },
    importers: { nodes: [{ id: AURORA, name: null }] },
  });
  expect(reasons(answer.withheld)).toEqual({ name: 'LEDGER_UNAVAILABLE' });
});

function reasons(withheld: readonly { readonly coordinate: string; readonly reason: string }[]) {
  return Object.fromEntries(
    withheld
      .filter(({ coordinate }) => coordinate.startsWith('Importer.'))
      .map(({ coordinate, reason }) => [coordinate.slice('Importer.'.length), reason]),
  );
}

function ids(connection: unknown): readonly string[] {
  return (connection as { nodes: { id: string }[] }).nodes.map(({ id }) => id);
}
