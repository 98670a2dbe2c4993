import { manyByKey } from '@good-standing/kernel/postgres/batch.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { viewerParams } from '@good-standing/kernel/relation/importer-relation.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type DataLoader from 'dataloader';
import type { ExclusionRow } from '../tables.ts';
import { exclusionColumns } from './exclusions.ts';

/**
 * Exclusions under an identifier of each broker, the latest first, at most 200. An equal
 * identifier is as sure as a link of an importer is without a decision; a name alone is
 * nobody's, and brokers have nothing else. One statement a tick.
 */
export function exclusionsOfBroker(setting: LoaderSetting): DataLoader<string, readonly ExclusionRow[]> {
  const rows = statement<ExclusionRow & { readonly brokerId: string }>(
    setting.sql,
    `select asked.broker_id as "brokerId", found.*
     from unnest(:ids::text[]) as asked (broker_id)
     cross join lateral (
       select ${exclusionColumns(setting.viewer)}
       from exclusion e
       where e.exclusion_id in (
         select exclusion_key.exclusion_id
         from broker_key
         join exclusion_key on exclusion_key.value = broker_key.value and exclusion_key.scheme = broker_key.scheme
         where broker_key.broker_id = asked.broker_id)
       order by e.active_on desc nulls last, e.exclusion_id
       limit 200
     ) found
     order by asked.broker_id, found."activeOn" desc nulls last, found.id`,
  );
  const viewer = viewerParams(setting.viewer, setting.today);
  return manyByKey<string, ExclusionRow & { readonly brokerId: string }>(
    (ids) => rows({ ...viewer, ids }),
    (row) => row.brokerId,
  );
}
