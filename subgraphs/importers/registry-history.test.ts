import type { DisposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  AURORA,
  aurora,
  BOREALIS,
  beacon,
  borealis,
  cbp,
  compass,
  EVERGLADE,
  fda,
  importerOf,
  importersWithCast,
  sample,
} from './cast.ts';

let importers: DisposableSubgraph;
beforeAll(async () => {
  importers = await importersWithCast();
});
afterAll(() => importers?.drop());

/** A day passes in the registry: what stands in it was received, and ended, a day earlier. */
async function aDayPasses(): Promise<void> {
  await importers.sql`update importer set first_received_on = first_received_on - 1`;
  await importers.sql`update registration set until_on = until_on - 1`;
}

let listed = sample('importers');
async function restated(name: string, change: (line: string) => string): Promise<void> {
  listed = listed.map((line) => (line.includes(name) ? change(line) : line));
  await importers.feed('importers', listed);
}

const HISTORY = `query ($id: ID!) { importer(id: $id) {
  name registryStatus
  registryHistory { from until name kind registryStatus addresses { address { lines } } }
} }`;
interface Told {
  readonly name: string | null;
  readonly registryHistory: readonly Record<string, unknown>[] | null;
}
const told = async (viewer: Viewer, id: string) => {
  const { data, withheld } = await importers.ask({ viewer, document: HISTORY, variables: { id } });
  return { importer: (data?.importer ?? null) as Told | null, withheld };
};

const today = Temporal.Now.plainDateISO('UTC');
const ago = (days: number) => today.subtract({ days }).toString();

describe('19 USC 4320(b): changes of name, structure, address and status are tracked', () => {
  test('what was never restated has no history, and a restatement of the first day none either', async () => {
    await restated('EVERGLADE', (line) => line.replace('EVERGLADE IMPORTS', 'EVERGLADE IMPORTS INC'));
    expect((await told(cbp, EVERGLADE)).importer).toMatchObject({
      name: 'EVERGLADE IMPORTS INC',
      registryHistory: [],
    });
    expect((await told(cbp, AURORA)).importer?.registryHistory).toEqual([]);
  });

  test('each restatement keeps what was so until the day before; one that changes nothing tracked keeps nothing', async () => {
    await aDayPasses();
    await restated('EVERGLADE', (line) => line.replace('EVERGLADE IMPORTS INC', 'EVERGLADE TRADE LLC'));
    await restated('EVERGLADE', (line) => line.replace('EVERGLADE TRADE LLC', 'EVERGLADE TRADERS LLC'));
    await aDayPasses();
    await aDayPasses();
    await restated('EVERGLADE', (line) => line.replace(',ACTIVE,', ',INACTIVE,'));
    await aDayPasses();
    await restated('EVERGLADE', (line) => line.replace(',INACTIVE,', ',ACTIVE,'));
    expect((await told(cbp, EVERGLADE)).importer).toMatchObject({
      name: 'EVERGLADE TRADERS LLC',
      registryStatus: 'ACTIVE',
      registryHistory: [
        { from: ago(1), until: ago(1), name: 'EVERGLADE TRADERS LLC', registryStatus: 'INACTIVE' },
        { from: ago(3), until: ago(2), name: 'EVERGLADE TRADERS LLC', registryStatus: 'ACTIVE' },
        { from: null, until: ago(4), name: 'EVERGLADE IMPORTS INC', registryStatus: 'ACTIVE' },
      ],
    });
  });

  test('a number that is listed no more, and again', async () => {
    await aDayPasses();
    await importers.feed(
      'importers',
      listed.filter((line) => !line.includes('EVERGLADE')),
    );
    await aDayPasses();
    await importers.feed('importers', [...listed, '']);
    const { importer } = await told(cbp, EVERGLADE);
    expect(importer?.registryHistory?.slice(0, 2)).toMatchObject([
      { until: ago(1), registryStatus: 'REMOVED' },
      { until: ago(2), registryStatus: 'ACTIVE' },
    ]);
  });

  test('an address, under the rule of addresses; a name, under the rule of names', async () => {
    await aDayPasses();
    await restated('BOREALIS', (line) => line.replace('2 Invented Way', '22 Invented Way'));
    const whole = await told(borealis, BOREALIS);
    expect(whole.importer?.registryHistory).toMatchObject([{ until: ago(1), addresses: expect.any(Array) }]);
    const broker = await told(compass, BOREALIS); // a certification is in force
    expect(broker.importer?.registryHistory).toMatchObject([
      { name: null, addresses: null, registryStatus: 'ACTIVE' },
    ]);
    expect(broker.withheld).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          coordinate: 'RegistrationRecord.name',
          reason: 'CONFIDENTIALITY',
          count: 1,
        }),
        expect.objectContaining({
          coordinate: 'RegistrationRecord.addresses',
          reason: 'CONFIDENTIALITY',
          count: 1,
        }),
      ]),
    );
  });

  test.each([
    ['an agency without jurisdiction', fda, BOREALIS],
    ['another importer', aurora, BOREALIS],
    ['another broker', beacon, BOREALIS],
    ['nobody', PUBLIC_VIEWER, BOREALIS],
  ])('%s has no history', async (_who, viewer, id) => {
    expect((await told(viewer, id)).importer?.registryHistory ?? null).toBeNull();
  });
});

describe('19 USC 4320(b): no duplicate numbers: other numbers that may be the same person’s', () => {
  const DUPLICATES =
    'query ($id: ID!) { possibleDuplicates(importer: $id) { bases importer { id number } } }';
  const duplicates = async (viewer: Viewer, id: string) =>
    (await importers.ask({ viewer, document: DUPLICATES, variables: { id } })).data?.possibleDuplicates;
  const [header = ''] = listed;
  const columns = header.split(',');

  /** An importer of whom nothing is known but this. */
  function row(over: Readonly<Record<string, string>>): string {
    const usual: Readonly<Record<string, string>> = {
      name: 'ANOTHER TRADER LLC',
      kind: 'LLC',
      mailing_lines: '7 Other Street',
      mailing_postal_code: '10001',
      mailing_country: 'US',
      registry_status: 'ACTIVE',
    };
    return columns.map((column) => over[column] ?? usual[column] ?? '').join(',');
  }

  beforeAll(async () => {
    await importers.feed('importers', [
      ...listed,
      row({ number: '07-000000101' }),
      row({ number: '07-0000099' }),
      row({ number: '08-000000100', uei: 'AURRAK7TCHN1', bank_accounts: 'ab'.repeat(32) }),
      row({
        number: '09-000000100',
        name: 'AURORA HOME',
        mailing_lines: '9 EXAMPLE DOCK.',
        mailing_postal_code: '60431',
      }),
      row({ number: '10-000000100', name: 'AURORA KITCHENWARE LLC' }),
    ]);
  });

  test('by root, former number, identifier, account, and name with address; a name alone is nothing', async () => {
    const found = (await duplicates(cbp, AURORA)) as { bases: string[]; importer: { number: string } }[];
    expect(found[0]).toMatchObject({ bases: ['IDENTIFIER', 'ACCOUNT'] });
    const told = Object.fromEntries(found.map(({ bases, importer }) => [importer.number, bases]));
    expect(told).toEqual({
      '08-000000100': ['IDENTIFIER', 'ACCOUNT'],
      '07-000000101': ['SAME_ROOT'],
      '07-000009900': ['FORMER_NUMBER'],
      '09-000000100': ['NAME_AND_ADDRESS'],
    });
  });

  test('of who has no other there is none, and of no importer nothing', async () => {
    expect(await duplicates(cbp, EVERGLADE)).toEqual([]);
    expect(await duplicates(cbp, importerOf('99-999999900'))).toBeNull();
  });

  test.each([
    ['the importer', aurora],
    ['an agency', fda],
    ['its broker', beacon],
    ['nobody', PUBLIC_VIEWER],
  ])('to CBP alone: %s is told nothing', async (_who, viewer) => {
    expect(await duplicates(viewer, AURORA)).toBeNull();
  });
});
