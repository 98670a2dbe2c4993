import { settleQueue } from '@good-standing/gateway/house/ingest-feed.ts';
import { RevokeConsentDocument } from '@good-standing/schema/operations/importer/operations.generated.ts';
import { CheckConsentingSellersDocument } from '@good-standing/schema/operations/platform/operations.generated.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { consent } from '../world/events-house.ts';
import { type TestHouse, testHouse } from '../world/house.ts';
import { idsOf } from '../world/ids.ts';
import { newcomer } from '../world/newcomer.ts';
import { ask } from '../world/typed.ts';

let house: TestHouse;
let BOREALIS: string;
let given: string;
let anothers: string;

beforeAll(async () => {
  house = await testHouse();
  BOREALIS = idsOf(house).importer('07-000000200');
  await newcomer(house, { key: 'borealis', as: 'aurora', subject: BOREALIS });
  const mart = await newcomer(house, { key: 'mart', as: 'bazaar' });
  const [bazaar] = await house.admin.unsafe("select id from access.organization where key = 'bazaar'");
  given = await consent(house, 'borealis', String(bazaar?.id), 20);
  anothers = await consent(house, 'borealis', mart, 20);
  await settleQueue(house.pools);
});
afterAll(() => house?.close());

const SELLER = { reference: 'seller-1', name: 'Quiet Meadow Toys' };
const NOBODYS = 'cns_00000000000000000000';

async function checked(consents: readonly (string | null)[], of = 'bazaar') {
  const sellers = consents.map((each, nth) => ({
    ...SELLER,
    reference: `seller-${nth}`,
    ...(each === null ? {} : { consent: each }),
  }));
  const answer = await ask(house, { as: 'platform', of }, CheckConsentingSellersDocument, { sellers });
  return { ...answer, results: answer.data.screen.results };
}

test('standing is told to the platform that the consent names, recorded as the importer’s, and to no other', async () => {
  const { results, requestId, withheld } = await checked([given, null]);
  expect(results).toMatchObject([
    { verdict: 'NO_PUBLIC_ADVERSE_RECORD', consent: given, standing: expect.any(String) },
    { verdict: 'NO_PUBLIC_ADVERSE_RECORD', consent: null, standing: null },
  ]);
  expect(withheld).toEqual([]);
  expect(await house.ledgerOf(requestId)).toMatchObject([
    {
      record: BOREALIS,
      rule: 'STANDING_STATUS',
      coordinates: 'ScreeningResult.standing',
      relation: 'CONSENT',
    },
  ]);
  const elsewhere = await checked([given], 'mart');
  expect(elsewhere.results).toMatchObject([{ verdict: 'CONSENT_REQUIRED', standing: null }]);
  expect(elsewhere.withheld).toMatchObject([
    { coordinate: 'ScreeningResult.standing', reason: 'CONDITION', count: 1 },
  ]);
});

test('another platform’s consent, one that nobody gave and one that is no id read alike', async () => {
  const texts = await Promise.all(
    [anothers, NOBODYS].map(async (each) => {
      const { text, requestId } = await checked([each]);
      return text.replaceAll(requestId, '').replaceAll(each, 'the consent');
    }),
  );
  expect(texts[0]).toBe(texts[1]);
  expect(texts[0]).toContain('CONSENT_REQUIRED');
  const { results } = await checked(['consent']);
  expect(results).toMatchObject([{ verdict: 'CONSENT_REQUIRED', consent: null, standing: null }]);
});

test('for who is no platform, and for nobody, a consent opens nothing', async () => {
  const query = `query ($p: [PartyInput!]!) { screen(parties: $p) { results { verdict } } }`;
  for (const as of ['carrier', 'broker', undefined] as const) {
    const who = as === undefined ? {} : { as };
    const { data } = await house.ask({ ...who, query, variables: { p: [{ ...SELLER, consent: given }] } });
    expect(data).toEqual({ screen: { results: [{ verdict: 'CONSENT_REQUIRED' }] } });
  }
});

test('a consent that is taken back tells nothing from the next request on', async () => {
  await ask(house, { as: 'importer', of: 'borealis' }, RevokeConsentDocument, { id: given });
  expect((await checked([given])).results).toMatchObject([{ standing: null }]);
  await settleQueue(house.pools);
  expect((await checked([given])).results).toMatchObject([{ verdict: 'CONSENT_REQUIRED', standing: null }]);
});
