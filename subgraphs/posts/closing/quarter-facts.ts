import { previousQuarter, type Quarter, quarterDays } from '@good-standing/kernel/calendar/quarter.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { QUARTER_INPUTS } from '../columns.ts';
import { byClass, type MetricInputs } from '../metric/inputs.ts';
import { type Rational, rational, read, write } from '../metric/rational.ts';
import { appliesOn, type ByClass, type MetricNumbers, metric, type Parameter } from '../parameters.ts';
import type { QuarterInputsRow } from '../tables.ts';

/** All that a quarter is decided on. */
export interface QuarterFacts {
  readonly quarter: Quarter;
  readonly metric: Parameter<MetricNumbers>;
  readonly threshold: ThresholdFact | null;
  readonly priors: ByClass<Rational>;
  readonly posts: readonly PostFact[];
}

export interface ThresholdFact {
  readonly id: string;
  /** Decimal with three places. */
  readonly threshold: string;
}

export interface PostFact {
  readonly postId: string;
  /** Null where nothing was furnished for the quarter. */
  readonly inputs: MetricInputs | null;
  readonly previousIndex: Rational | null;
  readonly runId: number | null;
  readonly line: number | null;
}

/** The first closing of a quarter, which fixes its priors and its posts. */
export interface EarlierClosing {
  readonly nth: number;
  readonly priors: ByClass<string>;
}

export async function quarterFacts(
  tx: TransactionSql,
  quarter: Quarter,
  earlier: EarlierClosing | null,
): Promise<QuarterFacts> {
  const parameter = appliesOn(metric, quarterDays(quarter).start);
  const [threshold] = await statement<ThresholdFact>(tx, THRESHOLD)({ quarter });
  const rows = await statement<PostFactRow>(
    tx,
    POSTS,
  )({
    quarter,
    previous: previousQuarter(quarter),
    starts_on: quarterDays(quarter).start,
    is_first: earlier === null,
  });
  return {
    quarter,
    metric: parameter,
    threshold: threshold ?? null,
    priors:
      earlier === null
        ? await pooled(tx, quarter, parameter.value)
        : byClass((each) => read(earlier.priors[each])),
    posts: rows.map(postFact),
  };
}

/** Random inspections of every post in the quarters before: not the targeted ones, which would carry the targeting into the prior. */
async function pooled(
  tx: TransactionSql,
  quarter: Quarter,
  { priorQuarters, firstPriors }: MetricNumbers,
): Promise<ByClass<Rational>> {
  let from = quarter;
  for (let back = 0; back < priorQuarters; back += 1) from = previousQuarter(from);
  const [sums] = await statement<Pooled>(tx, POOLED)({ from, before: quarter });
  if (sums === undefined || sums.inspected === 0) return firstPriors;
  const { inspected, ...seized } = sums;
  return byClass((each) => rational(seized[each], inspected));
}

interface Pooled extends ByClass<number> {
  readonly inspected: number;
}

/** As fractions in text, for the record and the digest. */
export function writtenPriors(priors: ByClass<Rational>): ByClass<string> {
  return byClass((each) => write(priors[each]));
}

type PostFactRow = { readonly id: string; readonly violationIndex: string | null } & (
  | QuarterInputsRow
  | { readonly [Column in keyof QuarterInputsRow]: null }
);

function postFact(row: PostFactRow): PostFact {
  return {
    postId: row.id,
    inputs: row.postId === null ? null : metricInputs(row),
    previousIndex: row.violationIndex === null ? null : read(row.violationIndex),
    runId: row.runId,
    line: row.line,
  };
}

export function metricInputs(row: QuarterInputsRow): MetricInputs {
  return {
    items: row.items,
    targeted: {
      items: row.targetedItems,
      inspected: row.targetedInspected,
      seized: {
        narcotics: row.targetedNarcotics,
        intellectualProperty: row.targetedIpr,
        other: row.targetedOther,
      },
    },
    random: {
      inspected: row.randomInspected,
      seized: {
        narcotics: row.randomNarcotics,
        intellectualProperty: row.randomIpr,
        other: row.randomOther,
      },
    },
    isExemptFromAdvanceData: row.aedExempt,
    advanceData: {
      required: row.aedRequired,
      compliant: row.aedCompliant,
      quality: row.aedQuality === null ? null : row.aedQuality.toFixed(QUALITY_PLACES),
    },
    requests: { part: row.requestsAnswered, whole: row.requestsMade },
    returns: { part: row.returnsHonoured, whole: row.returnsRequested },
    blocked: { part: row.blockedRepeats, whole: row.blockedSenders },
  };
}

/** As the feed takes it: a double gives nine places back as they were written. */
const QUALITY_PLACES = 9;

const THRESHOLD = `
  select id, threshold::text
  from threshold_decision
  where quarter = :quarter
  order by decided_on desc, nth desc
  limit 1`;

const POSTS = `
  select post.id, before.violation_index as "violationIndex", ${QUARTER_INPUTS}
  from post
  left join quarter_inputs on quarter_inputs.post_id = post.id and quarter_inputs.quarter = :quarter
  left join post_score before
    on before.post_id = post.id
    and before.closing_id = (
      select id from quarter_closing where quarter = :previous order by nth desc limit 1)
  where quarter_inputs.post_id is not null
    or (:is_first and (post.delisted_on is null or post.delisted_on > :starts_on))
    or exists (
      select from post_score s
      join quarter_closing c on c.id = s.closing_id
      where c.quarter = :quarter and s.post_id = post.id)
  order by post.id`;

const POOLED = `
  select
    sum(random_inspected)::bigint as inspected,
    sum(random_narcotics)::bigint as narcotics,
    sum(random_ipr)::bigint as "intellectualProperty",
    sum(random_other)::bigint as other
  from quarter_inputs
  where quarter >= :from and quarter < :before
  having sum(random_inspected) > 0`;
