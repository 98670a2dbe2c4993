import { readQuarter } from '@good-standing/kernel/calendar/quarter.ts';
import { type Malformed, malformed } from '@good-standing/kernel/identifiers/malformed.ts';
import { readPostCode } from '@good-standing/kernel/identifiers/post-code.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { type CsvRecord, csv } from '@good-standing/kernel/ingest/csv.ts';
import type { Feed, Rejected } from '@good-standing/kernel/ingest/feed.ts';
import {
  columnsOfFields,
  countField,
  type Fields,
  optionalField,
  readFields,
  yesNoField,
} from '@good-standing/kernel/ingest/fields.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';

const COUNTS = {
  items: countField,
  targeted_items: countField,
  targeted_inspected: countField,
  targeted_narcotics: countField,
  targeted_ipr: countField,
  targeted_other: countField,
  random_inspected: countField,
  random_narcotics: countField,
  random_ipr: countField,
  random_other: countField,
  aed_required: countField,
  aed_compliant: countField,
  requests_made: countField,
  requests_answered: countField,
  returns_requested: countField,
  returns_honoured: countField,
  blocked_senders: countField,
  blocked_repeats: countField,
};

const COLUMNS = {
  code: readPostCode,
  quarter: readQuarter,
  aed_exempt: yesNoField,
  aed_quality: optionalField(readShare),
  ...COUNTS,
};

/** What must be part of what. */
const PARTS = [
  ['targeted_items', 'items'],
  ['targeted_inspected', 'targeted_items'],
  ['targeted_narcotics', 'targeted_inspected'],
  ['targeted_ipr', 'targeted_inspected'],
  ['targeted_other', 'targeted_inspected'],
  ['random_narcotics', 'random_inspected'],
  ['random_ipr', 'random_inspected'],
  ['random_other', 'random_inspected'],
  ['aed_required', 'items'],
  ['aed_compliant', 'aed_required'],
  ['requests_answered', 'requests_made'],
  ['returns_honoured', 'returns_requested'],
] as const satisfies readonly (readonly [keyof typeof COUNTS, keyof typeof COUNTS])[];

const MEASURES = ['aed_exempt', 'aed_quality', ...Object.keys(COUNTS)];

/** The inputs of the non-compliance metric, a row for each post and quarter; a later row restates. */
export function postQuartersFeed(secret: Secret): Feed<CsvRecord<keyof typeof COLUMNS, never>> {
  return {
    name: 'post-quarters',
    source: 'POST_QUARTERS',
    kind: 'CHANGES',
    tables: [
      {
        name: 'staged_quarter',
        columns: [
          { name: 'post_id', type: 'text' },
          { name: 'quarter', type: 'text' },
          { name: 'aed_exempt', type: 'boolean' },
          { name: 'aed_quality', type: 'double precision' },
          ...Object.keys(COUNTS).map((name) => ({ name, type: 'integer' })),
        ],
      },
    ],
    read: csv({ required: columnsOfFields(COLUMNS) }),
    map: (record) => {
      const read = readFields(record, COLUMNS);
      if ('rejected' in read) return read.rejected;
      const { code, ...inputs } = read.fields;
      const rejected = partsRejected(read.fields);
      if (rejected !== null) return rejected;
      return { staged_quarter: [{ ...inputs, post_id: recordId('pst', secret.ids, code) }] };
    },
    merge: [RESTATE],
  };
}

function readShare(text: string): number | Malformed {
  const written = text.trim();
  return /^(?:0(?:\.\d{1,9})?|1(?:\.0{1,9})?)$/.test(written)
    ? Number(written)
    : malformed('a share, 0 to 1', text);
}

function partsRejected(inputs: Fields<typeof COUNTS>): Rejected | null {
  for (const [part, whole] of PARTS) {
    if (inputs[part] > inputs[whole]) {
      return { field: part, expected: `at most ${whole}, ${inputs[whole]}`, got: String(inputs[part]) };
    }
  }
  const rest = inputs.items - inputs.targeted_items;
  if (inputs.random_inspected <= rest) return null;
  return {
    field: 'random_inspected',
    expected: `at most items less targeted_items, ${rest}`,
    got: String(inputs.random_inspected),
  };
}

const listed = (prefix: string) => MEASURES.map((name) => `${prefix}${name}`).join(', ');

const RESTATE = `
  insert into quarter_inputs (post_id, quarter, ${listed('')}, run_id, line)
  select distinct on (post_id, quarter) post_id, quarter, ${listed('')}, run_id, line
  from staged_quarter
  order by post_id, quarter, record desc
  on conflict (post_id, quarter) do update
    set ${MEASURES.map((name) => `${name} = excluded.${name}`).join(', ')},
        run_id = excluded.run_id,
        line = excluded.line
    where (${listed('quarter_inputs.')}) is distinct from (${listed('excluded.')})`;
