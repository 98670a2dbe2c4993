/** The agencies that lines of each staged entry are flagged to, in order. Joins `staged_entry`. */
export const FLAGGED = `
  left join (
    select entry_id, array_agg(distinct agency order by agency) as agencies
    from staged_line, unnest(agencies) as agency
    where agencies <> '{}'
    group by entry_id
  ) flagged on flagged.entry_id = staged_entry.id`;
