import { type Feed, isRejected, type StagedRows } from '@good-standing/kernel/ingest/feed.ts';
import { testSecret } from '@good-standing/kernel/subgraph/disposable.ts';
import { describe, expect, test } from 'vitest';
import { DUNE, importerOf, sample } from '../cast.ts';
import { feeds } from './feeds.ts';

const file = {
  name: 'invented.csv',
  bytes: 1,
  sha256: '',
  receivedAt: Temporal.Instant.from('2026-11-01T00:00:00Z'),
};

const byName = new Map(feeds(testSecret).map((feed) => [feed.name, feed]));

function mapped(name: string, record: Readonly<Record<string, string>>) {
  const feed: Feed | undefined = byName.get(name);
  if (feed === undefined) throw new Error(`no feed ${name}`);
  return feed.map(record, file);
}

function row(rows: ReturnType<Feed['map']>) {
  return isRejected(rows) ? rows : Object.values(rows as StagedRows)[0]?.[0];
}

/** The first line of a sample file, by its header; no field of it holds a comma. */
function firstOf(feed: string): Record<string, string> {
  const [header = '', line = ''] = sample(feed);
  const values = line.split(',');
  return Object.fromEntries(header.split(',').map((name, place) => [name, values[place] ?? '']));
}

const importer = firstOf('importers');

describe('importers: what is written in several ways is one thing', () => {
  test.each([
    [{ number: '07-0000001' }, { number: '07-000000100', id: importerOf('07-000000100') }],
    [{ number: ' 07-0000001ab ' }, { number: '07-0000001AB' }],
    [
      { previous_numbers: '07-0000099|2024-06-30; 000-98-7654|2019-12-31' },
      { former_numbers: ['07-000009900', '000-98-7654'] },
    ],
    [{ previous_numbers: '' }, { former_numbers: [], former_until: [] }],
    [
      { other_names: 'dba|Some Name;AKA | Other;' },
      { other_names: ['Some Name', 'Other'], other_name_kinds: ['DBA', 'AKA'] },
    ],
    [{ name: 'Some Name', other_names: 'DBA|SOME NAME.' }, { name_keys: ['SOME NAME'] }],
    [{ kind: 'llc' }, { kind: 'LLC' }],
    [{ mailing_lines: '' }, { mailing_lines: [] }],
    [{ mailing_country: 'xk' }, { mailing_country: 'XK' }],
    [{ entries_per_year: '4' }, { entries_per_year: 'INFREQUENT_PERSONAL' }],
    [{ anticipated_value_usd: '0.5' }, { anticipated_value_cents: 50 }],
    [{ uei: 'cscdnut7k2l4' }, { uei: 'CSCDNUT7K2L4' }],
    [{ phones: '+1 (555) 010-0199; 5550100188' }, { phones: ['+1 (555) 010-0199', '5550100188'] }],
    [{ bank_accounts: 'AB'.repeat(32) }, { bank_accounts: ['ab'.repeat(32)] }],
    [
      { physical_lines: '', physical_city: '', physical_postal_code: '', physical_country: '' },
      { physical_lines: null },
    ],
  ])('%j', (change, expected) => {
    expect(row(mapped('importers', { ...importer, ...change }))).toMatchObject(expected);
  });
});

describe('importers: what cannot be is rejected by the field at fault', () => {
  test.each([
    [{ number: '07-00000010O' }, 'number'],
    [{ number: '' }, 'number'],
    [{ name: ' ' }, 'name'],
    [{ name: 'x'.repeat(201) }, 'name'],
    [{ other_names: 'Some Name' }, 'other_names'],
    [{ previous_numbers: '07-0000099' }, 'previous_numbers'],
    [{ previous_numbers: '07-0000099|2024-06-31' }, 'previous_numbers'],
    [{ kind: 'COMPANY' }, 'kind'],
    [{ mailing_country: 'USA' }, 'mailing_country'],
    [{ mailing_country: '' }, 'mailing_country'],
    [{ physical_country: '' }, 'physical_country'],
    [{ registry_status: '' }, 'registry_status'],
    [{ last_used_on: '2026-02-30' }, 'last_used_on'],
    [{ year_organized: '15' }, 'year_organized'],
    [{ naics: '1' }, 'naics'],
    [{ entries_per_year: '6' }, 'entries_per_year'],
    [{ anticipated_value_usd: '1,000' }, 'anticipated_value_usd'],
    [{ uei: '0SCDNUT7K2L4' }, 'uei'],
    [{ lei: '12345678901234567890' }, 'lei'],
    [{ phones: 'none' }, 'phones'],
    [{ bank_accounts: '021000021 123456789' }, 'bank_accounts'],
  ])('%j', (change, field) => {
    expect(row(mapped('importers', { ...importer, ...change }))).toMatchObject({ field });
  });
});

describe('a Social Security number in any column of any feed is not quoted by its rejection', () => {
  const spellings = [
    '000-12-3456',
    '000123456',
    '000 12 3456',
    'x000-12-3456',
    '000-12-3456|',
    '000.12.3456',
  ];

  test.each([...byName.keys()])('%s', (name) => {
    const record = firstOf(name);
    let rejections = 0;
    for (const column of Object.keys(record)) {
      for (const spelling of spellings) {
        const result = mapped(name, { ...record, [column]: spelling });
        if (!isRejected(result)) continue;
        rejections += 1;
        expect(result.got.replace(/\D/g, '')).not.toContain('000123456');
        expect(result.expected).not.toContain(spelling);
      }
    }
    expect(rejections).toBeGreaterThan(spellings.length);
  });
});

describe('no staged row but the importer’s own holds a number', () => {
  test.each(['importer-disclosures', 'bonds', 'confidentiality-certifications', 'trusted-listings'])(
    '%s',
    (name) => {
      const record = { ...firstOf(name), number: '000-12-3456' };
      const staged = row(mapped(name, record));
      expect(staged).toMatchObject({ importer_id: DUNE });
      expect(JSON.stringify(staged)).not.toContain('000-12-3456');
    },
  );
});

describe('importer-disclosures', () => {
  const owner = firstOf('importer-disclosures');
  const asset = { ...owner, kind: 'ASSET', name: '', description: 'Invented warehouse', value_usd: '10.05' };
  const affiliate = { ...owner, kind: 'AFFILIATE', basis: 'CONTROL', related_number: '000-12-3456' };

  test.each([
    [affiliate, { kind: 'AFFILIATE', basis: 'CONTROL', related_id: DUNE }],
    [{ ...affiliate, related_number: '' }, { related_id: null }],
    [asset, { description: 'Invented warehouse', value_cents: 1005 }],
    [{ ...asset, description: '', name: 'Invented pier' }, { description: 'Invented pier' }],
    [{ ...owner, percent: '0' }, { percent: 0 }],
    [{ ...owner, percent: '' }, { percent: null }],
  ])('%j is taken', (record, expected) => {
    expect(row(mapped('importer-disclosures', record))).toMatchObject(expected);
  });

  test.each([
    [{ ...owner, name: '' }, 'name'],
    [{ ...affiliate, basis: '' }, 'basis'],
    [{ ...asset, description: '' }, 'description'],
    [{ ...owner, percent: '100.1' }, 'percent'],
    [{ ...owner, until_on: '2015-02-28' }, 'until_on'],
    [{ ...owner, kind: 'FRIEND' }, 'kind'],
  ])('%j is rejected', (record, field) => {
    expect(row(mapped('importer-disclosures', record))).toMatchObject({ field });
  });
});

describe('bonds', () => {
  const bond = firstOf('bonds');

  test.each([
    ['A', '1'],
    ['b', '1A'],
    ['O', '15'],
    ['3a3', '3A3'],
    ['16', '16'],
  ])('activity %s is code %s of CBP Form 301', (activity, code) => {
    expect(row(mapped('bonds', { ...bond, activity }))).toMatchObject({ activity: code });
  });

  test.each([
    [{ amount_usd: '0.00' }, 'amount_usd'],
    [{ amount_usd: '-5' }, 'amount_usd'],
    [{ activity: 'P' }, 'activity'],
    [{ surety_code: '1' }, 'surety_code'],
    [{ bond_type: 'TERM' }, 'bond_type'],
    [{ effective_on: '' }, 'effective_on'],
  ])('%j is rejected', (change, field) => {
    expect(row(mapped('bonds', { ...bond, ...change }))).toMatchObject({ field });
  });
});

describe('trusted-listings', () => {
  const listing = firstOf('trusted-listings');

  test('a trusted importer is listed under a name, a known shipper under none', () => {
    expect(row(mapped('trusted-listings', { ...listing, name: '--' }))).toMatchObject({ field: 'name' });
    const shipper = { ...listing, programme: 'KNOWN_SHIPPER', name: '' };
    expect(row(mapped('trusted-listings', shipper))).toMatchObject({ name: null, name_key: null });
  });
});
