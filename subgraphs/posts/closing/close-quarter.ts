import type { Quarter } from '@good-standing/kernel/calendar/quarter.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { decidePosts, factsDigest, type PostDecision } from './decide-posts.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { type EarlierClosing, type QuarterFacts, quarterFacts, writtenPriors } from './quarter-facts.ts';
import { refold } from './refold.ts';

/** Who closes, and when. */
export interface Closer {
  readonly secret: Secret;
  readonly organization: string | null;
  readonly at: Temporal.Instant;
}

/**
 * Decides quarters that are over, each for every post at once (EO 13904 § 5(a)): on the inputs
 * as they now stand, against the threshold decided before the quarter closed. What was decided
 * on the same facts before stays as it is; on others it is a restatement, which decides anew
 * the quarters after it that were measured against it, and climbs every ladder again. To be run
 * in a transaction; others wait.
 *
 * @returns the closing that now counts of each quarter, by quarter.
 */
export async function closeQuarters(
  tx: TransactionSql,
  quarters: readonly Quarter[],
  closer: Closer,
): Promise<ReadonlyMap<Quarter, string>> {
  await oneAtATime(tx);
  const closings = new Map<Quarter, string>();
  const made: string[] = [];
  for (const quarter of [...quarters].sort()) {
    const closing = await decide(tx, quarter, quarter, closer);
    closings.set(quarter, closing.id);
    if (closing.isMade) made.push(closing.id, ...(await decideAfter(tx, quarter, closer)));
  }
  const [first] = made;
  if (first !== undefined) await refold(tx, { ...closer, closingId: first });
  return closings;
}

/** A restatement moves the next quarter by its violation index alone, and that one moves no other unless its own did. */
async function decideAfter(tx: TransactionSql, quarter: Quarter, closer: Closer): Promise<readonly string[]> {
  const later = await statement<{ quarter: Quarter }>(tx, CLOSED_AFTER)({ quarter });
  const made: string[] = [];
  for (const each of later) {
    const closing = await decide(tx, each.quarter, quarter, closer);
    if (!closing.isMade) break;
    made.push(closing.id);
  }
  return made;
}

interface Closing {
  readonly id: string;
  /** False where the same facts had been decided before. */
  readonly isMade: boolean;
}

async function decide(
  tx: TransactionSql,
  quarter: Quarter,
  causedBy: Quarter,
  closer: Closer,
): Promise<Closing> {
  const [earlier] = await statement<EarlierClosing & { readonly id: string; readonly digest: string }>(
    tx,
    EARLIER,
  )({ quarter });
  const facts = await quarterFacts(tx, quarter, earlier ?? null);
  const digest = factsDigest(facts);
  if (earlier?.digest === digest) return { id: earlier.id, isMade: false };
  const nth = (earlier?.nth ?? 0) + 1;
  const id = recordId('qcl', closer.secret.ids, `${quarter} ${nth}`);
  await keep(tx, { id, nth, digest, causedBy, facts, decisions: decidePosts(facts) }, closer);
  return { id, isMade: true };
}

interface Kept {
  readonly id: string;
  readonly nth: number;
  readonly digest: string;
  readonly causedBy: Quarter;
  readonly facts: QuarterFacts;
  readonly decisions: readonly PostDecision[];
}

async function keep(tx: TransactionSql, kept: Kept, { organization, at }: Closer): Promise<void> {
  const { id, nth, digest, causedBy, facts, decisions } = kept;
  const counted = (determination: string) =>
    decisions.filter((decision) => decision.determination === determination).length;
  await statement(
    tx,
    KEEP_CLOSING,
  )({
    id,
    nth,
    quarter: facts.quarter,
    metric_version: facts.metric.version,
    threshold_id: facts.threshold?.id ?? null,
    priors: { json: writtenPriors(facts.priors) },
    digest,
    caused_by: causedBy,
    posts: decisions.length,
    compliant: counted('COMPLIANT'),
    non_compliant: counted('NON_COMPLIANT'),
    undetermined: counted('UNDETERMINED'),
    organization,
    at,
  });
  const threshold = facts.threshold === null ? null : Number(facts.threshold.threshold);
  const decided = { id, quarter: facts.quarter, threshold, decisions: { json: decisions } };
  await statement(tx, KEEP_DECISIONS)(decided);
}

const EARLIER = `
  select id, nth, priors, input_digest as digest
  from quarter_closing
  where quarter = :quarter
  order by nth desc
  limit 1`;

const CLOSED_AFTER = `
  select distinct quarter
  from quarter_closing
  where quarter > :quarter
  order by quarter`;

const KEEP_CLOSING = `
  insert into quarter_closing (
    id, nth, quarter, metric_version, threshold_id, priors, input_digest, caused_by,
    posts, compliant, non_compliant, undetermined, organization, closed_at)
  values (
    :id, :nth, :quarter, :metric_version, :threshold_id, :priors, :digest, :caused_by,
    :posts, :compliant, :non_compliant, :undetermined, :organization, :at)`;

const KEEP_DECISIONS = `
  insert into post_score (
    closing_id, quarter, threshold, post_id, determination, undetermined_because, score, score_told,
    score_low, score_high, is_marginal, violation_index, previous_index, factors, inputs, run_id, line)
  select
    :id, :quarter, :threshold::float8, "postId", determination, "undeterminedBecause", score, "scoreTold",
    "scoreLow", "scoreHigh", "isMarginal", "violationIndex", "previousIndex", factors, inputs, "runId", line
  from jsonb_to_recordset(:decisions::jsonb) as decision (
    "postId" text, determination text, "undeterminedBecause" text, score text, "scoreTold" float8,
    "scoreLow" float8, "scoreHigh" float8, "isMarginal" boolean, "violationIndex" text,
    "previousIndex" text, factors jsonb, inputs jsonb, "runId" bigint, line bigint)`;
