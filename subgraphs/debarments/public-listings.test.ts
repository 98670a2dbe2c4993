import { Readable } from 'node:stream';
import { csv } from '@good-standing/kernel/ingest/csv.ts';
import {
  type DisposableSubgraph,
  disposableSubgraph,
  testSecret,
} from '@good-standing/kernel/subgraph/disposable.ts';
import { PUBLIC_VIEWER } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inventedList } from './ingest/sample/invented-list.ts';
import { againstExclusions } from './screening/file/against-exclusions.ts';
import { SELLER_COLUMNS } from './screening/file/seller-row.ts';
import { definition } from './subgraph.ts';

const now = Temporal.Now.instant();
const today = now.toZonedDateTimeISO('UTC').toPlainDate();
const HEADER =
  'list,name,other_names,kind,address,city,region,postal_code,country,listed_on,ended_on,citation';
const SABLE =
  'UFLPA_ENTITY_LIST,SABLE RIDGE COTTON WORKS,SABLE RIDGE TEXTILES,ORGANIZATION,77 Sample Works Road,QUMAR CITY,,90001,QM,2024-01-10,,00 FR 00001 (invented)';
const PALE = `SECTION_1592A_LIST,PALE LANTERN TRADING HOUSE,,ORGANIZATION,1 Example Way,QUMAR CITY,,90002,QM,2024-01-10,${today.subtract({ days: 1 })},00 FR 00002 (invented)`;

let debarments: DisposableSubgraph;
beforeAll(async () => {
  debarments = await disposableSubgraph(definition);
  await debarments.feed('sam-exclusions', inventedList({ Name: 'NORTHWIND TRADERS, INC.' }));
});
afterAll(() => debarments?.drop());

interface Result {
  readonly verdict: string;
  readonly publicListings: readonly {
    readonly list: string;
    readonly name: string;
    readonly conclusive: boolean;
    readonly score: number;
    readonly explanation: readonly { readonly contribution: number }[];
  }[];
  readonly listFreshness: readonly { readonly list: string; readonly stale: boolean }[];
}

async function screened(party: object, at = now, asOf: string | null = null): Promise<Result> {
  const { data, errors } = await debarments.ask({
    viewer: PUBLIC_VIEWER,
    document: `query ($parties: [PartyInput!]!, $asOf: Date) {
      screen(parties: $parties, options: { asOf: $asOf }) {
        results {
          verdict listFreshness { list stale rejectedRows }
          publicListings { list name citation conclusive score explanation { contribution } }
        }
      }
    }`,
    variables: { parties: [party], asOf },
    now: at.toString(),
  });
  if (errors !== undefined) throw new Error(errors[0]?.message);
  return (data?.screen as { readonly results: readonly Result[] }).results[0] as Result;
}

const AT_HOME = {
  address: { lines: ['77 Sample Works Road'], city: 'Qumar City', postalCode: '90001', country: 'QM' },
};

describe('further public lists', () => {
  test('are not looked at, and not among the lists, before they are first received', async () => {
    const { verdict, listFreshness } = await screened({ name: 'Sable Ridge Cotton Works', ...AT_HOME });
    expect(verdict).toBe('NO_PUBLIC_ADVERSE_RECORD');
    expect(listFreshness.map(({ list }) => list)).toEqual(['SAM_EXCLUSIONS', 'TRUSTED_LISTINGS']);
  });

  test('bad rows are told and the rest is taken; the same file again changes nothing', async () => {
    const lines = [
      HEADER,
      SABLE,
      PALE,
      SABLE.replace('UFLPA_ENTITY_LIST', 'ANOTHER LIST'),
      SABLE.replace('SABLE RIDGE COTTON WORKS', '--'),
    ];
    const counts = await debarments.feed('public-listings', lines);
    expect(counts).toMatchObject({ accepted: 2, rejected: 2 });
    await debarments.feed('public-listings', lines, 'again.csv');
    const [rows] = await debarments.sql.unsafe('select count(*)::int as count from public_listing');
    expect(rows).toEqual({ count: 2 });
  });

  test.each([
    ['its name and street', { name: 'Sable Ridge Cotton Works', ...AT_HOME }, 'PUBLIC_LISTING_MATCH', true],
    [
      'another name of it, and its street',
      { name: 'Sable Ridge Textiles', ...AT_HOME },
      'PUBLIC_LISTING_MATCH',
      true,
    ],
    ['its name alone', { name: 'Sable Ridge Cotton Works' }, 'AMBIGUOUS', false],
    ['a name like it', { name: 'Sabel Ridge Coton Works' }, 'AMBIGUOUS', false],
  ] as const)('%s', async (_what, party, verdict, conclusive) => {
    const result = await screened(party);
    expect(result).toMatchObject({
      verdict,
      publicListings: [{ list: 'UFLPA_ENTITY_LIST', name: 'SABLE RIDGE COTTON WORKS', conclusive }],
    });
    const [match] = result.publicListings;
    const sum = match?.explanation.reduce((total, { contribution }) => total + contribution, 0);
    expect(sum).toBeCloseTo(match?.score ?? 0, 6);
  });

  test('stand in the results of a file with their list', async () => {
    const sellers = againstExclusions(
      { sql: debarments.sql, viewer: PUBLIC_VIEWER, requestId: 'file', today, now, secret: testSecret },
      1,
    );
    const rows = csv(SELLER_COLUMNS)(
      Readable.from([
        Buffer.from(
          'reference,name,address,postalCode\na,Sable Ridge Cotton Works,77 Sample Works Road,90001\n',
        ),
      ]),
    );
    const { value: records = [] } = await rows.next();
    const { matched, lines } = await sellers.screen(records);
    await sellers.end();
    expect(matched).toBe(1);
    expect(Buffer.from(lines).toString()).toMatch(
      /^a,PUBLIC_LISTING_MATCH,1\.0000,\w+,SABLE RIDGE COTTON WORKS,UFLPA_ENTITY_LIST; SAM_EXCLUSIONS [^,]*,/,
    );
  });

  test('nobody on them stays clear, and says which lists were looked at', async () => {
    const { verdict, publicListings, listFreshness } = await screened({ name: 'Quiet Meadow Ceramics' });
    expect([verdict, publicListings]).toEqual(['NO_PUBLIC_ADVERSE_RECORD', []]);
    expect(listFreshness).toContainEqual({ list: 'PUBLIC_LISTINGS', stale: false, rejectedRows: 2 });
  });

  test('an exclusion is told before them', async () => {
    await debarments.feed('public-listings', [
      HEADER,
      SABLE,
      PALE,
      PALE.replace('PALE LANTERN TRADING HOUSE', 'NORTHWIND TRADERS')
        .replace('1 Example Way', '9 EXAMPLE BLVD')
        .replace(/,[^,]*,00 FR/, ',,00 FR'),
    ]);
    const party = {
      name: 'Northwind Traders',
      address: { lines: ['9 EXAMPLE BLVD'], postalCode: '07001', country: 'US' },
    };
    expect((await screened(party)).verdict).toBe('PUBLIC_EXCLUSION');
  });

  test('an entry that has ended is of the days before alone', async () => {
    const party = { name: 'Pale Lantern Trading House' };
    expect((await screened(party)).verdict).toBe('NO_PUBLIC_ADVERSE_RECORD');
    expect((await screened(party, now, '2024-02-01')).publicListings).toMatchObject([
      { list: 'SECTION_1592A_LIST' },
    ]);
  });

  test('an entry that the file no longer lists is none any more', async () => {
    await debarments.feed('public-listings', [HEADER, PALE]);
    expect((await screened({ name: 'Sable Ridge Cotton Works', ...AT_HOME })).publicListings).toEqual([]);
  });

  test('too old they prove nothing', async () => {
    const later = now.add({ hours: 24 * 32 });
    expect((await screened({ name: 'Quiet Meadow Ceramics' }, later)).listFreshness).toContainEqual({
      list: 'PUBLIC_LISTINGS',
      stale: true,
      rejectedRows: 0,
    });
  });
});
