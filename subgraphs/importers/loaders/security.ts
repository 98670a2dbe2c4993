import { manyByKey } from '@good-standing/kernel/postgres/batch.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type DataLoader from 'dataloader';
import { preparedText } from '../prepared-text.ts';
import type { BondRow } from '../tables.ts';
import { predicateParams, related } from '../visibility.ts';
import { MOST_NESTED } from './most-nested.ts';

export interface SecurityLoaders {
  /** Latest first. One statement a tick. */
  readonly bondsOf: DataLoader<string, readonly BondRow[]>;
}

export function securityLoaders({ sql, viewer, today }: LoaderSetting): SecurityLoaders {
  const rows = statement<BondRow>(
    sql,
    preparedText(
      viewer,
      'bondsOf',
      () => `select bond.*
     from unnest(:ids::text[]) as i (id)
     cross join lateral (
       select b.importer_id as "importerId", b.bond_number as "bondNumber", b.bond_type as "bondType",
              b.activity, b.surety_code as "suretyCode", b.amount_cents as amount,
              b.effective_on as "effectiveOn",
              least(b.terminated_on, b.delisted_on) as "terminatedOn",
              b.effective_on <= :today::date
                and (b.terminated_on is null or b.terminated_on > :today::date)
                and (b.delisted_on is null or b.delisted_on > :today::date) as "inForce"
       from bond b
       where b.importer_id = i.id and ${related(viewer)}
       order by b.effective_on desc, b.id
       limit ${MOST_NESTED}
     ) bond
     order by bond."importerId", bond."effectiveOn" desc, bond."bondNumber"`,
    ),
  );
  return {
    bondsOf: manyByKey(
      (ids: readonly string[]) => rows({ ...predicateParams(viewer, today), ids }),
      (row) => row.importerId,
    ),
  };
}
