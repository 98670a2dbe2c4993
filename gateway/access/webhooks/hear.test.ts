import { readFileSync } from 'node:fs';
import { type DisposableSubgraph, disposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import { AUDIENCES, PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { type Addressee, isAddressedTo } from '@good-standing/kernel/webhook/announcement.ts';
import { EVENT_KINDS } from '@good-standing/kernel/webhook/event-kinds.ts';
import { subgraphSdl } from '@good-standing/schema/compose.ts';
import fc from 'fast-check';
import { Kind, parse } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { definition } from '../subgraph.ts';
import { hearAnnouncements } from './hear.ts';

let house: DisposableSubgraph;

const PARTIES = ['one', 'two', 'three'].flatMap((key) =>
  (['PLATFORM', 'IMPORTER', 'PGA'] as const).map((audience) => ({ key, audience })),
);
const SUBJECTS = [null, 'imp_1', 'imp_2'] as const;
const AGENCIES = [null, 'FDA', 'EPA'] as const;

const NOW = Temporal.Instant.from('2026-11-10T12:00:00Z');

/** Who listens: every combination of a few organisations, audiences, records and agencies. */
const LISTENERS = PARTIES.flatMap(({ key, audience }, nth) => {
  const subject = audience === 'IMPORTER' ? (SUBJECTS[1 + (nth % 2)] ?? null) : null;
  const agency = audience === 'PGA' ? (AGENCIES[1 + (nth % 2)] ?? null) : null;
  return [{ id: `whk_${key}_${audience}`, organization: `org_${key}`, audience, subject, agency }];
});

beforeAll(async () => {
  house = await disposableSubgraph(definition);
  await house.feed('agreements', [
    'organization,name,address,audience,subject,agency,agreement,authority,rules,purposes,effective_on,expires_on,revoked_on',
    ...['one', 'two', 'three'].map(
      (key) =>
        `${key},${key} (invented),1 Sample Way,PLATFORM,,,AGR-${key},EO 13904,${key === 'one' ? 'STANDING_STATUS' : ''},SELLER_SCREENING,2026-01-01,2037-12-31,`,
    ),
  ]);
  await house.sql.unsafe(
    `insert into organization select 'org_' || key, 'x' || key, name, address, run_id, line from organization`,
  );
  for (const { id, organization, audience, subject, agency } of LISTENERS) {
    await house.sql.unsafe(
      `insert into webhook (id, organization_id, audience, subject, agency, url, kinds, registered_at)
       values ($1, $2, $3, $4, $5, 'https://hooks.example.org/', '{CONSENT_CHANGED}', now())`,
      [id, organization, audience, subject, agency],
    );
  }
});
afterAll(() => house?.drop());

/** The one webhook under whose agreement the rule is granted. */
const GRANTED = 'whk_one_PLATFORM';

const addressee: fc.Arbitrary<Addressee> = fc.record(
  {
    audience: fc.constantFrom('PLATFORM', 'IMPORTER', 'PGA', 'CBP'),
    organization: fc.constantFrom('org_one', 'org_two', 'org_nobody'),
    subject: fc.constantFrom('imp_1', 'imp_2', 'imp_3'),
    agency: fc.constantFrom('FDA', 'EPA'),
  },
  { requiredKeys: ['audience'] },
);

function viewerOf({ id, organization, audience, subject, agency }: (typeof LISTENERS)[number]): Viewer {
  return {
    ...PUBLIC_VIEWER,
    audience,
    subject,
    agency,
    organization: { id: organization, name: '', address: '' },
    rules: new Set(id === GRANTED ? ['STANDING_STATUS'] : []),
  };
}

test('webhooks and subscriptions are told of the same events: SQL and code agree on who is addressed', async () => {
  let nth = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(addressee, { maxLength: 4 }),
      fc.constantFrom(null, 'STANDING_STATUS' as const),
      async (to, under) => {
        nth += 1;
        const id = `evt_${nth}`;
        const said = {
          id,
          kind: 'CONSENT_CHANGED',
          record: 'imp_1',
          occurredAt: '2026-11-02T15:00:00Z',
          to,
          under,
        } as const;
        await house.sql.begin((tx) => hearAnnouncements(tx, [said], NOW));
        const rows = await house.sql.unsafe(
          `select webhook_id from webhook_delivery d join event e using (sequence) where e.id = $1 order by 1`,
          [id],
        );
        const told = LISTENERS.filter((listener) => isAddressedTo(said, viewerOf(listener)));
        expect(rows.map((row) => row.webhook_id)).toEqual(told.map((listener) => listener.id).sort());
      },
    ),
    { numRuns: 60 },
  );
});

test('an announcement that comes twice is one event', async () => {
  const said = {
    id: 'evt_twice',
    kind: 'CONSENT_CHANGED',
    record: 'imp_1',
    occurredAt: '2026-11-02T15:00:00Z',
    to: [{ audience: 'PLATFORM' }],
  } as const;
  await house.sql.begin((tx) => hearAnnouncements(tx, [said, said], NOW));
  await house.sql.begin((tx) => hearAnnouncements(tx, [said], NOW));
  const rows = await house.sql.unsafe(
    `select from webhook_delivery d join event e using (sequence) where e.id = 'evt_twice'`,
  );
  expect(rows).toHaveLength(3);
});

test('what an organisation may know of no longer is not sent any more, of its record and kind alone', async () => {
  const to = [{ audience: 'PLATFORM', organization: 'org_two' }] as const;
  const event = { kind: 'CONSENT_CHANGED', occurredAt: '2026-11-02T15:00:00Z', to } as const;
  const retracts = ['CONSENT_CHANGED'] as const;
  const say = (...said: Parameters<typeof hearAnnouncements>[1]) =>
    house.sql.begin((tx) => hearAnnouncements(tx, said, NOW));
  await say({ ...event, id: 'evt_a', record: 'imp_a' }, { ...event, id: 'evt_b', record: 'imp_b' });
  await say({
    ...event,
    id: 'evt_other',
    record: 'imp_a',
    to: [{ audience: 'PLATFORM', organization: 'org_one' }],
  });
  await house.sql.unsafe(
    `update webhook_delivery d set state = 'DEAD', settled_at = now() from event e
     where e.sequence = d.sequence and e.id = 'evt_a'`,
  );
  await say({ ...event, id: 'evt_more', record: 'imp_a' });
  await say({ ...event, kind: 'WEBHOOK_DISABLED', id: 'evt_end', record: 'imp_a', retracts });
  await say({ ...event, id: 'evt_after', record: 'imp_a' });
  const rows = await house.sql.unsafe(
    `select e.id, d.state, d.last_failure as failure from webhook_delivery d join event e using (sequence)
     where e.id in ('evt_a', 'evt_b', 'evt_other', 'evt_more', 'evt_after') order by e.sequence`,
  );
  const gone = { state: 'NOT_SENT', failure: 'NOT_AUTHORIZED' };
  const waits = { state: 'PENDING', failure: null };
  expect(rows).toEqual([
    { id: 'evt_a', ...gone },
    { id: 'evt_b', ...waits },
    { id: 'evt_other', ...waits },
    { id: 'evt_more', ...gone },
    { id: 'evt_after', ...waits },
  ]);
});

test('the kinds of event are in the SDL as they are told, in the same words and order', () => {
  const root = new URL('../../../', import.meta.url);
  const sdl = parse(subgraphSdl(root, 'gateway/access/'));
  const said = sdl.definitions.flatMap((definition) =>
    definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'EventKind'
      ? (definition.values ?? []).map(({ name, description }) => [name.value, description?.value])
      : [],
  );
  expect(said).toEqual(Object.entries(EVENT_KINDS).map(([kind, { says }]) => [kind, says]));
});

test('each kind has a subscription, and each subscription a kind', () => {
  const told = new Set<string>();
  for (const audience of AUDIENCES) {
    const file = `${audience.toLowerCase().replaceAll('_', '-')}.generated.graphql`;
    const api = parse(readFileSync(new URL(`../../../schema/api/${file}`, import.meta.url), 'utf8'));
    for (const definition of api.definitions) {
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION || definition.name.value !== 'Subscription')
        continue;
      for (const field of definition.fields ?? []) told.add(field.name.value);
    }
  }
  expect([...told].sort()).toEqual(
    Object.values(EVENT_KINDS)
      .map(({ subscription }) => subscription)
      .sort(),
  );
});
