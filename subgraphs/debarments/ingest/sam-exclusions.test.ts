import type { FileFacts, ReadRecord, Rejected, StagedRow } from '@good-standing/kernel/ingest/feed.ts';
import { isRejected, UnreadableFile } from '@good-standing/kernel/ingest/feed.ts';
import { testSecret } from '@good-standing/kernel/subgraph/disposable.ts';
import { describe, expect, test } from 'vitest';
import { type SamRecord, samExclusionsFeed } from './sam-exclusions.ts';

const feed = samExclusionsFeed(testSecret);
const file: FileFacts = {
  name: 'INVENTED_SAM_Exclusions_Public_Extract_V2_26305.CSV',
  bytes: 1,
  sha256: '',
  receivedAt: Temporal.Instant.from('2026-11-02T10:00:00Z'),
};

/** What became of each record of a text: its staged row, or why there is none. */
async function mapped(text: string, facts: FileFacts = file): Promise<readonly (StagedRow | Rejected)[]> {
  async function* bytes() {
    yield Buffer.from(text);
  }
  const results: (StagedRow | Rejected)[] = [];
  for await (const batch of feed.read(bytes(), facts))
    results.push(...batch.map((read) => outcome(read, facts)));
  return results;
}

function outcome(read: ReadRecord<SamRecord>, facts: FileFacts): StagedRow | Rejected {
  if ('broken' in read) return read.broken;
  const rows = feed.map(read.record, facts);
  return isRejected(rows) ? rows : (rows.staged_exclusion?.[0] as StagedRow);
}

/** An invented firm, in the columns of the header of 2023. */
const FIRM = {
  Classification: 'Firm',
  Name: 'INVENTED GOODS, INC.',
  Prefix: '',
  First: '',
  Middle: '',
  Last: '',
  Suffix: '',
  'Address 1': '9 EXAMPLE BLVD',
  'Address 2': 'SUITE 4',
  'Address 3': '',
  'Address 4': '',
  City: 'TESTERTON',
  'State / Province': 'NJ',
  Country: 'USA',
  'Zip Code': '07001',
  'Open Data Flag': '',
  'Blank (Deprecated)': '',
  'Unique Entity ID': 'NVNTDGDS1234',
  'Exclusion Program': 'Reciprocal',
  'Excluding Agency': 'DHS-CBP',
  'CT Code': '',
  'Exclusion Type': 'Ineligible (Proceedings Completed)',
  'Additional Comments': 'INVENTED RECORD',
  'Active Date': '01/10/2026',
  'Termination Date': '01/10/2027',
  'Record Status': '',
  'Cross-Reference': '',
  'SAM Number': 'S4INV0001',
  CAGE: '1INV2',
  NPI: '',
  Creation_Date: '2026-01-11',
};
type Row = Readonly<Record<string, string>>;

function csvOf(...rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const quoted = (texts: readonly string[]) =>
    texts.map((text) => `"${text.replaceAll('"', '""')}"`).join(',');
  return [quoted(columns), ...rows.map((row) => quoted(columns.map((column) => row[column] ?? '')))]
    .map((line) => `${line}\r\n`)
    .join('');
}

async function one(change: Row = {}): Promise<StagedRow> {
  const [row] = await mapped(csvOf({ ...FIRM, ...change }));
  if (row === undefined) throw new Error('no record');
  return row as StagedRow;
}

/** As text, which days compare by. */
const text = (value: unknown) => String(value);

describe('the public CSV extract', () => {
  test('a row as published', async () => {
    expect(await one()).toMatchObject({
      exclusion_id: expect.stringMatching(/^exc_/),
      sam_number: 'S4INV0001',
      classification: 'FIRM',
      name: 'INVENTED GOODS, INC.',
      uei: 'NVNTDGDS1234',
      cage: '1INV2',
      npi: null,
      address_lines: ['9 EXAMPLE BLVD', 'SUITE 4'],
      region: 'NJ',
      postal_code: '07001',
      country: 'US',
      proceeding: 'DEBARMENT',
      active_on_basis: 'ACTIVE_DATE',
      by_cbp_as: 'DHS-CBP',
      trade_related: true,
      ct_code: null,
      defects: [],
      is_dated: true,
      key_schemes: ['NAME', 'UEI', 'CAGE', 'SAM_NUMBER'],
      key_values: ['GOODS INVENTED', 'NVNTDGDS1234', '1INV2', 'S4INV0001'],
    });
  });

  test('the row is kept as it came', async () => {
    expect(JSON.parse(text((await one({ 'CT Code': ' R ' })).raw))).toMatchObject({
      ctCode: ' R ',
      first: '',
    });
  });

  test('vintages differ in names, number and order of columns, and mean the same', async () => {
    const current = await one();
    const { 'Open Data Flag': flag, 'Blank (Deprecated)': _blank, 'Unique Entity ID': uei, ...shared } = FIRM;
    const { Creation_Date, ...rest } = shared;
    const of2020 = {
      'Unique Entity Identifier (SAM)': uei,
      'Unique Entity Identifier (DUNS)': '',
      'D&B Open Data Flag': flag,
      ...rest,
      'Creation Date': Creation_Date,
    };
    const { 'Address 3': _three, 'Address 4': _four, ...of29Columns } = of2020;
    const different = { raw: null, entry_digest: null };
    for (const vintage of [of2020, of29Columns, { ...shared, 'Unique Entity ID': uei }]) {
      const [row] = await mapped(csvOf(vintage));
      expect({ ...row, ...different }).toEqual({ ...current, ...different });
    }
  });

  test('a file of other columns is refused whole', async () => {
    await expect(mapped('"Name","Country"\r\n"A","USA"\r\n')).rejects.toThrow(UnreadableFile);
    await expect(mapped('"Name","Country"\r\n')).rejects.toThrow('"Classification"');
  });

  test('quoting that breaks the format is one rejected row, and the next is read', async () => {
    const broken = csvOf(
      FIRM,
      { ...FIRM, 'Additional Comments': 'MARK' },
      { ...FIRM, Name: 'AFTERWARDS LLC' },
    ).replace('"MARK"', '""The contractor, or any firm, see ""Effect,"" above, ineligible.""');
    expect(await mapped(broken)).toMatchObject([
      { name: 'INVENTED GOODS, INC.' },
      { field: 'row', expected: 'a comma or the end of the row after a closing quote' },
      { name: 'AFTERWARDS LLC' },
    ]);
  });

  test.each([
    [{ Classification: '' }, 'Classification'],
    [{ Classification: 'Ship' }, 'Classification'],
    [{ Name: ' ', First: '' }, 'Name'],
    [{ 'Exclusion Program': '' }, 'Exclusion Program'],
    [{ 'Exclusion Type': '' }, 'Exclusion Type'],
  ])('%j is rejected', async (change, field) => {
    expect(await one(change)).toMatchObject({ field });
  });

  test('an individual has no street; a firm named with it is another name', async () => {
    const person = {
      Classification: 'Individual',
      Name: 'INVENTED FUNDING, LLC',
      Prefix: 'MR.',
      First: 'JORDAN',
      Middle: 'Q.',
      Last: 'SAMPLEPERSON',
      Suffix: 'III',
      'Address 1': '',
      'Address 2': '',
    };
    expect(await one(person)).toMatchObject({
      name: 'JORDAN Q. SAMPLEPERSON III',
      other_names: ['INVENTED FUNDING, LLC'],
      key_schemes: ['NAME', 'SHORT_NAME', 'OTHER_NAME', 'UEI', 'CAGE', 'SAM_NUMBER'],
      key_values: expect.arrayContaining([
        'III JORDAN Q SAMPLEPERSON',
        'JORDAN SAMPLEPERSON',
        'FUNDING INVENTED',
      ]),
      address_lines: [],
    });
  });

  test('names of the cross-reference, far beyond the documented length', async () => {
    const names = Array.from({ length: 300 }, (_, nth) => `INVENTED ALIAS ${nth}, INC.`);
    const row = await one({ 'Cross-Reference': `(also ${names.join(', ')})` });
    expect(row.other_names).toEqual(names);
  });

  test.each([
    [{ Country: 'XUN' }, 'ZZ'],
    [{ Country: '' }, 'ZZ'],
    [{ Country: 'XKS' }, 'XK'],
    [{ Country: 'MEX' }, 'MX'],
  ])('%j is country %s', async (change, country) => {
    expect(await one(change)).toMatchObject({ country });
  });

  test.each([
    [{ 'Zip Code': '162242605' }, '16224-2605', ['16224']],
    [{ 'Zip Code': '16224' }, '16224', ['16224']],
    [{ 'Zip Code': 'SW9H 9NE', Country: 'GBR' }, 'SW9H 9NE', ['SW9H9NE']],
    [{ 'Zip Code': '162242605', Country: 'MEX' }, '162242605', ['162242605']],
    [{ 'Zip Code': '' }, null, []],
  ])('%j is postal code %s', async (change, postal_code, postal_keys) => {
    expect(await one(change)).toMatchObject({ postal_code, postal_keys });
  });

  test('state XX is none', async () => {
    expect(await one({ 'State / Province': 'XX' })).toMatchObject({ region: null });
  });

  test.each([
    [{ NPI: '1234567893.0' }, { npi: '1234567893', defects: [] }],
    [{ NPI: '0000000000' }, { npi: null, defects: [] }],
    [
      { NPI: '0.0', CAGE: 'N/A', 'Unique Entity ID': 'n/a' },
      { npi: null, cage: null, uei: null, defects: [] },
    ],
    [{ CAGE: 'TOOLONG' }, { cage: null, defects: ['CAGE: expected 5 letters and digits, got "TOOLONG"'] }],
    [
      { 'SAM Number': 'S4MR-0123456789-0123456789-012345678' },
      { sam_number: 'S4MR-0123456789-0123456789-012345678' },
    ],
  ])('identifiers %j', async (change, expected) => {
    expect(await one(change)).toMatchObject(expected);
  });

  test.each([
    ['Indefinite', null],
    ['', null],
    ['01/10/2027', '2027-01-10'],
    ['2027-01-10', '2027-01-10'],
  ])('termination date "%s" is %s', async (written, last) => {
    const row = await one({ 'Termination Date': written });
    expect(row.terminates_on === null ? null : text(row.terminates_on)).toBe(last);
    expect(row.defects).toEqual([]);
  });

  test('a termination date that cannot be ends nothing, and is told', async () => {
    expect(await one({ 'Termination Date': '02/30/2027' })).toMatchObject({
      terminates_on: null,
      defects: ['Termination Date: expected MM/DD/YYYY or YYYY-MM-DD, got "02/30/2027"'],
    });
    expect(await one({ 'Termination Date': '01/09/2026' })).toMatchObject({
      defects: ['Termination Date: expected a day not before 2026-01-10, got 2026-01-09'],
    });
  });

  test.each([
    ['01/10/2026', '01/12/2026', '2026-01-10', 'ACTIVE_DATE', 0],
    ['', '2026-01-12', '2026-01-12', 'CREATION_DATE', 0],
    ['', '01/12/2026', '2026-01-12', 'CREATION_DATE', 0],
    ['', '', '2026-11-01', 'FIRST_LISTED', 0],
    ['0200-06-05', '2026-01-12', '2026-01-12', 'CREATION_DATE', 1],
    ['06/05/0200', '', '2026-11-01', 'FIRST_LISTED', 1],
  ])('active date "%s", created "%s": %s by %s', async (active, created, first, basis, defects) => {
    const row = await one({ 'Active Date': active, Creation_Date: created });
    expect([text(row.active_on), row.active_on_basis]).toEqual([first, basis]);
    expect(row.defects).toHaveLength(defects);
  });

  test('rows that share a SAM number are entries of their own; a correction keeps the entry', async () => {
    const ids = async (change: Row) => (await one(change)).exclusion_id;
    const own = await ids({});
    for (const change of [
      { 'Exclusion Program': 'Procurement' },
      { 'Address 1': '11 EXAMPLE BLVD' },
      { 'CT Code': 'R' },
    ]) {
      expect(await ids(change)).not.toBe(own);
    }
    for (const change of [
      { 'Additional Comments': 'OTHER' },
      { 'Termination Date': 'Indefinite' },
      { CAGE: '' },
    ]) {
      expect(await ids(change)).toBe(own);
    }
  });
});

describe('the day of a list', () => {
  test.each([
    ['SAM_Exclusions_Public_Extract_V2_26305.CSV', '2026-11-01', true],
    ['SAM_Exclusions_Public_Extract_20049_part.CSV', '2020-02-18', true],
    ['exclusions.csv', '2026-11-02', false],
    ['SAM_Exclusions_Public_Extract_V2_26366.CSV', '2026-11-02', false],
    ['SAM_Exclusions_Public_Extract_V2_27001.CSV', '2026-11-02', false],
  ])('%s: %s', async (name, day, isDated) => {
    const [row] = await mapped(csvOf(FIRM), { ...file, name });
    expect([text((row as StagedRow).listed_on), (row as StagedRow).is_dated]).toEqual([day, isDated]);
  });
});

describe('the v4 JSON extract', () => {
  const ELEMENT = {
    exclusionDetails: {
      classificationType: 'Firm',
      exclusionType: 'Ineligible (Proceedings Pending)',
      exclusionProgram: 'Reciprocal',
      excludingAgencyCode: 'CBP',
      excludingAgencyName: 'U.S. CUSTOMS AND BORDER PROTECTION',
    },
    exclusionIdentification: {
      ueiSAM: 'NVNTDGDS1234',
      cageCode: null,
      npi: '',
      entityName: 'Invented Goods GmbH',
    },
    exclusionActions: {
      listOfActions: [
        {
          createDate: '03-19-2025',
          activateDate: '03-13-2025',
          terminationDate: null,
          terminationType: 'Indefinite',
        },
        {
          createDate: '03-19-2015',
          activateDate: '03-13-2015',
          terminationDate: '03-12-2018',
          terminationType: 'Definite',
        },
        'Currently Not Available',
      ],
    },
    exclusionPrimaryAddress: {
      addressLine1: 'Musterstr. 17',
      city: 'Musterstadt',
      zipCode: '60596',
      countryCode: 'DEU',
    },
    exclusionSecondaryAddress: ['Currently Not Available'],
    exclusionOtherInformation: {
      additionalComments: 'Currently Not Available',
      ctCode: null,
      references: {
        referencesList: [{ exclusionName: ' Invented Goods, Zweigniederlassung', type: 'Cross-Reference' }],
      },
      moreLocations: [
        {
          exclusionName: 'Invented Goods Glarus',
          ueiSAM: 'NVNTDGDS5678',
          primaryAddress: {
            addressLine1: 'Beispielgasse 6',
            city: 'Glarus',
            zipCode: '8750',
            zipCodePlus4: null,
            countryCode: 'CHE',
          },
          secondaryAddress: [{ addressLine1: null, city: null, countryCode: null }],
        },
      ],
    },
  };
  const extract = (...elements: readonly unknown[]) =>
    JSON.stringify({ totalRecords: elements.length, excludedEntity: elements });

  test('several actions, references and locations; placeholders are nothing', async () => {
    const [row] = await mapped(extract(ELEMENT));
    expect(row).toMatchObject({
      sam_number: null,
      name: 'Invented Goods GmbH',
      other_names: ['Invented Goods, Zweigniederlassung', 'Invented Goods Glarus'],
      excluding_agency: 'CBP',
      by_cbp_as: 'U.S. Customs and Border Protection',
      comments: null,
      postal_keys: ['60596', '8750'],
      defects: [],
      key_schemes: ['NAME', 'OTHER_NAME', 'OTHER_NAME', 'UEI', 'UEI'],
    });
    const staged = row as StagedRow;
    expect(staged.active_ons).toHaveLength(2);
    expect((staged.active_ons as readonly unknown[]).map(text)).toEqual(['2015-03-13', '2025-03-13']);
    expect((staged.terminates_ons as readonly unknown[]).map(text)).toEqual(['2018-03-12', 'null']);
    expect([text(staged.active_on), staged.terminates_on, text(staged.published_on)]).toEqual([
      '2025-03-13',
      null,
      '2025-03-19',
    ]);
    expect(JSON.parse(text(staged.other_addresses))).toEqual([
      { lines: ['Beispielgasse 6'], city: 'Glarus', region: null, postalCode: '8750', country: 'CH' },
    ]);
  });

  test('a placeholder in the place of a day or of the whole list of locations', async () => {
    const [row] = await mapped(
      extract({
        ...ELEMENT,
        exclusionActions: {
          listOfActions: [{ createDate: '03-19-2025', activateDate: 'Currently Not Available' }],
        },
        exclusionOtherInformation: {
          moreLocations: ['Currently Not Available'],
          references: 'Currently Not Available',
        },
      }),
    );
    expect(row).toMatchObject({
      active_on_basis: 'CREATION_DATE',
      other_names: [],
      other_addresses: '[]',
      defects: [],
    });
  });

  test('an element that is no object is rejected, the others stand; text before the bracket does not matter', async () => {
    expect(await mapped(`\uFEFF \n${extract('gone', ELEMENT)}`)).toMatchObject([
      { field: 'element' },
      { name: 'Invented Goods GmbH' },
    ]);
  });
});
