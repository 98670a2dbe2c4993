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
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import type { AffiliationBasis } from '../schema.generated.ts';
import { noteChanged, noteEnded, sayDue } from '../standing/due.ts';
import { percentColumn } from './columns.ts';
import { personalCsv } from './personal-csv.ts';
import { snapshotOf, stagedAs } from './snapshot.ts';

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

/** What importers disclosed of owners, affiliates and assets (EO 14411 § 2(a)(iii)). */
export function importerDisclosuresFeed(secret: Secret): Feed<CsvRecord<keyof typeof COLUMNS, never>> {
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
  return {
    name: 'importer-disclosures',
    source: 'IMPORTER_DISCLOSURES',
    ...listed,
    merge: [NOTE_STANDING, ...listed.merge],
    after: async (tx, run) => {
      await tx.unsafe(NOTE_STANDING_ENDED, [run.runId]);
      await tx.unsafe(NOTE_OWNERLESS);
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

const OWNERS = ['importer_id', 'related_id'];
const NOTE_STANDING = noteChanged(
  TABLE,
  ['percent', 'basis', 'controlling', 'value_cents', 'from_on', 'until_on', 'country'],
  OWNERS,
  'delisted_on',
);
const NOTE_STANDING_ENDED = noteEnded(TABLE, OWNERS, 'delisted_on');

/** At the file's end: importers that it has no owner of, and that are not known to lack one. */
const NOTE_OWNERLESS = `
  insert into standing_due (importer_id)
  select i.id
  from importer i
  where not exists (select from ${stagedAs(TABLE)})
    and i.kind not in ('INDIVIDUAL', 'SOLE_PROPRIETOR')
    and not exists (
      select from importer_disclosure d where d.importer_id = i.id and d.kind = 'OWNER' and d.delisted_on is null)
    and not exists (
      select from registry_fact f where f.importer_id = i.id and f.kind = 'NO_OWNERS' and f.until_on is null)
  order by 1
  on conflict do nothing`;
