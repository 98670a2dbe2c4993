import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';

/**
 * Writes with each standing the measures in force under it, so that reading it asks nothing
 * more: inspection by the ladder itself, the others as CBP ordered them.
 *
 * @param postId null: of every post.
 */
export async function refreshMeasures(tx: TransactionSql, postId: string | null): Promise<void> {
  await statement(tx, REFRESH)({ post_id: postId });
}

const ordered = (measure: string) => `
  exists (
    select from measure_order
    where measure_order.post_id = s.post_id
      and measure = '${measure}'
      and basis_quarter <= s.quarter
      and (ended_quarter is null or s.quarter < ended_quarter))`;

const REFRESH = `
  update post_standing
  set measures = due.measures,
      undocumented_from = due.undocumented_from
  from (
    select
      s.id,
      array_remove(array[
        case when 'PRIORITY_INSPECTION' = any(s.open) then 'PRIORITY_INSPECTION' end,
        case when ${ordered('ADDITIONAL_INFORMATION')} then 'ADDITIONAL_INFORMATION' end,
        case when ${ordered('PROTECTIVE_MEASURES')} then 'PROTECTIVE_MEASURES' end
      ], null) as measures,
      (
        select min(due_on) + 1
        from additional_information asked
        where asked.post_id = s.post_id
          and asked.basis_quarter = s.quarter
          and (furnished_on is null or furnished_on > due_on)
      ) as undocumented_from
    from post_standing s
    where :post_id::text is null or s.post_id = :post_id
  ) due
  where post_standing.id = due.id
    and (post_standing.measures, post_standing.undocumented_from)
      is distinct from (due.measures, due.undocumented_from)`;
