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
import type DataLoader from 'dataloader';
import { PUBLISHED } from './published-seizures.ts';
import type { Publication } from './tables.ts';
import { IS_PUBLIC } from './which-seizures.ts';

const PUBLICATION = `
  ${PUBLISHED}, seizure_publication.published_note as note, seizure_publication.published_by as "publishedBy",
  seizure_publication.published_at as "publishedAt", ${IS_PUBLIC} as "isPublic",
  seizure_publication.withdrawn_on as "withdrawnOn", seizure_publication.withdrawn_note as "withdrawnNote",
  seizure_publication.withdrawn_by as "withdrawnBy"`;

/** CBP all, nobody else any. */
function ofCbpAlone({ viewer }: LoaderSetting): string {
  return viewer.audience === 'CBP' ? 'true' : 'false';
}

/** Decisions to publish, whether they stand or not. One statement a tick. */
export function publicationById(setting: LoaderSetting): DataLoader<string, Publication | null> {
  const rows = statement<Publication>(
    setting.sql,
    `select ${PUBLICATION}
     from seizure_publication
     where seizure_publication.id = any(:ids::text[]) and ${ofCbpAlone(setting)}`,
  );
  return byKey<string, Publication>(
    (ids) => rows({ ids, today: setting.today }),
    ({ id }) => id,
  );
}

/** The latest first. One statement. */
export function publications(
  setting: LoaderSetting,
): (args: PageArguments) => Promise<Connection<Publication>> {
  const rows = statement<Publication>(
    setting.sql,
    `select ${PUBLICATION}
     from seizure_publication
     where ${ofCbpAlone(setting)}
       and (:after_at::timestamptz is null
         or (seizure_publication.published_at, seizure_publication.id) < (:after_at, :after_id::text))
     order by seizure_publication.published_at desc, seizure_publication.id desc
     limit :take::int`,
  );
  return async (args) => {
    const cursors = listCursors(setting, 'Query.seizurePublications', {});
    const { first, after } = readPage(args, cursors);
    const [after_at = null, after_id = null] = after ?? [];
    const found = await rows({ today: setting.today, after_at, after_id, take: first + 1 });
    return connection(found, first, cursors, ({ publishedAt, id }) => [publishedAt.toString(), id]);
  };
}
