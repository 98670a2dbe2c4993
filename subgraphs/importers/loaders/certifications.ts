import { manyByKey } from '@good-standing/kernel/postgres/batch.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type DataLoader from 'dataloader';
import { preparedText } from '../prepared-text.ts';
import type { ConfidentialityCertificationRow } from '../tables.ts';
import { CERTIFICATION_IN_FORCE, predicateParams, related } from '../visibility.ts';
import { MOST_NESTED } from './most-nested.ts';

export interface CertificationLoaders {
  /** Latest first. One statement a tick. */
  readonly certificationsOf: DataLoader<string, readonly ConfidentialityCertificationRow[]>;
}

export function certificationLoaders({ sql, viewer, today }: LoaderSetting): CertificationLoaders {
  const rows = statement<ConfidentialityCertificationRow>(
    sql,
    preparedText(
      viewer,
      'certificationsOf',
      () => `select certified.*
     from unnest(:ids::text[]) as i (id)
     cross join lateral (
       select c.importer_id as "importerId", c.id, c.received_on as "receivedOn",
              c.last_in_force_on as "lastInForceOn", c.withdrawn_on as "withdrawnOn", c.names,
              ${CERTIFICATION_IN_FORCE} as "inForce"
       from confidentiality_certification c
       where c.importer_id = i.id and ${related(viewer)}
       order by c.received_on desc, c.id
       limit ${MOST_NESTED}
     ) certified
     order by certified."importerId", certified."receivedOn" desc, certified.id`,
    ),
  );
  return {
    certificationsOf: manyByKey(
      (ids: readonly string[]) => rows({ ...predicateParams(viewer, today), ids }),
      (row) => row.importerId,
    ),
  };
}
