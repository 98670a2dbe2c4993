import {
  type DisposableSubgraph,
  disposableSubgraph,
  testSecret,
} from '@good-standing/kernel/subgraph/disposable.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  AURORA,
  BOREALIS,
  CASCADE,
  cbp,
  compass,
  DUNE,
  EVERGLADE,
  importersWithCast,
  sample,
} from '../cast.ts';
import { definition } from '../subgraph.ts';

let importers: DisposableSubgraph;

/** One database for the tests of a describe, in their order. */
function onTheirOwn(): void {
  beforeAll(async () => {
    importers = await importersWithCast();
  });
  afterAll(() => importers?.drop());
}

/** A sample file without the lines that name something. */
function without(feed: string, ...gone: readonly string[]): string[] {
  return sample(feed).filter((line) => !gone.some((text) => line.includes(text)));
}

function with_(feed: string, text: string, instead: string): string[] {
  return sample(feed).map((line) => line.replace(text, instead));
}

/** When what a file brought today has certainly ended. */
function tomorrow(): string {
  return Temporal.Now.instant().add({ hours: 24 }).toString();
}

async function tables(): Promise<readonly unknown[]> {
  const names = [
    'importer',
    'importer_name',
    'importer_disclosure',
    'bond',
    'confidentiality_certification',
    'listing',
  ];
  const found: unknown[] = [];
  for (const name of names) {
    found.push(
      await importers.sql.unsafe(`select to_jsonb(t) - 'run_id' - 'line' as row from ${name} t order by 1`),
    );
  }
  return found;
}

describe('a feed brought twice is brought once', () => {
  onTheirOwn();

  test('the same file changes nothing and publishes nothing', async () => {
    const before = await tables();
    const published = (await importers.published('importer-identity')).length;
    for (const { name } of definition.feeds(testSecret)) {
      expect(await importers.feed(name, sample(name))).toMatchObject({ alreadyDone: true });
    }
    expect(await tables()).toEqual(before);
    expect(await importers.published('importer-identity')).toHaveLength(published);
  });

  test('the same rows in another file change nothing and publish nothing', async () => {
    const before = await tables();
    const published = (await importers.published('importer-identity')).length;
    for (const { name } of definition.feeds(testSecret)) {
      const [header = '', ...rows] = sample(name);
      const counts = await importers.feed(name, [header, ...rows.toReversed(), ...rows]);
      expect(counts).toMatchObject({ accepted: rows.length * 2, rejected: 0, closed: 0, alreadyDone: false });
    }
    expect(await tables()).toEqual(before);
    expect(await importers.published('importer-identity')).toHaveLength(published);
  });
});

describe('what a snapshot no longer lists is ended', () => {
  onTheirOwn();

  const WHOLE = `query ($id: ID!) {
    importer(id: $id) { name registryStatus owners { name } bonds { bondNumber inForce } trustedListing { name } }
  }`;
  const whole = async (id: string) =>
    (await importers.ask({ viewer: cbp, document: WHOLE, variables: { id }, now: tomorrow() })).data
      ?.importer;

  test('an importer is removed, and is there again when listed again', async () => {
    expect(await importers.feed('importers', without('importers', 'EVERGLADE'))).toMatchObject({ closed: 1 });
    expect(await whole(EVERGLADE)).toMatchObject({ name: 'EVERGLADE IMPORTS', registryStatus: 'REMOVED' });
    expect(await importers.feed('importers', [...sample('importers'), ''])).toMatchObject({ closed: 0 });
    expect(await whole(EVERGLADE)).toMatchObject({ registryStatus: 'ACTIVE' });
  });

  test('a disclosure, a bond and a listing', async () => {
    const gone = [
      await importers.feed('importer-disclosures', without('importer-disclosures', 'Invented Person One')),
      await importers.feed('bonds', without('bonds', '990000001')),
      await importers.feed('trusted-listings', without('trusted-listings', 'Aurora')),
    ];
    expect(gone.map(({ closed }) => closed)).toEqual([1, 1, 1]);
    expect(await whole(AURORA)).toMatchObject({
      owners: [{ name: 'Invented Holdings' }],
      bonds: [
        { bondNumber: '990000001', inForce: false },
        { bondNumber: '990000002', inForce: false },
      ],
      trustedListing: null,
    });
  });

  test('a certification, but not by a list of which a row was rejected', async () => {
    const name = async () => {
      const document = 'query ($id: ID!) { importer(id: $id) { name } }';

      return (
        await importers.ask({ viewer: compass, document, variables: { id: BOREALIS }, now: tomorrow() })
      ).data?.importer;
    };
    const [header = '', certified = '', cascade = ''] = sample('confidentiality-certifications');
    const borealis = certified.replace('2025-06-01', tomorrow().slice(0, 10));
    await importers.feed('confidentiality-certifications', [header, borealis, cascade]);
    expect(await name()).toEqual({ name: null });
    const slipped = await importers.feed('confidentiality-certifications', [
      header,
      borealis.replace(tomorrow().slice(0, 10), '2025-06-31'),
      cascade,
    ]);
    expect(slipped).toMatchObject({ rejected: 1, closed: 0 });
    expect(await name()).toEqual({ name: null });
    expect(await importers.feed('confidentiality-certifications', [header, cascade])).toMatchObject({
      closed: 1,
    });
    expect(await name()).toEqual({ name: 'BOREALIS TOYS INC' });
  });
});

describe('a bad row never stops the rest, and never shows a number', () => {
  onTheirOwn();

  test('it is in quarantine with what was expected', async () => {
    const bad = with_('importers', '000-12-3456,', '000-12-345X,');
    expect(await importers.feed('importers', bad)).toMatchObject({ read: 5, accepted: 4, rejected: 1 });
    const quarantined = await importers.sql<{ line: number; field: string; expected: string; got: string }[]>`
      select line, field, expected, got from quarantine`;
    expect([...quarantined]).toEqual([
      {
        line: 5,
        field: 'number',
        expected: 'NN-NNNNNNNXX (X not O, Z or I), NNN-NN-NNNN or NNNNNN-NNNNN',
        got: '11 characters',
      },
    ]);
  });

  test.each([
    ['a quote that breaks the row', '000-12-3456,,DUNE "TRADING,,'],
    ['fields too few', '000-12-3456,,DUNE TRADING'],
    ['no closing quote', '"000-12-3456,,DUNE TRADING'],
  ])('a row that is none: %s', async (_case, broken) => {
    await importers.feed('importers', [...without('importers', 'DUNE'), broken]);
    const quarantined = await importers.sql`select expected, got from quarantine`;
    expect(quarantined.length).toBeGreaterThan(0);
    expect(JSON.stringify(quarantined)).not.toMatch(/000.?12.?3456|DUNE/);
  });

  test('a file without its header is not shown', async () => {
    const refusal = importers.feed('importers', sample('importers').slice(4));
    await expect(refusal).rejects.toThrow('expected a CSV header with the columns number, previous_numbers');
    await expect(refusal).rejects.not.toThrow(/000-12-3456|DUNE/);
  });
});

describe('importer-identity', () => {
  onTheirOwn();

  interface Identity {
    readonly importerId: string;
    readonly names: readonly string[];
    readonly trusted: unknown;
  }
  const told = async (from: number) =>
    (await importers.published('importer-identity')).slice(from) as Identity[];

  test('each importer is told when it is first listed, without its number', async () => {
    const identities = await told(0);
    expect(
      identities
        .slice(0, 5)
        .map(({ importerId }) => importerId)
        .sort(),
    ).toEqual([AURORA, BOREALIS, CASCADE, DUNE, EVERGLADE].sort());
    expect(identities.find(({ importerId }) => importerId === CASCADE)).toEqual({
      importerId: CASCADE,
      uei: 'CSCDNUT7K2L4',
      cage: null,
      isPerson: false,
      names: ['CASCADE NUTRITION LLC', 'Cascade Nutra'],
      postalCodes: ['97201'],
      trusted: null,
      associations: {
        addresses: [
          { lines: ['3 Invented Way'], city: 'Portland', region: 'OR', postalCode: '97201', country: 'US' },
        ],
        principals: [],
        phones: [],
        bankAccounts: [],
        websites: [],
        organizedIn: 2018,
      },
    });
    expect(JSON.stringify(identities)).not.toMatch(/\d{3}-\d{2}-\d{4}|\d{2}-\d{7}|\d{6}-\d{5}/);
  });

  test('told again when names, identifiers or postal codes change, and only then', async () => {
    const before = (await told(0)).length;
    await importers.feed(
      'importers',
      with_('importers', 'Invented importer of kitchenware', 'Invented importer of pans'),
    );
    expect(await told(before)).toEqual([]);
    await importers.feed('importers', with_('importers', 'AKA|Cascade Nutra', 'AKA|Cascade Vita'));
    expect(await told(before)).toMatchObject([
      { importerId: CASCADE, names: ['CASCADE NUTRITION LLC', 'Cascade Vita'] },
    ]);
  });

  test('told with its trusted listing, and without when that ends', async () => {
    expect((await told(5)).findLast(({ importerId }) => importerId === AURORA)).toMatchObject({
      trusted: { name: 'Aurora Kitchenware LLC', from: '2025-03-01', until: null },
    });
    const before = (await told(0)).length;
    await importers.feed('trusted-listings', without('trusted-listings', 'Aurora'));
    expect(await told(before)).toMatchObject([{ importerId: AURORA, trusted: null }]);
  });

  test('a listing that came before its importer is told with it', async () => {
    const fresh = await disposableSubgraph(definition);
    try {
      await fresh.feed('trusted-listings', sample('trusted-listings'));
      expect(await fresh.published('importer-identity')).toEqual([]);
      await fresh.feed('importers', sample('importers'));
      const identities = (await fresh.published('importer-identity')) as Identity[];
      expect(identities).toHaveLength(5);
      expect(identities.filter(({ trusted }) => trusted !== null)).toMatchObject([{ importerId: AURORA }]);
    } finally {
      await fresh.drop();
    }
  });

  test('nothing waits to be told when the run is over', async () => {
    expect(await importers.sql`select * from identity_change`).toHaveLength(0);
  });
});
