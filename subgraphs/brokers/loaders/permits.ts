import { manyByKey } from '@good-standing/kernel/postgres/batch.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type DataLoader from 'dataloader';
import type { PermitRow } from '../tables.ts';

/** Permits of each broker, the latest first, at most 200. One statement a tick. */
export function permitsOf(setting: LoaderSetting): DataLoader<string, readonly PermitRow[]> {
  const rows = statement<PermitRow>(
    setting.sql,
    `select listed.*
     from unnest(:ids::text[]) as wanted (broker_id)
     cross join lateral (
       select broker_id as "brokerId", number, kind, port, issued_on as "issuedOn", ended_on as "endedOn"
       from permit
       where permit.broker_id = wanted.broker_id
       order by issued_on desc, number
       limit 200
     ) listed
     order by listed."brokerId", listed."issuedOn" desc, listed.number`,
  );
  return manyByKey(
    (ids: readonly string[]) => rows({ ids }),
    (row) => row.brokerId,
  );
}
