import { openHouse } from '@good-standing/gateway/house/house.ts';
import { listen } from '@good-standing/gateway/http/server.ts';
import { type OpenSubscription, subscribe } from '@good-standing/gateway/http/subscriber-under-test.ts';
import { announce } from '@good-standing/kernel/webhook/announce.ts';
import { StandingChangedDocument as OfCbp } from '@good-standing/schema/operations/cbp/operations.generated.ts';
import { ConsentChangedDocument as OfImporter } from '@good-standing/schema/operations/importer/operations.generated.ts';
import { ConsentChangedDocument as OfPlatform } from '@good-standing/schema/operations/platform/operations.generated.ts';
import { print } from 'graphql';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { NOW, serveAlone } from '../attacks/served.ts';
import { consent, eventsHouse, type Party, revoke } from '../world/events-house.ts';
import type { TestHouse } from '../world/house.ts';
import { idsOf } from '../world/ids.ts';
import { newcomer } from '../world/newcomer.ts';

let house: TestHouse;
let bazaar: string;
let mart: string;
let BOREALIS: string;
let DUNE: string;
const open: OpenSubscription[] = [];

beforeAll(async () => {
  house = await eventsHouse();
  const ids = idsOf(house);
  BOREALIS = ids.importer('07-000000200');
  DUNE = ids.importer('000-12-3456');
  await newcomer(house, { key: 'borealis', as: 'aurora', subject: BOREALIS });
  await newcomer(house, { key: 'dune', as: 'aurora', subject: DUNE });
  mart = await newcomer(house, { key: 'mart', as: 'bazaar' });
  const [row] = await house.admin.unsafe("select id from access.organization where key = 'bazaar'");
  bazaar = String(row?.id);
});
afterAll(() => house?.close());
afterEach(() => {
  for (const each of open.splice(0)) each.leave();
});

async function hear(
  { as, of }: Party,
  {
    query = print(as === 'importer' ? OfImporter : OfPlatform),
    variables = {} as Record<string, unknown>,
  } = {},
): Promise<OpenSubscription> {
  const heard = await subscribe({ url: house.url, token: await house.token(as, of), query, variables });
  open.push(heard);
  expect([heard.status, heard.headers['content-type']]).toEqual([200, 'text/event-stream; charset=utf-8']);
  return heard;
}

const changeOf = (heard: OpenSubscription, nth: number) =>
  (heard.answers[nth]?.data as { consentChanged: Record<string, unknown> } | undefined)?.consentChanged;

describe('Subscription.consentChanged', () => {
  test('each event is an answer of its moment, recorded in the ledger as any other', async () => {
    const heard = await hear({ as: 'platform' });
    const id = await consent(house, 'dune', bazaar, 3);
    await heard.until(1);
    expect(changeOf(heard, 0)).toEqual({
      event: expect.stringMatching(/^evt_/),
      occurredAt: '2026-11-02T15:00:00Z',
      importerId: DUNE,
      importer: { id: DUNE, name: expect.any(String), registryStatus: expect.any(String) },
    });
    const requestId = heard.answers[0]?.extensions?.disclosure.requestId ?? '';
    expect(await house.ledgerOf(requestId)).toMatchObject([
      { record: DUNE, rule: 'IMPORTER_NAME', relation: 'CONSENT', audience: 'PLATFORM' },
      { record: DUNE, rule: 'STANDING_STATUS', relation: 'CONSENT', audience: 'PLATFORM' },
    ]);
    await revoke(house, 'dune', id);
    await heard.until(2);
    expect(changeOf(heard, 1)).toMatchObject({ importerId: DUNE, importer: null });
    const after = heard.answers[1]?.extensions?.disclosure.requestId ?? '';
    expect(after).not.toBe(requestId);
    expect(await house.ledgerOf(after)).toEqual([]);
  });

  test('two viewers beside one another each read their own', async () => {
    const platform = await hear({ as: 'platform' });
    const other = await hear({ as: 'platform', of: 'mart' });
    const importer = await hear({ as: 'importer', of: 'borealis' });
    for (const [of, to, days] of [
      ['borealis', bazaar, 5],
      ['dune', mart, 6],
      ['borealis', mart, 7],
      ['dune', bazaar, 8],
    ] as const) {
      await consent(house, of, to, days);
    }
    await Promise.all([platform.until(2), other.until(2), importer.until(2)]);
    const told = (heard: OpenSubscription) => heard.answers.map((_, nth) => changeOf(heard, nth)?.importerId);
    expect(told(platform)).toEqual([BOREALIS, DUNE]);
    expect(told(other)).toEqual([DUNE, BOREALIS]);
    expect(told(importer)).toEqual([BOREALIS, BOREALIS]);
    expect(JSON.stringify(importer.answers)).toContain('consents');
    expect(JSON.stringify(platform.answers)).not.toContain('consents');
  });

  test('of some importers alone', async () => {
    const heard = await hear({ as: 'platform' }, { variables: { importers: [DUNE] } });
    const all = await hear({ as: 'platform' });
    await consent(house, 'borealis', bazaar, 9);
    await consent(house, 'dune', bazaar, 10);
    await Promise.all([heard.until(1), all.until(2)]);
    expect(heard.answers.map((_, nth) => changeOf(heard, nth)?.importerId)).toEqual([DUNE]);
  });

  test('ends when its subscriber leaves, and its seat is free', async () => {
    for (let round = 0; round < 4; round += 1) {
      const held = await Promise.all(Array.from({ length: 5 }, () => hear({ as: 'platform', of: 'mart' })));
      for (const each of held) each.leave();
      await Promise.all(held.map(({ ended }) => ended));
      await new Promise((later) => setTimeout(later, 50));
    }
  });
});

describe('one pipeline for every transport', () => {
  test('a query over server-sent events is one answer and the end', async () => {
    const heard = await hear({ as: 'platform' }, { query: '{ viewer { audience } }' });
    expect(await heard.ended).toBe(true);
    expect(heard.answers).toMatchObject([{ data: { viewer: { audience: 'PLATFORM' } } }]);
  });

  test('a subscription is not answered in JSON', async () => {
    const refused = await house.ask({ as: 'platform', query: print(OfPlatform) });
    expect([refused.status, refused.errors]).toMatchObject([
      406,
      [{ message: 'Expected to be allowed to answer text/event-stream.' }],
    ]);
  });

  test('A52: one more stream than an organisation may hold is refused', async () => {
    const held = await Promise.all(Array.from({ length: 5 }, () => hear({ as: 'platform' })));
    const response = await fetch(house.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: `Bearer ${await house.token('platform')}`,
      },
      body: JSON.stringify({ query: print(OfPlatform) }),
    });
    expect(response.status).toBe(429);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'LIMIT_STREAMS' } }] });
    await hear({ as: 'platform', of: 'mart' });
    expect(held).toHaveLength(5);
  });
});

test('an agreement that is revoked ends its streams, and nothing is told after', async () => {
  const shop = await newcomer(house, { key: 'shop', as: 'bazaar' });
  const heard = await hear({ as: 'platform', of: 'shop' });
  const beside = await hear({ as: 'platform' });
  await consent(house, 'dune', shop, 11);
  await heard.until(1);
  await house.admin.unsafe(
    `update access.agreement set revoked_on = '2026-11-02' where organization_id = $1`,
    [shop],
  );
  expect(await heard.ended).toBe(true);
  expect(heard.answers.at(-1)).toMatchObject({
    errors: [{ extensions: { code: 'STREAM_ENDED', reason: 'AGREEMENT_REVOKED' } }],
  });
  await consent(house, 'dune', bazaar, 12);
  await beside.until(1);
  expect(heard.answers).toHaveLength(2);
});

test('CBP hears the whole of a change of many more importers than wait in memory, and of some alone nothing else', async () => {
  const opened = await openHouse({
    config: {
      isProduction: false,
      host: '127.0.0.1',
      keys: house.database.keys,
      oidc: null,
      deadlineMs: 20_000,
    },
    database: house.database,
    queuedEvents: 4,
    clock: () => NOW,
    logFailure: () => undefined,
  });
  const server = await listen(opened.handler, { port: 0, host: '127.0.0.1' });
  const hearing = async (importers: readonly string[] | null) =>
    subscribe({
      url: `${server.url}/graphql`,
      token: await house.token('cbp'),
      query: print(OfCbp),
      variables: { importers },
    });
  const [all, one] = await Promise.all([hearing(null), hearing([BOREALIS])]);
  const rows = await house.admin.unsafe<{ id: string }[]>(
    'select id from importers.importer where id <> $1 order by id limit 60',
    [BOREALIS],
  );
  const changed = [...rows.map(({ id }) => id), BOREALIS];
  await opened.pools.of({ name: 'importers' }).begin((tx) =>
    announce(
      tx,
      changed.map((record) => ({
        kind: 'STANDING_CHANGED' as const,
        record,
        to: [{ audience: 'CBP' as const }],
        occurredAt: NOW,
      })),
    ),
  );
  await Promise.all([all.until(changed.length), one.until(1)]);
  const told = (heard: OpenSubscription) =>
    heard.answers.map(
      ({ data }) => (data as { standingChanged: { importerId: string } }).standingChanged.importerId,
    );
  expect(told(all)).toEqual(changed);
  expect(told(one)).toEqual([BOREALIS]);
  await server.close();
  await opened.close();
});

test('subgraphs in processes of their own, another gateway: both hear, each event once', async () => {
  const served = await serveAlone(house);
  const opened = await openHouse({
    config: {
      isProduction: false,
      host: '127.0.0.1',
      keys: house.database.keys,
      oidc: null,
      deadlineMs: 20_000,
    },
    database: house.database,
    elsewhere: served.urls,
    clock: () => NOW,
    logFailure: () => undefined,
  });
  const server = await listen(opened.handler, { port: 0, host: '127.0.0.1' });
  const here = await hear({ as: 'platform' });
  const apart = await subscribe({
    url: `${server.url}/graphql`,
    token: await house.token('platform'),
    query: print(OfPlatform),
  });
  // Each answer is of its moment: both have it before the next change.
  const both = (count: number) => Promise.all([here.until(count), apart.until(count)]);
  await consent(house, 'dune', bazaar, 13);
  await both(1);
  const last = await consent(house, 'dune', bazaar, 14);
  await both(2);
  await revoke(house, 'dune', last);
  await both(3);
  const data = (heard: OpenSubscription) => heard.answers.map((answer) => answer.data);
  expect(data(apart)).toEqual(data(here));
  expect(data(apart).at(0)).toMatchObject({ consentChanged: { importer: { name: expect.any(String) } } });
  const requestId = apart.answers[0]?.extensions?.disclosure.requestId ?? '';
  expect(await house.ledgerOf(requestId)).toHaveLength(2);
  await server.close();
  expect(await apart.ended).toBe(true);
  await opened.close();
  await served.close();
});
