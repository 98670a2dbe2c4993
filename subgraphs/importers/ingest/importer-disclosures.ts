import { readCountryCode } from '@good-standing/kernel/identifiers/country-code.ts';
import { readImporterNumber } from '@good-standing/kernel/identifiers/importer-number.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { CsvRecord } from '@good-standing/kernel/ingest/csv.ts';
import type { Feed, Rejected } from '@good-standing/kernel/ingest/feed.ts';
import {
  centsField,
  dayField,
  type Fields,
  optionalField,
  readFields,
  textField,
  wordField,
  yesNoField,
} from '@good-standing/kernel/ingest/fields.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import type { AffiliationBasis } from '../schema.generated.ts';
import { noteChanged, noteEnded, sayDue } from '../standing/due.ts';
import { OWNERLESS_AGAIN, OWNERLESS_AT_END } from '../standing/registry-facts.ts';
import { percentColumn } from './columns.ts';
import { personalCsv } from './personal-csv.ts';
import { publishIdentities } from './publish-identities.ts';
import { listedIn, snapshotOf, stagedAs } from './snapshot.ts';

const BASES: readonly AffiliationBasis[] = [
  'CONTROL',
  'COMMON_CONTROL',
  'SHARED_OFFICER',
  'SHARED_ATTRIBUTE',
];

const COLUMNS = {
  number: readImporterNumber,
  kind: wordField(['OWNER', 'AFFILIATE', 'ASSET']),
  name: optionalField(textField(200)),
  related_number: optionalField(readImporterNumber),
  country: optionalField(readCountryCode),
  percent: optionalField(percentColumn),
  basis: optionalField(wordField(BASES)),
  controlling: optionalField(yesNoField),
  value_usd: optionalField(centsField),
  from_on: optionalField(dayField),
  until_on: optionalField(dayField),
  description: optionalField(textField(500)),
};

const TABLE = 'importer_disclosure';

const listed = snapshotOf({
  table: TABLE,
  columns: {
    id: 'text',
    importer_id: 'text',
    kind: 'text',
    name: 'text',
    related_id: 'text',
    country: 'text',
    percent: 'double precision',
    basis: 'text',
    controlling: 'boolean',
    value_cents: 'bigint',
    from_on: 'date',
    until_on: 'date',
    description: 'text',
  },
  endedBy: 'delisted_on',
});

/** Owners stand in the identities that leads rest on. */
const NOTE_CHANGED_OWNERS = `
  insert into identity_change (importer_id)
  select listed.importer_id
  from ${listedIn(TABLE)} listed
  left join importer_disclosure held on held.id = listed.id
  where listed.kind = 'OWNER'
    and (listed.name, listed.until_on, null) is distinct from (held.name, held.until_on, held.delisted_on)`;

/** The row count is of the disclosures ended, whatever was noted besides. */
const CLOSE = `
  with ended as (${listed.close} returning importer_id, kind),
  noted as (
    insert into identity_change (importer_id)
    select importer_id from ended where kind = 'OWNER'
  )
  select from ended`;

/** What importers disclosed of owners, affiliates and assets (EO 14411 § 2(a)(iii)). */
export function importerDisclosuresFeed(secret: Secret): Feed<CsvRecord<keyof typeof COLUMNS, never>> {
  return {
    name: 'importer-disclosures',
    source: 'IMPORTER_DISCLOSURES',
    ...listed,
    merge: [NOTE_CHANGED_OWNERS, NOTE_STANDING, ...listed.merge],
    close: CLOSE,
    after: async (tx, run) => {
      await publishIdentities(tx, run);
      await tx.unsafe(NOTE_STANDING_ENDED, [run.runId]);
      await statement(tx, OWNERLESS_AT_END)({ run_id: run.runId });
      await sayDue(tx);
    },
    confirm: async (tx, run) => {
      await statement(tx, OWNERLESS_AGAIN)({ run_id: run.runId });
      await sayDue(tx);
    },
    read: personalCsv(COLUMNS),
    map: (record) => {
      const read = readFields(record, COLUMNS);
      if ('rejected' in read) return read.rejected;
      return lackOf(read.fields) ?? { [stagedAs(TABLE)]: [rowOf(read.fields, secret)] };
    },
  };
}

/** What a disclosure of its kind must have. */
function lackOf({
  kind,
  name,
  basis,
  description,
  from_on,
  until_on,
}: Fields<typeof COLUMNS>): Rejected | null {
  if (kind !== 'ASSET' && name === null) return lack('name', 'the name of the owner or affiliate');
  if (kind === 'AFFILIATE' && basis === null) return lack('basis', BASES.join(', '));
  if (kind === 'ASSET' && description === null && name === null)
    return lack('description', 'what the asset is');
  if (from_on !== null && until_on !== null && Temporal.PlainDate.compare(until_on, from_on) < 0) {
    return { field: 'until_on', expected: `${from_on} or later`, got: until_on.toString() };
  }
  return null;
}

function lack(field: string, expected: string): Rejected {
  return { field, expected, got: 'nothing' };
}

function rowOf(fields: Fields<typeof COLUMNS>, secret: Secret) {
  const { number, related_number, value_usd, ...asGiven } = fields;
  const { kind, name, from_on } = fields;
  const description = fields.description ?? (kind === 'ASSET' ? name : null);
  const natural = [number, kind, name, related_number, from_on?.toString(), description];
  return {
    ...asGiven,
    description,
    id: recordId('dis', secret.ids, natural.map((part) => part ?? '').join('\n')),
    importer_id: recordId('imp', secret.ids, number),
    related_id: related_number === null ? null : recordId('imp', secret.ids, related_number),
    value_cents: value_usd,
  };
}

/** An affiliation that is another makes others affiliates too: of its ends, through a common controller. */
const STANDING = {
  table: TABLE,
  columns: ['percent', 'basis', 'controlling', 'value_cents', 'from_on', 'until_on', 'country'],
  owners: ['importer_id', 'related_id'],
  endedBy: 'delisted_on',
  withAffiliates: (row: string) => `${row}.kind = 'AFFILIATE'`,
};
const NOTE_STANDING = noteChanged(STANDING);
const NOTE_STANDING_ENDED = noteEnded(STANDING);
