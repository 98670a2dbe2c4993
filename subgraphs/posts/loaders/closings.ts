import { readQuarter } from '@good-standing/kernel/calendar/quarter.ts';
import { byKey, pagesByParent } from '@good-standing/kernel/postgres/batch.ts';
import { type Connection, connection, readPage } from '@good-standing/kernel/postgres/page.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { listCursors } from '@good-standing/kernel/subgraph/list-cursors.ts';
import { wellFormed } from '@good-standing/kernel/subgraph/well-formed.ts';
import type DataLoader from 'dataloader';
import type { QueryQuarterClosingsArgs } from '../schema.generated.ts';
import type { LadderCorrectionRow, QuarterClosingRow, ThresholdDecisionRow } from '../tables.ts';
import { ofCbpAlone } from '../visibility.ts';
import type { PageOf } from './page-of.ts';

const CLOSING = `
  id, quarter, nth, closed_at as "closedAt", metric_version as "metricVersion", threshold_id as "thresholdId",
  input_digest as "inputDigest", caused_by as "causedBy", posts, compliant,
  non_compliant as "nonCompliant", undetermined`;

/** Null where there is none, or none that the viewer may know of. One statement a tick. */
export function closingById({ sql, viewer }: LoaderSetting): DataLoader<string, QuarterClosingRow | null> {
  const rows = statement<QuarterClosingRow>(
    sql,
    `select ${CLOSING} from quarter_closing where id = any(:ids::text[]) and ${ofCbpAlone(viewer)}`,
  );
  return byKey<string, QuarterClosingRow>(
    (ids) => rows({ ids }),
    (row) => row.id,
  );
}

/** Latest first. One statement. */
export function closings(
  setting: LoaderSetting,
): (args: QueryQuarterClosingsArgs) => Promise<Connection<QuarterClosingRow>> {
  const rows = statement<QuarterClosingRow>(
    setting.sql,
    `select ${CLOSING}
     from quarter_closing
     where quarter = :quarter
       and ${ofCbpAlone(setting.viewer)}
       and (:after_nth::int is null or nth < :after_nth)
     order by nth desc
     limit :take::int`,
  );
  return async ({ quarter: asked, ...args }) => {
    const quarter = wellFormed('quarter', readQuarter(asked));
    const cursors = listCursors(setting, 'Query.quarterClosings', { quarter });
    const { first, after } = readPage(args, cursors);
    const found = await rows({ quarter, after_nth: after?.[0] ?? null, take: first + 1 });
    return connection(found, first, cursors, (closing) => [closing.nth]);
  };
}

const THRESHOLD = `
  id, quarter, threshold::float8, decided_on as "decidedOn", basis`;

/** Public record. One statement a tick. */
export function thresholdById({ sql }: LoaderSetting): DataLoader<string, ThresholdDecisionRow | null> {
  const rows = statement<ThresholdDecisionRow>(
    sql,
    `select ${THRESHOLD} from threshold_decision where id = any(:ids::text[])`,
  );
  return byKey<string, ThresholdDecisionRow>(
    (ids) => rows({ ids }),
    (row) => row.id,
  );
}

/** The latest decision of each quarter: public record. One statement a tick. */
export function thresholdOf({ sql }: LoaderSetting): DataLoader<string, ThresholdDecisionRow | null> {
  const rows = statement<ThresholdDecisionRow>(
    sql,
    `select distinct on (quarter) ${THRESHOLD}
     from threshold_decision
     where quarter = any(:quarters::text[])
     order by quarter, decided_on desc, nth desc`,
  );
  return byKey<string, ThresholdDecisionRow>(
    (quarters) => rows({ quarters }),
    (row) => row.quarter,
  );
}

/** By post and quarter. One statement a tick for all closings, whatever the size of the pages. */
export function correctionsOf(setting: LoaderSetting): PageOf<LadderCorrectionRow> {
  const rows = statement<LadderCorrectionRow & { readonly ordinal: number }>(
    setting.sql,
    `select page.ordinal::int, correction.*
     from unnest(:parents::text[], :takes::int[], :after_post::text[], :after_quarter::text[])
       with ordinality as page (closing_id, take, after_post, after_quarter, ordinal)
     cross join lateral (
       select
         post_id as "postId", quarter, determination_before as "determinationBefore",
         determination_after as "determinationAfter", run_before as "runBefore", run_after as "runAfter"
       from ladder_correction
       where closing_id = page.closing_id
         and ${ofCbpAlone(setting.viewer)}
         and (page.after_post is null or (post_id, quarter) > (page.after_post, page.after_quarter))
       order by post_id, quarter
       limit page.take
     ) correction
     order by page.ordinal, correction."postId", correction.quarter`,
  );
  const pages = pagesByParent<string, LadderCorrectionRow & { readonly ordinal: number }>(
    2,
    ({ parents, takes, afters: [posts = [], quarters = []] }) =>
      rows({ parents, takes, after_post: posts, after_quarter: quarters }),
  );
  return async (closing, args) => {
    const cursors = listCursors(setting, 'QuarterClosing.corrections', { closing: closing.id });
    const page = readPage(args, cursors);
    const found = await pages.load({ ...page, parent: closing.id });
    return connection<LadderCorrectionRow>(found, page.first, cursors, (row) => [row.postId, row.quarter]);
  };
}
