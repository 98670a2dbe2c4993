import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type InventedRow, inventedList } from './ingest/sample/invented-list.ts';
import {
  NOW,
  organization,
  type WatchingHouse,
  watch,
  watchingHouse,
} from './watching/watching-under-test.ts';

const BAZAAR = organization('org_bazaar');
const RIVAL = organization('org_rival');
const SWIFT = organization('org_swift', 'CARRIER');
const TODAY = NOW.toZonedDateTimeISO('UTC').toPlainDate();
const american = (day: Temporal.PlainDate) =>
  `${String(day.month).padStart(2, '0')}/${String(day.day).padStart(2, '0')}/${day.year}`;

const NORTHWIND: InventedRow = {
  Name: 'NORTHWIND TRADERS, INC.',
  'SAM Number': 'S4INV0002',
  'Termination Date': american(TODAY.add({ days: 30 })),
};
const HOLLOW: InventedRow = { Name: 'HOLLOW CREEK PACKERS LLC', 'SAM Number': 'S4INV0003' };
const SELLER = { reference: 'seller 7', name: 'Northwind Traders' };
const CLEAN = { reference: 'seller 8', name: 'Quiet Meadow Ceramics' };

let house: WatchingHouse;
let seconds = 0;
beforeAll(async () => {
  house = await watchingHouse();
  await house.feed('sam-exclusions', inventedList(NORTHWIND));
  await house.sweep();
});
afterAll(() => house?.drop());

const ask = (viewer: Viewer, document: string, variables: Record<string, unknown> = {}, now = NOW) =>
  house.ask({ viewer, document, variables, now: now.toString() });
const PARTY = `query ($id: ID!) {
  watchedParty(id: $id) {
    reference result { verdict } changedAt
    changes { event occurredAt kinds exclusions { name } party { id } }
  }
}`;
const read = async (viewer: Viewer, id: string | undefined) =>
  (await ask(viewer, PARTY, { id })).data?.watchedParty as {
    readonly result: { readonly verdict: string };
    readonly changes: readonly { readonly kinds: readonly string[] }[];
  } | null;
const idOf = async (viewer: Viewer, party: object) => (await watch(house, viewer, [party]))[0]?.watched?.id;

describe('a party that is watched', () => {
  test('is looked up at once, one answer for each, and nothing is announced of what was just read', async () => {
    const answers = await watch(house, BAZAAR, [
      SELLER,
      CLEAN,
      { reference: 'seller 9', name: '  ' },
      { name: 'Nobody in particular' },
      { ...CLEAN },
    ]);
    expect(answers).toMatchObject([
      { reference: 'seller 7', error: null, watched: { result: { verdict: 'AMBIGUOUS' } } },
      { reference: 'seller 8', error: null, watched: { result: { verdict: 'NO_PUBLIC_ADVERSE_RECORD' } } },
      { reference: 'seller 9', watched: null, error: expect.stringMatching(/^name: expected a name/) },
      { reference: null, watched: null, error: expect.stringMatching(/^reference: expected one/) },
      {
        reference: 'seller 8',
        watched: null,
        error: expect.stringMatching(/^reference: expected each once/),
      },
    ]);
    await house.sweep();
    expect(await house.announced()).toEqual([]);
  });

  test('is nobody else’s: not by id, not by list, not to be ended, not by its reference', async () => {
    const id = await idOf(BAZAAR, SELLER);
    for (const viewer of [RIVAL, SWIFT, organization('org_cbp', 'CBP')]) {
      expect(await read(viewer, id)).toBeNull();
      expect((await ask(viewer, '{ watchedParties { nodes { id } } }')).data).toEqual({
        watchedParties: { nodes: [] },
      });
      expect(
        (await ask(viewer, 'mutation ($ids: [ID!]!) { unwatchParties(ids: $ids) }', { ids: [id] })).data,
      ).toEqual({ unwatchParties: 0 });
    }
    const rivals = await idOf(RIVAL, SELLER);
    expect(rivals).not.toBe(id);
    expect(await read(BAZAAR, id)).not.toBeNull();
    expect(await read(BAZAAR, rivals)).toBeNull();
    await ask(RIVAL, 'mutation ($ids: [ID!]!) { unwatchParties(ids: $ids) }', { ids: [rivals] });
  });

  test('a new entry of the list is told to who watches a party that it may be, and to nobody else', async () => {
    const id = await idOf(BAZAAR, { reference: 'packer', name: 'Hollow Creek Packers' });
    const other = await idOf(SWIFT, { reference: 'packer', name: 'Hollow Creek Packers Ltd' });
    await watch(house, RIVAL, [{ reference: 'packer', name: 'Shallow Brook Movers' }]);
    await house.announced();
    await house.feed('sam-exclusions', inventedList(NORTHWIND, HOLLOW));
    await house.sweep();
    const told = await house.announced();
    expect(told.map(({ kind, record, to }) => ({ kind, record, to }))).toEqual(
      expect.arrayContaining([
        {
          kind: 'WATCHED_PARTY_CHANGED',
          record: id,
          to: [{ audience: 'PLATFORM', organization: 'org_bazaar' }],
        },
        {
          kind: 'WATCHED_PARTY_CHANGED',
          record: other,
          to: [{ audience: 'CARRIER', organization: 'org_swift' }],
        },
      ]),
    );
    expect(told).toHaveLength(2);
    expect(JSON.stringify(told)).not.toMatch(/hollow|packer|creek/i);
    expect(await read(BAZAAR, id)).toMatchObject({
      result: { verdict: 'AMBIGUOUS' },
      changes: [
        {
          event: null,
          kinds: ['NEW_MATCH'],
          exclusions: [{ name: 'HOLLOW CREEK PACKERS LLC' }],
          party: { id },
        },
      ],
    });
  });

  test('the same list again, and a list that says nothing else of anyone watched, tell nothing', async () => {
    await house.feed('sam-exclusions', inventedList(NORTHWIND, HOLLOW));
    await house.sweep();
    await house.feed(
      'sam-exclusions',
      inventedList(NORTHWIND, HOLLOW, { Name: 'ZEBULON FREIGHT CO', 'SAM Number': 'S4INV0004' }),
    );
    await house.sweep();
    expect(await house.announced()).toEqual([]);
  });

  test.each([
    ['a CAGE code of the entry', { ...HOLLOW, CAGE: '7A3B1' }, ['IDENTIFIER_ADDED']],
    [
      'a UEI, which makes it another entry,',
      { ...HOLLOW, CAGE: '7A3B1', 'Unique Entity ID': 'H6LL8WCREEK7' },
      ['IDENTIFIER_ADDED'],
    ],
    [
      'a last day',
      {
        ...HOLLOW,
        CAGE: '7A3B1',
        'Unique Entity ID': 'H6LL8WCREEK7',
        'Termination Date': american(TODAY.add({ days: 5 })),
      },
      ['TERM_CHANGED'],
    ],
  ] as const)('%s that was not there is told as that', async (_what, row, kinds) => {
    const id = await idOf(SWIFT, { reference: 'packer', name: 'Hollow Creek Packers Ltd' });
    const before = new Set((await read(SWIFT, id))?.changes.map((change) => JSON.stringify(change)));
    await house.feed('sam-exclusions', inventedList(NORTHWIND, row));
    seconds += 1;
    await house.sweep(NOW.add({ seconds }));
    const fresh = (await read(SWIFT, id))?.changes.filter((change) => !before.has(JSON.stringify(change)));
    expect(fresh?.map((change) => change.kinds)).toEqual([[...kinds].sort()]);
  });
});

describe('what nobody writes', () => {
  test('the last day of an exclusion passes: told by the clock, once', async () => {
    const id = await idOf(BAZAAR, SELLER);
    await house.sweep(NOW.add({ hours: 24 * 30 }));
    await house.announced();
    expect((await read(BAZAAR, id))?.changes.flatMap(({ kinds }) => kinds)).not.toContain(
      'TERMINATION_REACHED',
    );
    const after = NOW.add({ hours: 24 * 31 });
    await house.sweep(after);
    await house.sweep(after);
    expect((await house.announced()).filter(({ record }) => record === id)).toHaveLength(1);
    const { data } = await ask(BAZAAR, PARTY, { id }, after);
    expect(data?.watchedParty).toMatchObject({ changes: [{ kinds: ['TERMINATION_REACHED'] }] });
  });
});
