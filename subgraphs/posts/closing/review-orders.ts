import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { Rung, Step } from '../ladder/fold.ts';
import { lostBasis } from '../ladder/lost-basis.ts';
import type { Refolded, Refolding } from './refold.ts';

interface OrderInForce {
  readonly id: string;
  readonly postId: string;
  readonly measure: Step;
  readonly basisQuarter: string;
}

/** What becomes of an order once the ladder was climbed again. */
export type Outcome =
  | { readonly becomes: 'STAYS' }
  | { readonly becomes: 'REVIEWED' }
  | { readonly becomes: 'ENDED'; readonly quarter: string; readonly reason: 'RUN_BROKEN' | 'REMOVED' };

/**
 * An order whose own standing no longer opens the measure is CBP's to review, never lifted
 * silently; one whose run ended later ends with it (EO 13904 § 5(e)).
 *
 * @param removed whether the quarter's standing is one that a granted removal reset.
 */
export function outcomeOf(
  { measure, basisQuarter }: Pick<OrderInForce, 'measure' | 'basisQuarter'>,
  rungs: readonly Rung[],
  removed: (rung: Rung) => boolean,
): Outcome {
  const basis = rungs.find((rung) => rung.quarter === basisQuarter);
  if (basis !== undefined && !basis.open.includes(measure) && !removed(basis)) return { becomes: 'REVIEWED' };
  const end = rungs.find((rung) => rung.quarter >= basisQuarter && !rung.open.includes(measure));
  if (end === undefined) return { becomes: 'STAYS' };
  return { becomes: 'ENDED', quarter: end.quarter, reason: removed(end) ? 'REMOVED' : 'RUN_BROKEN' };
}

/** Ends and opens for review, for every post whose ladder was climbed again. */
export async function reviewOrders(
  tx: TransactionSql,
  refolding: Refolding,
  ladders: readonly Refolded[],
): Promise<void> {
  const on = refolding.at.toZonedDateTimeISO('UTC').toPlainDate();
  const orders = Map.groupBy(await statement<OrderInForce>(tx, IN_FORCE)({}), ({ postId }) => postId);
  const removals = await statement<{ postId: string; quarter: string }>(tx, REMOVALS)({});
  const removedAt = new Set(removals.map(({ postId, quarter }) => `${postId} ${quarter}`));
  for (const { postId, before, after } of ladders) {
    const removed = (rung: Rung) => removedAt.has(`${postId} ${rung.quarter}`);
    for (const { quarter, step } of lostBasis(before, after)) {
      const rung = after.find((each) => each.quarter === quarter);
      if (step !== 'PRIORITY_INSPECTION' || (rung !== undefined && removed(rung))) continue;
      await openReview(tx, refolding, { postId, measure: step, quarter, orderId: null, on });
    }
    for (const order of orders.get(postId) ?? []) {
      const outcome = outcomeOf(order, after, removed);
      if (outcome.becomes === 'REVIEWED') {
        const { measure, basisQuarter: quarter, id: orderId } = order;
        await openReview(tx, refolding, { postId, measure, quarter, orderId, on });
      } else if (outcome.becomes === 'ENDED') {
        const { quarter, reason } = outcome;
        await statement(tx, END)({ id: order.id, quarter, reason, on });
      }
    }
  }
}

interface Review {
  readonly postId: string;
  readonly measure: Step;
  readonly quarter: string;
  readonly orderId: string | null;
  readonly on: Temporal.PlainDate;
}

async function openReview(
  tx: TransactionSql,
  { secret, closingId }: Refolding,
  { postId, measure, quarter, orderId, on }: Review,
): Promise<void> {
  if (closingId === null) throw new Error('a measure lost its basis, but no quarter was closed');
  const id = recordId('mrv', secret.ids, `${postId} ${measure} ${quarter} ${orderId} ${closingId}`);
  await statement(
    tx,
    OPEN,
  )({ id, post_id: postId, measure, quarter, closing_id: closingId, order_id: orderId, on });
}

const IN_FORCE = `
  select id, post_id as "postId", measure, basis_quarter as "basisQuarter"
  from measure_order
  where ended_on is null
    and not exists (
      select from measure_review where order_id = measure_order.id and status in ('OPEN', 'UPHELD'))`;

const REMOVALS = `
  select post_id as "postId", after_quarter as quarter
  from removal_request
  where after_quarter is not null`;

const OPEN = `
  insert into measure_review (id, post_id, measure, quarter, closing_id, order_id, opened_on)
  values (:id, :post_id, :measure, :quarter, :closing_id, :order_id, :on)
  on conflict do nothing`;

const END = `
  update measure_order
  set ended_on = :on,
      ended_quarter = :quarter,
      end_reason = :reason
  where id = :id`;
