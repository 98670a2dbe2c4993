import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import DataLoader from 'dataloader';
import type { CtpatStatus, LicenseStatus } from '../schema.generated.ts';

type Programme = 'LICENSE' | 'CTPAT';

interface StatusKey {
  readonly brokerId: string;
  readonly programme: Programme;
  readonly on: Temporal.PlainDate;
}

/** The status of a broker in a programme on a day, both SQL expressions; null where none is on record. */
export function statusOn(brokerId: string, programme: string, day: string): string {
  return `(
    select broker_status.status
    from broker_status
    where broker_status.broker_id = ${brokerId} and broker_status.programme = ${programme}
      and broker_status.from_on <= ${day}
      and (broker_status.until_on is null or broker_status.until_on >= ${day})
    order by broker_status.from_on desc
    limit 1)`;
}

/** SQL: the licence status of the row of `broker` at hand, on the day of the request. */
export const LICENSE_TODAY = `coalesce(${statusOn('broker.id', `'LICENSE'`, ':today::date')}, 'UNKNOWN')`;

export interface Statuses {
  readonly license: (brokerId: string, on: Temporal.PlainDate) => Promise<LicenseStatus>;
  readonly ctpat: (brokerId: string, on: Temporal.PlainDate) => Promise<CtpatStatus>;
}

/** Statuses of brokers by day. One statement a tick for all brokers, programmes and days. */
export function statuses(setting: LoaderSetting): Statuses {
  const rows = statement<{ readonly status: string | null }>(
    setting.sql,
    `select ${statusOn('wanted.broker_id', 'wanted.programme', 'wanted.day')} as status
     from unnest(:brokers::text[], :programmes::text[], :days::date[])
       with ordinality as wanted (broker_id, programme, day, ordinal)
     order by wanted.ordinal`,
  );
  const loader = new DataLoader<StatusKey, string | null, string>(
    async (keys) => {
      const found = await rows({
        brokers: keys.map((key) => key.brokerId),
        programmes: keys.map((key) => key.programme),
        days: keys.map((key) => key.on),
      });
      return found.map((row) => row.status);
    },
    { cacheKeyFn: ({ brokerId, programme, on }) => `${brokerId} ${programme} ${on}`, maxBatchSize: 5_000 },
  );
  return {
    license: async (brokerId, on) =>
      ((await loader.load({ brokerId, programme: 'LICENSE', on })) ?? 'UNKNOWN') as LicenseStatus,
    ctpat: async (brokerId, on) =>
      ((await loader.load({ brokerId, programme: 'CTPAT', on })) ?? 'NOT_ENROLLED') as CtpatStatus,
  };
}
