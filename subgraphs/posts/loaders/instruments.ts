import { readPostCode } from '@good-standing/kernel/identifiers/post-code.ts';
import { byKey } from '@good-standing/kernel/postgres/batch.ts';
import { type Connection, connection, readPage } from '@good-standing/kernel/postgres/page.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { viewerParams } from '@good-standing/kernel/relation/importer-relation.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { listCursors } from '@good-standing/kernel/subgraph/list-cursors.ts';
import { wellFormed } from '@good-standing/kernel/subgraph/well-formed.ts';
import type DataLoader from 'dataloader';
import type { QueryPostInstrumentsArgs } from '../schema.generated.ts';
import type { PostInstrumentRow } from '../tables.ts';
import { visibleInstruments } from '../visibility.ts';

const INSTRUMENT = `
  id, post_id as "postId", reference, kind, concluded_on as "concludedOn",
  includes_importer_provisions as "includesImporterProvisions", circular_reference as "circularReference"`;

/** Null where there is none, or none that the viewer may know of. One statement a tick. */
export function instrumentById({
  sql,
  viewer,
  today,
}: LoaderSetting): DataLoader<string, PostInstrumentRow | null> {
  const rows = statement<PostInstrumentRow>(
    sql,
    `select ${INSTRUMENT}
     from post_instrument
     where id = any(:ids::text[]) and ${visibleInstruments(viewer, 'post_id')}`,
  );
  const { subject } = viewerParams(viewer, today);
  return byKey<string, PostInstrumentRow>(
    (ids) => rows({ ids, subject }),
    (row) => row.id,
  );
}

/** Latest first. One statement. */
export function instruments(
  setting: LoaderSetting,
): (args: QueryPostInstrumentsArgs) => Promise<Connection<PostInstrumentRow>> {
  const rows = statement<PostInstrumentRow>(
    setting.sql,
    `select ${INSTRUMENT}
     from post_instrument
     where (:code::text is null or post_id = (select id from post where code = :code))
       and ${visibleInstruments(setting.viewer, 'post_id')}
       and (:after_day::date is null or (concluded_on, id) < (:after_day, :after_id))
     order by concluded_on desc, id desc
     limit :take::int`,
  );
  const { subject } = viewerParams(setting.viewer, setting.today);
  return async ({ post = null, ...args }) => {
    const code = post === null ? null : wellFormed('post', readPostCode(post));
    const cursors = listCursors(setting, 'Query.postInstruments', { code });
    const { first, after } = readPage(args, cursors);
    const found = await rows({
      code,
      subject,
      after_day: after?.[0] ?? null,
      after_id: after?.[1] ?? null,
      take: first + 1,
    });
    return connection(found, first, cursors, (row) => [row.concludedOn.toString(), row.id]);
  };
}
