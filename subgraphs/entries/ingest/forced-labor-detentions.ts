import { readCountryCode } from '@good-standing/kernel/identifiers/country-code.ts';
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
  wordField,
} from '@good-standing/kernel/ingest/fields.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { clocksOfForcedLabor, FORCED_LABOR_BASES, FORCED_LABOR_OUTCOMES } from '../rules/forced-labor.ts';
import { forcedLabor } from '../rules/violations-found.ts';
import { publishConduct } from '../standing/publish-findings.ts';
import { FORCED_LABOR_CORRECTIONS } from './account-corrections.ts';
import { caseClocks, mergeCaseClocks, stagedCaseClocks } from './case-clocks.ts';
import { numberField } from './entry-fields.ts';
import { decidedTogether, notBefore } from './in-order.ts';
import { publishRestated } from './publish-corrections.ts';
import { restate } from './restate.ts';

const day = optionalField(dayField);

const COLUMNS = {
  detention_number: numberField('a detention number'),
  importer_number: readImporterNumber,
  entry_number: optionalField(readEntryNumber),
  basis: wordField(FORCED_LABOR_BASES),
  order_reference: textField(100),
  merchandise: textField(500),
  origin: readCountryCode,
  imported_on: dayField,
  presented_on: dayField,
  detained_on: dayField,
  notice_on: day,
  proof_on: day,
  outcome: optionalField(wordField(FORCED_LABOR_OUTCOMES)),
  decided_on: day,
  protested_on: day,
  protest: optionalField(wordField(['ALLOWED', 'DENIED'] as const)),
  protest_decided_on: day,
  agencies: listField(readPgaAgency),
};

const days = (...names: readonly string[]): readonly StagedColumn[] =>
  names.map((name) => ({ name, type: 'date' }));
const texts = (...names: readonly string[]): readonly StagedColumn[] =>
  names.map((name) => ({ name, type: 'text' }));

const STORED: readonly StagedColumn[] = [
  ...texts('detention_number', 'importer_id', 'entry_id', 'basis', 'order_reference', 'merchandise'),
  ...texts('origin', 'outcome', 'protest'),
  ...days('imported_on', 'presented_on', 'detained_on', 'notice_on', 'proof_on', 'decided_on'),
  ...days('protested_on', 'protest_decided_on'),
  { name: 'agencies', type: 'text[]' },
];

/** Goods detained as made by forced labor, a row each detention; a later row restates. */
export function forcedLaborDetentionsFeed(secret: Secret): Feed<CsvRecord<keyof typeof COLUMNS, never>> {
  return {
    name: 'forced-labor-detentions',
    source: 'FORCED_LABOR_DETENTIONS',
    kind: 'CHANGES',
    tables: [
      { name: 'staged_forced_labor_detention', columns: [{ name: 'id', type: 'text' }, ...STORED] },
      stagedCaseClocks('staged_forced_labor_clock'),
    ],
    read: csv({ required: columnsOfFields(COLUMNS) }),
    map: (record) => {
      const read = readFields(record, COLUMNS);
      if ('rejected' in read) return read.rejected;
      const { importer_number, entry_number, ...held } = read.fields;
      const rejected =
        decidedTogether(held, 'outcome', 'decided_on') ??
        decidedTogether(held, 'protest', 'protest_decided_on') ??
        notBefore(held, [
          ['presented_on', 'detained_on'],
          ['detained_on', 'notice_on'],
          ['detained_on', 'decided_on'],
          ['decided_on', 'protested_on'],
          ['protested_on', 'protest_decided_on'],
        ]);
      if (rejected !== null) return rejected;
      const id = recordId('fld', secret.ids, held.detention_number);
      const clocks = clocksOfForcedLabor({
        basis: held.basis,
        importedOn: held.imported_on,
        presentedOn: held.presented_on,
        detainedOn: held.detained_on,
        noticeOn: held.notice_on,
        proofOn: held.proof_on,
        outcome: held.outcome,
        decidedOn: held.decided_on,
        protestedOn: held.protested_on,
        protest: held.protest,
        protestDecidedOn: held.protest_decided_on,
      });
      return {
        staged_forced_labor_detention: [
          {
            ...held,
            id,
            importer_id: recordId('imp', secret.ids, importer_number),
            entry_id: entry_number === null ? null : recordId('ent', secret.ids, entry_number),
          },
        ],
        staged_forced_labor_clock: caseClocks(secret, id, clocks),
      };
    },
    merge: [
      FORCED_LABOR_CORRECTIONS,
      restate('forced_labor_detention', 'staged_forced_labor_detention', STORED),
      ...mergeCaseClocks('staged_forced_labor_detention', 'staged_forced_labor_clock'),
    ],
    after: async (tx) => {
      await publishConduct('staged_forced_labor_detention', [forcedLabor])(tx);
      await publishRestated(tx, secret);
    },
  };
}
