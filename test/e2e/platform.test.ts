import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../world/house.ts';

const CHECK = 'platform/check-sellers';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());

const ago = (count: number) => house.days.ago(count).toString();

const sellers = [
  { reference: 'a', name: 'Northwind Traders', identifiers: [{ scheme: 'UEI', value: 'NRTHWND4T5R6' }] },
  { reference: 'b', name: 'Aurora Kitchenware, LLC' },
  { reference: 'c', name: 'Nobody In Particular' },
  { reference: 'd', name: 'Southwind Traders' },
  { reference: 'e', name: 'Jordan Sampleperson', address: { postalCode: '60601', country: 'US' } },
  { reference: 'f', name: '' },
];

const northwind = () => ({
  name: 'NORTHWIND TRADERS, INC.',
  samNumber: 'S4INV0002',
  excludingAgency: 'DHS-CBP',
  exclusionType: 'Ineligible (Proceedings Completed)',
  activeOn: ago(400),
  terminatesOn: null,
});
const none = { error: null, candidates: [], publicListings: [], trustedListing: null };

/** Words that both names have: they carry the score. */
const words = (...shared: readonly string[]) =>
  shared.map((word) => ({ feature: 'NAME_WORD', query: word, candidate: word }));

/** The whole answer, in the order asked. */
const results = () => [
  {
    reference: 'a',
    verdict: 'PUBLIC_EXCLUSION',
    error: null,
    candidates: [
      {
        conclusive: true,
        exclusion: northwind(),
        explanation: [
          { feature: 'UEI', query: 'NRTHWND4T5R6', candidate: 'NRTHWND4T5R6' },
          { feature: 'NAME', query: 'Northwind Traders', candidate: 'NORTHWIND TRADERS, INC.' },
          ...words('NORTHWIND', 'TRADERS'),
        ],
      },
    ],
    publicListings: [],
    trustedListing: null,
  },
  {
    ...none,
    reference: 'b',
    verdict: 'LISTED_TRUSTED',
    trustedListing: { name: 'AURORA KITCHENWARE LLC', listedOn: ago(300) },
  },
  { ...none, reference: 'c', verdict: 'NO_PUBLIC_ADVERSE_RECORD' },
  {
    reference: 'd',
    verdict: 'AMBIGUOUS',
    error: null,
    candidates: [
      {
        conclusive: false,
        exclusion: northwind(),
        explanation: [
          { feature: 'OTHER_NAME', query: 'Southwind Traders', candidate: 'SOUTHWIND TRADERS, LLC' },
          ...words('SOUTHWIND', 'TRADERS'),
        ],
      },
    ],
    publicListings: [],
    trustedListing: null,
  },
  {
    reference: 'e',
    verdict: 'PUBLIC_EXCLUSION',
    error: null,
    candidates: [
      {
        conclusive: true,
        exclusion: {
          name: 'JORDAN SAMPLEPERSON',
          samNumber: 'S4INV0003',
          excludingAgency: 'HHS',
          exclusionType: 'Prohibition/Restriction',
          activeOn: ago(900),
          terminatesOn: null,
        },
        explanation: [
          { feature: 'NAME', query: 'Jordan Sampleperson', candidate: 'JORDAN SAMPLEPERSON' },
          { feature: 'POSTAL_CODE', query: '60601', candidate: '60601' },
          { feature: 'COUNTRY', query: 'US', candidate: 'US' },
          ...words('JORDAN', 'SAMPLEPERSON'),
        ],
      },
    ],
    publicListings: [],
    trustedListing: null,
  },
  {
    ...none,
    reference: 'f',
    verdict: 'UNAVAILABLE',
    error: 'name: expected a name of 1 to 200 characters with a letter or digit, got nothing',
  },
];

describe('a platform checks sellers before listing them', () => {
  test('the whole answer, each list with its date and age; public record is recorded nowhere', async () => {
    const { status, data, errors, withheld, requestId } = await house.ask({
      as: 'platform',
      documentId: CHECK,
      variables: { sellers },
    });
    expect({ status, errors, withheld }).toEqual({ status: 200, errors: [], withheld: [] });
    expect(data).toEqual({
      screen: {
        results: results(),
        listFreshness: [
          {
            list: 'SAM_EXCLUSIONS',
            listAsOf: '2026-11-02T00:00:00Z',
            receivedAt: expect.any(String),
            hoursOld: 15,
            stale: false,
          },
          {
            list: 'TRUSTED_LISTINGS',
            listAsOf: expect.any(String),
            receivedAt: expect.any(String),
            hoursOld: expect.any(Number),
            stale: false,
          },
          {
            list: 'PUBLIC_LISTINGS',
            listAsOf: expect.any(String),
            receivedAt: expect.any(String),
            hoursOld: expect.any(Number),
            stale: false,
          },
        ],
        rulesVersion: expect.any(String),
      },
    });
    expect(await house.ledgerOf(requestId)).toEqual([]);
  });

  test('a thousand sellers in one call, answered in the order asked; one more is refused', async () => {
    const many = Array.from({ length: 1_000 }, (_, nth) => ({
      reference: String(nth),
      name: nth === 500 ? 'Northwind Traders' : `Invented Seller ${nth}`,
    }));
    const query =
      'query ($sellers: [PartyInput!]!) { screen(parties: $sellers) { results { reference verdict } } }';
    const { data } = await house.ask({ as: 'platform', query, variables: { sellers: many } });
    const answered = (data as { screen: { results: { reference: string; verdict: string }[] } }).screen
      .results;
    expect(answered.map(({ reference }) => reference)).toEqual(many.map(({ reference }) => reference));
    expect(answered.filter(({ verdict }) => verdict !== 'NO_PUBLIC_ADVERSE_RECORD')).toEqual([
      { reference: '500', verdict: 'AMBIGUOUS' },
    ]);
    const refused = await house.ask({
      as: 'platform',
      query,
      variables: { sellers: [...many, ...many.slice(0, 1)] },
    });
    expect([refused.status, refused.errors[0]?.extensions?.code]).toEqual([400, 'LIMIT_LIST_ITEMS']);
  });

  test('what is public is public: an expired agreement and no token have the same answer', async () => {
    const bySwift = await house.ask({ as: 'carrier', documentId: CHECK, variables: { sellers } });
    const lapsed = await house.ask({
      as: 'pga',
      of: 'aphis',
      documentId: CHECK,
      variables: { sellers: sellers.slice(0, 2) },
    });
    const nobody = await house.ask({ documentId: CHECK, variables: { sellers: sellers.slice(0, 2) } });
    expect(bySwift.data).toMatchObject({ screen: { results: results() } });
    expect(nobody.data).toMatchObject({ screen: { results: results().slice(0, 2) } });
    expect(lapsed.data).toEqual(nobody.data);
  });

  test('what is not public is not there for a platform', async () => {
    for (const field of [
      'number',
      'registryStatus',
      'owners { name }',
      'exclusionLinks { status }',
      'entries { nodes { id } }',
    ]) {
      const query = `{ trustedImporters(first: 1) { nodes { importer { ${field} } } } }`;
      const { status, errors, data, withheld } = await house.ask({ as: 'platform', query });
      const isAbsent = status === 400 && errors[0]?.extensions?.code === 'GRAPHQL_VALIDATION_FAILED';
      const isWithheld = status === 200 && withheld.length === 1 && !JSON.stringify(data).includes('ACTIVE');
      expect([field, isAbsent || isWithheld]).toEqual([field, true]);
    }
  });

  test('a seller on a further public list is told so where its place agrees, and by its name alone is to be looked at', async () => {
    const name = 'Copper Heron Fasteners';
    const { data } = await house.ask({
      as: 'platform',
      documentId: CHECK,
      variables: { sellers: [{ name, address: { city: 'Qumar City', country: 'QM' } }, { name }] },
    });
    const listing = { list: 'EAPA_DETERMINATIONS', name: 'COPPER HERON FASTENERS' };
    expect(data).toMatchObject({
      screen: {
        results: [
          { verdict: 'PUBLIC_LISTING_MATCH', publicListings: [{ ...listing, conclusive: true }] },
          { verdict: 'AMBIGUOUS', publicListings: [{ ...listing, conclusive: false }] },
        ],
      },
    });
  });

  test('an old list: what it names is still told, what it does not name is not available and never clear', async () => {
    await house.admin.unsafe("update debarments.list set listed_on = '2026-10-29'");
    const query = `query ($sellers: [PartyInput!]!) {
      screen(parties: $sellers) { results { reference verdict } listFreshness { list hoursOld stale } }
    }`;
    const { data } = await house.ask({ as: 'platform', query, variables: { sellers: sellers.slice(0, 4) } });
    expect(data).toMatchObject({
      screen: {
        results: [
          { reference: 'a', verdict: 'PUBLIC_EXCLUSION' },
          { reference: 'b', verdict: 'UNAVAILABLE' },
          { reference: 'c', verdict: 'UNAVAILABLE' },
          { reference: 'd', verdict: 'AMBIGUOUS' },
        ],
        listFreshness: [
          { list: 'SAM_EXCLUSIONS', hoursOld: 111, stale: true },
          { list: 'TRUSTED_LISTINGS' },
          { list: 'PUBLIC_LISTINGS' },
        ],
      },
    });
  });
});
