import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { post as postTo, type Sent } from './client-under-test.ts';
import { type ServedHouse, serveHouse } from './house-under-test.ts';

let house: ServedHouse;
let fda: string;
let aphis: string;

beforeAll(async () => {
  house = await serveHouse({ deadlineMs: 600 });
  fda = await house.tokenFor('PGA', 'fda');
  aphis = await house.tokenFor('PGA', 'aphis');
});

afterAll(async () => {
  await house.close();
});

beforeEach(() => {
  house.failures.length = 0;
});

function post(body: unknown, sent: Sent = {}) {
  return postTo(house.url, body, sent);
}

function ask(query: string, sent: Sent = {}, variables: Readonly<Record<string, unknown>> = {}) {
  return post({ query, variables }, sent);
}

async function ledgerLines(requestId: string) {
  return house.access.sql`
    select r.audience, r.recipient_name as recipient, r.purpose, r.digest, r.policy_version as policy, d.record_id as record, d.coordinates, d.relation
    from ledger.request r join ledger.entry d using (request_id)
    where request_id = ${requestId} order by d.record_id, d.coordinates`;
}

describe('who is asking', () => {
  const viewer = '{ viewer { audience purpose demoted } }';

  test.each([
    ['nobody in particular', {}, { audience: 'PUBLIC', purpose: null, demoted: null }],
    ['an agency', { token: 'fda' }, { audience: 'PGA', purpose: 'RISK_ASSESSMENT', demoted: null }],
    [
      'an agency for another agreed purpose',
      { token: 'fda', purpose: 'IDENTITY' },
      { audience: 'PGA', purpose: 'IDENTITY', demoted: null },
    ],
    [
      'an agency whose agreement ended',
      { token: 'aphis' },
      { audience: 'PUBLIC', purpose: null, demoted: 'AGREEMENT_EXPIRED' },
    ],
  ])('%s', async (_case, sent: { token?: string; purpose?: string }, expected) => {
    const token = { fda, aphis }[sent.token ?? ''];
    const { body } = await ask(viewer, { ...sent, ...(token === undefined ? {} : { token }) } as Sent);
    expect(body.data.viewer).toEqual(expected);
    expect(body.extensions.disclosure.viewer).toEqual(
      expected.demoted === null ? undefined : { audience: 'PUBLIC', because: expected.demoted },
    );
  });

  test('a demoted viewer gets what the public gets, and its name stands in the ledger', async () => {
    const { body } = await ask('{ importers(first: 2) { name } }', { token: aphis });
    expect(body.data.importers).toEqual([{ name: 'Aurora Kitchenware LLC' }, { name: null }]);
    expect(body.extensions.disclosure.withheld).toMatchObject([{ reason: 'RELATION', count: 1 }]);
    expect(await ledgerLines(body.extensions.disclosure.requestId)).toMatchObject([
      {
        audience: 'PUBLIC',
        recipient: 'Animal and Plant Health Inspection Service (invented)',
        record: 'imp_aurora',
      },
    ]);
  });

  test('a purpose that is not agreed is refused', async () => {
    const { status, body } = await ask(viewer, { token: fda, purpose: 'ENFORCEMENT' });
    expect(status).toBe(403);
    expect(body.errors).toEqual([
      {
        message: 'The agreement does not name this purpose; agreed: RISK_ASSESSMENT, IDENTITY.',
        extensions: { code: 'PURPOSE_NOT_AGREED', reason: 'PURPOSE' },
      },
    ]);
    expect((await ask(viewer, { purpose: '<x>' })).status).toBe(403);
  });

  test.each([
    ['a broken token', 'Bearer a.b.c', 'MALFORMED'],
    ['another scheme', 'Basic YTpi', 'SCHEME'],
    ['an empty one', 'Bearer ', 'SCHEME'],
  ])('%s: 401 with the reason, nothing repeated, never PUBLIC', async (_case, authorization, reason) => {
    const { status, headers, body } = await ask('{ echo }', { headers: { authorization } });
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toContain('Bearer');
    expect(body.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED', reason } }]);
    expect(body.data).toBeUndefined();
    expect(JSON.stringify([body, house.failures])).not.toMatch(/a\.b\.c|YTpi/);
  });

  test('A32: identity in headers or extensions of the client is not looked at', async () => {
    const headers = {
      'x-user-id': 'cbp',
      'x-audience': 'CBP',
      'x-good-standing-assertion': 'x.y',
      cookie: 'token=x',
    };
    const { body } = await post(
      { query: viewer, extensions: { jwt: { payload: { sub: 'admin' } } } },
      { headers },
    );
    expect(body.data.viewer.audience).toBe('PUBLIC');
  });

  test('a revocation takes effect within seconds', async () => {
    const served = await serveHouse();
    try {
      const token = await served.tokenFor('PLATFORM', 'bazaar');
      const audience = async () => {
        const response = await fetch(`${served.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
          body: JSON.stringify({ query: viewer }),
        });
        return ((await response.json()) as { data: { viewer: { demoted: string } } }).data.viewer.demoted;
      };
      expect(await audience()).toBeNull();
      await served.access.sql`update agreement set revoked_on = current_date - 1 where number = 'AGR-4'`;
      await expect.poll(audience, { timeout: 4_000, interval: 100 }).toBe('AGREEMENT_REVOKED');
    } finally {
      await served.close();
    }
  });
});

describe('the database away', () => {
  test('a token cannot be weighed: 503, not PUBLIC; without a token the graph still answers', async () => {
    const served = await serveHouse();
    try {
      const token = await served.tokenFor('PGA', 'fda');
      await served.access.sql.end({ timeout: 1 });
      const sent = (headers: Record<string, string>) =>
        fetch(`${served.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: '{"query":"{ echo }"}',
        });
      expect((await sent({ authorization: `Bearer ${token}` })).status).toBe(503);
      expect((await sent({})).status).toBe(200);
    } finally {
      await served.close();
    }
  });
});
