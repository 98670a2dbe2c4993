import { type Receiver, receiver } from '@good-standing/kernel/webhook/receiver-under-test.ts';
import {
  DeadLettersDocument,
  DisableWebhookDocument,
  MyWebhooksDocument,
  RegisterWebhookDocument,
  ReplayDeliveryDocument,
  RotateWebhookSecretDocument,
} from '@good-standing/schema/operations/platform/operations.generated.ts';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { consent, eventsHouse, eventually, RETRY_AFTER_MS, register, revoke } from '../world/events-house.ts';
import type { TestHouse } from '../world/house.ts';
import { idsOf } from '../world/ids.ts';
import { newcomer } from '../world/newcomer.ts';
import { ask } from '../world/typed.ts';

let house: TestHouse;
let there: Receiver;
let bazaar: string;
let mart: string;
let BOREALIS: string;
let DUNE: string;
let hook: { readonly id: string; readonly secret: string };
let days = 0;

/** Another consent each time. */
const changed = (of = 'borealis', platform = bazaar) => {
  days = (days % 30) + 1;
  return consent(house, of, platform, days);
};

beforeAll(async () => {
  house = await eventsHouse();
  there = await receiver();
  const ids = idsOf(house);
  BOREALIS = ids.importer('07-000000200');
  DUNE = ids.importer('000-12-3456');
  await newcomer(house, { key: 'borealis', as: 'aurora', subject: BOREALIS });
  await newcomer(house, { key: 'dune', as: 'aurora', subject: DUNE });
  mart = await newcomer(house, { key: 'mart', as: 'bazaar' });
  const [row] = await house.admin.unsafe("select id from access.organization where key = 'bazaar'");
  bazaar = String(row?.id);
  hook = await register(house, { as: 'platform' }, there.url);
});
afterAll(async () => {
  await there?.close();
  await house?.close();
});
beforeEach(() => there.answers(204));

/** From the next on. */
async function received(count: number, work: () => Promise<unknown>) {
  const before = there.received.length;
  await work();
  await there.until(before + count);
  return there.received.slice(before, before + count);
}

const deliveries = (webhook: string) =>
  house.admin.unsafe(
    `select d.id, d.state, d.attempts, d.last_status, d.last_failure
     from access.webhook_delivery d where d.webhook_id = $1 order by d.sequence`,
    [webhook],
  );
const settled = (webhook: string, atLeast = 1) =>
  eventually(async () => {
    const rows = await deliveries(webhook);
    return rows.length >= atLeast && rows.every(({ state }) => state !== 'PENDING') && rows;
  });
const recordOf = (body: string) => (JSON.parse(body) as { data: { record: string } }).data.record;

describe('a change is told', () => {
  test('signed as Standard Webhooks has it, to the platform that the consent names, with ids alone', async () => {
    const [got] = await received(1, () => changed());
    const read = new Webhook(hook.secret).verify(got?.body ?? '', got?.headers as Record<string, string>);
    expect(read).toEqual({
      type: 'consent.changed',
      timestamp: '2026-11-02T15:00:00Z',
      data: { event: got?.headers['webhook-id'], record: BOREALIS },
    });
    const fetched = await house.ask({
      as: 'platform',
      query: 'query ($id: ID!) { importer(id: $id) { id registryStatus } }',
      variables: { id: recordOf(got?.body ?? '') },
    });
    expect(fetched.data).toEqual({ importer: { id: BOREALIS, registryStatus: expect.any(String) } });
  });

  test('when it is given, replaced and taken back; the same again tells nothing', async () => {
    const told = await received(3, async () => {
      const first = await changed();
      const second = await consent(house, 'borealis', bazaar, days);
      expect(second).toBe(first);
      const last = await changed();
      await revoke(house, 'borealis', last);
      await revoke(house, 'borealis', last);
    });
    expect(new Set(told.map(({ headers }) => headers['webhook-id'])).size).toBe(3);
    const [, , , ...more] = await received(1, () => changed());
    expect(more).toEqual([]);
  });

  test('to the importer too, and to no other platform and no other importer', async () => {
    const others = await receiver();
    const own = await receiver();
    await register(house, { as: 'platform', of: 'mart' }, others.url);
    await register(house, { as: 'importer', of: 'dune' }, others.url);
    await register(house, { as: 'importer', of: 'borealis' }, own.url);
    await received(1, () => changed());
    await own.until(1);
    expect(own.received.map(({ body }) => recordOf(body))).toEqual([BOREALIS]);
    const toMart = others.until(2);
    await changed('dune', mart);
    await toMart;
    expect(others.received.map(({ body }) => recordOf(body))).toEqual([DUNE, DUNE]);
    await others.close();
    await own.close();
  });

  test('also when nobody wrote anything, because its last day is over: once', async () => {
    const id = await consent(house, 'borealis', bazaar, 30);
    await there.until(1);
    await house.admin.unsafe(
      `update importers.standing_consent set granted_on = granted_on - 60, until_on = until_on - 60 where id = $1`,
      [id],
    );
    const [told] = await received(1, () => house.sweep());
    expect(recordOf(told?.body ?? '')).toBe(BOREALIS);
    const before = there.received.length;
    await house.sweep();
    await received(1, () => changed());
    expect(there.received).toHaveLength(before + 1);
  });
});

describe('of one record in order, at least once', () => {
  test('what failed holds back what is behind it, of its record alone', async () => {
    await settled(hook.id);
    let fails = 2;
    there.answers((response, { body }) => {
      const isHeldBack = recordOf(body) === BOREALIS && fails > 0;
      if (isHeldBack) fails -= 1;
      response.writeHead(isHeldBack ? 503 : 204).end();
    });
    const told = await received(5, async () => {
      await changed();
      await changed();
      await changed('dune');
    });
    const inOrder = told
      .filter(({ body }) => recordOf(body) === BOREALIS)
      .map(({ headers }) => headers['webhook-id']);
    const [first, , , second] = inOrder;
    expect(inOrder).toEqual([first, first, first, second]);
    expect(second).not.toBe(first);
    const rows = await settled(hook.id);
    expect(rows.slice(-3).map(({ attempts }) => attempts)).toEqual([3, 1, 1]);
    for (const { body, headers } of told) {
      expect(() => new Webhook(hook.secret).verify(body, headers as Record<string, string>)).not.toThrow();
    }
  });

  test('twenty changes of two records come in the order in which they were made', async () => {
    const told = await received(20, async () => {
      for (let nth = 0; nth < 10; nth += 1) {
        await changed('borealis');
        await changed('dune');
      }
    });
    const rows = await house.admin.unsafe(
      `select e.id from access.event e where e.id = any($1::text[]) order by e.sequence`,
      [told.map(({ headers }) => String(headers['webhook-id']))],
    );
    for (const record of [BOREALIS, DUNE]) {
      const come = told
        .filter(({ body }) => recordOf(body) === record)
        .map(({ headers }) => headers['webhook-id']);
      const made = rows.map(({ id }) => id).filter((id) => come.includes(id));
      expect(come).toEqual(made);
      expect(come).toHaveLength(10);
    }
  });
});

test('what waits and has lost its job is found by the sweep', async () => {
  await settled(hook.id);
  const [again] = await received(1, async () => {
    await house.admin.unsafe(
      `update access.webhook_delivery set state = 'PENDING', settled_at = null, due_at = now() - interval '3 minutes'
       where id = (select id from access.webhook_delivery where webhook_id = $1 and state = 'DELIVERED' limit 1)`,
      [hook.id],
    );
    await house.sweep();
  });
  expect(
    there.received.filter(({ headers }) => headers['webhook-id'] === again?.headers['webhook-id']),
  ).toHaveLength(2);
  await settled(hook.id);
});

describe('what is not delivered', () => {
  test('is given up after its attempts, is a dead letter to its owner alone, and is replayed', async () => {
    const mine = await receiver();
    mine.answers(500);
    const { id } = await register(house, { as: 'platform', of: 'mart' }, mine.url);
    await changed('dune', mart);
    await settled(id);
    expect(mine.received).toHaveLength(RETRY_AFTER_MS.length + 1);
    const dead = () => ask(house, { as: 'platform', of: 'mart' }, DeadLettersDocument, { webhook: id });
    const [letter] = (await dead()).data.webhookDeliveries?.nodes ?? [];
    expect(letter).toMatchObject({
      kind: 'CONSENT_CHANGED',
      record: DUNE,
      attempts: 4,
      lastFailure: 'STATUS',
      lastStatus: 500,
    });
    const of = (of: string) => ask(house, { as: 'platform', of }, DeadLettersDocument, { webhook: id });
    expect((await of('bazaar')).data.webhookDeliveries?.nodes).toEqual([]);
    const another = await ask(house, { as: 'platform' }, ReplayDeliveryDocument, { id: letter?.id ?? '' });
    expect(another.data).toEqual({ replayWebhookDelivery: null });

    mine.answers(200);
    const replayed = await ask(house, { as: 'platform', of: 'mart' }, ReplayDeliveryDocument, {
      id: letter?.id ?? '',
    });
    expect(replayed.data.replayWebhookDelivery).toMatchObject({ event: letter?.event });
    await mine.until(RETRY_AFTER_MS.length + 2);
    expect(mine.received.at(-1)?.headers['webhook-id']).toBe(letter?.event);
    expect(await settled(id)).toMatchObject([{ state: 'DELIVERED' }]);
    expect((await dead()).data.webhookDeliveries?.nodes).toEqual([]);
    await ask(house, { as: 'platform', of: 'mart' }, DisableWebhookDocument, { id });
    await mine.close();
  });

  test('because the receiver failed for days: the webhook is disabled and its owner told elsewhere', async () => {
    const failing = await receiver();
    failing.answers(500);
    const told = await receiver();
    const { id } = await register(house, { as: 'platform', of: 'mart' }, failing.url);
    await register(house, { as: 'platform', of: 'mart' }, told.url, ['WEBHOOK_DISABLED']);
    await changed('dune', mart);
    await settled(id);
    await house.admin.unsafe(
      `update access.webhook set failing_since = failing_since - interval '5 days' where id = $1`,
      [id],
    );
    await changed('dune', mart);
    await told.until(1);
    expect(JSON.parse(told.received[0]?.body ?? '')).toMatchObject({
      type: 'webhook.disabled',
      data: { record: id },
    });
    const { data } = await ask(house, { as: 'platform', of: 'mart' }, MyWebhooksDocument, {});
    expect(data.webhooks.find((each) => each.id === id)).toMatchObject({ disabledBecause: 'FAILING' });
    const before = failing.received.length;
    await changed('dune', mart);
    await house.sweep();
    expect(failing.received).toHaveLength(before);
    await failing.close();
    await told.close();
  });

  test('because the receiver answered 410: it is disabled at once', async () => {
    const gone = await receiver();
    gone.answers(410);
    const { id } = await register(house, { as: 'platform', of: 'mart' }, gone.url);
    await changed('dune', mart);
    expect(await settled(id)).toMatchObject([{ state: 'DEAD', last_status: 410, last_failure: 'GONE' }]);
    const { data } = await ask(house, { as: 'platform', of: 'mart' }, MyWebhooksDocument, {});
    expect(data.webhooks.find((each) => each.id === id)).toMatchObject({ disabledBecause: 'GONE' });
    await gone.close();
  });

  test('because the agreement is over: nothing more is sent, and what waits is not kept for later', async () => {
    const mine = await receiver();
    const shop = await newcomer(house, { key: 'shop', as: 'bazaar' });
    const { id } = await register(house, { as: 'platform', of: 'shop' }, mine.url);
    await changed('borealis', shop);
    await mine.until(1);
    await settled(id);
    await house.admin.unsafe(
      `update access.agreement set revoked_on = '2026-11-02' where organization_id = $1`,
      [shop],
    );
    await changed('borealis', shop);
    const rows = await settled(id, 2);
    expect(rows.at(-1)).toMatchObject({ state: 'NOT_SENT', last_failure: 'AGREEMENT', attempts: 0 });
    expect(mine.received).toHaveLength(1);
    await mine.close();
  });

  test('because the name is none of the Internet: refused without a connection, for a reason that says no more', async () => {
    const { id } = await register(house, { as: 'platform', of: 'mart' }, 'https://receiver.mart.example/in');
    await house.admin.unsafe(`update access.webhook set url = 'https://localhost/in' where id = $1`, [id]);
    await changed('dune', mart);
    const rows = await settled(id);
    expect(rows).toMatchObject([{ state: 'DEAD', last_failure: 'NO_PUBLIC_ADDRESS', last_status: null }]);
    await ask(house, { as: 'platform', of: 'mart' }, DisableWebhookDocument, { id });
  });
});

describe('a webhook', () => {
  test('shows its secret once: the same mutation again does not', async () => {
    const asked = {
      url: `${there.url}/once`,
      events: ['CONSENT_CHANGED' as const],
      clientMutationKey: 'once',
    };
    const first = await ask(house, { as: 'platform', of: 'mart' }, RegisterWebhookDocument, asked);
    const again = await ask(house, { as: 'platform', of: 'mart' }, RegisterWebhookDocument, asked);
    expect(first.data.registerWebhook?.secret).toMatch(/^whsec_/);
    expect(again.data.registerWebhook).toEqual({
      webhook: first.data.registerWebhook?.webhook,
      secret: null,
    });
    const kept = await house.admin.unsafe(`select * from access.webhook_secret`);
    const bare = first.data.registerWebhook?.secret?.slice('whsec_'.length) ?? '?';
    expect(JSON.stringify(kept)).not.toContain(bare);
    await ask(house, { as: 'platform', of: 'mart' }, DisableWebhookDocument, {
      id: first.data.registerWebhook?.webhook?.id ?? '',
    });
  });

  test('that changes its secret is signed with both until the old one ends', async () => {
    const rotated = await ask(house, { as: 'platform' }, RotateWebhookSecretDocument, { id: hook.id });
    const fresh = rotated.data.rotateWebhookSecret?.secret ?? '';
    expect(rotated.data.rotateWebhookSecret?.webhook?.rotationEndsAt).not.toBeNull();
    const [during] = await received(1, () => changed());
    for (const secret of [hook.secret, fresh]) {
      new Webhook(secret).verify(during?.body ?? '', during?.headers as Record<string, string>);
    }
    await house.admin.unsafe(`update access.webhook_secret set ends_at = now() where ends_at is not null`);
    const [after] = await received(1, () => changed());
    new Webhook(fresh).verify(after?.body ?? '', after?.headers as Record<string, string>);
    expect(() =>
      new Webhook(hook.secret).verify(after?.body ?? '', after?.headers as Record<string, string>),
    ).toThrow();
    hook = { ...hook, secret: fresh };
  });

  test.each([
    ['http://hooks.bazaar.example/in', 'url: expected an https URL'],
    ['https://10.0.0.1/in', 'url: expected an https URL'],
    ['https://metadata.google.internal/', 'url: expected an https URL'],
  ])('does not go to %s', async (url, message) => {
    const refused = await ask(house, { as: 'platform' }, RegisterWebhookDocument, {
      url,
      events: ['CONSENT_CHANGED'],
    });
    expect(refused.errors).toMatchObject([
      { message: expect.stringContaining(message), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  test('hears of something', async () => {
    const refused = await ask(house, { as: 'platform' }, RegisterWebhookDocument, {
      url: there.url,
      events: [],
    });
    expect(refused.errors).toMatchObject([{ message: 'events: expected at least one, got none' }]);
  });

  test('is one of ten of an organisation, twenty at once too', async () => {
    await newcomer(house, { key: 'many', as: 'bazaar' });
    const url = 'https://hooks.many.example/in';
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        ask(house, { as: 'platform', of: 'many' }, RegisterWebhookDocument, {
          url,
          events: ['CONSENT_CHANGED'],
        }),
      ),
    );
    expect(answers.filter(({ data }) => data.registerWebhook !== null)).toHaveLength(10);
  });

  test.each(['cbp', 'pga', 'importer', 'broker', 'carrier', 'post', 'usps', 'rights-holder'] as const)(
    'can be registered by %s',
    async (as) => {
      const { secret } = await register(house, { as }, 'https://hooks.example.org/in');
      expect(secret).toMatch(/^whsec_/);
    },
  );

  test('is nothing that the public has', async () => {
    const refused = await house.ask({ query: '{ webhooks { id } }' });
    expect(refused.errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
  });
});
