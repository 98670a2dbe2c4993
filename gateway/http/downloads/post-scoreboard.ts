import { previousQuarter, quarterOf } from '@good-standing/kernel/calendar/quarter.ts';
import type { PostScoreboardQuery } from '@good-standing/schema/operations/public/operations.generated.ts';
import type { Ask, Dataset, Row } from './dataset.ts';

/** Posts that the operation gives at once. */
const PAGE = 200;

/** By operator code. */
export const postScoreboard: Dataset = {
  name: 'post-scoreboard',
  title: 'Scoreboard of international posts',
  says: 'Every post’s place on the ladder of EO 13904 § 5 for one quarter: the last one that is over, or the one asked for.',
  authority: 'EO 13904 § 5(a), (e)',
  source: 'Quarters closed by CBP',
  parameters: { quarter: /^\d{4}-Q[1-4]$/ },
  columns: [
    { name: 'quarter', datatype: 'string', of: 'PostStanding.quarter' },
    { name: 'code', datatype: 'string', of: 'InternationalPost.code' },
    { name: 'name', datatype: 'string', of: 'InternationalPost.name' },
    { name: 'country', datatype: 'string', of: 'InternationalPost.country' },
    { name: 'determination', datatype: 'string', of: 'PostStanding.determination' },
    { name: 'compliant', datatype: 'boolean', of: 'PostStanding.compliant' },
    {
      name: 'consecutive_non_compliant_quarters',
      datatype: 'integer',
      of: 'PostStanding.consecutiveNonCompliantQuarters',
    },
    { name: 'listed', datatype: 'boolean', of: 'PostStanding.listed' },
    { name: 'measures', datatype: 'string', of: 'PostStanding.measures', separator: ';' },
    { name: 'threshold', datatype: 'decimal', of: 'PostStanding.threshold' },
  ],
  rows: ({ ask, given, today }) => standings(ask, given.quarter ?? String(previousQuarter(quarterOf(today)))),
};

async function* standings(ask: Ask, quarter: string): AsyncGenerator<readonly Row[]> {
  let after: string | null = null;
  do {
    const data = (await ask('public/post-scoreboard', { quarter, after })) as PostScoreboardQuery;
    const page = data.postScoreboard;
    yield page.map(({ post, ...standing }) => ({
      quarter,
      code: post.code,
      name: post.name,
      country: post.country,
      determination: standing.determination,
      compliant: standing.compliant,
      consecutive_non_compliant_quarters: standing.consecutiveNonCompliantQuarters,
      listed: standing.listed,
      measures: standing.measures,
      threshold: standing.threshold,
    }));
    after = page.length < PAGE ? null : (page.at(-1)?.post.code ?? null);
  } while (after !== null);
}
