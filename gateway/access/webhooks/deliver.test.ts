import {
  type DisposableSubgraph,
  disposableSubgraph,
  testSecret,
} from '@good-standing/kernel/subgraph/disposable.ts';
import { type Receiver, receiver } from '@good-standing/kernel/webhook/receiver-under-test.ts';
import { PUBLIC_SENDING } from '@good-standing/kernel/webhook/send.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { definition } from '../subgraph.ts';
import { type Delivering, deliver } from './deliver.ts';
import { hearAnnouncements } from './hear.ts';
import { forgetSettled } from './sweeps.ts';

let house: DisposableSubgraph;
let there: Receiver;
let organization: string;
let hook: string;
let nth = 0;

const NOW = Temporal.Instant.from('2026-11-10T12:00:00Z');
const RECORD = 'imp_00000000000000000001';

beforeAll(async () => {
  house = await disposableSubgraph(definition);
  there = await receiver();
  await house.feed('agreements', [
    'organization,name,address,audience,subject,agency,agreement,authority,rules,purposes,effective_on,expires_on,revoked_on',
    'bazaar,Bazaar (invented),1 Sample Way,PLATFORM,,,AGR-1,EO 13904,,SELLER_SCREENING,2026-11-02,2026-11-22,',
  ]);
  const [row] = await house.sql.unsafe<{ id: string }[]>('select id from organization');
  organization = row?.id ?? '';
});
afterAll(async () => {
  await there?.close();
  await house?.drop();
});
beforeEach(async () => {
  there.answers(204);
  nth += 1;
  hook = `whk_${nth}`;
  await house.sql.unsafe(
    `insert into webhook (id, organization_id, audience, url, kinds, registered_at)
     values ($1, $2, 'PLATFORM', $3, '{CONSENT_CHANGED}', now())`,
    [hook, organization, there.url],
  );
  await house.sql.unsafe(
    `insert into webhook_secret (webhook_id, salt, made_at) values ($1, 'salt', now())`,
    [hook],
  );
});

/** An event, told to every webhook of the organisation that is not disabled. */
async function say(): Promise<string> {
  const id = `evt_${nth}_${Math.random()}`;
  const to = [{ audience: 'PLATFORM', organization }] as const;
  await house.sql.begin((tx) =>
    hearAnnouncements(
      tx,
      [{ id, kind: 'CONSENT_CHANGED', record: RECORD, occurredAt: '2026-11-10T00:00:00Z', to }],
      NOW,
    ),
  );
  return id;
}

const work = (over: Partial<Delivering> = {}) =>
  deliver(
    {
      sql: house.sql,
      secret: testSecret,
      clock: () => NOW,
      destinations: { allowsLoopback: true },
      sending: { ...PUBLIC_SENDING, deadlineMs: 2_000 },
      retryAfterMs: [60_000],
      failingDays: 5,
      ...over,
    },
    { webhook: hook, record: RECORD },
  );

const state = async () => {
  const rows = await house.sql.unsafe(
    `select state, attempts, last_failure as failure from webhook_delivery where webhook_id = $1 order by sequence`,
    [hook],
  );
  return rows.map((row) => ({ ...row }));
};

test('what was sent and could not be written down is sent again under the same id: at least once', async () => {
  const before = there.received.length;
  const id = await say();
  await house.sql.unsafe(
    `alter table webhook_delivery add constraint not_now check (state <> 'DELIVERED') not valid`,
  );
  await expect(work()).rejects.toThrow('not_now');
  await house.sql.unsafe('alter table webhook_delivery drop constraint not_now');
  await work();
  await work();
  expect(there.received.slice(before).map(({ headers }) => headers['webhook-id'])).toEqual([id, id]);
  expect(await state()).toEqual([{ state: 'DELIVERED', attempts: 1, failure: null }]);
});

test('what failed is not tried before it is due, nor what is behind it', async () => {
  const before = there.received.length;
  there.answers(500);
  await say();
  await say();
  await work();
  await work();
  expect(there.received.length - before).toBe(1);
  expect(await state()).toEqual([
    { state: 'PENDING', attempts: 1, failure: 'STATUS' },
    { state: 'PENDING', attempts: 0, failure: null },
  ]);
  await house.sql.unsafe(`update webhook_delivery set due_at = now() where webhook_id = $1`, [hook]);
  await work();
  expect((await state())[0]).toEqual({ state: 'DEAD', attempts: 2, failure: 'STATUS' });
});

test.each([
  ['the day before its first', '2026-11-01T23:59:59Z', 'NOT_SENT'],
  ['its first day', '2026-11-02T00:00:00Z', 'DELIVERED'],
  ['its last day', '2026-11-22T23:59:59Z', 'DELIVERED'],
  ['the day after its last', '2026-11-23T00:00:00Z', 'NOT_SENT'],
])('an agreement, %s', async (_case, now, expected) => {
  await say();
  await work({ clock: () => Temporal.Instant.from(now) });
  expect(await state()).toMatchObject([{ state: expected }]);
});

test('an address that was allowed when it was registered and is not any more', async () => {
  const before = there.received.length;
  await say();
  await work({ destinations: { allowsLoopback: false }, retryAfterMs: [] });
  expect(await state()).toEqual([{ state: 'DEAD', attempts: 1, failure: 'NO_PUBLIC_ADDRESS' }]);
  expect(there.received).toHaveLength(before);
});

test('one that works again is not failing any more', async () => {
  there.answers(500);
  await say();
  await work();
  const failing = async () => {
    const [row] = await house.sql.unsafe(
      'select failing_since is not null as failing from webhook where id = $1',
      [hook],
    );
    return row?.failing;
  };
  expect(await failing()).toBe(true);
  there.answers(200);
  await house.sql.unsafe(`update webhook_delivery set due_at = now() where webhook_id = $1`, [hook]);
  await work();
  expect(await failing()).toBe(false);
});

test('what was settled long ago is let go of, with its event; what waits and what is recent stay', async () => {
  const now = Temporal.Now.instant();
  const left = async () => {
    const [row] = await house.sql.unsafe(
      `select (select count(*) from webhook_delivery where webhook_id = $1) as deliveries,
         (select count(*) from event e where e.id like $2) as events`,
      [hook, `evt_${nth}_%`],
    );
    return { ...row };
  };
  await say();
  await work();
  await say();
  await forgetSettled.run({ sql: house.sql, now });
  expect(await left()).toEqual({ deliveries: 2, events: 2 });
  await house.sql.unsafe(
    `update webhook_delivery set settled_at = settled_at - interval '91 days' where webhook_id = $1`,
    [hook],
  );
  await house.sql.unsafe(`update event set heard_at = heard_at - interval '91 days'`);
  await house.sql.unsafe(`delete from webhook_delivery where webhook_id <> $1`, [hook]);
  await forgetSettled.run({ sql: house.sql, now });
  expect(await left()).toEqual({ deliveries: 1, events: 1 });
  expect(await state()).toMatchObject([{ state: 'PENDING' }]);
});
