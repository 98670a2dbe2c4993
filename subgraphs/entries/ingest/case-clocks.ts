import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { StagedRow, StagedTable } from '@good-standing/kernel/ingest/feed.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { OWED } from '../rules/clock-as-of.ts';
import type { Clock } from '../rules/statutory-clocks.ts';

/** What CBP owes in the cases of one file: due lists read it off `case_clock`. */
export function stagedCaseClocks(name: string): StagedTable {
  return {
    name,
    columns: [
      { name: 'id', type: 'text' },
      { name: 'case_id', type: 'text' },
      { name: 'kind', type: 'text' },
      { name: 'authority', type: 'text' },
      { name: 'from_on', type: 'date' },
      { name: 'due_on', type: 'date' },
      { name: 'met_on', type: 'date' },
    ],
  };
}

/** The clocks that run against CBP. */
export function caseClocks(secret: Secret, caseId: string, clocks: readonly Clock[]): readonly StagedRow[] {
  return clocks
    .filter(({ kind, from }) => OWED[kind].by === 'CBP' && from !== null)
    .map(({ kind, authority, from, dueOn, metOn }) => ({
      id: recordId('clk', secret.ids, `${caseId}/${kind}`),
      case_id: caseId,
      kind,
      authority,
      from_on: from,
      due_on: dueOn,
      met_on: metOn,
    }));
}

/** After the cases: one restated has the clocks of its last row and no others. */
export function mergeCaseClocks(cases: string, clocks: string): readonly string[] {
  const last = `
    select distinct on (id) *
    from ${clocks} clock
    where clock.record = (select max(record) from ${cases} stated where stated.id = clock.case_id)
    order by id, record desc`;
  return [
    `delete from case_clock
     using ${cases}
     where case_clock.case_id = ${cases}.id
       and not exists (select from (${last}) kept where kept.id = case_clock.id)`,
    `insert into case_clock (id, case_id, kind, authority, from_on, due_on, met_on)
     select id, case_id, kind, authority, from_on, due_on, met_on
     from (${last}) kept
     on conflict (id) do update
       set authority = excluded.authority, from_on = excluded.from_on, due_on = excluded.due_on,
         met_on = excluded.met_on
       where (case_clock.authority, case_clock.from_on, case_clock.due_on, case_clock.met_on)
         is distinct from (excluded.authority, excluded.from_on, excluded.due_on, excluded.met_on)`,
  ];
}
