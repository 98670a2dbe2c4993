import { connect } from 'node:net';
import { openHouse } from '@good-standing/gateway/house/house.ts';
import { listen } from '@good-standing/gateway/http/server.ts';
import { AURORA, BEACON, CASCADE, DUNE } from '@good-standing/gateway/world/cast.ts';
import fc from 'fast-check';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../world/house.ts';
import { castCase, idsOf } from '../world/ids.ts';
import { type Answer, ASKER_NAMES, type Asked, type Asker, askAs, credentials, exchange } from './askers.ts';
import { NOW, type Served, serveAlone } from './served.ts';

let house: TestHouse;
let ids: ReturnType<typeof idsOf>;
let served: Served;
/** The same house with each subgraph behind HTTP. */
let apart: { readonly url: string; close(): Promise<void> };

beforeAll(async () => {
  house = await testHouse();
  ids = idsOf(house);
  served = await serveAlone(house);
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
  apart = {
    url: `${server.url}/graphql`,
    async close() {
      await server.close();
      await opened.close();
    },
  };
});
afterAll(async () => {
  await apart?.close();
  await served?.close();
  await house?.close();
});

const comparable = ({ status, text }: Answer) => JSON.stringify([status, text]);

/** The same texts for every viewer, so that what is kept under a text would be shared. */
function sameForAll(): readonly Asked[] {
  return [
    { query: '{ viewer { audience organization { name } purpose demoted } }' },
    { query: `{ importer(id: "${ids.importer(CASCADE)}") { id name trustedListing { name } } }` },
    { query: `{ importer(id: "${ids.importer(AURORA)}") { id name otherNames kind } }` },
    { query: `{ seizure(id: "${ids.seizure(castCase(5))}") { id stage grounds } }` },
    { query: '{ importers(first: 10) { nodes { id name } } }' },
    { query: `{ broker(id: "${ids.broker(BEACON)}") { name ctpat } }` },
  ];
}

describe.each(['in one process', 'behind HTTP'])('A40, A41, A42: viewers beside one another, %s', (how) => {
  const at = () => ({ url: how === 'in one process' ? house.url : apart.url });
  const askHere = async (asker: Asker, { query, variables = {} }: Asked) =>
    exchange(at(), await credentials(house, asker), { query, variables });

  test('fifty pairs at once, each sees itself', async () => {
    const alone = new Map<string, string>();
    const key = (asker: Asker, { query }: Asked) => `${asker} ${query}`;
    for (const asked of sameForAll()) {
      for (const asker of ASKER_NAMES) alone.set(key(asker, asked), comparable(await askHere(asker, asked)));
    }
    expect(new Set(alone.values()).size).toBeGreaterThan(25);
    const pair = fc.record({
      one: fc.constantFrom(...ASKER_NAMES),
      other: fc.constantFrom(...ASKER_NAMES),
      asked: fc.constantFrom(...sameForAll()),
    });
    const pairs = fc.sample(pair, { numRuns: 50, seed: 7 });
    const answered = await Promise.all(
      pairs.flatMap(({ one, other, asked }) =>
        [one, other].map(async (asker) => ({ asker, asked, text: comparable(await askHere(asker, asked)) })),
      ),
    );
    for (const { asker, asked, text } of answered) {
      expect([asker, asked.query, text]).toEqual([asker, asked.query, alone.get(key(asker, asked))]);
    }
  });

  test('A41: what CBP has just read is not kept for anyone else', async () => {
    const query = `{ importer(id: "${ids.importer(DUNE)}") { id name } }`;
    for (let turn = 0; turn < 3; turn += 1) {
      expect((await askHere('cbp', { query })).data).toMatchObject({ importer: { name: 'DUNE TRADING' } });
      expect((await askHere('nobody', { query })).data).toEqual({ importer: null });
      expect((await askHere('beacon', { query })).data).toEqual({ importer: null });
    }
  });
});

test('INV4: the graph in one process and the graph behind HTTP give the same bytes and the same ledger lines', async () => {
  for (const asker of ASKER_NAMES) {
    for (const { query } of sameForAll()) {
      const here = await askAs(house, asker, { query });
      const there = await exchange(apart, await credentials(house, asker), { query });
      expect([asker, query, comparable(there)]).toEqual([asker, query, comparable(here)]);
      const lines = async ({ requestId }: Answer) => house.ledgerOf(requestId);
      expect([asker, query, await lines(there)]).toEqual([asker, query, await lines(here)]);
    }
  }
});

describe('A43, A61: a token is for one organisation, one audience, and the purposes of its agreement', () => {
  const viewer = '{ viewer { audience organization { name } purpose demoted agreement { number } } }';

  test.each([
    ['fda as CBP', 'cbp', 'fda'],
    ['lumen as CBP', 'cbp', 'lumen'],
    ['bazaar as an agency', 'pga', 'bazaar'],
    ['beacon as an importer', 'importer', 'beacon'],
    ['an organisation nobody knows', 'cbp', 'nobody-knows'],
  ] as const)('%s is the public, and is told so', async (_case, as, of) => {
    const headers = { authorization: `Bearer ${await house.token(as, of)}` };
    const { data } = await exchange(house, headers, { query: viewer });
    expect(data?.viewer).toMatchObject({
      audience: 'PUBLIC',
      purpose: null,
      demoted: 'NO_AGREEMENT',
      agreement: null,
    });
  });

  test('a demoted viewer reads exactly what nobody reads', async () => {
    for (const { query } of sameForAll().slice(1)) {
      const { data } = await askAs(house, 'nobody', { query });
      for (const asker of ['expired', 'revoked'] as const) {
        expect([asker, (await askAs(house, asker, { query })).data]).toEqual([asker, data]);
      }
    }
  });

  test('claims that no issuer of ours writes change nothing', async () => {
    const { privateKey } = house.database.keys.developmentIssuer;
    const signed = (claims: Record<string, unknown>, header: Record<string, unknown> = {}) =>
      new SignJWT({ org: 'fda', acting_for: 'PGA', ...claims })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', ...header })
        .setIssuer('https://development.good-standing.example')
        .setAudience('good-standing')
        .setSubject('attacker')
        .setExpirationTime('2h')
        .sign(privateKey);
    const ask = async (token: string) =>
      exchange(
        house,
        { authorization: `Bearer ${token}` },
        { query: '{ viewer { audience purpose scopes } }' },
      );
    const plain = await ask(await signed({}));
    const claimed = await ask(
      await signed({
        scope: 'admin',
        roles: ['CBP'],
        audience: 'CBP',
        rules: ['*'],
        agency: 'ALL',
        purpose: 'ENFORCEMENT',
      }),
    );
    expect(claimed.data).toEqual(plain.data);
    expect((await ask(await signed({ acting_for: ['PGA', 'CBP'] }))).status).toBe(401);
    expect((await ask(await signed({ org: ['fda', 'cbp'] }))).status).toBe(401);
    expect((await ask(await signed({ org: 'fda', agreement: { $ne: null } }))).status).toBe(401);
    const jwk = house.database.keys.developmentIssuer.publicKey.export({ format: 'jwk' });
    expect(
      (await ask(await signed({}, { jwk, jku: 'http://127.0.0.1:1/keys', x5u: 'http://127.0.0.1:1' }))).data,
    ).toEqual(plain.data);
  });

  test.each(ASKER_NAMES)(
    '%s: a purpose that is not agreed is refused before anything is run',
    async (asker) => {
      const { data } = await askAs(house, asker, { query: '{ viewer { purposes } }' });
      const { purposes } = data?.viewer as { purposes: readonly string[] };
      for (const purpose of ['ENFORCEMENT', 'IDENTITY', 'OWN_RECORD']) {
        const answer = await askAs(house, asker, { query: viewer, purpose });
        const isPublic = ['nobody', 'expired', 'revoked'].includes(asker);
        const isTaken = isPublic || purposes.includes(purpose);
        expect([purpose, answer.status]).toEqual([purpose, isTaken ? 200 : 403]);
        const chosen = (answer.data?.viewer as { purpose: string | null } | undefined)?.purpose;
        expect(chosen).toBe(isTaken ? (isPublic ? null : purpose) : undefined);
      }
      for (const purpose of ['identity', 'IDENTITY,ENFORCEMENT', '*', '__proto__']) {
        expect((await askAs(house, asker, { query: viewer, purpose })).status).toBe(403);
      }
    },
  );

  test('a Social Security number is read for IDENTITY alone, and the accounting says for what', async () => {
    const query = `{ importer(id: "${ids.importer(DUNE)}") { number } }`;
    const plain = await askAs(house, 'fda', { query });
    expect(plain.data).toEqual({ importer: { number: null } });
    expect(plain.text).not.toContain(DUNE);
    expect(await house.ledgerOf(plain.requestId)).toEqual([]);
    const told = await askAs(house, 'fda', { query, purpose: 'IDENTITY' });
    expect(told.data).toEqual({ importer: { number: DUNE } });
    expect(await house.ledgerOf(told.requestId)).toMatchObject([
      { rule: 'IMPORTER_NUMBER', purpose: 'IDENTITY' },
    ]);
    expect((await askAs(house, 'cpsc', { query, purpose: 'IDENTITY' })).status).toBe(403);
  });
});

describe('A65: who leaves before the answer has not read it unaccounted for', () => {
  const query = () =>
    `{ importer(id: "${ids.importer(CASCADE)}") { name registryStatus entries(first: 100) { nodes { number port } } } }`;

  /** Sends a question over a bare socket, reads until so many bytes came or the time is up, and hangs up. */
  async function readAndLeave(leaveAfterMs: number, leaveAfterBytes: number): Promise<string> {
    const { hostname, port } = new URL(house.url);
    const { authorization = '' } = await credentials(house, 'fda');
    const body = JSON.stringify({ query: query() });
    const { promise, resolve } = Promise.withResolvers<string>();
    let came = '';
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nauthorization: ${authorization}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
    });
    const leave = () => {
      socket.destroy();
      resolve(came);
    };
    socket.on('data', (part) => {
      came += part.toString('latin1');
      if (came.length >= leaveAfterBytes) leave();
    });
    socket.on('error', () => resolve(came));
    setTimeout(leave, leaveAfterMs);
    return promise;
  }

  test('whatever was read stands in the ledger', async () => {
    let read = 0;
    for (let turn = 0; turn < 40; turn += 1) {
      const came = await readAndLeave(
        turn % 2 === 0 ? turn * 2 : 5_000,
        turn % 2 === 0 ? 1_000_000 : turn * 20,
      );
      const [, requestId = ''] = /x-request-id: ([0-9a-f-]{36})/i.exec(came) ?? [];
      if (!came.includes('"data"')) continue;
      read += 1;
      const lines = await house.ledgerOf(requestId);
      expect(lines.map(({ rule }) => rule)).toEqual(
        expect.arrayContaining(['ENTRY_HISTORY', 'ENTRY_IDENTIFIERS', 'IMPORTER_NAME', 'STANDING_STATUS']),
      );
    }
    expect(read).toBeGreaterThan(0);
  });

  test('INV2: what is asked twice, skipped, aliased or cut off by an error is accounted for once, and no less', async () => {
    const id = ids.importer(CASCADE);
    const answer = await askAs(house, 'fda', {
      query: `query ($no: Boolean = false) {
        a: importer(id: "${id}") { x: name name registryStatus @include(if: $no) ... { lastUsedOn @skip(if: true) } }
        b: importer(id: "${id}") { name } recordation(number: "nothing") { id } }`,
    });
    expect(answer.errors.map(({ path }) => path)).toEqual([['recordation']]);
    const lines = await house.ledgerOf(answer.requestId);
    expect(lines).toMatchObject([{ record: id, rule: 'IMPORTER_NAME', coordinates: 'Importer.name' }]);
    expect(lines).toHaveLength(1);

    const whole = await askAs(house, 'fda', {
      query: `{ a: importer(id: "${id}") { name } importers(first: 0) { nodes { id } } }`,
    });
    expect(whole.data).toBeNull();
    expect(await house.ledgerOf(whole.requestId)).toEqual([]);
  });
});
