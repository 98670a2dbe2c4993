import { readCountryCode } from '@good-standing/kernel/identifiers/country-code.ts';
import { readPostCode } from '@good-standing/kernel/identifiers/post-code.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { type CsvRecord, csv } from '@good-standing/kernel/ingest/csv.ts';
import type { Feed } from '@good-standing/kernel/ingest/feed.ts';
import { columnsOfFields, readFields, textField, yesNoField } from '@good-standing/kernel/ingest/fields.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';

const COLUMNS = {
  code: readPostCode,
  name: textField(200),
  country: readCountryCode,
  designated_operator: yesNoField,
};

/** Every post that dispatches mail to the United States. */
export function postsFeed(secret: Secret): Feed<CsvRecord<keyof typeof COLUMNS, never>> {
  return {
    name: 'posts',
    source: 'POSTS',
    kind: 'SNAPSHOT',
    tables: [
      {
        name: 'staged_post',
        columns: [
          { name: 'id', type: 'text' },
          { name: 'code', type: 'text' },
          { name: 'name', type: 'text' },
          { name: 'country', type: 'text' },
          { name: 'designated_operator', type: 'boolean' },
        ],
      },
    ],
    read: csv({ required: columnsOfFields(COLUMNS) }),
    map: (record) => {
      const read = readFields(record, COLUMNS);
      if ('rejected' in read) return read.rejected;
      return { staged_post: [{ ...read.fields, id: recordId('pst', secret.ids, read.fields.code) }] };
    },
    merge: [CHANGE, SEE],
    close: CLOSE,
  };
}

const CHANGE = `
  insert into post (id, code, name, country, designated_operator, run_id, line, seen_run_id)
  select distinct on (id) id, code, name, country, designated_operator, run_id, line, run_id
  from staged_post
  order by id, record desc
  on conflict (id) do update
    set name = excluded.name,
        country = excluded.country,
        designated_operator = excluded.designated_operator,
        delisted_on = null,
        run_id = excluded.run_id,
        line = excluded.line
    where (post.name, post.country, post.designated_operator, post.delisted_on)
      is distinct from (excluded.name, excluded.country, excluded.designated_operator, null)`;

const SEE = `
  update post
  set seen_run_id = :run_id
  from (select distinct id from staged_post) listed
  where post.id = listed.id and post.seen_run_id <> :run_id`;

const CLOSE = `
  update post
  set delisted_on = (select received_at::date from run where run_id = :run_id)
  where seen_run_id <> :run_id and delisted_on is null`;
