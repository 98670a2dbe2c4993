import { julianDay } from '@good-standing/kernel/calendar/julian-day.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { Feed } from '@good-standing/kernel/ingest/feed.ts';
import {
  type DisposableSubgraph,
  disposableSubgraph,
  testSecret,
} from '@good-standing/kernel/subgraph/disposable.ts';
import { PUBLIC_VIEWER } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type InventedRow, inventedList } from './ingest/sample/invented-list.ts';
import { againstExclusions } from './screening/file/against-exclusions.ts';
import { definition } from './subgraph.ts';

const now = Temporal.Now.instant();
const today = now.toZonedDateTimeISO('UTC').toPlainDate();
const daysAgo = (days: number) => today.subtract({ days });

/** Name under which the next list is received: a test says which day a list speaks to. */
let listName = '';
const onDay = (day: Temporal.PlainDate) => `INVENTED_SAM_Exclusions_Public_Extract_V2_${julianDay(day)}.CSV`;

const named = (feed: Feed): Feed => ({
  ...feed,
  map: (record, file) => feed.map(record, { ...file, name: listName }),
});

const NORTHWIND: InventedRow = {
  Name: 'NORTHWIND TRADERS, INC.',
  'Unique Entity ID': 'NRTHWND4T5R6',
  'Cross-Reference': '(also SOUTHWIND TRADERS, LLC)',
  'SAM Number': 'S4INV0002',
  NPI: '1234567893',
};
const PERSON: InventedRow = {
  Classification: 'Individual',
  Name: '',
  First: 'JORDAN',
  Middle: 'Q',
  Last: 'SAMPLEPERSON',
  'Address 1': '',
  City: 'PLACEHOLDER',
  'Zip Code': '60601',
  'SAM Number': 'S4INV0003',
};
const ENDED: InventedRow = {
  Name: 'ENDED GOODS',
  'Termination Date': '02/10/2024',
  'SAM Number': 'S4INV0004',
};

let debarments: DisposableSubgraph;
beforeAll(async () => {
  debarments = await disposableSubgraph({
    ...definition,
    feeds: (secret) => definition.feeds(secret).map(named),
  });
});
afterAll(() => debarments?.drop());

const DOCUMENT = `query ($parties: [PartyInput!]!, $options: ScreeningOptions) {
  screen(parties: $parties, options: $options) {
    listAsOf rulesVersion
    listFreshness { list listAsOf receivedAt hoursOld staleAfterHours stale rejectedRows }
    results {
      reference verdict error moreCandidates
      candidates {
        conclusive score exclusion { name }
        explanation { feature query candidate agrees score weight contribution }
      }
      trustedListing { score name listedOn }
      listFreshness { list stale }
    }
  }
}`;

interface Report {
  readonly listAsOf: string | null;
  readonly listFreshness: readonly {
    readonly list: string;
    readonly stale: boolean;
    readonly hoursOld: number | null;
  }[];
  readonly results: readonly {
    readonly reference: string | null;
    readonly verdict: string;
    readonly error: string | null;
    readonly trustedListing: { readonly score: number } | null;
    readonly candidates: readonly {
      readonly conclusive: boolean;
      readonly score: number;
      readonly explanation: readonly {
        readonly feature: string;
        readonly agrees: boolean;
        readonly contribution: number;
      }[];
    }[];
  }[];
}

const ask = (parties: readonly object[], options: object | null = null) =>
  debarments.ask({
    viewer: PUBLIC_VIEWER,
    document: DOCUMENT,
    variables: { parties, options },
    now: now.toString(),
  });

async function screen(parties: readonly object[], options: object | null = null): Promise<Report> {
  return (await ask(parties, options)).data?.screen as Report;
}

async function verdicts(
  parties: readonly object[],
  options: object | null = null,
): Promise<readonly string[]> {
  return (await screen(parties, options)).results.map((result) => result.verdict);
}

const CLEAN = { name: 'Blameless Goods LLC' };
/** The other columns of a sellers' file. */
const NO_SELLER = {
  kind: null,
  country: null,
  address: null,
  city: null,
  region: null,
  postalCode: null,
  phone: null,
  email: null,
  uei: null,
  cage: null,
  lei: null,
};
const BY_UEI = { name: 'Some Other Name', identifiers: [{ scheme: 'UEI', value: 'nrthwnd4t5r6' }] };
const NAME_ALONE = { name: 'Northwind Traders' };

describe('a list that is missing or too old proves nothing', () => {
  test('no list: unavailable, never clear', async () => {
    const report = await screen([CLEAN, BY_UEI]);
    expect(report.results.map((result) => result.verdict)).toEqual(['UNAVAILABLE', 'UNAVAILABLE']);
    expect(report).toMatchObject({
      listAsOf: null,
      rulesVersion: 'alike-5',
      listFreshness: [
        {
          list: 'SAM_EXCLUSIONS',
          listAsOf: null,
          receivedAt: null,
          hoursOld: null,
          staleAfterHours: 72,
          stale: true,
          rejectedRows: null,
        },
        { list: 'TRUSTED_LISTINGS', listAsOf: null, stale: true },
      ],
    });
  });

  test('an old list: what it has is told, what it has not is unavailable', async () => {
    listName = onDay(daysAgo(5));
    await debarments.feed('sam-exclusions', inventedList(NORTHWIND, PERSON, ENDED, { Classification: '' }));
    const report = await screen([CLEAN, BY_UEI, NAME_ALONE]);
    expect(report.results.map((result) => result.verdict)).toEqual([
      'UNAVAILABLE',
      'PUBLIC_EXCLUSION',
      'AMBIGUOUS',
    ]);
    expect(report.listAsOf).toBe(`${daysAgo(5)}T00:00:00Z`);
    expect(report.listFreshness[0]).toMatchObject({ stale: true, rejectedRows: 1 });
  });

  test('a list of the day: it is clear, as of that list', async () => {
    listName = onDay(today);
    await debarments.feed(
      'sam-exclusions',
      inventedList(NORTHWIND, PERSON, ENDED, { Name: 'OF TODAY', 'SAM Number': 'S4INV0005' }),
    );
    const report = await screen([CLEAN]);
    expect(report.results).toMatchObject([
      { verdict: 'NO_PUBLIC_ADVERSE_RECORD', listFreshness: [{ list: 'SAM_EXCLUSIONS', stale: false }, {}] },
    ]);
    expect(report.listAsOf).toBe(`${today}T00:00:00Z`);
  });

  test('a list that comes late neither ends nor changes what a newer one named', async () => {
    listName = onDay(daysAgo(3));
    const late = inventedList(
      { ...NORTHWIND, 'Additional Comments': 'OF AN OLDER DAY' },
      { Name: 'ONLY LATE', 'SAM Number': 'S4INV0006' },
    );
    expect(await debarments.feed('sam-exclusions', late)).toMatchObject({ accepted: 2, closed: 0 });
    expect(await verdicts([CLEAN, BY_UEI, { name: 'Of Today' }, { name: 'Only Late' }])).toEqual([
      'NO_PUBLIC_ADVERSE_RECORD',
      'PUBLIC_EXCLUSION',
      'AMBIGUOUS',
      'AMBIGUOUS',
    ]);
    const comments = await debarments.sql.unsafe(
      `select comments, raw like '%OLDER%' as older from exclusion where sam_number = 'S4INV0002'`,
    );
    expect([...comments]).toEqual([{ comments: 'INVENTED RECORD', older: false }]);
  });

  test('a day gone by is asked of the lists up to that day', async () => {
    const at = (days: number) => verdicts([CLEAN, BY_UEI], { asOf: daysAgo(days).toString() });
    expect(await at(3)).toEqual(['NO_PUBLIC_ADVERSE_RECORD', 'PUBLIC_EXCLUSION']);
    expect(await at(6)).toEqual(['UNAVAILABLE', 'PUBLIC_EXCLUSION']);
    expect(await verdicts([{ name: 'Ended Goods' }], { asOf: '2024-02-10' })).toEqual(['AMBIGUOUS']);
    expect(await verdicts([{ name: 'Ended Goods' }])).toEqual(['NO_PUBLIC_ADVERSE_RECORD']);
  });
});

describe('verdicts on a list of the day', () => {
  const ADDRESS = {
    lines: ['9 Example Boulevard'],
    city: 'Testerton',
    region: 'NJ',
    postalCode: '07001',
    country: 'US',
  };

  test.each([
    ['an identifier, whatever the name', BY_UEI, 'PUBLIC_EXCLUSION', ['UEI+']],
    [
      'an NPI as a spreadsheet writes it',
      { name: 'X', identifiers: [{ scheme: 'NPI', value: '1234567893.0' }] },
      'PUBLIC_EXCLUSION',
      ['NPI+'],
    ],
    [
      'a SAM number',
      { name: 'X', identifiers: [{ scheme: 'SAM_NUMBER', value: 'S4INV0002' }] },
      'PUBLIC_EXCLUSION',
      ['SAM_NUMBER+'],
    ],
    ['a name like it', { name: 'Northwynd Traders' }, 'AMBIGUOUS', ['LIKE_NAME+']],
    [
      'a name like it in its country',
      { name: 'Northwynd Traders', country: 'US' },
      'AMBIGUOUS',
      ['LIKE_NAME+', 'COUNTRY+'],
    ],
    [
      'a name like it in its postal code',
      { name: 'Nothwind Traders', address: { postalCode: '07001' } },
      'PUBLIC_EXCLUSION',
      ['LIKE_NAME+', 'POSTAL_CODE+'],
    ],
    [
      'its address under another name',
      { name: 'Unlike Anything', address: { lines: ['9 Example Blvd.'], postalCode: '07001' } },
      'AMBIGUOUS',
      ['POSTAL_CODE+', 'STREET+'],
    ],
    ['a name alone', NAME_ALONE, 'AMBIGUOUS', ['NAME+']],
    [
      'a name and its address',
      { ...NAME_ALONE, address: ADDRESS },
      'PUBLIC_EXCLUSION',
      ['NAME+', 'POSTAL_CODE+', 'STREET+', 'CITY+', 'COUNTRY+'],
    ],
    ['a name and its country', { ...NAME_ALONE, country: 'USA' }, 'PUBLIC_EXCLUSION', ['NAME+', 'COUNTRY+']],
    ['a name in another country', { ...NAME_ALONE, country: 'MX' }, 'AMBIGUOUS', ['NAME+', 'COUNTRY-']],
    [
      'another name and its postal code',
      { name: 'Southwind Traders', address: { postalCode: '07001' } },
      'PUBLIC_EXCLUSION',
      ['OTHER_NAME+', 'POSTAL_CODE+'],
    ],
    [
      'one of its other names',
      { name: 'X', otherNames: ['NORTHWIND TRADERS'], address: { postalCode: '07001' } },
      'PUBLIC_EXCLUSION',
      ['NAME+', 'POSTAL_CODE+'],
    ],
    [
      "a person's first and last name in its city",
      { name: 'Jordan Sampleperson', address: { city: 'Placeholder' } },
      'AMBIGUOUS',
      ['SHORT_NAME+', 'CITY+'],
    ],
    [
      "a person's name and postal code",
      { name: 'Sampleperson, Jordan Q.', kind: 'PERSON', address: { postalCode: '60601' } },
      'PUBLIC_EXCLUSION',
      ['NAME+', 'POSTAL_CODE+', 'KIND+'],
    ],
    [
      "an organisation of a person's name",
      { name: 'Jordan Q Sampleperson', kind: 'ORGANIZATION', address: { postalCode: '60601' } },
      'AMBIGUOUS',
      ['NAME+', 'POSTAL_CODE+', 'KIND-'],
    ],
  ])('%s', async (_case, party, verdict, explanation) => {
    const { results } = await screen([party]);
    expect(results[0]?.verdict).toBe(verdict);
    const features = results[0]?.candidates[0]?.explanation
      .filter(({ feature }) => feature !== 'NAME_WORD')
      .map(({ feature, agrees }) => feature + (agrees ? '+' : '-'));
    expect(features).toEqual(explanation);
  });

  test('the explanation says what the caller gave and what the list has', async () => {
    const { results } = await screen([
      { name: 'northwind traders incorporated', address: { postalCode: '07001-9999' } },
    ]);
    expect(results[0]?.candidates).toEqual([
      {
        conclusive: true,
        score: 1,
        exclusion: { name: 'NORTHWIND TRADERS, INC.' },
        explanation: [
          {
            feature: 'NAME',
            query: 'northwind traders incorporated',
            candidate: 'NORTHWIND TRADERS, INC.',
            ...{ agrees: true, score: 1, weight: 0, contribution: 0 },
          },
          {
            feature: 'POSTAL_CODE',
            query: '07001-9999',
            candidate: '07001-0000',
            ...{ agrees: true, score: 1, weight: 0.08, contribution: 0 },
          },
          ...['NORTHWIND', 'TRADERS'].map((word) => ({
            feature: 'NAME_WORD',
            query: word,
            candidate: word,
            ...{ agrees: true, score: 1, weight: 0.5, contribution: 0.5 },
          })),
        ],
      },
    ]);
  });

  test('one result or one error for each party, in the order asked', async () => {
    const { results } = await screen([
      { reference: 'a', name: '' },
      { reference: 'b', ...BY_UEI },
      { reference: 'c', name: 'X', identifiers: [{ scheme: 'CAGE', value: 'TOOLONG' }] },
      { reference: 'b', ...CLEAN },
    ]);
    expect(results.map(({ reference, verdict, error }) => [reference, verdict, error])).toEqual([
      [
        'a',
        'UNAVAILABLE',
        'name: expected a name of 1 to 200 characters with a letter or digit, got nothing',
      ],
      ['b', 'PUBLIC_EXCLUSION', null],
      ['c', 'UNAVAILABLE', 'identifiers.CAGE: expected 5 letters and digits, got "TOOLONG"'],
      ['b', 'NO_PUBLIC_ADVERSE_RECORD', null],
    ]);
  });

  test('1,000 parties are six statements, as one is; 1,001 are refused', async () => {
    const many = Array.from({ length: 1_000 }, (_, nth) => ({
      reference: `${nth}`,
      name: nth % 10 === 0 ? 'Northwind Traders' : `Blameless ${nth}`,
    }));
    const answer = await ask(many);
    const { results } = answer.data?.screen as Report;
    expect(results.map((result) => result.reference)).toEqual(many.map((party) => party.reference));
    expect(results.filter((result) => result.verdict === 'AMBIGUOUS')).toHaveLength(100);
    expect(answer.statements).toEqual((await ask([CLEAN])).statements);
    expect(answer.statements).toHaveLength(6);
    const refused = await ask([...many, CLEAN]);
    expect(refused.errors).toMatchObject([
      { message: 'parties: expected at most 1000, got 1001', extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  test('a file of sellers is looked up on the same list, with its day and age', async () => {
    const sellers = againstExclusions(
      { sql: debarments.sql, viewer: PUBLIC_VIEWER, requestId: 'file', today, now, secret: testSecret },
      1,
    );
    const rows = [
      { ...NO_SELLER, reference: 'row 0', name: 'Northwind Traders' },
      { ...NO_SELLER, reference: 'row 1', name: CLEAN.name },
    ];
    const screened = await sellers.screen(rows.map((record, nth) => ({ line: nth + 2, record })));
    await sellers.end();
    expect(screened).toMatchObject({ read: 2, screened: 2, quarantined: 0, matched: 1 });
    const source = `SAM_EXCLUSIONS ${today}T00:00:00Z; TRUSTED_LISTINGS never received (stale)`;
    const [found = '', none] = Buffer.from(screened.lines).toString().split('\r\n');
    expect(found).toMatch(/^row 0,AMBIGUOUS,1\.0000,exc_\w+,"NORTHWIND TRADERS, INC\.",/);
    expect(found).toContain(`,${source},`);
    expect(none).toBe(`row 1,NO_PUBLIC_ADVERSE_RECORD,,,,${source},`);
  });

  test('every contribution of every candidate adds up to its score', async () => {
    const { results } = await screen([
      { name: 'Nothwind Trading', address: ADDRESS },
      BY_UEI,
      { name: 'Southwind Traders', country: 'MX', kind: 'PERSON' },
    ]);
    const candidates = results.flatMap((result) => result.candidates);
    expect(candidates.length).toBeGreaterThanOrEqual(3);
    for (const { score, explanation } of candidates) {
      expect(explanation.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(score, 6);
    }
  });

  test('a day to come is refused', async () => {
    const answer = await ask([CLEAN], { asOf: today.add({ days: 1 }).toString() });
    expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

describe('the trusted registry is public record', () => {
  const AURORA = recordId('imp', testSecret.ids, '07-000000100');
  const identity = {
    importerId: AURORA,
    uei: 'AVRCRNXK2L4A',
    cage: null,
    names: ['AURORA KITCHENWARE LLC', 'SECRET SISTER LLC'],
    postalCodes: ['07001'],
    trusted: { name: 'AURORA KITCHENWARE LLC', from: daysAgo(30).toString(), until: null as string | null },
  };
  const hear = (item: object) =>
    debarments.sql.begin((tx) =>
      definition.consumers
        .find((consumer) => consumer.topic === 'importer-identity')
        ?.apply(tx, [item] as never),
    );

  test('a party under the name of a listing; what is not public of the importer answers nothing', async () => {
    await hear(identity);
    const { results } = await screen([
      { name: 'Aurora Kitchenware' },
      { name: 'Secret Sister LLC' },
      { name: 'X', identifiers: [{ scheme: 'UEI', value: 'AVRCRNXK2L4A' }] },
    ]);
    expect(results).toMatchObject([
      {
        verdict: 'LISTED_TRUSTED',
        trustedListing: { score: 1, name: 'AURORA KITCHENWARE LLC', listedOn: daysAgo(30).toString() },
        listFreshness: [{}, { list: 'TRUSTED_LISTINGS', stale: false }],
      },
      { verdict: 'NO_PUBLIC_ADVERSE_RECORD', trustedListing: null },
      { verdict: 'NO_PUBLIC_ADVERSE_RECORD', trustedListing: null },
    ]);
  });

  test('a variant of the name is found as on the exclusions list, a name that is only near is not', async () => {
    const { results } = await screen([
      { name: 'Aurora Kitchen Ware' },
      { name: 'Kitchenware Aurora Inc' },
      { name: 'Aurora Kitchenwear', identifiers: [{ scheme: 'LEI', value: '5493001KJTIIGC8Y1R12' }] },
      { name: 'Aurora Lighting', phone: '+1 555 010 0199', email: 'sales@invented.example' },
    ]);
    expect(results.map(({ verdict }) => verdict)).toEqual([
      'LISTED_TRUSTED',
      'LISTED_TRUSTED',
      'LISTED_TRUSTED',
      'NO_PUBLIC_ADVERSE_RECORD',
    ]);
    const scores = results.map(({ trustedListing }) => trustedListing?.score ?? 0);
    expect(scores[2]).toBeGreaterThanOrEqual(0.9);
    expect(scores[2]).toBeLessThan(1);
  });

  test('an LEI with wrong check digits and an endless telephone number are told', async () => {
    const { results } = await screen([
      { name: 'X', identifiers: [{ scheme: 'LEI', value: '5493001KJTIIGC8Y1R13' }] },
      { name: 'X', phone: '5'.repeat(41) },
    ]);
    expect(results.map(({ verdict }) => verdict)).toEqual(['UNAVAILABLE', 'UNAVAILABLE']);
    expect(results[0]?.error).toMatch(/^identifiers\.LEI: expected 20 letters and digits with the check/);
    expect(results[1]?.error).toBe('phone: expected at most 40 characters, got 41 characters');
  });

  test('an exclusion comes before it; before and after the listing there is none', async () => {
    listName = onDay(today);
    await debarments.feed(
      'sam-exclusions',
      inventedList(NORTHWIND, { Name: 'AURORA KITCHENWARE', 'SAM Number': 'S4INV0007' }),
    );
    expect(await verdicts([{ name: 'Aurora Kitchenware' }])).toEqual(['AMBIGUOUS']);
    await debarments.feed('sam-exclusions', inventedList(NORTHWIND));
    expect(await verdicts([{ name: 'Aurora Kitchenware' }])).toEqual(['LISTED_TRUSTED']);
    await hear({ ...identity, trusted: { ...identity.trusted, until: daysAgo(1).toString() } });
    expect(await verdicts([{ name: 'Aurora Kitchenware' }])).toEqual(['NO_PUBLIC_ADVERSE_RECORD']);
    await hear({ ...identity, trusted: null });
    expect(await verdicts([{ name: 'Aurora Kitchenware' }])).toEqual(['NO_PUBLIC_ADVERSE_RECORD']);
  });
});
