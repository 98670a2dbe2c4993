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
  yesNoField,
} from '@good-standing/kernel/ingest/fields.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { clocksOfEvasion } from '../rules/evasion.ts';
import { evasion } from '../rules/violations-found.ts';
import { publishConduct } from '../standing/publish-findings.ts';
import { EVASION_CORRECTIONS } from './account-corrections.ts';
import { caseClocks, mergeCaseClocks, stagedCaseClocks } from './case-clocks.ts';
import { numberField } from './entry-fields.ts';
import { decidedTogether, notBefore } from './in-order.ts';
import { publishRestated } from './publish-corrections.ts';
import { restate } from './restate.ts';

const day = optionalField(dayField);

const COLUMNS = {
  case_number: numberField('a case number'),
  importer_number: readImporterNumber,
  order_number: textField(40),
  merchandise: textField(500),
  received_on: dayField,
  initiated_on: day,
  interim: optionalField(wordField(['MEASURES', 'NONE'] as const)),
  interim_on: day,
  notified_on: day,
  extended: yesNoField,
  determination: optionalField(wordField(['AFFIRMATIVE', 'NEGATIVE'] as const)),
  determined_on: day,
  determination_notice_on: day,
  review_asked_on: day,
  review: optionalField(wordField(['AFFIRMED', 'REVERSED'] as const)),
  reviewed_on: day,
  agencies: listField(readPgaAgency),
};

const days = (...names: readonly string[]): readonly StagedColumn[] =>
  names.map((name) => ({ name, type: 'date' }));
const texts = (...names: readonly string[]): readonly StagedColumn[] =>
  names.map((name) => ({ name, type: 'text' }));

const STORED: readonly StagedColumn[] = [
  ...texts('case_number', 'importer_id', 'order_number', 'merchandise', 'interim', 'determination', 'review'),
  ...days('received_on', 'initiated_on', 'interim_on', 'notified_on', 'determined_on'),
  ...days('determination_notice_on', 'review_asked_on', 'reviewed_on'),
  { name: 'is_extended', type: 'boolean' },
  { name: 'agencies', type: 'text[]' },
];

/** Investigations of evasion, a row each; a later row restates. */
export function evasionCasesFeed(secret: Secret): Feed<CsvRecord<keyof typeof COLUMNS, never>> {
  return {
    name: 'evasion-cases',
    source: 'EVASION_CASES',
    kind: 'CHANGES',
    tables: [
      { name: 'staged_evasion_case', columns: [{ name: 'id', type: 'text' }, ...STORED] },
      stagedCaseClocks('staged_evasion_clock'),
    ],
    read: csv({ required: columnsOfFields(COLUMNS) }),
    map: (record) => {
      const read = readFields(record, COLUMNS);
      if ('rejected' in read) return read.rejected;
      const { importer_number, extended, ...held } = read.fields;
      const rejected =
        decidedTogether(held, 'interim', 'interim_on') ??
        decidedTogether(held, 'determination', 'determined_on') ??
        decidedTogether(held, 'review', 'reviewed_on') ??
        notBefore(held, [
          ['received_on', 'initiated_on'],
          ['initiated_on', 'interim_on'],
          ['interim_on', 'notified_on'],
          ['initiated_on', 'determined_on'],
          ['determined_on', 'determination_notice_on'],
          ['determined_on', 'review_asked_on'],
          ['review_asked_on', 'reviewed_on'],
        ]);
      if (rejected !== null) return rejected;
      const id = recordId('evc', secret.ids, held.case_number);
      const clocks = clocksOfEvasion({
        receivedOn: held.received_on,
        initiatedOn: held.initiated_on,
        interim: held.interim,
        interimOn: held.interim_on,
        notifiedOn: held.notified_on,
        isExtended: extended,
        determination: held.determination,
        determinedOn: held.determined_on,
        determinationNoticeOn: held.determination_notice_on,
        reviewAskedOn: held.review_asked_on,
        review: held.review,
        reviewedOn: held.reviewed_on,
      });
      return {
        staged_evasion_case: [
          { ...held, id, importer_id: recordId('imp', secret.ids, importer_number), is_extended: extended },
        ],
        staged_evasion_clock: caseClocks(secret, id, clocks),
      };
    },
    merge: [
      EVASION_CORRECTIONS,
      restate('evasion_case', 'staged_evasion_case', STORED),
      ...mergeCaseClocks('staged_evasion_case', 'staged_evasion_clock'),
    ],
    after: async (tx) => {
      await publishConduct('staged_evasion_case', [evasion])(tx);
      await publishRestated(tx, secret);
    },
  };
}
