import {
  type Connection,
  connection,
  type PageArguments,
  readPage,
} from '@good-standing/kernel/postgres/page.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { listCursors } from '@good-standing/kernel/subgraph/list-cursors.ts';
import type { Snapshot } from './tables.ts';

const SNAPSHOT = `
  select id, through, taken_on as "takenOn", taken_at as "takenAt", smallest_cell as "smallestCell", digest
  from statistics_snapshot
  join snapshot_digest on snapshot_id = id`;

/** The snapshot of an id, or the latest for null; null where there is none. One statement for each id of a request. */
export function snapshotAsked({ sql }: LoaderSetting): (id: string | null) => Promise<Snapshot | null> {
  const one = statement<Snapshot>(
    sql,
    `${SNAPSHOT} where :id::text is null or id = :id order by through desc limit 1`,
  );
  const asked = new Map<string | null, Promise<Snapshot | null>>();
  return (id) => {
    const known = asked.get(id) ?? one({ id }).then(([snapshot = null]) => snapshot);
    asked.set(id, known);
    return known;
  };
}

/** The latest first. One statement. */
export function snapshots(setting: LoaderSetting): (args: PageArguments) => Promise<Connection<Snapshot>> {
  const rows = statement<Snapshot>(
    setting.sql,
    `${SNAPSHOT} where :after::text is null or through < :after order by through desc limit :take::int`,
  );
  return async (args) => {
    const cursors = listCursors(setting, 'Query.statisticsSnapshots', {});
    const { first, after } = readPage(args, cursors);
    const found = await rows({ after: after?.[0] ?? null, take: first + 1 });
    return connection(found, first, cursors, ({ through }) => [through]);
  };
}
