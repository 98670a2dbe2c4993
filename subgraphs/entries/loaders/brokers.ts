import { byKey } from '@good-standing/kernel/postgres/batch.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type DataLoader from 'dataloader';
import type { BrokerRow } from '../tables.ts';

/** The broker that files under each code, or null where none is known to. */
export function brokerByFilerCode(setting: LoaderSetting): DataLoader<string, BrokerRow | null> {
  const rows = statement<BrokerRow & { readonly code: string }>(
    setting.sql,
    'select filer_code.code, filer_code.broker_id as id from filer_code where filer_code.code = any(:codes::text[])',
  );
  return byKey(
    (codes: readonly string[]) => rows({ codes }),
    (row) => row.code,
  );
}
