import { manyByKey } from '@good-standing/kernel/postgres/batch.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type { CtpatStatus, LicenseStatus } from '../schema.generated.ts';

interface Period<Status> {
  readonly brokerId: string;
  readonly status: Status;
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate | null;
}

/** Licence statuses of each broker as the source has them, the latest begun first, at most 200. One statement a tick. */
export const licensePeriodsOf = (setting: LoaderSetting) => periodsOf<LicenseStatus>(setting, 'LICENSE');

/** CTPAT statuses of each broker, likewise. One statement a tick. */
export const ctpatPeriodsOf = (setting: LoaderSetting) => periodsOf<CtpatStatus>(setting, 'CTPAT');

function periodsOf<Status>({ sql }: LoaderSetting, programme: 'LICENSE' | 'CTPAT') {
  const rows = statement<Period<Status>>(
    sql,
    `select listed.*
     from unnest(:ids::text[]) as wanted (broker_id)
     cross join lateral (
       select broker_id as "brokerId", status, from_on as "from", until_on as until
       from broker_status
       where broker_status.broker_id = wanted.broker_id and programme = '${programme}'
       order by from_on desc
       limit 200
     ) listed
     order by listed."brokerId", listed."from" desc`,
  );
  return manyByKey(
    (ids: readonly string[]) => rows({ ids }),
    (row) => row.brokerId,
  );
}
