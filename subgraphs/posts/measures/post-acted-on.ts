import { readPostCode } from '@good-standing/kernel/identifiers/post-code.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { wellFormed } from '@good-standing/kernel/subgraph/well-formed.ts';
import { oneAtATime } from '../closing/one-at-a-time.ts';

/** A post as those who act on it need it, with its latest standing. */
export interface PostActedOn {
  readonly id: string;
  readonly country: string;
  /** Null where no quarter of it was ever closed. */
  readonly quarter: string | null;
  readonly run: number;
  readonly isListed: boolean;
  readonly open: readonly string[];
  /** Whether a quarter of the run was decided within its uncertainty. */
  readonly isMarginal: boolean;
}

/** Null where there is no such post. Its standing stays as it is until the transaction ends. */
export async function postActedOn(
  tx: TransactionSql,
  by: { readonly code: string } | { readonly id: string },
): Promise<PostActedOn | null> {
  const code = 'code' in by ? wellFormed('post', readPostCode(by.code)) : null;
  await oneAtATime(tx);
  const [post] = await statement<PostActedOn>(tx, POST)({ code, id: 'id' in by ? by.id : null });
  return post ?? null;
}

const POST = `
  select
    post.id, post.country, standing.quarter,
    coalesce(standing.run, 0) as run,
    coalesce(standing.is_listed, false) as "isListed",
    coalesce(standing.open, '{}') as open,
    coalesce((
      select bool_or(is_marginal)
      from (
        select is_marginal
        from post_standing
        where post_id = post.id
        order by quarter desc
        limit standing.run
      ) in_run
    ), false) as "isMarginal"
  from post
  left join lateral (
    select quarter, run, is_listed, open
    from post_standing
    where post_id = post.id
    order by quarter desc
    limit 1
  ) standing on true
  where post.code = :code::text or post.id = :id::text`;
