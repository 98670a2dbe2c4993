import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DRAIN_WITHIN_MS, QUEUED_EVENTS, type ServedHouse, serveHouse } from './house-under-test.ts';
import { type OpenSubscription, subscribe } from './subscriber-under-test.ts';

let house: ServedHouse;
let fda: string;
let bazaar: string;
let now = Temporal.Now.instant();
const open: OpenSubscription[] = [];

beforeAll(async () => {
  house = await serveHouse({ clock: () => now });
  fda = await house.tokenFor('PGA', 'fda');
  bazaar = await house.tokenFor('PLATFORM', 'bazaar');
});
afterAll(() => house?.close());
afterEach(() => {
  house.ledgerIs('up');
  for (const each of open.splice(0)) each.leave();
});

const NAMES = 'subscription { consentChanged { importerId importer { name } } }';

async function hear(token: string, query = NAMES, variables: Readonly<Record<string, unknown>> = {}) {
  const heard = await subscribe({ url: `${house.url}/graphql`, token, query, variables });
  open.push(heard);
  return heard;
}

const requestOf = (heard: OpenSubscription, nth: number) =>
  heard.answers[nth]?.extensions?.disclosure.requestId ?? '';

const recorded = (requestId: string) =>
  house.access.sql`select from ledger.entry where request_id = ${requestId}`;

describe('a stream', () => {
  test('answers each event to each viewer as a request would be answered, and records it', async () => {
    const [agency, platform] = await Promise.all([hear(fda), hear(bazaar)]);
    house.say('imp_borealis');
    house.say('imp_aurora');
    await Promise.all([agency.until(2), platform.until(2)]);
    expect(agency.answers.map(({ data }) => data)).toEqual([
      { consentChanged: { importerId: 'imp_borealis', importer: { name: 'Borealis Toys Inc' } } },
      { consentChanged: { importerId: 'imp_aurora', importer: { name: 'Aurora Kitchenware LLC' } } },
    ]);
    expect(platform.answers).toMatchObject([
      {
        data: { consentChanged: { importerId: 'imp_borealis', importer: { name: null } } },
        extensions: { disclosure: { withheld: [{ coordinate: 'Importer.name', reason: 'RELATION' }] } },
      },
      { data: { consentChanged: { importer: { name: 'Aurora Kitchenware LLC' } } } },
    ]);
    expect(await recorded(requestOf(agency, 0))).toHaveLength(1);
    expect(await recorded(requestOf(platform, 0))).toHaveLength(0);
  });

  test('is silent for what its arguments leave out, and beats while it is', async () => {
    const heard = await hear(
      fda,
      'subscription ($of: [ID!]) { consentChanged(importers: $of) { importerId } }',
      {
        of: ['imp_aurora'],
      },
    );
    house.say('imp_borealis');
    house.say('imp_aurora');
    await heard.until(1);
    expect(heard.answers).toHaveLength(1);
    const beats = () =>
      heard
        .text()
        .split('\n\n')
        .filter((block) => block === ':').length;
    const before = beats();
    while (beats() < before + 2) await new Promise((later) => setTimeout(later, 10));
  });

  test('shows public parts and withholds the rest while the ledger is down', async () => {
    const heard = await hear(fda);
    house.ledgerIs('down');
    house.say('imp_borealis');
    await heard.until(1);
    expect(heard.answers[0]).toMatchObject({
      data: { consentChanged: { importerId: 'imp_borealis', importer: { name: null } } },
      extensions: { disclosure: { withheld: [{ reason: 'LEDGER_UNAVAILABLE' }] } },
    });
  });

  test('ends at the moment at which its token does', async () => {
    const heard = await hear(await house.tokenFor('PGA', 'fda', now.epochMilliseconds));
    const began = now;
    now = now.add({ hours: 24 * 30 - 1 });
    house.say('imp_borealis');
    await heard.until(1);
    now = now.add({ hours: 2 });
    house.say('imp_aurora');
    expect(await heard.ended).toBe(true);
    expect(heard.answers.slice(1)).toMatchObject([
      { errors: [{ extensions: { code: 'UNAUTHENTICATED', reason: 'EXPIRED' } }] },
    ]);
    now = began;
  });

  test('tells a change of more records than wait in memory whole, once each and in order', async () => {
    const heard = await hear(bazaar);
    const told = 5 * QUEUED_EVENTS + 1;
    const before = house.readLater();
    const names = Array.from({ length: told }, (_, nth) => `imp_${nth % 2 === 0 ? 'aurora' : 'borealis'}`);
    for (const name of names.slice(0, -20)) house.say(name);
    await heard.until(QUEUED_EVENTS);
    for (const name of names.slice(-20)) house.say(name);
    await heard.until(told);
    house.say('imp_aurora');
    await heard.until(told + 1);
    const of = heard.answers.map(
      ({ data }) => (data as { consentChanged: { importerId: string } }).consentChanged,
    );
    expect(of.map(({ importerId }) => importerId)).toEqual([...names, 'imp_aurora']);
    expect(house.readLater()).toBeGreaterThan(before);
  });

  test('keeps no place for events of other records than its own', async () => {
    const before = house.readLater();
    const query = 'subscription ($of: [ID!]) { consentChanged(importers: $of) { importerId } }';
    const heard = await hear(fda, query, { of: ['imp_aurora'] });
    for (let nth = 0; nth < 5 * QUEUED_EVENTS; nth += 1) house.say('imp_borealis');
    house.say('imp_aurora');
    await heard.until(1);
    expect(heard.answers.map(({ data }) => data)).toEqual([{ consentChanged: { importerId: 'imp_aurora' } }]);
    expect(house.readLater()).toBe(before);
  });

  test('of who does not read is cut off, while others hear on', async () => {
    const slow = await hear(fda, 'subscription { consentChanged { bulk } }');
    const other = await hear(bazaar);
    slow.pause();
    const told = 120;
    for (let nth = 1; nth <= told; nth += 1) {
      house.say('imp_aurora');
      await other.until(nth);
    }
    await new Promise((later) => setTimeout(later, 2 * DRAIN_WITHIN_MS));
    slow.resume();
    expect(await slow.ended).toBe(false);
    expect(slow.answers.length).toBeLessThan(told);
    expect(other.answers).toHaveLength(told);
  });

  test('ends with the server, at once', async () => {
    const another = await serveHouse();
    const token = await another.tokenFor('PGA', 'fda');
    const heard = await subscribe({ url: `${another.url}/graphql`, token, query: NAMES });
    await another.close();
    expect(await heard.ended).toBe(true);
  });
});

describe('a subscription that is not begun', () => {
  test.each([
    ['without a token', '', NAMES, 400, 'UNKNOWN_OPERATION'],
    ['with a token that does not hold', 'x.y.z', NAMES, 401, 'UNAUTHENTICATED'],
    [
      'of two fields',
      null,
      'subscription { a: consentChanged { importerId } b: consentChanged { bulk } }',
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'of nothing, perhaps',
      null,
      'subscription { consentChanged @skip(if: true) { importerId } }',
      400,
      'UNKNOWN_OPERATION',
    ],
    ['of a field that is not there', null, 'subscription { deskChanged }', 400, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'too deep',
      null,
      `subscription { consentChanged { ${'importer { '.repeat(12)}id${' }'.repeat(12)} } }`,
      400,
      'LIMIT_DEPTH',
    ],
  ])('%s', async (_case, token, query, status, code) => {
    const response = await fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        ...(token === '' ? {} : { authorization: `Bearer ${token ?? fda}` }),
      },
      body: JSON.stringify({ query }),
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      status,
      'application/json; charset=utf-8',
    ]);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] });
  });
});
