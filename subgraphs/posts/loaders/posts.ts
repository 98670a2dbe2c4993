import { byKey } from '@good-standing/kernel/postgres/batch.ts';
import {
  type Connection,
  connection,
  type PageArguments,
  readPage,
} from '@good-standing/kernel/postgres/page.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { listCursors } from '@good-standing/kernel/subgraph/list-cursors.ts';
import { wellFormedPrefix } from '@good-standing/kernel/subgraph/well-formed.ts';
import type DataLoader from 'dataloader';
import type { PostFilter } from '../schema.generated.ts';
import type { InternationalPostRow } from '../tables.ts';

export interface PostsArguments extends PageArguments {
  readonly filter?: PostFilter | null;
}

const POST = `
  id, code, name, country, designated_operator as "designatedOperator", delisted_on as "delistedOn",
  run_id as "runId", line`;

/** Null where there is no such post. One statement a tick. */
export function postBy(
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

/** Listed posts by code. One statement. */
export function posts(
  setting: LoaderSetting,
): (args: PostsArguments) => Promise<Connection<InternationalPostRow>> {
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
