import { ScreenPartiesDocument } from '@good-standing/schema/operations/cbp/operations.generated.ts';
import {
  CheckConsentingSellersDocument,
  CheckSellersDocument,
  ScreenSellersDocument,
} from '@good-standing/schema/operations/platform/operations.generated.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../world/house.ts';
import { ask } from '../world/typed.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house?.close());

/** A thousand in one call, one of which cannot be read. */
const sellers = Array.from({ length: 1_000 }, (_, nth) => ({
  reference: `seller-${nth}`,
  name: nth === 7 ? '' : `Quiet Meadow Toys ${nth}`,
  address: {
    lines: [`${nth} Example Road`],
    city: 'Testerton',
    region: 'NJ',
    postalCode: '07001',
    country: 'US',
  },
}));

function expectOneEach(
  results: readonly { readonly reference: string | null; readonly error: string | null }[],
) {
  expect(results.map(({ reference }) => reference)).toEqual(sellers.map(({ reference }) => reference));
  expect(results.flatMap(({ error }, nth) => (error === null ? [] : [nth]))).toEqual([7]);
}

test('a platform is answered a thousand sellers in one call, whichever document it asks', async () => {
  const platform = { as: 'platform', of: 'bazaar' } as const;
  const screened = await ask(house, platform, ScreenSellersDocument, { sellers });
  expectOneEach(screened.data.screen.results);
  const checked = await ask(house, platform, CheckSellersDocument, { sellers });
  expectOneEach(checked.data.screen.results);
  const consenting = await ask(house, platform, CheckConsentingSellersDocument, { sellers });
  expectOneEach(consenting.data.screen.results);
});

test('CBP is answered a thousand parties in one call, the registry of importers too', async () => {
  const { data } = await ask(house, { as: 'cbp' }, ScreenPartiesDocument, { parties: sellers });
  expectOneEach(data.screen.results);
});
