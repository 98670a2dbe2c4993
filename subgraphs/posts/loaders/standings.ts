import {
  previousQuarter,
  type Quarter,
  quarterOf,
  readQuarter,
} from '@good-standing/kernel/calendar/quarter.ts';
import { readPostCode } from '@good-standing/kernel/identifiers/post-code.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { LARGEST_PAGE } from '@good-standing/kernel/postgres/page.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { wellFormed } from '@good-standing/kernel/subgraph/well-formed.ts';
import DataLoader from 'dataloader';
import type { QueryPostScoreboardArgs } from '../schema.generated.ts';
import type { InternationalPostRow, PostStandingRow } from '../tables.ts';

const STANDING = `
  standing.id, standing.post_id as "postId", standing.quarter, standing.determination,
  standing.undetermined_because as "undeterminedBecause", standing.score, standing.score_low as "scoreLow",
  standing.score_high as "scoreHigh", standing.is_marginal as marginal, standing.threshold,
  standing.closings, standing.closed_at as "closedAt",
  standing.run, standing.display_run as "displayRun", standing.is_listed as "isListed", standing.probation,
  standing.open, standing.measures as ordered, standing.undocumented_from as "undocumentedFrom"`;

type Found = { readonly id: null } | PostStandingRow;

/** Of each post the standing of one quarter, or the latest. One statement a tick. */
export function standingOf(
  setting: LoaderSetting,
): (post: InternationalPostRow, quarter: string | null | undefined) => Promise<PostStandingRow> {
  const rows = statement<Found & { readonly ordinal: number }>(
    setting.sql,
    `select asked.ordinal::int, ${STANDING}
     from unnest(:posts::text[], :quarters::text[]) with ordinality as asked (post_id, quarter, ordinal)
     left join lateral (
       select *
       from post_standing
       where post_id = asked.post_id and (asked.quarter is null or post_standing.quarter = asked.quarter)
       order by post_standing.quarter desc
       limit 1
     ) standing on true
     order by asked.ordinal`,
  );
  const found = new DataLoader<Asked, PostStandingRow | null, string>(
    async (asked) => {
      const posts = asked.map(({ post }) => post.id);
      const standings = await rows({ posts, quarters: asked.map(({ quarter }) => quarter) });
      return standings.map((row) => (row.id === null ? null : row));
    },
    { cacheKeyFn: ({ post, quarter }) => `${post.id} ${quarter}` },
  );
  return async (post, asked) => {
    const quarter = asked === null || asked === undefined ? null : wellFormed('quarter', readQuarter(asked));
    return (
      (await found.load({ post, quarter })) ??
      notClosed(setting, post, quarter ?? previousQuarter(quarterOf(setting.today)))
    );
  };
}

interface Asked {
  readonly post: InternationalPostRow;
  readonly quarter: Quarter | null;
}

/** Of a quarter that was not decided for the post. */
function notClosed(
  { secret }: LoaderSetting,
  post: { readonly id: InternationalPostRow['id']; readonly code: string },
  quarter: Quarter,
): PostStandingRow {
  return {
    id: recordId('psc', secret.ids, `${post.code} ${quarter}`),
    postId: post.id,
    quarter,
    determination: 'UNDETERMINED',
    undeterminedBecause: 'NOT_CLOSED',
    run: 0,
    displayRun: 0,
    isListed: false,
    probation: 0,
    open: [],
    ordered: [],
    undocumentedFrom: null,
    score: null,
    scoreLow: null,
    scoreHigh: null,
    marginal: false,
    threshold: null,
    closings: 1,
    closedAt: null,
  };
}

/** The listed posts, and those no longer listed that the quarter was decided of, by code. One statement, which gives the posts too. */
export function scoreboard(
  setting: LoaderSetting,
  known: (post: InternationalPostRow) => void,
): (args: QueryPostScoreboardArgs) => Promise<readonly PostStandingRow[]> {
  const rows = statement<Found & { readonly post: InternationalPostRow }>(
    setting.sql,
    `select ${STANDING},
       jsonb_build_object(
         'id', post.id, 'code', code, 'name', name, 'country', country, 'designatedOperator', designated_operator,
         'delistedOn', delisted_on, 'runId', post.run_id, 'line', post.line) as post
     from post
     left join post_standing standing on standing.post_id = post.id and standing.quarter = :quarter
     where (delisted_on is null or standing.id is not null)
       and (:after::text is null or code > :after)
     order by code
     limit :first::int`,
  );
  return async ({ quarter: asked, first = LARGEST_PAGE, after }) => {
    const quarter = wellFormed('quarter', readQuarter(asked));
    const code = after === null || after === undefined ? null : wellFormed('after', readPostCode(after));
    if (first < 1 || first > LARGEST_PAGE)
      throw badInput(`first: expected 1 to ${LARGEST_PAGE}, got ${first}`);
    const found = await rows({ quarter, first, after: code });
    return found.map(({ post, ...standing }) => {
      const { delistedOn } = post;
      known({ ...post, delistedOn: delistedOn && Temporal.PlainDate.from(delistedOn) });
      return standing.id === null ? notClosed(setting, post, quarter) : standing;
    });
  };
}
