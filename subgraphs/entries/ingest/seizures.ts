import { csv } from '@good-standing/kernel/ingest/csv.ts';
import type { Feed, StagedColumn } from '@good-standing/kernel/ingest/feed.ts';
import { columnsOfFields } from '@good-standing/kernel/ingest/fields.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { publishConduct } from '../standing/publish-findings.ts';
import { publishRestated } from './publish-corrections.ts';
import { restate } from './restate.ts';
import { groupRows } from './row-groups.ts';
import { MERGE_CLOCKS, STAGED_CLOCKS } from './seizure-clocks.ts';
import {
  SEIZURE_HEADER,
  SEIZURE_LINE,
  SEIZURE_LINE_OPTIONAL,
  SEIZURE_OPTIONAL,
  type SeizureHeaderColumn,
  type SeizureLineColumn,
  type SeizureRecord,
} from './seizure-columns.ts';
import { SEIZURE_CORRECTIONS } from './seizure-corrections.ts';
import { SEIZURE_LINE_CORRECTIONS, vanishedSeizureLines } from './seizure-line-corrections.ts';
import { seizureMapper } from './seizure-mapper.ts';

const days = (...names: readonly string[]): readonly StagedColumn[] =>
  names.map((name) => ({ name, type: 'date' }));
const texts = (...names: readonly string[]): readonly StagedColumn[] =>
  names.map((name) => ({ name, type: 'text' }));

const DOCUMENTS: readonly StagedColumn[] = ['entry', 'detention', 'seizure'].flatMap((document) => [
  { name: `description_at_${document}`, type: 'text' },
  { name: `quantity_at_${document}`, type: 'double precision' },
]);

const STORED: readonly StagedColumn[] = [
  ...texts('case_number', 'entry_id', 'filer_code', 'importer_id', 'environment', 'port'),
  { name: 'grounds', type: 'text[]' },
  ...days('presented_on', 'detained_on', 'detention_notice_on', 'seized_on', 'seizure_notice_on'),
  ...days('forfeited_on', 'abandoned_on', 'excluded_on', 'released_on', 'imported_on'),
  ...DOCUMENTS,
  ...texts('unit', 'origin', 'manufacturer_name', 'manufacturer_address', 'exporter_name'),
  ...texts('exporter_address', 'importer_name', 'importer_address'),
  { name: 'domestic_value_cents', type: 'bigint' },
  { name: 'redacted_images', type: 'text[]' },
  { name: 'images', type: 'text[]' },
  ...days('redacted_released_on', 'images_released_on'),
  { name: 'law_enforcement_hold', type: 'boolean' },
  { name: 'national_security_hold', type: 'boolean' },
  ...texts('importer_response'),
  ...days(
    'importer_responded_on',
    'images_requested_on',
    'commissioner_belief_on',
    'importer_window_ends_on',
    'importer_notified_on',
  ),
  { name: 'disclosure_warnings', type: 'boolean' },
  ...texts('commissioner_belief_basis', 'disposition', 'disposed_by', 'disposition_authority'),
  ...days('disposed_on'),
];

const STORED_LINE: readonly StagedColumn[] = [
  ...days('event_on', 'listed_on', 'acted_on'),
  { name: 'recordation_id', type: 'text' },
  { name: 'agencies', type: 'text[]' },
  { name: 'gray_market', type: 'boolean' },
  { name: 'basis', type: 'text' },
  { name: 'description', type: 'text' },
  { name: 'quantity', type: 'double precision' },
  ...DOCUMENTS,
  { name: 'value_cents', type: 'bigint' },
  ...days('limited_disclosed_on', 'comprehensive_disclosed_on', 'consent_asked_on', 'consent_answered_on'),
  ...texts('consent_answer'),
];

const NTH: StagedColumn = { name: 'nth', type: 'bigint' };

/** Seizures, a row for each product and mark; a seizure listed again is restated in full. */
export function seizuresFeed(secret: Secret): Feed<SeizureRecord> {
  const read = csv({
    required: columnsOfFields({ ...SEIZURE_HEADER, ...SEIZURE_LINE }),
    optional: columnsOfFields({ ...SEIZURE_OPTIONAL, ...SEIZURE_LINE_OPTIONAL }),
  });
  const headers = Object.keys({ ...SEIZURE_HEADER, ...SEIZURE_OPTIONAL }) as SeizureHeaderColumn[];
  return {
    name: 'seizures',
    source: 'SEIZURES',
    kind: 'CHANGES',
    tables: [
      { name: 'staged_seizure', columns: [{ name: 'id', type: 'text' }, NTH, ...STORED] },
      {
        name: 'staged_seizure_line',
        columns: [
          { name: 'seizure_id', type: 'text' },
          { name: 'number', type: 'integer' },
          NTH,
          ...STORED_LINE,
        ],
      },
      STAGED_CLOCKS,
    ],
    read: (bytes) => groupRows<SeizureHeaderColumn, SeizureLineColumn>(read(bytes), 'case_number', headers),
    map: seizureMapper(secret),
    merge: [
      LAST_STATEMENT,
      ...SEIZURE_CORRECTIONS,
      ...SEIZURE_LINE_CORRECTIONS,
      restate('seizure', 'staged_seizure', STORED),
      VANISHED,
      CHANGED,
      ...MERGE_CLOCKS,
    ],
    after: async (tx) => {
      await publishConduct('staged_seizure', [])(tx);
      await publishRestated(tx, secret);
    },
  };
}

/** Of two statements of one seizure in one chunk the later one counts. */
const LAST_STATEMENT = `
  delete from staged_seizure_line
  using staged_seizure later
  where later.id = staged_seizure_line.seizure_id and later.nth > staged_seizure_line.nth`;

const VANISHED = vanishedSeizureLines(`
    delete from seizure_line
    using staged_seizure
    where seizure_line.seizure_id = staged_seizure.id
      and not exists (
        select from staged_seizure_line
        where staged_seizure_line.seizure_id = seizure_line.seizure_id
          and staged_seizure_line.number = seizure_line.number
      )`);

const listed = (prefix = '') => STORED_LINE.map(({ name }) => `${prefix}${name}`).join(', ');

const CHANGED = `
  insert into seizure_line (seizure_id, number, ${listed()}, run_id, line)
  select seizure_id, number, ${listed()}, run_id, line
  from staged_seizure_line
  on conflict (seizure_id, number) do update
    set ${STORED_LINE.map(({ name }) => `${name} = excluded.${name}`).join(', ')},
        run_id = excluded.run_id,
        line = excluded.line
    where (${listed('seizure_line.')}) is distinct from (${listed('excluded.')})`;
