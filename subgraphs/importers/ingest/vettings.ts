import { readImporterNumber } from '@good-standing/kernel/identifiers/importer-number.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { CsvRecord } from '@good-standing/kernel/ingest/csv.ts';
import type { Feed, Rejected } from '@good-standing/kernel/ingest/feed.ts';
import { dayField, optionalField, readFields, wordField } from '@good-standing/kernel/ingest/fields.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { referenceColumn } from './columns.ts';
import { personalCsv } from './personal-csv.ts';
import { listedIn, stagedAs, stagedColumns } from './snapshot.ts';
import { personId } from './vetted-persons.ts';

const COLUMNS = {
  vetting: referenceColumn,
  subject: wordField(['IMPORTER', 'CUSTODIAN', 'FORWARDER']),
  number: optionalField(readImporterNumber),
  reference: optionalField(referenceColumn),
  completed_on: dayField,
  result: wordField(['CLEAR', 'ADVERSE', 'INCONCLUSIVE']),
};

const TABLE = 'vetting';

const STAGED = {
  id: 'text',
  subject_id: 'text',
  subject_kind: 'text',
  importer_id: 'text',
  completed_on: 'date',
  result: 'text',
};

/** Vettings that were completed elsewhere (EO 14411 § 2(f)); those that officers record here stand beside them. */
export function vettingsFeed(secret: Secret): Feed<CsvRecord<keyof typeof COLUMNS, never>> {
  return {
    name: 'vettings',
    source: 'VETTINGS',
    kind: 'CHANGES',
    tables: [{ name: stagedAs(TABLE), columns: stagedColumns(STAGED) }],
    merge: [NOTE, MERGE],
    read: personalCsv(COLUMNS),
    map: (record) => {
      const read = readFields(record, COLUMNS);
      if ('rejected' in read) return read.rejected;
      const { vetting, subject, completed_on, result } = read.fields;
      const who = subjectOf(secret, read.fields);
      if ('field' in who) return who;
      const row = {
        ...who,
        id: recordId('vet', secret.ids, vetting),
        subject_kind: subject,
        completed_on,
        result,
      };
      return { [stagedAs(TABLE)]: [row] };
    },
  };
}

interface Subject {
  readonly subject: string;
  readonly number: string | null;
  readonly reference: string | null;
}

function subjectOf(
  secret: Secret,
  { subject, number, reference }: Subject,
): Rejected | { readonly subject_id: string; readonly importer_id: string | null } {
  if (subject === 'IMPORTER') {
    if (number === null) return { field: 'number', expected: 'the number of the importer', got: 'nothing' };
    const id = recordId('imp', secret.ids, number);
    return { subject_id: id, importer_id: id };
  }
  if (reference === null) {
    return { field: 'reference', expected: 'the reference of the person', got: 'nothing' };
  }
  return { subject_id: personId(secret, subject, reference), importer_id: null };
}

const CONTENT = ['subject_id', 'subject_kind', 'importer_id', 'completed_on', 'result'];
const of = (alias: string) => CONTENT.map((name) => `${alias}.${name}`).join(', ');

const NOTE = `
  insert into vetting_noted (subject_id)
  select distinct who.subject_id
  from ${listedIn(TABLE)} listed
  left join vetting held on held.id = listed.id
  cross join lateral (values (listed.subject_id), (held.subject_id)) as who (subject_id)
  where who.subject_id is not null and (held.id is null or (${of('listed')}) is distinct from (${of('held')}))
  order by 1
  on conflict do nothing`;

/** NOTE: what was decided on an adverse result stays decided; one that is told to be another after all has no decision. */
const MERGE = `
  insert into vetting as held (id, ${CONTENT.join(', ')}, run_id, line)
  select id, ${CONTENT.join(', ')}, run_id, line from ${listedIn(TABLE)} listed
  on conflict (id) do update
    set ${CONTENT.map((name) => `${name} = excluded.${name}`).join(', ')},
      run_id = excluded.run_id, line = excluded.line,
      decision = case when excluded.result = 'ADVERSE' then held.decision end,
      decision_note = case when excluded.result = 'ADVERSE' then held.decision_note end,
      decided_by = case when excluded.result = 'ADVERSE' then held.decided_by end,
      decided_organization = case when excluded.result = 'ADVERSE' then held.decided_organization end,
      decided_at = case when excluded.result = 'ADVERSE' then held.decided_at end
    where (${CONTENT.map((name) => `held.${name}`).join(', ')})
      is distinct from (${CONTENT.map((name) => `excluded.${name}`).join(', ')})`;
