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
import type DataLoader from 'dataloader';
import { identityVerified } from '../rules/identity-verified.ts';
import type { BrokerRow, IdentityVerificationRow, ImporterRow } from '../tables.ts';
import { ENGAGEMENT_IN_FORCE, visibleRecord } from '../visibility.ts';

const VERIFICATION = `
  v.verification_id as id, v.nth, v.broker_id as "brokerId", v.importer_id as "importerId",
  v.verified_on as "verifiedOn", v.elements, v.reference, v.recorded_at as "recordedAt"`;

/** Null where there is none that the viewer may know of. One statement a tick. */
export function verificationById(setting: LoaderSetting): DataLoader<string, IdentityVerificationRow | null> {
  const rows = statement<IdentityVerificationRow>(
    setting.sql,
    `select ${VERIFICATION}
     from identity_verification v
     where v.verification_id = any(:ids::text[]) and ${visibleRecord(setting.viewer, 'v.broker_id')}`,
  );
  const viewer = viewerParams(setting.viewer, setting.today);
  return byKey<string, IdentityVerificationRow>(
    (ids) => rows({ ...viewer, ids }),
    (row) => row.id,
  );
}

/** A page of each broker's, the latest first. One statement a tick, whatever the number of brokers. */
export function verificationsOf(setting: LoaderSetting) {
  const rows = statement<IdentityVerificationRow & { readonly ordinal: number }>(
    setting.sql,
    `select page.ordinal::int, verified.*
     from unnest(:parents::text[], :takes::int[], :after_nth::bigint[])
       with ordinality as page (broker_id, take, after_nth, ordinal)
     cross join lateral (
       select ${VERIFICATION}
       from identity_verification v
       where v.broker_id = page.broker_id and ${visibleRecord(setting.viewer, 'v.broker_id')}
         and (page.after_nth is null or v.nth < page.after_nth)
       order by v.nth desc
       limit page.take
     ) verified
     order by page.ordinal, verified.nth desc`,
  );
  const viewer = viewerParams(setting.viewer, setting.today);
  const pages = pagesByParent<string, IdentityVerificationRow & { readonly ordinal: number }>(
    1,
    ({ parents, takes, afters: [nths = []] }) => rows({ ...viewer, parents, takes, after_nth: nths }),
  );
  return async (broker: BrokerRow, args: PageArguments): Promise<Connection<IdentityVerificationRow>> => {
    const cursors = listCursors(setting, 'Broker.verifications', { broker: broker.id });
    const page = readPage(args, cursors);
    const found = await pages.load({ ...page, parent: broker.id });
    return connection<IdentityVerificationRow>(found, page.first, cursors, ({ nth }) => [nth]);
  };
}

type ClientRow = ImporterRow & { readonly ordinal: number };

/** Clients of today of each broker whom it has not verified in time (BR-002). One statement a tick. */
export function unverifiedClientsOf(setting: LoaderSetting) {
  const rows = statement<ClientRow>(
    setting.sql,
    `select page.ordinal::int, client.importer_id as id, true as related
     from unnest(:parents::text[], :takes::int[], :after_importer::text[])
       with ordinality as page (broker_id, take, after_importer, ordinal)
     cross join lateral (
       select distinct engagement.importer_id
       from engagement
       where engagement.broker_id = page.broker_id
         and ${visibleRecord(setting.viewer, 'engagement.broker_id')}
         and ${ENGAGEMENT_IN_FORCE}
         and not exists (
           select from identity_verification v
           where v.broker_id = engagement.broker_id and v.importer_id = engagement.importer_id
             and v.verified_on between :since::date and :today::date)
         and (page.after_importer is null or engagement.importer_id > page.after_importer)
       order by engagement.importer_id
       limit page.take
     ) client
     order by page.ordinal, client.importer_id`,
  );
  const params = {
    ...viewerParams(setting.viewer, setting.today),
    since: identityVerified.verifiedSince(setting.today),
  };
  const pages = pagesByParent<string, ClientRow>(1, ({ parents, takes, afters: [importers = []] }) =>
    rows({ ...params, parents, takes, after_importer: importers }),
  );
  return async (broker: BrokerRow, args: PageArguments): Promise<Connection<ImporterRow>> => {
    const cursors = listCursors(setting, 'Broker.unverifiedClients', { broker: broker.id });
    const page = readPage(args, cursors);
    const found = await pages.load({ ...page, parent: broker.id });
    return connection<ImporterRow>(found, page.first, cursors, (client) => [client.id]);
  };
}
