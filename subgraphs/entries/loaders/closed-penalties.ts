import {
  type Connection,
  connection,
  type PageArguments,
  readPage,
} from '@good-standing/kernel/postgres/page.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { listCursors } from '@good-standing/kernel/subgraph/list-cursors.ts';
import type { ClosedPenaltyRow } from '../tables.ts';
import { CLOSED_PENALTIES } from '../visibility.ts';

/** In order of the ids, which tell nothing: when a case was closed is not among the six items. One statement. */
export function closedPenalties(
  setting: LoaderSetting,
): (args: PageArguments) => Promise<Connection<ClosedPenaltyRow>> {
  const rows = statement<ClosedPenaltyRow>(
    setting.sql,
    `select penalty.id, penalty.party_name as party, penalty.statute,
       penalty.assessed_cents as "assessedCents", penalty.loss_of_revenue_cents as "lossOfRevenueCents",
       penalty.mitigated_cents as "mitigatedCents", penalty.paid_cents as "paidCents"
     from penalty
     where ${CLOSED_PENALTIES} and (:after::text is null or penalty.id > :after)
     order by penalty.id
     limit :take::int`,
  );
  return async (args) => {
    const cursors = listCursors(setting, 'Query.closedPenalties', {});
    const { first, after } = readPage(args, cursors);
    const found = await rows({
      today: setting.today.toString(),
      after: after?.[0] ?? null,
      take: first + 1,
    });
    return connection(found, first, cursors, (penalty) => [penalty.id]);
  };
}
