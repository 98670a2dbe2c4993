import { readQuarter } from '@good-standing/kernel/calendar/quarter.ts';
import { readCountryCode } from '@good-standing/kernel/identifiers/country-code.ts';
import { type Connection, connection, readPage } from '@good-standing/kernel/postgres/page.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { listCursors } from '@good-standing/kernel/subgraph/list-cursors.ts';
import { wellFormed } from '@good-standing/kernel/subgraph/well-formed.ts';
import type { QueryPublishedSeizuresArgs } from '../schema.generated.ts';
import type { Published } from './tables.ts';
import { IS_PUBLIC } from './which-seizures.ts';

export const PUBLISHED = `
  seizure_publication.id, seizure_publication.seizure_id as "seizureId", seizure_publication.period,
  seizure_publication.profile, seizure_publication.environment, seizure_publication.classes, seizure_publication.issues,
  seizure_publication.port, seizure_publication.seized_on as "seizedOn", seizure_publication.description,
  seizure_publication.quantity, seizure_publication.unit, seizure_publication.origin,
  seizure_publication.law_violated as "lawViolated", seizure_publication.notice_on as "noticeOn",
  seizure_publication.score, seizure_publication.score_version as "scoreVersion",
  seizure_publication.score_parts as "scoreParts", seizure_publication.published_on as "publishedOn"`;

/** By points, the highest first. One statement, read off the index of all or of a period. */
export function publishedSeizures(
  setting: LoaderSetting,
): (args: QueryPublishedSeizuresArgs) => Promise<Connection<Published>> {
  const ranked = (ofPeriod: string) =>
    statement<Published>(
      setting.sql,
      `select ${PUBLISHED}
       from seizure_publication
       where ${IS_PUBLIC}
         ${ofPeriod}
         and (:environment::text is null or seizure_publication.environment = :environment)
         and (:class::text is null or :class = any(seizure_publication.classes))
         and (:issue::text is null or :issue = any(seizure_publication.issues))
         and (:country::text is null or seizure_publication.origin = :country)
         and (:after_score::int is null or seizure_publication.score <= :after_score)
         and (:after_score::int is null
           or seizure_publication.score < :after_score or seizure_publication.id > :after_id::text)
       order by seizure_publication.score desc, seizure_publication.id
       limit :take::int`,
    );
  const ofAll = ranked('');
  const ofOne = ranked('and seizure_publication.period = :period');
  return async ({ period: asked, filter, ...args }) => {
    const where = {
      period: asked == null ? null : wellFormed('period', readQuarter(asked)),
      environment: filter?.environment ?? null,
      class: filter?.class ?? null,
      issue: filter?.priorityTradeIssue ?? null,
      country: filter?.country == null ? null : wellFormed('filter.country', readCountryCode(filter.country)),
    };
    const cursors = listCursors(setting, 'Query.publishedSeizures', where);
    const { first, after } = readPage(args, cursors);
    const [after_score = null, after_id = null] = after ?? [];
    const params = { ...where, today: setting.today, after_score, after_id, take: first + 1 };
    const found = where.period === null ? await ofAll(params) : await ofOne(params);
    return connection(found, first, cursors, ({ score, id }) => [score, id]);
  };
}
