import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../world/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());

describe('probe', () => {
  test('jobs', async () => {
    const t = Date.now();
    const r = await house.ask({
      as: 'pga',
      documentId: 'pga/importer-record',
      variables: { number: '07-000000300', entries: 2 },
    });
    console.log(
      Date.now() - t,
      JSON.stringify(r.data, null, 1),
      JSON.stringify(r.withheld),
      JSON.stringify(await house.ledgerOf(r.requestId), null, 0),
      house.failures,
    );
    expect(r.status).toBe(200);
  });
});
