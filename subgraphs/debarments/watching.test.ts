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

const WATCHED = '{ watchedParties { nodes { reference } } }';
const end = async (viewer: Viewer, ids: readonly (string | undefined)[], key: string | null = null) =>
  (
    await ask(
      viewer,
      'mutation ($ids: [ID!]!, $key: String) { unwatchParties(ids: $ids, clientMutationKey: $key) }',
      {
        ids,
        key,
      },
    )
  ).data?.unwatchParties;
const referencesOf = async (viewer: Viewer) => {
  const { data } = await ask(viewer, WATCHED);
  return (data?.watchedParties as { readonly nodes: readonly { readonly reference: string }[] }).nodes.map(
    ({ reference }) => reference,
  );
};

describe('what the organisation does itself', () => {
  test('another party under a reference is looked up as that, and its result told where it is another', async () => {
    const keeper = organization('org_keeper');
    const [first] = await watch(house, keeper, [{ reference: 'a', name: 'Quiet Meadow Ceramics' }]);
    await house.announced();
    const [same] = await watch(house, keeper, [{ reference: 'a', name: 'Quiet Meadow Ceramics GmbH' }]);
    expect(same?.watched?.id).toBe(first?.watched?.id);
    expect(await house.announced()).toEqual([]);
    const [other] = await watch(house, keeper, [{ reference: 'a', name: 'Hollow Creek Packers' }]);
    expect(other?.watched?.result.verdict).toBe('AMBIGUOUS');
    expect((await house.announced()).map(({ record }) => record)).toEqual([first?.watched?.id]);
    expect(await referencesOf(keeper)).toEqual(['a']);
  });

  test('a candidate that it clears is told as cleared, and told anew when the entry changes', async () => {
    const clearer = organization('org_clearer');
    const id = await idOf(clearer, { reference: 'b', name: 'Hollow Creek Packers' });
    await house.announced();
    const { data } = await ask(
      clearer,
      'query ($id: ID!) { watchedParty(id: $id) { result { candidates { exclusion { id } } } } }',
      { id },
    );
    const exclusion = (
      data?.watchedParty as { result: { candidates: readonly { exclusion: { id: string } }[] } }
    ).result.candidates[0]?.exclusion.id;
    await ask(
      clearer,
      `mutation ($exclusion: ID!) {
        decideMatch(reference: "b", exclusion: $exclusion, decision: CLEAR, note: "Another.") { id }
      }`,
      { exclusion },
    );
    seconds += 1;
    await house.sweep(NOW.add({ seconds }));
    expect(await read(clearer, id)).toMatchObject({
      result: { verdict: 'NO_PUBLIC_ADVERSE_RECORD' },
      changes: [{ kinds: ['CLEARED'] }],
    });
    await house.feed(
      'sam-exclusions',
      inventedList(NORTHWIND, {
        ...HOLLOW,
        CAGE: '7A3B1',
        'Unique Entity ID': 'H6LL8WCREEK7',
        'Termination Date': american(TODAY.add({ days: 5 })),
        'Additional Comments': 'PARTNERS ADDED',
      }),
    );
    seconds += 1;
    await house.sweep(NOW.add({ seconds }));
    expect((await read(clearer, id))?.changes.map(({ kinds }) => kinds)).toEqual([
      ['NEW_MATCH'],
      ['CLEARED'],
    ]);
  });

  test('under a key it is done once and answered alike; with another input the key is refused', async () => {
    const careful = organization('org_careful');
    const parties = [
      { reference: 'c', name: 'Hollow Creek Packers' },
      { reference: 'd', name: '' },
    ];
    const first = await watch(house, careful, parties, 'w-1');
    expect(await watch(house, careful, parties, 'w-1')).toEqual(first);
    await expect(watch(house, careful, [{ reference: 'c', name: 'X' }], 'w-1')).rejects.toThrow(
      'this key was used for another input',
    );
    const ids = [first[0]?.watched?.id, 'wtc_00000000000000000000'];
    expect(await end(careful, ids, 'u-1')).toBe(1);
    expect(await end(careful, ids, 'u-1')).toBe(1);
    expect(await end(careful, ids)).toBe(0);
    const [audited] = await house.sql.unsafe(
      `select count(*)::int as lines from mutation where organization = 'org_careful'`,
    );
    expect(audited).toEqual({ lines: 2 });
  });

  test('what is watched no more is deleted with all that was kept of it', async () => {
    const leaver = organization('org_leaver');
    const ids = (
      await watch(house, leaver, [
        { reference: 'e', name: 'Hollow Creek Packers' },
        { reference: 'f', name: 'Northwind Traders' },
      ])
    ).map(({ watched }) => watched?.id);
    expect(await end(leaver, ids)).toBe(2);
    expect(await referencesOf(leaver)).toEqual([]);
    const [left] = await house.sql.unsafe(
      `select (select count(*) from watched_party where organization = 'org_leaver')
         + (select count(*) from watched_match m where not exists (select from watched_party w where w.number = m.number))
         + (select parties from watching_organization where organization = 'org_leaver') as count`,
    );
    expect(left).toEqual({ count: 0 });
    await house.sweep();
    expect((await house.announced()).filter(({ record }) => ids.includes(record))).toEqual([]);
  });

  test('more than the organisation may watch are told so, one by one; those it watches stay', async () => {
    const crowded = organization('org_crowded');
    await watch(house, crowded, [{ reference: 'g', name: 'Quiet Meadow Ceramics' }]);
    await house.sql.unsafe(
      `update watching_organization set parties = 999999 where organization = 'org_crowded'`,
    );
    const answers = await watch(
      house,
      crowded,
      ['h', 'i', 'g'].map((reference) => ({ reference, name: 'Quiet Meadow Ceramics' })),
    );
    expect(answers.map(({ error }) => error)).toEqual([
      null,
      'parties: expected at most 1000000 watched at a time',
      null,
    ]);
    expect(await referencesOf(crowded)).toEqual(['g', 'h']);
  });

  test('pages go on where they ended, and give those alone that changed since', async () => {
    const pager = organization('org_pager');
    const many = Array.from({ length: 5 }, (_, nth) => ({
      reference: `p${nth}`,
      name: `Quiet Meadow ${nth}`,
    }));
    await watch(house, pager, many);
    const page = async (after: string | null) =>
      (
        await ask(
          pager,
          `query ($after: String) {
             watchedParties(first: 2, after: $after) { nodes { reference } pageInfo { endCursor hasNextPage } }
           }`,
          { after },
        )
      ).data?.watchedParties as {
        readonly nodes: readonly { readonly reference: string }[];
        readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
      };
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const { nodes, pageInfo } = await page(after);
      seen.push(...nodes.map(({ reference }) => reference));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(seen).toEqual(['p0', 'p1', 'p2', 'p3', 'p4']);
    const since = (at: Temporal.Instant) =>
      ask(pager, 'query ($at: DateTime!) { watchedParties(changedSince: $at) { nodes { reference } } }', {
        at: at.toString(),
      });
    await watch(house, pager, [{ reference: 'p3', name: 'Hollow Creek Packers' }]);
    expect((await since(NOW)).data).toEqual({ watchedParties: { nodes: [{ reference: 'p3' }] } });
    expect((await since(NOW.add({ hours: 1 }))).data).toEqual({ watchedParties: { nodes: [] } });
  });

  test('as many statements for a page of one as for a page of five', async () => {
    const pager = organization('org_pager');
    const count = async (first: number) =>
      (
        await ask(
          pager,
          `query ($first: Int!) { watchedParties(first: $first) { nodes { name result { verdict } changes { kinds exclusions { name } } } } }`,
          { first },
        )
      ).statements.length;
    expect(await count(5)).toBe(await count(4));
  });
});

describe('of time', () => {
  test('who is not given again for a year is watched no more; given again it is for another', async () => {
    const idle = organization('org_idle');
    await watch(house, idle, [
      { reference: 'j', name: 'Quiet Meadow Ceramics' },
      { reference: 'k', name: 'Quiet Meadow Potters' },
    ]);
    await house.sql.unsafe(
      `update watched_party set until_on = current_date - 1 where organization = 'org_idle'`,
    );
    await watch(house, idle, [{ reference: 'k', name: 'Quiet Meadow Potters' }]);
    await house.sweep();
    expect(await referencesOf(idle)).toEqual(['k']);
    const [kept] = await house.sql.unsafe(
      `select parties from watching_organization where organization = 'org_idle'`,
    );
    expect(kept).toEqual({ parties: 1 });
  });

  test('a round that a process left in the middle goes on in another, and ends', async () => {
    const steady = organization('org_steady');
    const id = await idOf(steady, { reference: 'l', name: 'Gable Harbor Exporters' });
    await house.sql.unsafe(
      `update watch_round set next_run = (select max(run_id) from run), next_runs = runs, next_day = day,
         started_at = clock_timestamp(), after_number = 0, leased_until = clock_timestamp() - interval '1 second'`,
    );
    await house.feed(
      'sam-exclusions',
      inventedList(NORTHWIND, { Name: 'GABLE HARBOR EXPORTERS', 'SAM Number': 'S4INV0009' }),
    );
    await house.announced();
    await house.sweep();
    await house.sweep();
    expect((await house.announced()).map(({ record }) => record)).toContain(id);
    const [round] = await house.sql.unsafe('select next_run, leased_until from watch_round');
    expect(round).toEqual({ next_run: null, leased_until: null });
  });

  test('while one process is at a round another leaves it alone', async () => {
    await house.sql.unsafe(`update watch_round set leased_until = clock_timestamp() + interval '1 minute'`);
    await house.feed('sam-exclusions', inventedList(NORTHWIND));
    const before = await house.sql.unsafe('select run from watch_round');
    await house.sweep();
    expect(await house.sql.unsafe('select run from watch_round')).toEqual(before);
    await house.sql.unsafe('update watch_round set leased_until = null');
    await house.sweep();
    expect(await house.sql.unsafe('select run from watch_round')).not.toEqual(before);
  });
});
