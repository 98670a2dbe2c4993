import type { ImporterIdentity } from '@good-standing/kernel/findings/topics.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import {
  type DisposableSubgraph,
  disposableSubgraph,
  testSecret,
} from '@good-standing/kernel/subgraph/disposable.ts';
import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { definition } from '../subgraph.ts';

const importer = (number: string) => recordId('imp', testSecret.ids, number);
const LARK = importer('07-000000801');
const WREN = importer('07-000000802');
const AGENT = {
  lines: ['1 Agent Plaza'],
  city: 'Testerton',
  region: 'NJ',
  postalCode: '07001',
  country: 'US',
};
const cbp: Viewer = { ...PUBLIC_VIEWER, audience: 'CBP', actor: 'officer-7', purpose: 'ENFORCEMENT' };
const platform: Viewer = { ...PUBLIC_VIEWER, audience: 'PLATFORM' };

const identity = (
  importerId: string,
  name: string,
  { uei = null, ...besides }: { uei?: string | null; [association: string]: unknown } = {},
): ImporterIdentity => ({
  importerId,
  uei,
  cage: null,
  isPerson: false,
  names: [name],
  postalCodes: [],
  trusted: null,
  associations: { addresses: [], principals: [], phones: [], websites: [], organizedIn: null, ...besides },
});

let debarments: DisposableSubgraph;
beforeAll(async () => {
  debarments = await disposableSubgraph(definition);
  await hear(
    identity(LARK, 'Lark Orchard Goods LLC', {
      uei: 'LRKRCHD7K2L4',
      addresses: [{ ...AGENT, lines: ['12 Example Blvd, Suite 3'] }],
      phones: ['+1 555 010 0188'],
      websites: ['https://www.lark.example/shop'],
    }),
    ...['Acorn', 'Birch', 'Clover', 'Damson', 'Elder', 'Fennel'].map((name, nth) =>
      identity(importer(`08-${nth}`), `${name} Invented Inc`, { addresses: [AGENT] }),
    ),
  );
});
afterAll(() => debarments?.drop());

async function hear(...items: readonly ImporterIdentity[]): Promise<void> {
  const consumer = definition.consumers.find(({ topic }) => topic === 'importer-identity');
  await debarments.sql.begin((tx) => consumer?.apply(tx, items as never));
}

interface Like {
  readonly importer: { readonly id: string };
  readonly score: number;
  readonly explanation: readonly { readonly feature: string; readonly contribution: number }[];
}

async function importersLike(party: object, viewer = cbp): Promise<readonly Like[] | null> {
  const answer = await debarments.ask({
    viewer,
    document: `query ($parties: [PartyInput!]!) { screen(parties: $parties) { results { error importers {
      importer { id } score explanation { feature query candidate agrees score weight contribution } } } } }`,
    variables: { parties: [party] },
  });
  expect(answer.errors).toBeUndefined();
  return (answer.data as { screen: { results: { importers: Like[] | null }[] } }).screen.results[0]
    ?.importers as Like[] | null;
}

describe('the registry of importers, for CBP', () => {
  test.each([
    ['a name as another would write it', { name: 'LARK ORCHID GOODS' }, 'NAME_WORD'],
    [
      'another name at its address, written otherwise',
      {
        name: 'Heron Works',
        address: { lines: ['12 EXAMPLE BOULEVARD #3'], postalCode: '07001-1234', country: 'US' },
      },
      'STREET',
    ],
    [
      'another name under its identifier',
      { name: 'Heron Works', identifiers: [{ scheme: 'UEI', value: 'lrkrchd7k2l4' }] },
      'UEI',
    ],
    [
      'another name with its telephone and domain',
      { name: 'Heron Works', phone: '(555) 010-0188', email: 'sales@lark.example' },
      'PHONE',
    ],
  ])('is searched by %s', async (_case, party, feature) => {
    const found = (await importersLike(party)) ?? [];
    expect(found.map((one) => one.importer.id)).toEqual([LARK]);
    const [{ score = 0, explanation = [] } = {}] = found;
    expect(explanation.map((one) => one.feature)).toContain(feature);
    expect(explanation.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(score, 10);
  });

  test('an office for hire alone finds nobody; nor does a telephone alone', async () => {
    expect(await importersLike({ name: 'Heron Works', address: { ...AGENT } })).toEqual([]);
    expect(await importersLike({ name: 'Heron Works', phone: '(555) 010-0188' })).toEqual([]);
  });

  test('what changes is found as it is from the next question on', async () => {
    expect(await importersLike({ name: 'Wren Harbor Supply' })).toEqual([]);
    await hear(identity(WREN, 'Wren Harbor Supply Co'));
    expect(await importersLike({ name: 'Wren Harbor Supply' })).toMatchObject([{ importer: { id: WREN } }]);
    await hear(identity(WREN, 'Osprey Lantern Co'));
    expect(await importersLike({ name: 'Wren Harbor Supply' })).toEqual([]);
    expect(await importersLike({ name: 'Osprey Lantern' })).toMatchObject([{ importer: { id: WREN } }]);
  });

  test('told again as it was, it is not read again', async () => {
    const heard = () => debarments.sql`select heard from importer_identity where importer_id = ${WREN}`;
    const before = await heard();
    await hear(identity(WREN, 'Osprey Lantern Co'));
    expect(await heard()).toEqual(before);
  });

  test('a party that cannot be read is like nobody', async () => {
    expect(await importersLike({ name: '' })).toEqual([]);
  });
});

describe('the registry of importers, for everybody else', () => {
  test('is not there', async () => {
    expect(await importersLike({ name: 'Osprey Lantern Co' }, platform)).toBeNull();
  });

  test('moves nothing: what is answered is, byte for byte, what it was before there was such an importer', async () => {
    const parties = [
      {
        reference: 'a',
        name: 'Heron Works',
        address: { lines: ['77 Example Row'], postalCode: '07001', country: 'US' },
      },
      {
        reference: 'b',
        name: 'Kestrel Bay Traders',
        identifiers: [{ scheme: 'UEI', value: 'KSTRLB7K2L45' }],
      },
    ];
    const document = `query ($parties: [PartyInput!]!) { screen(parties: $parties) { results {
      reference verdict error moreCandidates candidates { score exclusion { id } explanation { feature contribution } }
      cleared { candidate { score } } trustedListing { name score } listFreshness { list listAsOf receivedAt stale } }
      listAsOf rulesVersion } }`;
    const ask = async () =>
      JSON.stringify(await debarments.ask({ viewer: platform, document, variables: { parties } }));
    const before = await ask();
    await hear(
      identity(importer('07-000000803'), 'Kestrel Bay Traders', {
        uei: 'KSTRLB7K2L45',
        addresses: [{ ...AGENT, lines: ['77 Example Row'] }],
      }),
    );
    expect(await ask()).toBe(before);
    expect(await importersLike(parties[1] ?? {})).toMatchObject([
      { importer: { id: importer('07-000000803') } },
    ]);
  });
});
