import { readEntryNumber } from '@good-standing/kernel/identifiers/entry-number.ts';
import { readImporterNumber } from '@good-standing/kernel/identifiers/importer-number.ts';
import { readPgaAgency } from '@good-standing/kernel/identifiers/pga-agency.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { type CsvRecord, csv } from '@good-standing/kernel/ingest/csv.ts';
import type { Feed, StagedColumn } from '@good-standing/kernel/ingest/feed.ts';
import {
  columnsOfFields,
  dayField,
  listField,
  optionalField,
  readFields,
  textField,
} from '@good-standing/kernel/ingest/fields.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import {
  evasion,
  failedAudits,
  falseCertifications,
  forcedLabor,
  illicitImports,
  misdescribedGoods,
} from '../rules/violations-found.ts';
import { publishConduct } from '../standing/publish-findings.ts';
import { VIOLATION_CORRECTIONS } from './account-corrections.ts';
import { numberField, readWord } from './entry-fields.ts';
import { publishRestated } from './publish-corrections.ts';
import { restate } from './restate.ts';

const COLUMNS = {
  finding_number: numberField('a finding number'),
  importer_number: readImporterNumber,
  entry_number: optionalField(readEntryNumber),
  kind: readWord,
  culpability: optionalField(readWord),
  statute: textField(100),
  found_on: dayField,
  final_on: optionalField(dayField),
  status: readWord,
  agencies: listField(readPgaAgency),
};

const STORED: readonly StagedColumn[] = [
  { name: 'finding_number', type: 'text' },
  { name: 'importer_id', type: 'text' },
  { name: 'entry_id', type: 'text' },
  { name: 'kind', type: 'text' },
  { name: 'culpability', type: 'text' },
  { name: 'statute', type: 'text' },
  { name: 'found_on', type: 'date' },
  { name: 'final_on', type: 'date' },
  { name: 'status', type: 'text' },
  { name: 'agencies', type: 'text[]' },
];

/** Findings against importers, a row each; a later row restates. */
export function violationsFeed(secret: Secret): Feed<CsvRecord<keyof typeof COLUMNS, never>> {
  return {
    name: 'violations',
    source: 'VIOLATIONS',
    kind: 'CHANGES',
    tables: [{ name: 'staged_violation', columns: [{ name: 'id', type: 'text' }, ...STORED] }],
    read: csv({ required: columnsOfFields(COLUMNS) }),
    map: (record) => {
      const read = readFields(record, COLUMNS);
      if ('rejected' in read) return read.rejected;
      const { importer_number, entry_number, ...violation } = read.fields;
      return {
        staged_violation: [
          {
            ...violation,
            id: recordId('vio', secret.ids, violation.finding_number),
            importer_id: recordId('imp', secret.ids, importer_number),
            entry_id: entry_number === null ? null : recordId('ent', secret.ids, entry_number),
          },
        ],
      };
    },
    merge: [VIOLATION_CORRECTIONS, restate('violation', 'staged_violation', STORED)],
    after: async (tx) => {
      await publishConduct('staged_violation', [
        illicitImports,
        evasion,
        forcedLabor,
        misdescribedGoods,
        failedAudits,
        falseCertifications,
      ])(tx);
      await publishRestated(tx, secret);
    },
  };
}
