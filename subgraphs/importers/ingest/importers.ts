import { noteCorrections } from '@good-standing/kernel/correction/note-corrections.ts';
import { publishCorrections } from '@good-standing/kernel/correction/publish-corrections.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { Feed, Rejected, StagedRow } from '@good-standing/kernel/ingest/feed.ts';
import { type Fields, readFields } from '@good-standing/kernel/ingest/fields.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { nameKey } from '../name-key.ts';
import { isPostBox } from '../rules/post-box.ts';
import { noteChanged, sayDue } from '../standing/due.ts';
import { KEEP_FACTS, OWNERLESS_REGISTERED } from '../standing/registry-facts.ts';
import { IMPORTER_COLUMNS, LATER_IMPORTER_COLUMNS } from './importer-record.ts';
import { type PersonalRecord, personalCsvSince } from './personal-csv.ts';
import { publishIdentities } from './publish-identities.ts';
import { KEEP_REGISTRATIONS, KEEP_REMOVED } from './registry-history.ts';
import { listedIn, stagedAs, stagedColumns, upsert } from './snapshot.ts';

const ROW = {
  id: 'text',
  number: 'text',
  former_numbers: 'text[]',
  former_until: 'date[]',
  name: 'text',
  other_names: 'text[]',
  other_name_kinds: 'text[]',
  kind: 'text',
  mailing_lines: 'text[]',
  mailing_city: 'text',
  mailing_region: 'text',
  mailing_postal_code: 'text',
  mailing_country: 'text',
  physical_lines: 'text[]',
  physical_city: 'text',
  physical_region: 'text',
  physical_postal_code: 'text',
  physical_country: 'text',
  registry_status: 'text',
  last_used_on: 'date',
  year_organized: 'integer',
  organized_in: 'text',
  naics: 'text',
  business_description: 'text',
  website: 'text',
  entries_per_year: 'text',
  anticipated_value_cents: 'bigint',
  anticipated_duties_cents: 'bigint',
  uei: 'text',
  cage: 'text',
  duns: 'text',
  lei: 'text',
  phones: 'text[]',
  bank_accounts: 'text[]',
};

type ImporterRecord = PersonalRecord<keyof typeof IMPORTER_COLUMNS, (typeof LATER_IMPORTER_COLUMNS)[number]>;

/** What a row is read for besides, and not kept in it. */
const DERIVED = { name_keys: 'text[]', is_post_box: 'boolean' };

/** The importer registry: CBP Form 5106 of every importer that has a number (19 CFR 24.5). */
export function importersFeed(secret: Secret): Feed<ImporterRecord> {
  return {
    name: 'importers',
    source: 'IMPORTER_REGISTRY',
    kind: 'SNAPSHOT',
    tables: [{ name: stagedAs('importer'), columns: [...stagedColumns(ROW), ...stagedColumns(DERIVED)] }],
    read: personalCsvSince(IMPORTER_COLUMNS, LATER_IMPORTER_COLUMNS),
    map: (record) => {
      const read = readFields(record, IMPORTER_COLUMNS);
      if ('rejected' in read) return read.rejected;
      const row = rowOf(read.fields, secret);
      return 'expected' in row ? row : { [stagedAs('importer')]: [row.staged] };
    },
    merge: [
      NOTE_CHANGED_IDENTITIES,
      NOTE_STANDING,
      NOTE_CORRECTIONS,
      ...KEEP_FACTS,
      KEEP_REGISTRATIONS,
      upsert('importer', Object.keys(ROW)),
      FORGET_NAMES,
      LEARN_NAMES,
    ],
    close: REMOVE,
    after: async (tx, run) => {
      await publishIdentities(tx, run);
      await statement(tx, OWNERLESS_REGISTERED)({ run_id: run.runId });
      await sayDue(tx);
      await publishCorrections(tx);
    },
  };
}

function rowOf(
  fields: Fields<typeof IMPORTER_COLUMNS>,
  secret: Secret,
): { readonly staged: StagedRow } | Rejected {
  const {
    previous_numbers,
    other_names,
    anticipated_value_usd,
    anticipated_duties_usd,
    physical_lines,
    physical_country,
    ...asGiven
  } = fields;
  const hasPhysical =
    physical_lines.length > 0 || fields.physical_city !== null || fields.physical_postal_code !== null;
  if (hasPhysical && physical_country === null) {
    return { field: 'physical_country', expected: 'a country with a physical address', got: 'nothing' };
  }
  const otherNames = other_names.map(({ name }) => name);
  return {
    staged: {
      ...asGiven,
      id: recordId('imp', secret.ids, fields.number),
      former_numbers: previous_numbers.map(({ number }) => number),
      former_until: previous_numbers.map(({ until }) => until),
      other_names: otherNames,
      other_name_kinds: other_names.map(({ kind }) => kind),
      physical_lines: physical_country === null ? null : physical_lines,
      physical_country,
      anticipated_value_cents: anticipated_value_usd,
      anticipated_duties_cents: anticipated_duties_usd,
      is_post_box: isPostBox((physical_country === null ? null : physical_lines) ?? fields.mailing_lines),
      name_keys: [...new Set([fields.name, ...otherNames].map(nameKey))].filter((key) => key !== ''),
    },
  };
}

const addressColumns = (kind: string) =>
  ['lines', 'city', 'region', 'postal_code', 'country'].map((part) => `${kind}_${part}`);

const IDENTITY = [
  'name',
  'other_names',
  'uei',
  'cage',
  'website',
  'phones',
  'bank_accounts',
  'kind',
  'year_organized',
  ...addressColumns('mailing'),
  ...addressColumns('physical'),
];

const NOTE_CHANGED_IDENTITIES = `
  insert into identity_change (importer_id)
  select listed.id
  from ${listedIn('importer')} listed
  left join importer held on held.id = listed.id
  where (${IDENTITY.map((name) => `listed.${name}`).join(', ')})
    is distinct from (${IDENTITY.map((name) => `held.${name}`).join(', ')})`;

const NOTE_STANDING = noteChanged({
  table: 'importer',
  columns: [
    'registry_status',
    'kind',
    'mailing_lines',
    'physical_lines',
    'year_organized',
    'entries_per_year',
    'anticipated_value_cents',
  ],
  owners: ['id'],
});

/** Not the status and the day of last use: they change in the ordinary course, which corrects nothing (policy). */
const NOTE_CORRECTIONS = noteCorrections({
  held: 'importer',
  restated: listedIn('importer'),
  coordinates: {
    'Importer.name': ['name'],
    'Importer.otherNames': ['other_names'],
    'Importer.numberHistory': ['former_numbers', 'former_until'],
    'Importer.addresses': [...addressColumns('mailing'), ...addressColumns('physical')],
    'Importer.phones': ['phones'],
    'Importer.profile': [
      'year_organized',
      'organized_in',
      'naics',
      'business_description',
      'website',
      'entries_per_year',
      'anticipated_value_cents',
      'anticipated_duties_cents',
      'uei',
      'cage',
      'duns',
      'lei',
    ],
  },
});

const FORGET_NAMES = `
  delete from importer_name held
  using ${listedIn('importer')} listed
  where held.importer_id = listed.id and held.key <> all (listed.name_keys)`;

const LEARN_NAMES = `
  insert into importer_name (importer_id, key)
  select listed.id, unnest(listed.name_keys)
  from ${listedIn('importer')} listed
  on conflict do nothing`;

/** A number that the registry lists no more was removed from the file (19 CFR 24.5(e)). */
const REMOVE = `
  with kept as (${KEEP_REMOVED})
  update importer
  set registry_status = 'REMOVED'
  where run_id <> :run_id and registry_status <> 'REMOVED'`;
