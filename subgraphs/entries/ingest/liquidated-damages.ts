import { readEntryNumber } from '@good-standing/kernel/identifiers/entry-number.ts';
import { readImporterNumber } from '@good-standing/kernel/identifiers/importer-number.ts';
import { readPgaAgency } from '@good-standing/kernel/identifiers/pga-agency.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { type CsvRecord, csv } from '@good-standing/kernel/ingest/csv.ts';
import type { Feed, StagedColumn } from '@good-standing/kernel/ingest/feed.ts';
import {
  centsField,
  columnsOfFields,
  dayField,
  listField,
  optionalField,
  readFields,
  textField,
} from '@good-standing/kernel/ingest/fields.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { LIQUIDATED_DAMAGES_CORRECTIONS } from './account-corrections.ts';
import { numberField, readWord } from './entry-fields.ts';
import { notBefore } from './in-order.ts';
import { publishRestated } from './publish-corrections.ts';
import { restate } from './restate.ts';

const COLUMNS = {
  claim_number: numberField('a claim number'),
  importer_number: readImporterNumber,
  entry_number: optionalField(readEntryNumber),
  bond_number: optionalField(textField(20)),
  breach: readWord,
  assessed_usd: centsField,
  mitigated_usd: optionalField(centsField),
  paid_usd: optionalField(centsField),
  noticed_on: dayField,
  petitioned_on: optionalField(dayField),
  closed_on: optionalField(dayField),
  agencies: listField(readPgaAgency),
};

const STORED: readonly StagedColumn[] = [
  { name: 'claim_number', type: 'text' },
  { name: 'importer_id', type: 'text' },
  { name: 'entry_id', type: 'text' },
  { name: 'bond_number', type: 'text' },
  { name: 'breach', type: 'text' },
  { name: 'assessed_cents', type: 'bigint' },
  { name: 'mitigated_cents', type: 'bigint' },
  { name: 'paid_cents', type: 'bigint' },
  { name: 'noticed_on', type: 'date' },
  { name: 'petitioned_on', type: 'date' },
  { name: 'closed_on', type: 'date' },
  { name: 'agencies', type: 'text[]' },
];

/** Claims against bonds, a row each; a later row restates. What is unpaid of them bears on standing as a bill. */
export function liquidatedDamagesFeed(secret: Secret): Feed<CsvRecord<keyof typeof COLUMNS, never>> {
  return {
    name: 'liquidated-damages',
    source: 'LIQUIDATED_DAMAGES',
    kind: 'CHANGES',
    tables: [{ name: 'staged_liquidated_damages', columns: [{ name: 'id', type: 'text' }, ...STORED] }],
    read: csv({ required: columnsOfFields(COLUMNS) }),
    map: (record) => {
      const read = readFields(record, COLUMNS);
      if ('rejected' in read) return read.rejected;
      const { importer_number, entry_number, assessed_usd, mitigated_usd, paid_usd, ...claim } = read.fields;
      const rejected = notBefore(claim, [
        ['noticed_on', 'petitioned_on'],
        ['noticed_on', 'closed_on'],
      ]);
      if (rejected !== null) return rejected;
      return {
        staged_liquidated_damages: [
          {
            ...claim,
            id: recordId('lqd', secret.ids, claim.claim_number),
            importer_id: recordId('imp', secret.ids, importer_number),
            entry_id: entry_number === null ? null : recordId('ent', secret.ids, entry_number),
            assessed_cents: assessed_usd,
            mitigated_cents: mitigated_usd,
            paid_cents: paid_usd,
          },
        ],
      };
    },
    merge: [
      LIQUIDATED_DAMAGES_CORRECTIONS,
      restate('liquidated_damages', 'staged_liquidated_damages', STORED),
    ],
    after: (tx) => publishRestated(tx, secret),
  };
}
