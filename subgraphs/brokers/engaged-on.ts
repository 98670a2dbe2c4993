import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';

/** Whether the broker that asks held a power of attorney of the importer on a day; never for another audience. The row stays as it is until the transaction ends. */
export async function engagedOn(
  tx: TransactionSql,
  viewer: Viewer,
  importer: string,
  day: Temporal.PlainDate,
): Promise<boolean> {
  if (viewer.audience !== 'BROKER' || viewer.subject === null) return false;
  const rows = statement<object>(tx, ENGAGED);
  return (await rows({ broker: viewer.subject, importer, day })).length > 0;
}

const ENGAGED = `
  select from engagement
  where broker_id = :broker and importer_id = :importer
    and from_on <= :day::date and (until_on is null or until_on >= :day::date)
  limit 1
  for share`;
