import { mutate } from '@good-standing/kernel/mutation/mutate.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { oneAtATime } from '../closing/one-at-a-time.ts';
import type { MutationDecideMeasureReviewArgs, MutationLiftMeasureArgs } from '../schema.generated.ts';
import { refreshMeasures } from './refresh-measures.ts';
import { writtenText } from './written.ts';

/** CBP ends a measure that it ordered. One that is ended stays as it was ended. */
export function liftMeasure(setting: LoaderSetting) {
  return (input: MutationLiftMeasureArgs): Promise<string | null> =>
    mutate(setting, {
      name: 'liftMeasure',
      input,
      work: async (tx) => {
        const note = writtenText('note', input.note);
        await oneAtATime(tx);
        const [order] = await statement<{ id: string }>(tx, ORDER)({ id: input.id });
        if (order === undefined) return null;
        await lift(tx, order.id, note, setting.today);
        return order.id;
      },
    });
}

/**
 * CBP decides on a measure whose standing a restatement took away: it stays on a ground that the
 * note gives, or it is lifted. The same decision again changes nothing; another is refused.
 */
export function decideMeasureReview(setting: LoaderSetting) {
  return (input: MutationDecideMeasureReviewArgs): Promise<string | null> =>
    mutate(setting, {
      name: 'decideMeasureReview',
      input,
      work: async (tx) => {
        const note = writtenText('note', input.note);
        await oneAtATime(tx);
        const [review] = await statement<Review>(tx, REVIEW)({ id: input.id });
        if (review === undefined) return null;
        const status = input.decision === 'UPHOLD' ? 'UPHELD' : 'LIFTED';
        if (review.status === status) return input.id;
        if (review.status !== 'OPEN')
          throw badInput(`decision: the review was decided before, ${review.status}`);
        await statement(tx, DECIDE)({ id: input.id, status, note, on: setting.today });
        if (status === 'LIFTED' && review.orderId !== null) {
          await lift(tx, review.orderId, note, setting.today);
        }
        return input.id;
      },
    });
}

interface Review {
  readonly status: 'OPEN' | 'UPHELD' | 'LIFTED';
  readonly orderId: string | null;
}

async function lift(tx: TransactionSql, id: string, note: string, on: Temporal.PlainDate): Promise<void> {
  const [lifted] = await statement<{ postId: string }>(tx, LIFT)({ id, note, on });
  if (lifted !== undefined) await refreshMeasures(tx, lifted.postId);
}

const ORDER = `
  select id
  from measure_order
  where id = :id
  for update`;

const REVIEW = `
  select status, order_id as "orderId"
  from measure_review
  where id = :id
  for update`;

const DECIDE = `
  update measure_review
  set status = :status,
      note = :note,
      decided_on = :on
  where id = :id`;

/** No longer in force under the latest standing. */
const LIFT = `
  update measure_order
  set ended_on = :on,
      ended_quarter = (
        select max(quarter) from post_standing where post_standing.post_id = measure_order.post_id),
      end_reason = 'LIFTED',
      end_note = :note
  where id = :id and ended_on is null
  returning post_id as "postId"`;
