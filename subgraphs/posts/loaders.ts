import { type Provenance, provenanceOf, type ReceivedLine } from '@good-standing/kernel/ingest/provenance.ts';
import { byKey, pagesByParent } from '@good-standing/kernel/postgres/batch.ts';
import {
  type Connection,
  connection,
  type PageArguments,
  readPage,
} from '@good-standing/kernel/postgres/page.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { viewerParams } from '@good-standing/kernel/relation/importer-relation.ts';
import type { RequestContext } from '@good-standing/kernel/subgraph/context.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { listCursors } from '@good-standing/kernel/subgraph/list-cursors.ts';
import { wellFormedPrefix } from '@good-standing/kernel/subgraph/well-formed.ts';
import type DataLoader from 'dataloader';
import type { PostFilter } from './schema.generated.ts';
import type { InternationalPostRow, QuarterInputsRow } from './tables.ts';
import { visibleQuarters } from './visibility.ts';

export type Context = RequestContext<Loaders>;

export interface Loaders {
  /** Null where there is no such post. One statement a tick. */
  readonly postById: DataLoader<string, InternationalPostRow | null>;
  /** By the canonical code; a post no longer listed is still found. One statement a tick. */
  readonly postByCode: DataLoader<string, InternationalPostRow | null>;
  /** Listed posts by code. One statement. */
  readonly posts: (args: PostsArguments) => Promise<Connection<InternationalPostRow>>;
  /** Latest quarter first. One statement a tick for all posts, whatever the size of the pages. */
  readonly quartersOf: (
    post: InternationalPostRow,
    page: PageArguments,
  ) => Promise<Connection<QuarterInputsRow>>;
  /** One statement a tick. */
  readonly provenanceOf: (row: ReceivedLine) => Promise<Provenance>;
}

export interface PostsArguments extends PageArguments {
  readonly filter?: PostFilter | null;
}

export function loaders(setting: LoaderSetting): Loaders {
  return {
    postById: postBy(setting, 'id'),
    postByCode: postBy(setting, 'code'),
    posts: posts(setting),
    quartersOf: quartersOf(setting),
    provenanceOf: provenanceOf(setting.sql),
  };
}

const POST = `
  id, code, name, country, designated_operator as "designatedOperator", delisted_on as "delistedOn",
  run_id as "runId", line`;

function postBy(
  setting: LoaderSetting,
  column: 'id' | 'code',
): DataLoader<string, InternationalPostRow | null> {
  const rows = statement<InternationalPostRow>(
    setting.sql,
    `select ${POST} from post where ${column} = any(:keys::text[])`,
  );
  return byKey(
    (keys: readonly string[]) => rows({ keys }),
    (row) => row[column],
  );
}

function posts(setting: LoaderSetting): Loaders['posts'] {
  const rows = statement<InternationalPostRow>(
    setting.sql,
    `select ${POST}
     from post
     where delisted_on is null
       and (:country::text is null or country = :country)
       and (:designated_operator::boolean is null or designated_operator = :designated_operator)
       and (:name_prefix::text is null or starts_with(upper(name), upper(:name_prefix)))
       and (:after_code::text is null or code > :after_code)
     order by code
     limit :take::int`,
  );
  return async ({ filter, ...args }) => {
    const where = {
      country: filter?.country ?? null,
      designated_operator: filter?.designatedOperator ?? null,
      name_prefix: wellFormedPrefix('filter.namePrefix', filter?.namePrefix),
    };
    const cursors = listCursors(setting, 'Query.posts', where);
    const { first, after } = readPage(args, cursors);
    const found = await rows({ ...where, after_code: after?.[0] ?? null, take: first + 1 });
    return connection(found, first, cursors, (post) => [post.code]);
  };
}

const QUARTER = `
  post_id as "postId", quarter, items, aed_exempt as "aedExempt",
  targeted_items as "targetedItems", targeted_inspected as "targetedInspected",
  targeted_narcotics as "targetedNarcotics", targeted_ipr as "targetedIpr", targeted_other as "targetedOther",
  random_inspected as "randomInspected",
  random_narcotics as "randomNarcotics", random_ipr as "randomIpr", random_other as "randomOther",
  aed_required as "aedRequired", aed_compliant as "aedCompliant", aed_quality as "aedQuality",
  requests_made as "requestsMade", requests_answered as "requestsAnswered",
  returns_requested as "returnsRequested", returns_honoured as "returnsHonoured",
  blocked_senders as "blockedSenders", blocked_repeats as "blockedRepeats",
  run_id as "runId", line`;

function quartersOf(setting: LoaderSetting): Loaders['quartersOf'] {
  const rows = statement<QuarterInputsRow & { readonly ordinal: number }>(
    setting.sql,
    `select page.ordinal::int, inputs.*
     from unnest(:parents::text[], :takes::int[], :after_quarter::text[])
       with ordinality as page (post_id, take, after_quarter, ordinal)
     cross join lateral (
       select ${QUARTER}
       from quarter_inputs
       where quarter_inputs.post_id = page.post_id
         and ${visibleQuarters(setting.viewer)}
         and (page.after_quarter is null or quarter < page.after_quarter)
       order by quarter desc
       limit page.take
     ) inputs
     order by page.ordinal, inputs.quarter desc`,
  );
  const { subject } = viewerParams(setting.viewer, setting.today);
  const pages = pagesByParent<string, QuarterInputsRow & { readonly ordinal: number }>(
    1,
    ({ parents, takes, afters: [quarters = []] }) =>
      rows({ parents, takes, after_quarter: quarters, subject }),
  );
  return async (post, args) => {
    const cursors = listCursors(setting, 'InternationalPost.quarters', { post: post.id });
    const page = readPage(args, cursors);
    const found = await pages.load({ ...page, parent: post.id });
    return connection<QuarterInputsRow>(found, page.first, cursors, (row) => [row.quarter]);
  };
}
