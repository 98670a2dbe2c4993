import { manyByKey, perArguments } from '@good-standing/kernel/postgres/batch.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import type DataLoader from 'dataloader';
import { preparedText } from '../prepared-text.ts';
import type { AffiliationRow, ImporterRow } from '../tables.ts';
import { predicateParams, related } from '../visibility.ts';
import { MOST_NESTED } from './most-nested.ts';

const DEEPEST = 3;

export interface AffiliationLoaders {
  /** Nearest first. One statement a tick for each depth asked for. */
  readonly affiliatesOf: (importer: ImporterRow, depth: number) => Promise<readonly AffiliationRow[]>;
}

export function affiliationLoaders(setting: LoaderSetting): AffiliationLoaders {
  const ofDepth = perArguments(({ depth }: { readonly depth: number }) => affiliations(setting, depth));
  return {
    affiliatesOf: async (importer, depth) => {
      if (depth < 1 || depth > DEEPEST) throw badInput(`depth: expected 1 to ${DEEPEST}, got ${depth}`);
      return ofDepth({ depth }).load(importer.id);
    },
  };
}

/**
 * Goes from importer to affiliate as far as each importer reached declares its
 * own and the viewer may read its declarations: no step is taken on what the
 * viewer could not have read there itself. The distance bounds the walk, so that
 * a circle ends; an affiliation met on several ways is told at its nearest, the
 * way back to the importer asked of not at all.
 */
function affiliations(
  { sql, viewer, today }: LoaderSetting,
  depth: number,
): DataLoader<string, readonly AffiliationRow[]> {
  const rows = statement<AffiliationRow>(
    sql,
    preparedText(
      viewer,
      'affiliatesOf',
      () => `with recursive reached (root_id, id, distance) as (
       select asked.id, asked.id, 0
       from unnest(:ids::text[]) as asked (id)
       union
       select reached.root_id, d.related_id, reached.distance + 1
       from reached
       join importer_disclosure d on d.importer_id = reached.id
       cross join lateral (select reached.id) as i (id)
       where reached.distance + 1 < :depth::int
         and d.kind = 'AFFILIATE' and d.delisted_on is null and d.related_id is not null
         and ${related(viewer)}
     ),
     declarer as (
       select root_id, id, min(distance) as distance
       from reached
       group by root_id, id
     ),
     told as (
       select i.root_id, i.distance + 1 as distance, d.*,
              row_number() over (partition by i.root_id order by i.distance, d.name, d.id) as nth
       from declarer i
       join importer_disclosure d on d.importer_id = i.id
       where d.kind = 'AFFILIATE' and d.delisted_on is null
         and d.related_id is distinct from i.root_id
         and ${related(viewer)}
     )
     select root_id as "rootId", importer_id as id, name, country, basis, percent,
            from_on as "from", until_on as until, distance, related_id as "relatedId", true as related
     from told
     where nth <= ${MOST_NESTED}
     order by root_id, nth`,
    ),
  );
  return manyByKey(
    (ids: readonly string[]) => rows({ ...predicateParams(viewer, today), ids, depth }),
    (row) => row.rootId,
  );
}
