import { byKey, pagesByParent } from '@good-standing/kernel/postgres/batch.ts';
import {
  type Connection,
  connection,
  type PageArguments,
  readPage,
} from '@good-standing/kernel/postgres/page.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { viewerParams } from '@good-standing/kernel/relation/importer-relation.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { listCursors } from '@good-standing/kernel/subgraph/list-cursors.ts';
import DataLoader from 'dataloader';
import type { BrokerRow, DueDiligenceRecordRow } from '../tables.ts';
import { visibleRecord } from '../visibility.ts';

const RECORD = `
  r.record_id as id, r.nth, r.broker_id as "brokerId", r.importer_id as "importerId", r.kind, r.done_on as "on",
  r.note, r.recorded_at as "recordedAt"`;

/** Null where there is none that the viewer may know of. One statement a tick. */
export function dueDiligenceById(setting: LoaderSetting): DataLoader<string, DueDiligenceRecordRow | null> {
  const rows = statement<DueDiligenceRecordRow>(
    setting.sql,
    `select ${RECORD}
     from due_diligence r
     where r.record_id = any(:ids::text[]) and ${visibleRecord(setting.viewer, 'r.broker_id')}`,
  );
  const viewer = viewerParams(setting.viewer, setting.today);
  return byKey<string, DueDiligenceRecordRow>(
    (ids) => rows({ ...viewer, ids }),
    (row) => row.id,
  );
}

/** A page of each broker's, the latest first. One statement a tick. */
export function dueDiligenceOf(setting: LoaderSetting) {
  type Row = DueDiligenceRecordRow & { readonly ordinal: number };
  const rows = statement<Row>(
    setting.sql,
    `select page.ordinal::int, documented.*
     from unnest(:parents::text[], :takes::int[], :after_nth::bigint[])
       with ordinality as page (broker_id, take, after_nth, ordinal)
     cross join lateral (
       select ${RECORD}
       from due_diligence r
       where r.broker_id = page.broker_id and ${visibleRecord(setting.viewer, 'r.broker_id')}
         and (page.after_nth is null or r.nth < page.after_nth)
       order by r.nth desc
       limit page.take
     ) documented
     order by page.ordinal, documented.nth desc`,
  );
  const viewer = viewerParams(setting.viewer, setting.today);
  const pages = pagesByParent<string, Row>(1, ({ parents, takes, afters: [nths = []] }) =>
    rows({ ...viewer, parents, takes, after_nth: nths }),
  );
  return async (broker: BrokerRow, args: PageArguments): Promise<Connection<DueDiligenceRecordRow>> => {
    const cursors = listCursors(setting, 'Broker.dueDiligence', { broker: broker.id });
    const page = readPage(args, cursors);
    const found = await pages.load({ ...page, parent: broker.id });
    return connection<DueDiligenceRecordRow>(found, page.first, cursors, ({ nth }) => [nth]);
  };
}

/** A broker and clients of it. */
export interface ForClients {
  readonly brokerId: string;
  readonly importerIds: readonly string[];
}

/** What a broker documented for some of its clients, the latest first, at most 200. One statement a tick. */
export function dueDiligenceFor(
  setting: LoaderSetting,
): DataLoader<ForClients, readonly DueDiligenceRecordRow[], string> {
  const rows = statement<DueDiligenceRecordRow & { readonly asked: number }>(
    setting.sql,
    `select asked.nth::int as asked, documented.*
     from unnest(:brokers::text[], :clients::text[]) with ordinality as asked (broker_id, importer_ids, nth)
     cross join lateral (
       select ${RECORD}
       from due_diligence r
       where r.broker_id = asked.broker_id and r.importer_id = any(string_to_array(asked.importer_ids, ' '))
         and ${visibleRecord(setting.viewer, 'r.broker_id')}
       order by r.nth desc
       limit 200
     ) documented
     order by asked.nth, documented.nth desc`,
  );
  const viewer = viewerParams(setting.viewer, setting.today);
  return new DataLoader<ForClients, readonly DueDiligenceRecordRow[], string>(
    async (asked) => {
      const found = await rows({
        ...viewer,
        brokers: asked.map(({ brokerId }) => brokerId),
        clients: asked.map(({ importerIds }) => importerIds.join(' ')),
      });
      const held = Map.groupBy(found, (row) => row.asked);
      return asked.map((_each, nth) => held.get(nth + 1) ?? []);
    },
    {
      cacheKeyFn: ({ brokerId, importerIds }) => `${brokerId} ${importerIds.join(' ')}`,
      maxBatchSize: 5_000,
    },
  );
}
