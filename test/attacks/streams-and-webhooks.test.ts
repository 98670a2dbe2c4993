import { type OpenSubscription, subscribe } from '@good-standing/gateway/http/subscriber-under-test.ts';
import { receiver } from '@good-standing/kernel/webhook/receiver-under-test.ts';
import { REFUSED } from '@good-standing/kernel/webhook/refused-forms-under-test.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { consent, eventually, register, revoke } from '../world/events-house.ts';
import { type TestHouse, testHouse } from '../world/house.ts';
import { idsOf } from '../world/ids.ts';
import { newcomer } from '../world/newcomer.ts';
import { ASKER_NAMES, ASKERS, type Asker, askAs, credentials, each, exchange } from './askers.ts';
import { directly, policyVersionsOf, type Served, type SignedOver, serveAlone, viewerOf } from './served.ts';

let house: TestHouse;
let served: Served;
let bazaar: string;
let AURORA: string;
let DUNE: string;
const open: OpenSubscription[] = [];

beforeAll(async () => {
  house = await testHouse();
  served = await serveAlone(house);
  const ids = idsOf(house);
  AURORA = ids.importer('07-000000100');
  DUNE = ids.importer('000-12-3456');
  await newcomer(house, { key: 'dune', as: 'aurora', subject: DUNE });
  const [row] = await house.admin.unsafe("select id from access.organization where key = 'bazaar'");
  bazaar = String(row?.id);
});
afterAll(async () => {
  await served?.close();
  await house?.close();
});
afterEach(() => {
  for (const each of open.splice(0)) each.leave();
});

const SUBSCRIPTION =
  'subscription ($of: [ID!]) { consentChanged(importers: $of) { importerId importer { id name registryStatus } } }';

async function hear(token: string, variables: Readonly<Record<string, unknown>> = {}) {
  const heard = await subscribe({ url: house.url, token, query: SUBSCRIPTION, variables });
  open.push(heard);
  return heard;
}

async function overEvents(asker: Asker, query: string, variables: Readonly<Record<string, unknown>> = {}) {
  const headers = { ...(await credentials(house, asker)), accept: 'text/event-stream' };
  const response = await fetch(house.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, text: await response.text(), type: response.headers.get('content-type') };
}

describe('A36: what is refused over POST is refused in the same words over server-sent events', () => {
  const deep = (depth: number) =>
    `${'importer { affiliates { importer { '.repeat(depth)}id${' } } }'.repeat(depth)}`;
  const CORPUS = [
    ['too deep', `subscription { consentChanged { ${deep(5)} } }`],
    [
      'too many aliases',
      `subscription { consentChanged { ${Array.from({ length: 40 }, (_, n) => `a${n}: event`).join(' ')} } }`,
    ],
    ['too many tokens', `subscription { consentChanged { ${'event '.repeat(3_000)} } }`],
    ['too large a list', `subscription { consentChanged(importers: [${'"x" '.repeat(1_100)}]) { event } }`],
    ['two fields', 'subscription { a: consentChanged { event } b: webhookDisabled { id } }'],
    ['a field of the introspection', 'subscription { __typename }'],
    ['a fragment that holds itself', 'subscription { ...F } fragment F on Subscription { ...F }'],
    ['@defer', 'subscription { consentChanged { ... @defer { event } } }'],
    ['@stream', 'subscription { consentChanged { importer { consents @stream { id } } } }'],
    ['conditions on what is heard', 'subscription { consentChanged @include(if: false) { event } }'],
    ['a forbidden name', 'subscription { consentChanged { __proto__: event } }'],
    ['entities', 'subscription { _entities(representations: []) { __typename } }'],
    ['two operations', 'subscription A { consentChanged { event } } query B { viewer { audience } }'],
    [
      'a query that costs too much',
      '{ importers(first: 200) { nodes { affiliates(depth: 3) { importer { affiliates { declaredBy { id } } } } } } }',
    ],
    ['what cannot be read', 'subscription { consentChanged { '],
  ] as const;

  test.each(CORPUS)('%s', async (_case, query) => {
    for (const asker of ['nobody', 'bazaar', 'aurora'] as const) {
      const json = await askAs(house, asker, { query });
      const events = await overEvents(asker, query);
      expect([asker, events.status, events.text]).toEqual([asker, json.status, json.text]);
      expect(json.status).toBeGreaterThanOrEqual(400);
      expect(events.type).toBe('application/json; charset=utf-8');
    }
  });

  test('a subscription is for those whose contract has it, whoever asks', async () => {
    const heard = await each(ASKER_NAMES, async (asker) => {
      const { status } = await exchange(house, await credentials(house, asker), { query: SUBSCRIPTION });
      return [ASKERS[asker].audience, status] as const;
    });
    // 406: it may be had, but not as JSON.
    for (const [audience, status] of heard) {
      expect([audience, status]).toEqual([audience, ['PLATFORM', 'IMPORTER'].includes(audience) ? 406 : 400]);
    }
  });

  test('of standings too: those who may ever read one, and nobody else', async () => {
    const query = 'subscription { standingChanged { importerId } }';
    const heard = await each(ASKER_NAMES, async (asker) => {
      const { status } = await exchange(house, await credentials(house, asker), { query });
      return [ASKERS[asker].audience, status] as const;
    });
    const may = ['CBP', 'PGA', 'IMPORTER', 'BROKER', 'PLATFORM'];
    for (const [audience, status] of heard) {
      expect([audience, status]).toEqual([audience, may.includes(audience) ? 406 : 400]);
    }
  });

  test('there is no other door: no GET, no upgrade', async () => {
    const address = `${house.url}?query=${encodeURIComponent(SUBSCRIPTION)}`;
    const got = await fetch(address, { headers: { accept: 'text/event-stream' } });
    expect(got.status).toBe(405);
    const upgrade = await fetch(house.url, { headers: { 'sec-websocket-protocol': 'graphql-ws' } });
    expect(upgrade.status).toBe(405);
  });
});

describe('A37: who subscribed once is looked at again for each event', () => {
  test('a rule that the agreement no longer grants, a consent that is gone: the next event withholds', async () => {
    const shop = await newcomer(house, { key: 'shop', as: 'bazaar' });
    const heard = await hear(await house.token('platform', 'shop'));
    await consent(house, 'dune', shop, 1);
    await heard.until(1);
    expect(heard.answers[0]?.data).toMatchObject({
      consentChanged: { importer: { name: expect.any(String) } },
    });
    await house.admin.unsafe(
      `update access.agreement set rules = array_remove(rules, 'IMPORTER_NAME') where organization_id = $1`,
      [shop],
    );
    await new Promise((later) => setTimeout(later, 2_000));
    const last = await consent(house, 'dune', shop, 2);
    await heard.until(2);
    expect(heard.answers[1]?.data).toMatchObject({ consentChanged: { importer: { id: DUNE, name: null } } });
    await revoke(house, 'dune', last);
    await heard.until(3);
    expect(heard.answers[2]?.data).toEqual({ consentChanged: { importerId: DUNE, importer: null } });
  });

  test.each([
    ['revoked', `revoked_on = '2026-11-02'`, 'AGREEMENT_REVOKED'],
    ['past its last day', `expires_on = '2026-11-01'`, 'AGREEMENT_EXPIRED'],
  ])('an agreement that is %s ends the stream', async (kind, change, reason) => {
    const key = `shop-${kind.split(' ')[0]}`;
    const shop = await newcomer(house, { key, as: 'bazaar' });
    const heard = await hear(await house.token('platform', key));
    await house.admin.unsafe(`update access.agreement set ${change} where organization_id = $1`, [shop]);
    expect(await heard.ended).toBe(true);
    expect(heard.answers).toMatchObject([{ errors: [{ extensions: { reason } }] }]);
  });
});

describe('A27, A38: what is hidden and what is not there are one', () => {
  test('a subscription to a record that one may not know of: the same bytes, the same silence', async () => {
    const rival = await newcomer(house, { key: 'rival', as: 'bazaar' });
    const token = await house.token('platform', 'rival');
    const hidden = await hear(token, { of: [DUNE] });
    const absent = await hear(token, { of: ['imp_00000000000000000000'] });
    const all = await hear(token);
    await consent(house, 'dune', bazaar, 3);
    await consent(house, 'aurora', rival, 3);
    await all.until(1);
    await house.sweep();
    expect(all.answers).toMatchObject([{ data: { consentChanged: { importerId: AURORA } } }]);
    expect([hidden.text(), hidden.status]).toEqual([absent.text(), absent.status]);
    const headers = (heard: OpenSubscription) => ({ ...heard.headers, date: null, 'x-request-id': null });
    expect(headers(hidden)).toEqual(headers(absent));
  });

  test.each([
    [
      'webhookDeliveries',
      (id: string) => `{ webhookDeliveries(webhook: "${id}") { nodes { id } pageInfo { hasNextPage } } }`,
    ],
    [
      'rotateWebhookSecret',
      (id: string) => `mutation { rotateWebhookSecret(id: "${id}") { secret webhook { id } } }`,
    ],
    ['disableWebhook', (id: string) => `mutation { disableWebhook(id: "${id}") { id } }`],
  ])("%s of another's webhook", async (_name, query) => {
    const { id } = await register(house, { as: 'platform' }, 'https://hooks.bazaar.example/in');
    for (const asker of ASKER_NAMES.filter((each) => each !== 'bazaar')) {
      const foreign = await askAs(house, asker, { query: query(id) });
      const absent = await askAs(house, asker, { query: query('whk_00000000000000000000') });
      expect([asker, foreign.status, foreign.text]).toEqual([asker, absent.status, absent.text]);
    }
    const [kept] = await house.admin.unsafe(
      `select disabled_at, (select count(*) from access.webhook_secret where webhook_id = $1) as secrets
       from access.webhook where id = $1`,
      [id],
    );
    expect(kept).toEqual({ disabled_at: null, secrets: 1 });
    await house.ask({ as: 'platform', query: `mutation { disableWebhook(id: "${id}") { id } }` });
  });

  test("another's dead letter is not replayed", async () => {
    const { id } = await register(house, { as: 'platform' }, 'https://hooks.bazaar.example/in');
    await consent(house, 'dune', bazaar, 4);
    const delivery = await eventually(async () => {
      const [row] = await house.admin.unsafe(`select id from access.webhook_delivery where webhook_id = $1`, [
        id,
      ]);
      return row?.id;
    });
    const query = (of: string) => `mutation { replayWebhookDelivery(id: "${of}") { id state } }`;
    const foreign = await askAs(house, 'aurora', { query: query(delivery) });
    const absent = await askAs(house, 'aurora', { query: query('dlv_00000000000000000000') });
    expect(foreign.text).toBe(absent.text);
    await house.ask({ as: 'platform', query: `mutation { disableWebhook(id: "${id}") { id } }` });
  });
});

describe('A30, A31: an event opens nothing in a subgraph', () => {
  const event = { id: 'evt_1', kind: 'CONSENT_CHANGED', occurredAt: '2026-11-02T15:00:00Z' } as const;
  const AURORA_OF = () => AURORA;
  const DUNE_OF = () => DUNE;
  const EVERGLADE_OF = () => idsOf(house).importer('264601-00005');
  const ask = async (asker: Asker, over: SignedOver) =>
    directly(
      house,
      served,
      policyVersionsOf(house),
    )({
      to: 'importers',
      viewer: await viewerOf(house, asker),
      query: 'subscription { consentChanged { importerId importer { name } } }',
      assertion: (signed) => signed(over),
    });

  test('of an importer that the viewer may not know of', async () => {
    const { data } = await ask('swift', { event: { ...event, record: DUNE } });
    expect(data).toEqual({ consentChanged: null });
    const hidden = await ask('bazaar', {
      event: { ...event, record: EVERGLADE_OF() },
    });
    expect(hidden.data).toMatchObject({ consentChanged: { importer: null } });
  });

  test.each([
    ['bazaar', 'which has no consent of it', EVERGLADE_OF],
    ['beacon', 'which is not its broker', DUNE_OF],
    ['cpsc', 'which has no jurisdiction over it', DUNE_OF],
    ['aurora', 'which is another', DUNE_OF],
    ['swift', 'of an audience that never reads one', AURORA_OF],
    ['expired', 'whose agreement has ended', AURORA_OF],
  ] as const)('a standing, to %s, %s: as of an importer that is not there', async (asker, _why, of) => {
    const ask = directly(house, served, policyVersionsOf(house));
    const viewer = await viewerOf(house, asker);
    const standing = (record: string) =>
      ask({
        to: 'importers',
        viewer,
        query: 'subscription { standingChanged { event importerId importer { id name } } }',
        assertion: (signed) => signed({ event: { ...event, kind: 'STANDING_CHANGED', record } }),
      });
    const there = await standing(of());
    expect(there.data).toEqual({ standingChanged: null });
    expect(there.text).toBe((await standing('imp_00000000000000000000')).text);
  });

  test('a standing is told to whoever may read it, under an agreement that grants the rule alone', async () => {
    const ask = directly(house, served, policyVersionsOf(house));
    const fda = await viewerOf(house, 'fda');
    const told = (viewer: typeof fda) =>
      ask({
        to: 'importers',
        viewer,
        query: 'subscription { standingChanged { importerId } }',
        assertion: (signed) => signed({ event: { ...event, kind: 'STANDING_CHANGED', record: AURORA } }),
      });
    const rules = new Set([...fda.rules].filter((rule) => rule !== 'STANDING_STATUS'));
    expect((await told(fda)).data).toEqual({ standingChanged: { importerId: AURORA } });
    expect((await told({ ...fda, rules })).data).toEqual({ standingChanged: null });
  });

  test('without an event, or with another, a subscription says nothing', async () => {
    expect((await ask('aurora', {})).data).toEqual({ consentChanged: null });
    const other = { ...event, kind: 'WEBHOOK_DISABLED' as const, record: AURORA };
    expect((await ask('aurora', { event: other })).data).toEqual({ consentChanged: null });
  });

  test('an event that nobody signed is not believed', async () => {
    const forged = await directly(
      house,
      served,
      policyVersionsOf(house),
    )({
      to: 'importers',
      viewer: await viewerOf(house, 'aurora'),
      query: 'subscription { consentChanged { importerId } }',
      variables: { event: { ...event, record: AURORA } },
      assertion: (signed) =>
        signed().replace(/^[^.]+/, (claims) => {
          const read = JSON.parse(Buffer.from(claims, 'base64url').toString()) as object;
          return Buffer.from(JSON.stringify({ ...read, event: { ...event, record: AURORA } })).toString(
            'base64url',
          );
        }),
    });
    expect(forged.status).toBe(401);
  });
});

describe('A59: a webhook is no way into our network', () => {
  test.each([...REFUSED, 'http://127.0.0.1:9000/in'])('%s is not registered', async (url) => {
    const { errors } = await askAs(house, 'swift', {
      query:
        'mutation ($url: String!) { registerWebhook(input: { url: $url, events: [CONSENT_CHANGED] }) { secret } }',
      variables: { url },
    });
    const code = errors[0]?.extensions?.code;
    expect(code).toBe(url.length > 200 ? 'LIMIT_CHARACTERS' : 'BAD_USER_INPUT');
    if (url.length > 8) expect(JSON.stringify(errors)).not.toContain(url.slice(8));
  });

  test('nor sent to, however it came to be registered', async () => {
    const inside = await receiver();
    const { id } = await register(house, { as: 'platform' }, 'https://hooks.bazaar.example/in');
    const state = (url: string) =>
      eventually(async () => {
        const [row] = await house.admin.unsafe(
          `select last_failure, last_status from access.webhook_delivery
           where webhook_id = $1 and attempts > 0 and last_tried_at is not null order by sequence desc limit 1`,
          [id],
        );
        return row && { url, ...row };
      });
    for (const url of [
      inside.url,
      inside.url.replace('http:', 'https:'),
      `https://localhost:${inside.port}/in`,
    ]) {
      await house.admin.unsafe(`delete from access.webhook_delivery where webhook_id = $1`, [id]);
      await house.admin.unsafe(`update access.webhook set url = $2 where id = $1`, [id, url]);
      await revoke(house, 'dune', await consent(house, 'dune', bazaar, 5));
      expect(await state(url)).toEqual({ url, last_failure: 'NO_PUBLIC_ADDRESS', last_status: null });
    }
    expect(inside.received).toEqual([]);
    await inside.close();
  });

  test('what is told outside is ids: no name, no number, no value', async () => {
    const [row] = await house.admin.unsafe(
      `select legal.name, legal.number from importers.importer legal where id = $1`,
      [DUNE],
    );
    const events = JSON.stringify(await house.admin.unsafe('select * from access.event'));
    const jobs = JSON.stringify(
      await house.admin.unsafe('select payload from graphile_worker._private_jobs'),
    );
    expect(events).toContain(DUNE);
    for (const kept of [events, jobs]) {
      expect(kept).not.toContain(String(row?.name));
      expect(kept).not.toContain(String(row?.number));
    }
  });
});
