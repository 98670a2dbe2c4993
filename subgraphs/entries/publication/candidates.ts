import { quarterDays, readQuarter } from '@good-standing/kernel/calendar/quarter.ts';
import { type Connection, connection, readPage } from '@good-standing/kernel/postgres/page.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { listCursors } from '@good-standing/kernel/subgraph/list-cursors.ts';
import { wellFormed } from '@good-standing/kernel/subgraph/well-formed.ts';
import type { QueryPublicationCandidatesArgs } from '../schema.generated.ts';
import { earlierOffenses } from './earlier-offenses.ts';
import { scoreSql } from './score.ts';
import type { Candidate } from './tables.ts';
import { CASES_AT_AN_END, HAS_NOTICE, IN_MAIL_OR_EXPRESS, NOT_HELD } from './which-seizures.ts';

/**
 * Of a quarter what may be published and is not, by points, the highest first; whoever asks is
 * CBP. One statement: every seizure of the quarter is ranked, whatever the size of the page.
 */
export function candidates(
  setting: LoaderSetting,
): (args: QueryPublicationCandidatesArgs) => Promise<Connection<Candidate>> {
  return async ({ period: asked, ...args }) => {
    if (setting.viewer.audience !== 'CBP') return connection([], 1, listCursors(setting, '', {}), () => []);
    const period = wellFormed('period', readQuarter(asked));
    const { start, end } = quarterDays(period);
    const cursors = listCursors(setting, 'Query.publicationCandidates', { period });
    const { first, after } = readPage(args, cursors);
    const [after_points = null, after_id = null] = after ?? [];
    const rows = statement<Omit<Candidate, 'on'>>(setting.sql, ranked(end));
    const { today } = setting;
    const found = await rows({ today, start, end, after_points, after_id, take: first + 1 });
    return connection(
      found.map((row) => ({ ...row, on: end })),
      first,
      cursors,
      ({ points, id }) => [points, id],
    );
  };
}

/** Exported for the benchmark. @param on last day of the quarter. */
export function ranked(on: Temporal.PlainDate): string {
  return `
    with possible as materialized (
      select candidate.id, candidate.grounds, candidate.profile, ${earlierOffenses(on)} as earlier
      from (
        select seizure.id, seizure.grounds, seizure.importer_id, seizure.exporter_name, seizure.exporter_address,
          seizure.seized_on,
          case when ${CASES_AT_AN_END} then 'COMPLETED_CASE' when ${HAS_NOTICE} then 'FORFEITURE_NOTICE' end as profile
        from seizure
        where seizure.seized_on between :start and :end and ${IN_MAIL_OR_EXPRESS} and ${NOT_HELD}
          and not exists (
            select from seizure_publication standing
            where standing.seizure_id = seizure.id and standing.withdrawn_on is null)
      ) candidate
      where candidate.profile is not null
    ),
    scored as (
      select id, profile, grounds, earlier as "earlierOffenses", ${scoreSql('grounds', 'earlier', on)} as points
      from possible
    )
    select *
    from scored
    where :after_points::int is null or points < :after_points or (points = :after_points and id > :after_id::text)
    order by points desc, id
    limit :take::int`;
}
