import { manyByKey } from '@good-standing/kernel/postgres/batch.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type DataLoader from 'dataloader';
import { preparedText } from '../prepared-text.ts';
import type { AssetDisclosureRow, BeneficialOwnerRow } from '../tables.ts';
import { predicateParams, related } from '../visibility.ts';
import { MOST_NESTED } from './most-nested.ts';

export interface OwnershipLoaders {
  /** Largest share first. One statement a tick. */
  readonly ownersOf: DataLoader<string, readonly BeneficialOwnerRow[]>;
  /** Largest value first. One statement a tick. */
  readonly assetsOf: DataLoader<string, readonly AssetDisclosureRow[]>;
}

export function ownershipLoaders(setting: LoaderSetting): OwnershipLoaders {
  return {
    ownersOf: disclosedBy<BeneficialOwnerRow>(
      setting,
      'OWNER',
      'd.name, d.country, d.percent, d.controlling, d.from_on as "from", d.until_on as until',
      'd.percent desc nulls last, d.name, d.id',
    ),
    assetsOf: disclosedBy<AssetDisclosureRow>(
      setting,
      'ASSET',
      'd.description, d.country, d.value_cents as value, d.from_on as "from", d.until_on as until',
      'd.value_cents desc nulls last, d.description, d.id',
    ),
  };
}

function disclosedBy<Row extends { readonly importerId: string }>(
  { sql, viewer, today }: LoaderSetting,
  kind: 'OWNER' | 'ASSET',
  columns: string,
  order: string,
): DataLoader<string, readonly Row[]> {
  const rows = statement<Row>(
    sql,
    preparedText(
      viewer,
      `disclosedBy ${kind}`,
      () => `select disclosed.*
     from unnest(:ids::text[]) as i (id)
     cross join lateral (
       select d.importer_id as "importerId", ${columns}, row_number() over (order by ${order}) as nth
       from importer_disclosure d
       where d.importer_id = i.id and d.kind = '${kind}' and d.delisted_on is null and ${related(viewer)}
       order by nth
       limit ${MOST_NESTED}
     ) disclosed
     order by disclosed."importerId", disclosed.nth`,
    ),
  );
  return manyByKey(
    (ids: readonly string[]) => rows({ ...predicateParams(viewer, today), ids }),
    (row) => row.importerId,
  );
}
