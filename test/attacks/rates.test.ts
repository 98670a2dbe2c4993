import { type OpenHouse, openHouse } from '@good-standing/gateway/house/house.ts';
import { type HttpServer, listen } from '@good-standing/gateway/http/server.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../world/house.ts';
import { type Asker, credentials, exchange } from './askers.ts';
import { NOW } from './served.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house?.close());

/** A house of its own, so that nothing was counted before, with one proxy of ours in front. */
async function counting(
  work: (
    ask: (asker: Asker, body: object, headers?: Record<string, string>) => ReturnType<typeof exchange>,
  ) => Promise<void>,
): Promise<void> {
  const { database } = house;
  let opened: OpenHouse | undefined;
  let server: HttpServer | undefined;
  try {
    opened = await openHouse({
      config: { isProduction: false, host: '127.0.0.1', keys: database.keys, oidc: null, deadlineMs: 20_000 },
      database,
      metering: { trustedProxies: 1 },
      clock: () => NOW,
      logFailure: () => undefined,
    });
    server = await listen(opened.handler, { port: 0, host: '127.0.0.1' });
    const url = `${server.url}/graphql`;
    await work(async (asker, body, headers = {}) => {
      const said = { 'x-forwarded-for': '198.51.100.1', ...(await credentials(house, asker)), ...headers };
      return exchange({ url }, said, body);
    });
  } finally {
    await server?.close();
    await opened?.close();
  }
}

const QUESTION = { query: '{ viewer { audience } }' };
const refusedWith = (code: string) => ({
  status: 429,
  data: undefined,
  errors: [{ message: expect.stringMatching(/again in \d+ s\.$/), extensions: { code } }],
});

describe('A48, A55: what one asker may ask in the course of time', () => {
  /** Asks until it is refused, quicker than points grow again; how many were answered. */
  async function untilRefused(ask: () => ReturnType<typeof exchange>) {
    for (let answered = 0; answered < 100; answered += 1) {
      const answer = await ask();
      if (answer.status !== 200) return { answered, refusal: answer };
    }
    throw new Error('a hundred were answered');
  }
  const THREE = { query: '{ a: viewer { audience } b: viewer { audience } c: viewer { audience } }' };

  test('is counted for the address that our proxy saw, whatever a client writes before it', async () => {
    await counting(async (ask) => {
      let nth = 0;
      const from = (hop: string) => ({ 'x-forwarded-for': `192.0.2.${nth++}, ${hop}` });
      const { refusal } = await untilRefused(() => ask('nobody', THREE, from('198.51.100.1')));
      expect(refusal).toMatchObject(refusedWith('RATE_LIMITED'));
      expect(Number(refusal.headers['retry-after'])).toBeGreaterThan(0);
      // Another address is another's, and an organisation is counted for itself, from wherever it comes.
      expect((await ask('nobody', THREE, from('198.51.100.2'))).status).toBe(200);
      expect((await ask('aurora', THREE, from('198.51.100.1'))).status).toBe(200);
    });
  });

  test('a token that does not hold is counted for the address too: nobody guesses on', async () => {
    await counting(async (ask) => {
      const statuses = new Set<number>();
      for (let nth = 0; nth < 200 && !statuses.has(429); nth += 1)
        statuses.add((await ask('nobody', QUESTION, { authorization: 'Bearer x.y.z' })).status);
      expect([...statuses]).toEqual([401, 429]);
    });
  });

  test('a root field is a point, under whatever alias', async () => {
    await counting(async (ask) => {
      const { answered } = await untilRefused(() => ask('nobody', THREE));
      expect(answered).toBeGreaterThanOrEqual(20);
      expect(answered).toBeLessThan(60);
    });
  });

  test('A28: identifiers: the fifty-first of a day is refused, however they are given, and those before are not', async () => {
    await counting(async (ask) => {
      const party = (nth: number) => ({ name: `Invented Party ${nth}` });
      const query = 'query ($parties: [PartyInput!]!) { screen(parties: $parties) { results { verdict } } }';
      const screen = (from: number, count: number) =>
        ask('nobody', {
          query,
          variables: { parties: Array.from({ length: count }, (_, nth) => party(from + nth)) },
        });
      for (let nth = 0; nth < 5; nth += 1) expect((await screen(nth * 10, 10)).status).toBe(200);
      const over = await screen(50, 1);
      expect(over).toMatchObject(refusedWith('QUOTA_IDENTIFIERS'));
      expect(over.text).not.toContain('Invented Party');
      expect((await screen(0, 10)).status).toBe(200);
      const byId = { query: '{ importer(id: "imp_00000000000000000000") { id } }' };
      expect((await ask('nobody', byId)).status).toBe(429);
      expect((await ask('nobody', QUESTION)).status).toBe(200);
    });
  });

  test('requests at once: of forty from one address at most four are being answered', async () => {
    await counting(async (ask) => {
      const body = { query: '{ trustedImporters(first: 20) { nodes { importer { name } } } }' };
      const all = await Promise.all(Array.from({ length: 40 }, () => ask('nobody', body)));
      const codes = all.flatMap(({ errors }) => errors.map(({ extensions }) => extensions?.code));
      expect(new Set(codes.filter((code) => code !== 'FIELD_WITHHELD'))).toEqual(
        new Set(['TOO_MANY_AT_ONCE']),
      );
      expect((await ask('nobody', body)).status).toBe(200);
    });
  });
});
