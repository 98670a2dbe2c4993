import { manyByKey, pagesByParent } from '@good-standing/kernel/postgres/batch.ts';
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
import type DataLoader from 'dataloader';
import type { BrokerRow, ImporterRow } from '../tables.ts';
import { ENGAGEMENT_IN_FORCE, visibleEngagements } from '../visibility.ts';
import { brokerColumns } from './brokers.ts';

type BrokerOfImporter = BrokerRow & { readonly importerId: string };

/** Brokers that act for each importer today, by name, at most 200. One statement a tick. */
export function brokersOf(setting: LoaderSetting): DataLoader<string, readonly BrokerOfImporter[]> {
  const rows = statement<BrokerOfImporter>(
    setting.sql,
    `select wanted.importer_id as "importerId", acting.*
     from unnest(:ids::text[]) as wanted (importer_id)
     cross join lateral (
       select ${brokerColumns(setting)}
       from broker
       where broker.id in (
         select engagement.broker_id
         from engagement
         where engagement.importer_id = wanted.importer_id
           and ${visibleEngagements(setting.viewer)}
           and ${ENGAGEMENT_IN_FORCE})
       order by broker.name_key, broker.id
       limit 200
     ) acting
     order by wanted.importer_id, acting."nameKey", acting.id`,
  );
  const viewer = viewerParams(setting.viewer, setting.today);
  return manyByKey(
    (ids: readonly string[]) => rows({ ...viewer, ids }),
    (row) => row.importerId,
  );
}

type ClientRow = ImporterRow & { readonly ordinal: number };

/**
 * Clients of a broker today that the viewer may know of. To each of them it stands in its
 * relation, that being how it may know. One statement a tick for all brokers, whatever the
 * size of the pages.
 */
export function clientsOf(
  setting: LoaderSetting,
): (broker: BrokerRow, page: PageArguments) => Promise<Connection<ImporterRow>> {
  const rows = statement<ClientRow>(
    setting.sql,
    `select page.ordinal::int, client.importer_id as id, true as related
     from unnest(:parents::text[], :takes::int[], :after_importer::text[])
       with ordinality as page (broker_id, take, after_importer, ordinal)
     cross join lateral (
       select distinct engagement.importer_id
       from engagement
       where engagement.broker_id = page.broker_id
         and ${visibleEngagements(setting.viewer)}
         and ${ENGAGEMENT_IN_FORCE}
         and (page.after_importer is null or engagement.importer_id > page.after_importer)
       order by engagement.importer_id
       limit page.take
     ) client
     order by page.ordinal, client.importer_id`,
  );
  const viewer = viewerParams(setting.viewer, setting.today);
  const pages = pagesByParent<string, ClientRow>(1, ({ parents, takes, afters: [importers = []] }) =>
    rows({ ...viewer, parents, takes, after_importer: importers }),
  );
  return async (broker, args) => {
    const cursors = listCursors(setting, 'Broker.clients', { broker: broker.id });
    const page = readPage(args, cursors);
    const found = await pages.load({ ...page, parent: broker.id });
    return connection<ImporterRow>(found, page.first, cursors, (client) => [client.id]);
  };
}
