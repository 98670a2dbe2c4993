import { byKey, manyByKey } from '@good-standing/kernel/postgres/batch.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { viewerParams } from '@good-standing/kernel/relation/importer-relation.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import DataLoader from 'dataloader';
import { statusOn } from '../loaders/statuses.ts';
import type { BrokerDesignationRow } from '../tables.ts';
import { visibleDesignations } from '../visibility.ts';

/** SQL: the importer is ineligible or not in good standing on a day, both SQL expressions: the gate of GS-900 is closed. */
export function gateClosed(importerId: string, day: string): string {
  return `exists (
    select from noncompliant_span
    where noncompliant_span.importer_id = ${importerId}
      and noncompliant_span.from_on <= ${day}
      and (noncompliant_span.until_on is null or noncompliant_span.until_on >= ${day}))`;
}

const STATE = `
  case
    when designation.denied_by <> '{}' then 'DENIED'
    when least(designation.until_on, designation.ended_on - 1) < :today::date then 'ENDED'
    when designation.from_on > :today::date then 'TO_COME'
    when ${gateClosed('designation.importer_id', ':today::date')}
      or coalesce(${statusOn('designation.broker_id', `'LICENSE'`, ':today::date')}, '') <> 'ACTIVE'
      or not exists (
        select from engagement
        where engagement.broker_id = designation.broker_id and engagement.importer_id = designation.importer_id
          and engagement.from_on <= :today::date
          and (engagement.until_on is null or engagement.until_on >= :today::date)) then 'CLOSED'
    else 'IN_FORCE'
  end`;

const DESIGNATION = `
  designation.designation_id as id, designation.importer_id as "importerId", designation.broker_id as "brokerId",
  designation.from_on as "from", designation.until_on as until, designation.ended_on as "endedOn",
  ${STATE} as state, designation.denied_by as "deniedBy", true as related`;

/** Null where there is none that the viewer may know of. One statement a tick. */
export function designationById(setting: LoaderSetting): DataLoader<string, BrokerDesignationRow | null> {
  const rows = statement<BrokerDesignationRow>(
    setting.sql,
    `select ${DESIGNATION}
     from designation
     where designation.designation_id = any(:ids::text[]) and ${visibleDesignations(setting.viewer)}`,
  );
  const viewer = viewerParams(setting.viewer, setting.today);
  return byKey<string, BrokerDesignationRow>(
    (ids) => rows({ ...viewer, ids }),
    (row) => row.id,
  );
}

/** Of each importer, the latest first, at most 200. One statement a tick. */
export function designationsOf(setting: LoaderSetting): DataLoader<string, readonly BrokerDesignationRow[]> {
  const rows = statement<BrokerDesignationRow>(
    setting.sql,
    `select made.*
     from unnest(:ids::text[]) as asked (importer_id)
     cross join lateral (
       select ${DESIGNATION}, designation.nth
       from designation
       where designation.importer_id = asked.importer_id and ${visibleDesignations(setting.viewer)}
       order by designation.nth desc
       limit 200
     ) made
     order by made."importerId", made.nth desc`,
  );
  const viewer = viewerParams(setting.viewer, setting.today);
  return manyByKey<string, BrokerDesignationRow>(
    (ids) => rows({ ...viewer, ids }),
    (row) => row.importerId,
  );
}

/** Whether each importer may designate a broker on a day. One statement a tick for all importers and days. */
export function mayDesignate({ sql, today }: LoaderSetting) {
  const rows = statement<{ readonly closed: boolean }>(
    sql,
    `select ${gateClosed('asked.importer_id', 'asked.day')} as closed
     from unnest(:importers::text[], :days::date[]) with ordinality as asked (importer_id, day, ordinal)
     order by asked.ordinal`,
  );
  const loader = new DataLoader<
    { readonly importer: string; readonly on: Temporal.PlainDate },
    boolean,
    string
  >(
    async (asked) => {
      const found = await rows({
        importers: asked.map(({ importer }) => importer),
        days: asked.map(({ on }) => on),
      });
      return found.map(({ closed }) => !closed);
    },
    { cacheKeyFn: ({ importer, on }) => `${importer} ${on}`, maxBatchSize: 5_000 },
  );
  return (importer: string, on: Temporal.PlainDate | null | undefined): Promise<boolean> =>
    loader.load({ importer, on: on ?? today });
}
