import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type InventedRow, inventedList } from '@good-standing/debarments/ingest/sample/invented-list.ts';
import { type OpenSubscription, subscribe } from '@good-standing/gateway/http/subscriber-under-test.ts';
import { type Receiver, receiver } from '@good-standing/kernel/webhook/receiver-under-test.ts';
import { WatchClientsDocument } from '@good-standing/schema/operations/carrier/operations.generated.ts';
import {
  DecideMatchDocument,
  RegisterWebhookDocument,
  UnwatchSellersDocument,
  WatchedSellerChangedDocument,
  WatchedSellerDocument,
  WatchedSellersDocument,
  WatchSellersDocument,
} from '@good-standing/schema/operations/platform/operations.generated.ts';
import { print } from 'graphql';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventsHouse } from '../world/events-house.ts';
import type { TestHouse } from '../world/house.ts';
import { newcomer } from '../world/newcomer.ts';
import { ask } from '../world/typed.ts';

const LISTED: InventedRow[] = [{ Name: 'NORTHWIND TRADERS, INC.', 'SAM Number': 'S4INV0002' }];
const folder = mkdtempSync(join(tmpdir(), 'gs-watching-'));
let house: TestHouse;
let there: Receiver;
let rivals: Receiver;
let days = 0;
const open: OpenSubscription[] = [];

/** The list of another day. */
async function list(...rows: readonly InventedRow[]) {
  days += 1;
  const file = join(folder, `SAM_Exclusions_Public_Extract_V2_26${300 + days}.CSV`);
  writeFileSync(file, `${inventedList(...LISTED, ...rows).join('\n')}\n`);
  await house.feed('sam-exclusions', file);
  await house.sweep();
}

beforeAll(async () => {
  house = await eventsHouse();
  there = await receiver();
  rivals = await receiver();
  await newcomer(house, { key: 'mart', as: 'bazaar' });
  await list();
  for (const [of, url] of [
    ['bazaar', there.url],
    ['mart', rivals.url],
  ] as const) {
    const { data } = await ask(house, { as: 'platform', of }, RegisterWebhookDocument, {
      url,
      events: ['WATCHED_PARTY_CHANGED'],
    });
    if (of === 'bazaar') secret = data.registerWebhook?.secret ?? '';
  }
});
let secret: string;
afterAll(async () => {
  for (const each of open) each.leave();
  await there?.close();
  await rivals?.close();
  await house?.close();
  rmSync(folder, { recursive: true });
});

const SELLERS = [
  { reference: 'seller-1', name: 'Gable Harbor Exporters' },
  { reference: 'seller-2', name: 'Quiet Meadow Ceramics' },
];

test('a platform watches its sellers; a list that names one is told, by ids alone, and fetched back', async () => {
  const watched = await ask(house, { as: 'platform' }, WatchSellersDocument, { sellers: SELLERS });
  const [id, other] = (watched.data.watchParties?.answers ?? []).map((each) => each.watched?.id ?? '');
  expect(watched.data.watchParties?.answers).toMatchObject([
    {
      reference: 'seller-1',
      error: null,
      watched: { result: { verdict: 'NO_PUBLIC_ADVERSE_RECORD', candidates: [] } },
    },
    { reference: 'seller-2', error: null, watched: { result: { verdict: 'NO_PUBLIC_ADVERSE_RECORD' } } },
  ]);
  await ask(house, { as: 'platform', of: 'mart' }, WatchSellersDocument, {
    sellers: [SELLERS[1] as object] as never,
  });
  const heard = await subscribe({
    url: house.url,
    token: await house.token('platform'),
    query: print(WatchedSellerChangedDocument),
  });
  const elsewhere = await subscribe({
    url: house.url,
    token: await house.token('platform', 'mart'),
    query: print(WatchedSellerChangedDocument),
  });
  open.push(heard, elsewhere);
  await list({ Name: 'GABLE HARBOR EXPORTERS, INC.', 'SAM Number': 'S4INV0042' });
  await Promise.all([there.until(1), heard.until(1)]);
  const [got] = there.received;
  const body = new Webhook(secret).verify(got?.body ?? '', got?.headers as Record<string, string>);
  expect(body).toEqual({
    type: 'watched-party.changed',
    timestamp: '2026-11-02T15:00:00Z',
    data: { event: got?.headers['webhook-id'], record: id },
  });
  expect(heard.answers[0]?.data).toMatchObject({
    watchedPartyChanged: {
      event: got?.headers['webhook-id'],
      kinds: ['NEW_MATCH'],
      exclusions: [{ name: 'GABLE HARBOR EXPORTERS, INC.' }],
      party: { id, reference: 'seller-1', result: { verdict: 'AMBIGUOUS' } },
    },
  });
  const back = await ask(house, { as: 'platform' }, WatchedSellerDocument, { id: id ?? '' });
  expect(back.data.watchedParty).toMatchObject({
    reference: 'seller-1',
    name: 'Gable Harbor Exporters',
    result: { verdict: 'AMBIGUOUS', candidates: [{ exclusion: { samNumber: 'S4INV0042' } }] },
    changes: [{ kinds: ['NEW_MATCH'] }],
  });
  const since = await ask(house, { as: 'platform' }, WatchedSellersDocument, {
    changedSince: '2026-11-02T15:00:00Z',
  });
  expect(since.data.watchedParties?.nodes.map((node) => node.reference)).toEqual(['seller-1']);
  expect(other).not.toBe('');
  expect([rivals.received, elsewhere.answers]).toEqual([[], []]);
});

test('cleared by its platform it is told as cleared, and gone when it is watched no more', async () => {
  const page = await ask(house, { as: 'platform' }, WatchedSellersDocument, {});
  const id = page.data.watchedParties?.nodes[0]?.id ?? '';
  const { data } = await ask(house, { as: 'platform' }, WatchedSellerDocument, { id });
  const before = there.received.length;
  await ask(house, { as: 'platform' }, DecideMatchDocument, {
    reference: 'seller-1',
    exclusion: data.watchedParty?.result.candidates[0]?.exclusion.id ?? '',
    decision: 'CLEAR',
    note: 'Another firm: we spoke.',
  });
  await house.sweep();
  await there.until(before + 1);
  const cleared = await ask(house, { as: 'platform' }, WatchedSellerDocument, { id });
  expect(cleared.data.watchedParty?.result.verdict).toBe('NO_PUBLIC_ADVERSE_RECORD');
  const ended = await ask(house, { as: 'platform' }, UnwatchSellersDocument, { ids: [id] });
  expect(ended.data).toEqual({ unwatchParties: 1 });
  expect((await ask(house, { as: 'platform' }, WatchedSellerDocument, { id })).data).toEqual({
    watchedParty: null,
  });
  await list();
  expect(there.received).toHaveLength(before + 1);
});

test('what one organisation watches is to everyone else as if it were not there', async () => {
  const page = await ask(house, { as: 'platform' }, WatchedSellersDocument, {});
  const id = page.data.watchedParties?.nodes[0]?.id ?? '';
  await ask(house, { as: 'carrier' }, WatchClientsDocument, {
    clients: [{ ...SELLERS[1], name: 'Another' }] as never,
  });
  for (const [as, of] of [
    ['platform', 'mart'],
    ['carrier', undefined],
    ['cbp', undefined],
    ['broker', undefined],
  ] as const) {
    const query = 'query ($id: ID!) { watchedParty(id: $id) { name } }';
    const who = of === undefined ? { as } : { as, of };
    const hidden = await house.ask({ ...who, query, variables: { id } });
    const absent = await house.ask({ ...who, query, variables: { id: 'wtc_00000000000000000000' } });
    expect(hidden.data).toEqual({ watchedParty: null });
    expect(absent.text.replaceAll(absent.requestId, '')).toBe(hidden.text.replaceAll(hidden.requestId, ''));
    const gone = 'mutation ($ids: [ID!]!) { unwatchParties(ids: $ids) }';
    expect((await house.ask({ ...who, query: gone, variables: { ids: [id] } })).data).toEqual({
      unwatchParties: 0,
    });
  }
  const nobody = await house.ask({ query: `{ watchedParty(id: "${id}") { name } }` });
  expect([nobody.status, nobody.data]).toEqual([400, undefined]);
  expect((await ask(house, { as: 'platform' }, WatchedSellerDocument, { id })).data.watchedParty?.name).toBe(
    'Quiet Meadow Ceramics',
  );
});

test('names of watched parties stand in no log, no event, no delivery and no job', async () => {
  const kept = await house.admin.unsafe(
    `select (select string_agg(to_jsonb(e)::text, ' ') from access.event e) as events,
       (select string_agg(to_jsonb(d)::text, ' ') from access.webhook_delivery d) as deliveries,
       (select string_agg(payload::text, ' ') from graphile_worker._private_jobs) as jobs,
       (select string_agg(to_jsonb(m)::text, ' ') from debarments.mutation m) as audit`,
  );
  const written = JSON.stringify([kept, house.failures, there.received.map(({ body }) => body)]);
  expect(written).not.toMatch(/gable|harbor|meadow|ceramics|seller-\d/i);
  expect(house.failures).toEqual([]);
});
