import { readEntryNumber } from '@good-standing/kernel/identifiers/entry-number.ts';
import { readImporterNumber } from '@good-standing/kernel/identifiers/importer-number.ts';
import { readPgaAgency } from '@good-standing/kernel/identifiers/pga-agency.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { type CsvRecord, csv } from '@good-standing/kernel/ingest/csv.ts';
import type { Feed, Rejected, StagedColumn } from '@good-standing/kernel/ingest/feed.ts';
import {
  columnsOfFields,
  dayField,
  listField,
  optionalField,
  readFields,
  textField,
  wordField,
} from '@good-standing/kernel/ingest/fields.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { APPEAL_OUTCOMES, type Appealed } from '../rules/finality.ts';
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

/** A file may lack them. */
const OPTIONAL = {
  appealed_on: optionalField(dayField),
  appeal_outcome: optionalField(wordField(APPEAL_OUTCOMES)),
  appeal_decided_on: optionalField(dayField),
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
  { name: 'appealed_on', type: 'date' },
  { name: 'appeal_outcome', type: 'text' },
  { name: 'appeal_decided_on', type: 'date' },
];

/** Findings against importers, a row each; a later row restates. */
export function violationsFeed(secret: Secret): Feed<CsvRecord<keyof typeof COLUMNS, keyof typeof OPTIONAL>> {
  return {
    name: 'violations',
    source: 'VIOLATIONS',
    kind: 'CHANGES',
    tables: [{ name: 'staged_violation', columns: [{ name: 'id', type: 'text' }, ...STORED] }],
    read: csv({ required: columnsOfFields(COLUMNS), optional: columnsOfFields(OPTIONAL) }),
    map: (record) => {
      const read = readFields(record, { ...COLUMNS, ...OPTIONAL });
      if ('rejected' in read) return read.rejected;
      const rejected = appealOutOfOrder(read.fields);
      if (rejected !== null) return rejected;
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

/** Nothing is decided of an appeal that was not made, or before it was. */
function appealOutOfOrder(appeal: {
  readonly appealed_on: Temporal.PlainDate | null;
  readonly appeal_outcome: Appealed['appealOutcome'];
  readonly appeal_decided_on: Temporal.PlainDate | null;
}): Rejected | null {
  const { appealed_on: on, appeal_outcome: outcome, appeal_decided_on: decidedOn } = appeal;
  if ((outcome === null) !== (decidedOn === null)) {
    return {
      field: 'appeal_outcome',
      expected: 'an outcome and its day, or neither',
      got: String(outcome ?? ''),
    };
  }
  if (decidedOn === null || (on !== null && Temporal.PlainDate.compare(on, decidedOn) <= 0)) return null;
  return {
    field: 'appealed_on',
    expected: `a day up to ${decidedOn}, when it was decided`,
    got: String(on ?? ''),
  };
}
