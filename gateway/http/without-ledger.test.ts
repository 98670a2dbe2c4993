import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { post as postTo, type Sent } from './client-under-test.ts';
import { type ServedHouse, serveHouse, touched } from './house-under-test.ts';

let house: ServedHouse;
let fda: string;

beforeAll(async () => {
  house = await serveHouse({ deadlineMs: 600 });
  fda = await house.tokenFor('PGA', 'fda');
});

afterAll(async () => {
  await house.close();
});

beforeEach(() => {
  house.ledgerIs('up');
  house.failures.length = 0;
});

function post(body: unknown, sent: Sent = {}) {
  return postTo(house.url, body, sent);
}

function ask(query: string, sent: Sent = {}, variables: Readonly<Record<string, unknown>> = {}) {
  return post({ query, variables }, sent);
}

describe('without the ledger', () => {
  const query = '{ importers(first: 2) { id name } }';

  test.each(['down', 'silent', 'known to be down'] as const)(
    'public data still answers, protected cells are withheld (%s)',
    async (state) => {
      house.ledgerIs(state);
      const { status, body } = await ask(query, { token: fda });
      expect(status).toBe(200);
      expect(body.data.importers).toEqual([
        { id: 'imp_aurora', name: null },
        { id: 'imp_borealis', name: null },
      ]);
      expect(body.extensions.disclosure.withheld).toMatchObject([
        { coordinate: 'Importer.name', reason: 'LEDGER_UNAVAILABLE', count: 2 },
      ]);
      expect(house.failures).toMatchObject([{ event: 'ledger_unavailable' }]);
    },
  );

  test('what discloses nothing does not notice', async () => {
    house.ledgerIs('down');
    expect((await ask('{ importers(first: 1) { id } }', { token: fda })).body.errors).toBeUndefined();
  });

  test('a change is made once, and its result not shown', async () => {
    house.ledgerIs('down');
    touched.length = 0;
    const { body } = await ask('mutation { touch(id: "imp_aurora") { name } }', { token: fda });
    expect(body.data).toBeNull();
    expect(body.errors).toMatchObject([{ extensions: { code: 'LEDGER_UNAVAILABLE' } }]);
    expect(body.errors[0].message).toContain('The change was made.');
    expect(touched).toEqual(['imp_aurora']);
  });

  test('and with it again, all is as before', async () => {
    expect((await ask(query, { token: fda })).body.data.importers[1]).toEqual({
      id: 'imp_borealis',
      name: 'Borealis Toys Inc',
    });
  });
});
