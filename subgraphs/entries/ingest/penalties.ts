import { readCaseNumber } from '@good-standing/kernel/identifiers/case-number.ts';
import { readImporterNumber } from '@good-standing/kernel/identifiers/importer-number.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { type CsvRecord, csv } from '@good-standing/kernel/ingest/csv.ts';
import type { Feed, StagedColumn } from '@good-standing/kernel/ingest/feed.ts';
import {
  centsField,
  columnsOfFields,
  dayField,
  optionalField,
  readFields,
  textField,
  yesNoField,
} from '@good-standing/kernel/ingest/fields.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { repeatedPenalties } from '../rules/repeated-penalties.ts';
import { publishConduct } from '../standing/publish-findings.ts';
import { PENALTY_CORRECTIONS } from './account-corrections.ts';
import { numberField } from './entry-fields.ts';
import { publishRestated } from './publish-corrections.ts';
import { restate } from './restate.ts';

const COLUMNS = {
  case_number: readCaseNumber,
  finding_number: optionalField(numberField('a finding number')),
  importer_number: readImporterNumber,
  statute: textField(100),
  assessed_usd: centsField,
  loss_of_revenue_usd: optionalField(centsField),
  mitigated_usd: optionalField(centsField),
  paid_usd: optionalField(centsField),
  assessed_on: dayField,
  closed_on: optionalField(dayField),
};

/** A file may lack them. */
const OPTIONAL = {
  party_name: optionalField(textField(300)),
  domestic_value_usd: optionalField(centsField),
  dutiable_value_usd: optionalField(centsField),
  prior_disclosure: optionalField(yesNoField),
  exception_approved_by: optionalField(textField(200)),
  exception_reason: optionalField(textField(1_000)),
};

const STORED: readonly StagedColumn[] = [
  { name: 'case_number', type: 'text' },
  { name: 'seizure_id', type: 'text' },
  { name: 'violation_id', type: 'text' },
  { name: 'importer_id', type: 'text' },
  { name: 'statute', type: 'text' },
  { name: 'assessed_cents', type: 'bigint' },
  { name: 'loss_of_revenue_cents', type: 'bigint' },
  { name: 'mitigated_cents', type: 'bigint' },
  { name: 'paid_cents', type: 'bigint' },
  { name: 'assessed_on', type: 'date' },
  { name: 'closed_on', type: 'date' },
  { name: 'party_name', type: 'text' },
  { name: 'domestic_value_cents', type: 'bigint' },
  { name: 'dutiable_value_cents', type: 'bigint' },
  { name: 'prior_disclosure', type: 'boolean' },
  { name: 'exception_approved_by', type: 'text' },
  { name: 'exception_reason', type: 'text' },
];

/** Penalty cases, a row each; a later row restates. */
export function penaltiesFeed(secret: Secret): Feed<CsvRecord<keyof typeof COLUMNS, keyof typeof OPTIONAL>> {
  return {
    name: 'penalties',
    source: 'PENALTIES',
    kind: 'CHANGES',
    tables: [{ name: 'staged_penalty', columns: [{ name: 'id', type: 'text' }, ...STORED] }],
    read: csv({ required: columnsOfFields(COLUMNS), optional: columnsOfFields(OPTIONAL) }),
    map: (record) => {
      const read = readFields(record, { ...COLUMNS, ...OPTIONAL });
      if ('rejected' in read) return read.rejected;
      const penalty = read.fields;
      return {
        staged_penalty: [
          {
            id: recordId('pen', secret.ids, penalty.case_number),
            case_number: penalty.case_number,
            seizure_id: recordId('sez', secret.ids, penalty.case_number),
            violation_id:
              penalty.finding_number === null ? null : recordId('vio', secret.ids, penalty.finding_number),
            importer_id: recordId('imp', secret.ids, penalty.importer_number),
            statute: penalty.statute,
            assessed_cents: penalty.assessed_usd,
            loss_of_revenue_cents: penalty.loss_of_revenue_usd,
            mitigated_cents: penalty.mitigated_usd,
            paid_cents: penalty.paid_usd,
            assessed_on: penalty.assessed_on,
            closed_on: penalty.closed_on,
            party_name: penalty.party_name,
            domestic_value_cents: penalty.domestic_value_usd,
            dutiable_value_cents: penalty.dutiable_value_usd,
            prior_disclosure: penalty.prior_disclosure ?? false,
            exception_approved_by: penalty.exception_approved_by,
            exception_reason: penalty.exception_reason,
          },
        ],
      };
    },
    merge: [...PENALTY_CORRECTIONS, restate('penalty', 'staged_penalty', STORED)],
    after: async (tx) => {
      await publishConduct('staged_penalty', [repeatedPenalties])(tx);
      await publishRestated(tx, secret);
    },
  };
}
