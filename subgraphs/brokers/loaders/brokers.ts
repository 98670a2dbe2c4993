import { readFilerCode } from '@good-standing/kernel/identifiers/filer-code.ts';
import { districtOf, readPort } from '@good-standing/kernel/identifiers/port.ts';
import { byKey, manyByKey } from '@good-standing/kernel/postgres/batch.ts';
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
import { wellFormed, wellFormedPrefix } from '@good-standing/kernel/subgraph/well-formed.ts';
import type DataLoader from 'dataloader';
import type { BrokerFilter } from '../schema.generated.ts';
import type { BrokerRow } from '../tables.ts';
import { isViewersBroker, isWithinJurisdiction } from '../visibility.ts';
import { LICENSE_TODAY } from './statuses.ts';

/** The columns of a broker with the facts that its rules read of this viewer. */
export function brokerColumns(setting: LoaderSetting): string {
  return `
    broker.id, broker.license_number as "licenseNumber", broker.name, broker.name_key as "nameKey",
    broker.ctpat_consent as "ctpatConsent", broker.delisted_on as "delistedOn",
    ${isViewersBroker(setting.viewer)} as "isViewersBroker",
    ${isWithinJurisdiction(setting.viewer)} as "isWithinJurisdiction",
    broker.run_id as "runId", broker.line`;
}

/** Null where there is no such broker. One statement a tick. */
export function brokerById(setting: LoaderSetting): DataLoader<string, BrokerRow | null> {
  const rows = statement<BrokerRow>(
    setting.sql,
    `select ${brokerColumns(setting)} from broker where id = any(:ids::text[])`,
  );
  const viewer = viewerParams(setting.viewer, setting.today);
  return byKey(
    (ids: readonly string[]) => rows({ ...viewer, ids }),
    (row) => row.id,
  );
}

/** The broker that files under a canonical code, or last did; null where none is known to. One statement a tick. */
export function brokerByFilerCode(setting: LoaderSetting): DataLoader<string, BrokerRow | null> {
  type Row = BrokerRow & { readonly filerCode: string };
  const rows = statement<Row>(
    setting.sql,
    `select filer_code.code as "filerCode", ${brokerColumns(setting)}
     from filer_code
     join broker on broker.id = filer_code.broker_id
     where filer_code.code = any(:codes::text[])`,
  );
  const viewer = viewerParams(setting.viewer, setting.today);
  return byKey<string, Row>(
    (codes) => rows({ ...viewer, codes }),
    (row) => row.filerCode,
  );
}

/** Codes that each broker now files under, in order. One statement a tick. */
export function filerCodesOf(setting: LoaderSetting): DataLoader<string, readonly FilerCodeRow[]> {
  const rows = statement<FilerCodeRow>(
    setting.sql,
    `select broker_id as "brokerId", code
     from filer_code
     where broker_id = any(:ids::text[]) and ended_on is null
     order by broker_id, code`,
  );
  return manyByKey(
    (ids: readonly string[]) => rows({ ids }),
    (row) => row.brokerId,
  );
}

interface FilerCodeRow {
  readonly brokerId: string;
  readonly code: string;
}

export interface BrokersArguments extends PageArguments {
  readonly filter?: BrokerFilter | null;
}

/** Listed brokers by name. One statement. */
export function brokers(setting: LoaderSetting): (args: BrokersArguments) => Promise<Connection<BrokerRow>> {
  const rows = statement<BrokerRow>(
    setting.sql,
    `select ${brokerColumns(setting)}
     from broker
     where broker.delisted_on is null
       and (:name_prefix::text is null or starts_with(broker.name_key, upper(:name_prefix)))
       and (:filer_code::text is null or exists (
         select from filer_code
         where filer_code.code = :filer_code and filer_code.broker_id = broker.id and filer_code.ended_on is null))
       and (:license_status::text is null or ${LICENSE_TODAY} = :license_status)
       and (:district::text is null or exists (
         select from permit
         where permit.broker_id = broker.id
           and permit.issued_on <= :today::date and (permit.ended_on is null or permit.ended_on >= :today::date)
           and (permit.kind = 'NATIONAL' or left(permit.port, 2) = :district)))
       and (:after_name::text is null or (broker.name_key, broker.id) > (:after_name, :after_id::text))
     order by broker.name_key, broker.id
     limit :take::int`,
  );
  const viewer = viewerParams(setting.viewer, setting.today);
  return async ({ filter, ...args }) => {
    const where = whereOf(filter ?? {});
    const cursors = listCursors(setting, 'Query.brokers', where);
    const { first, after } = readPage(args, cursors);
    const place = { after_name: after?.[0] ?? null, after_id: after?.[1] ?? null };
    const found = await rows({ ...viewer, ...where, ...place, take: first + 1 });
    return connection(found, first, cursors, (broker) => [broker.nameKey, broker.id]);
  };
}

function whereOf({ namePrefix, filerCode, licenseStatus, port }: BrokerFilter) {
  return {
    name_prefix: wellFormedPrefix('filter.namePrefix', namePrefix),
    filer_code: filerCode == null ? null : wellFormed('filter.filerCode', readFilerCode(filerCode)),
    license_status: licenseStatus ?? null,
    district: port == null ? null : districtOf(wellFormed('filter.port', readPort(port))),
  };
}
