import { nextQuarter, type Quarter, quarterDays } from '@good-standing/kernel/calendar/quarter.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { climb, type LadderRules, type QuarterDecision, type Removal, type Rung } from '../ladder/fold.ts';
import { refreshMeasures } from '../measures/refresh-measures.ts';
import { appliesOn, ladderSteps, runs } from '../parameters.ts';
import type { Closer } from './close-quarter.ts';
import { reviewOrders } from './review-orders.ts';

export interface Refolding extends Closer {
  /** What the corrections and reviews are put down to; null where nothing was closed, and none can come of it. */
  readonly closingId: string | null;
}

/** One post's ladder as it was and as it is. */
export interface Refolded {
  readonly postId: string;
  readonly before: readonly Rung[];
  readonly after: readonly Rung[];
}

/**
 * Climbs the ladder of every post from its first decision on, writes the rungs that moved, and
 * notes each correction. A measure that lost its basis is opened for review; one whose run ended
 * is ended.
 */
export async function refold(tx: TransactionSql, refolding: Refolding): Promise<void> {
  const decided = await statement<Decided>(tx, DECIDED)({});
  const stood = await statement<Stood>(tx, STOOD)({});
  const before = Map.groupBy(stood, ({ postId }) => postId);
  const ladders = [...Map.groupBy(decided, ({ postId }) => postId)].map(
    ([postId, decisions]): Refolded => ({
      postId,
      before: (before.get(postId) ?? []).map(({ rung }) => rung),
      after: climb(withoutGaps(decisions), rulesOf),
    }),
  );
  await writeMoved(tx, refolding, ladders, stood, decided);
  await reviewOrders(tx, refolding, ladders);
  await refreshMeasures(tx, null);
}

/** What applies on the last day of a quarter. */
function rulesOf(quarter: Quarter): LadderRules {
  const { end } = quarterDays(quarter);
  return { steps: appliesOn(ladderSteps, end).value, runs: appliesOn(runs, end).value };
}

/** A quarter between that was not closed is one in which nothing was determined. */
function withoutGaps(decisions: readonly Decided[]): readonly QuarterDecision[] {
  const whole: QuarterDecision[] = [];
  for (const { quarter, determination, removal } of decisions) {
    const before = whole.at(-1);
    if (before !== undefined) {
      for (let gap = nextQuarter(before.quarter); gap < quarter; gap = nextQuarter(gap)) {
        whole.push({ quarter: gap, determination: 'UNDETERMINED', removal: null });
      }
    }
    whole.push({ quarter, determination, removal });
  }
  return whole;
}

async function writeMoved(
  tx: TransactionSql,
  { secret, closingId }: Refolding,
  ladders: readonly Refolded[],
  stood: readonly Stood[],
  decided: readonly Decided[],
): Promise<void> {
  const stoodBy = new Map(stood.map((each) => [`${each.postId} ${each.rung.quarter}`, each]));
  const decidedBy = new Map(decided.map((each) => [`${each.postId} ${each.quarter}`, each]));
  const moved = ladders.flatMap(({ postId, after }) =>
    after.flatMap((rung) => {
      const key = `${postId} ${rung.quarter}`;
      const decision = decidedBy.get(key);
      const earlier = stoodBy.get(key);
      if (decision === undefined) return [];
      if (earlier?.closingId === decision.closingId && isSame(earlier.rung, rung)) return [];
      const id = recordId('psc', secret.ids, `${decision.code} ${rung.quarter}`);
      return [{ ...rung, id, postId, closingId: decision.closingId, earlier: earlier?.rung ?? null }];
    }),
  );
  await statement(tx, WRITE)({ rungs: { json: moved } });
  const corrections = moved.flatMap(({ earlier, ...rung }) =>
    earlier === null || (earlier.run === rung.run && earlier.determination === rung.determination)
      ? []
      : [
          {
            postId: rung.postId,
            quarter: rung.quarter,
            before: earlier.determination,
            after: rung.determination,
            runBefore: earlier.run,
            runAfter: rung.run,
          },
        ],
  );
  if (closingId === null) return;
  await statement(tx, CORRECT)({ closing_id: closingId, corrections: { json: corrections } });
}

function isSame(one: Rung, other: Rung): boolean {
  return JSON.stringify(comparable(one)) === JSON.stringify(comparable(other));
}

function comparable({ determination, run, displayRun, clean, isListed, probation, open }: Rung) {
  return [determination, run, displayRun, clean, isListed, probation, open];
}

interface Decided extends QuarterDecision {
  readonly postId: string;
  readonly code: string;
  readonly closingId: string;
  readonly quarter: Quarter;
  readonly removal: Removal | null;
}

interface Stood {
  readonly postId: string;
  readonly closingId: string;
  readonly rung: Rung;
}

/** The decisions that now count, quarter by quarter, with the removals granted after each. */
const DECIDED = `
  select
    score.post_id as "postId", post.code, score.closing_id as "closingId", score.quarter, score.determination,
    case removal.status when 'GRANTED' then 'GRANT' when 'GRANTED_WITH_PROBATION' then 'GRANT_WITH_PROBATION' end as removal
  from (
    select distinct on (quarter) id
    from quarter_closing
    order by quarter, nth desc
  ) latest
  join post_score score on score.closing_id = latest.id
  join post on post.id = score.post_id
  left join lateral (
    select status
    from removal_request
    where post_id = score.post_id and after_quarter = score.quarter
    order by nth desc
    limit 1
  ) removal on true
  order by score.post_id, score.quarter`;

const STOOD = `
  select
    post_id as "postId", closing_id as "closingId",
    jsonb_build_object(
      'quarter', quarter, 'determination', determination, 'run', run, 'displayRun', display_run,
      'clean', clean, 'isListed', is_listed, 'probation', probation, 'open', open) as rung
  from post_standing
  order by post_id, quarter`;

const WRITE = `
  insert into post_standing (
    id, post_id, quarter, closing_id, determination, undetermined_because, run, display_run, clean,
    is_listed, probation, open, measures, score, score_low, score_high, is_marginal, threshold,
    metric_version, closings, closed_at)
  select
    rung.id, rung."postId", rung.quarter, rung."closingId", rung.determination, score.undetermined_because,
    rung.run, rung."displayRun", rung.clean, rung."isListed", rung.probation,
    array(select jsonb_array_elements_text(rung.open)), '{}', score.score_told, score.score_low,
    score.score_high, score.is_marginal, score.threshold, closing.metric_version, closing.nth, closing.closed_at
  from jsonb_to_recordset(:rungs::jsonb) as rung (
    id text, "postId" text, quarter text, "closingId" text, determination text, run integer,
    "displayRun" integer, clean integer, "isListed" boolean, probation integer, open jsonb)
  join post_score score on score.closing_id = rung."closingId" and score.post_id = rung."postId"
  join quarter_closing closing on closing.id = rung."closingId"
  on conflict (id) do update
    set closing_id = excluded.closing_id,
        determination = excluded.determination,
        undetermined_because = excluded.undetermined_because,
        run = excluded.run,
        display_run = excluded.display_run,
        clean = excluded.clean,
        is_listed = excluded.is_listed,
        probation = excluded.probation,
        open = excluded.open,
        score = excluded.score,
        score_low = excluded.score_low,
        score_high = excluded.score_high,
        is_marginal = excluded.is_marginal,
        threshold = excluded.threshold,
        metric_version = excluded.metric_version,
        closings = excluded.closings,
        closed_at = excluded.closed_at`;

const CORRECT = `
  insert into ladder_correction (
    closing_id, post_id, quarter, determination_before, determination_after, run_before, run_after)
  select :closing_id, "postId", quarter, before, after, "runBefore", "runAfter"
  from jsonb_to_recordset(:corrections::jsonb) as correction (
    "postId" text, quarter text, before text, after text, "runBefore" integer, "runAfter" integer)`;
