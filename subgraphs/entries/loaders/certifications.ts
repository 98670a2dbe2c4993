import { manyByKey } from '@good-standing/kernel/postgres/batch.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { viewerParams } from '@good-standing/kernel/relation/importer-relation.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type DataLoader from 'dataloader';
import type { CertificationRow } from '../tables.ts';
import { visibleEntryLines } from '../visibility.ts';

/**
 * What is certified of each entry, the latest first, at most 200. Of entries that the
 * viewer may know of alone: to an agency what is of the entry and of lines flagged to it,
 * and of the lines no others. One statement a tick.
 */
export function certificationsOfEntry({
  sql,
  viewer,
  today,
}: LoaderSetting): DataLoader<string, readonly CertificationRow[]> {
  const rows = statement<CertificationRow>(
    sql,
    `select made.*
     from unnest(:ids::text[]) as asked (id)
     join entry_day on entry_day.id = asked.id
     cross join lateral (
       select certified.entry_id as id, certified.certification as number, certified.kind, shown.lines,
         certified.signed_by as "signedBy", certified.signed_on as "signedOn"
       from entry_certification certified
       cross join lateral (
         select coalesce(array_agg(entry_line.number order by entry_line.number), '{}') as lines
         from entry_line
         where entry_line.filed_on = entry_day.filed_on and entry_line.entry_id = asked.id
           and entry_line.number = any (certified.lines) and ${visibleEntryLines(viewer)}
       ) shown
       where certified.entry_id = asked.id and (certified.lines = '{}' or shown.lines <> '{}')
       order by certified.signed_on desc, certified.id
       limit 200
     ) made
     order by made.id, made."signedOn" desc, made.number`,
  );
  const params = viewerParams(viewer, today);
  return manyByKey<string, CertificationRow>(
    (ids) => rows({ ...params, ids }),
    (row) => row.id,
  );
}
