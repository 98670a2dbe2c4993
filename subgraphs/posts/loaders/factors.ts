import { byKey } from '@good-standing/kernel/postgres/batch.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { viewerParams } from '@good-standing/kernel/relation/importer-relation.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type { FactorTold } from '../closing/decide-posts.ts';
import { FACTOR_NAMES } from '../guidance/factor-names.ts';
import type { ScoreFactor } from '../schema.generated.ts';
import { ofCbpAndOwn } from '../visibility.ts';

/** What each score is made of, as the closing that counts kept it; null where there is none that the viewer may know of. One statement a tick. */
export function factorsOf(
  setting: LoaderSetting,
): (standing: { readonly id: string }) => Promise<readonly ScoreFactor[] | null> {
  const rows = statement<{ readonly id: string; readonly factors: readonly FactorTold[] }>(
    setting.sql,
    `select standing.id, score.factors
     from post_standing standing
     join post_score score on score.closing_id = standing.closing_id and score.post_id = standing.post_id
     where standing.id = any(:ids::text[])
       and score.score is not null
       and ${ofCbpAndOwn(setting.viewer, 'standing.post_id')}`,
  );
  const { subject } = viewerParams(setting.viewer, setting.today);
  const kept = byKey(
    (ids: readonly string[]) => rows({ ids, subject }),
    (row) => row.id,
  );
  return async ({ id }) => {
    const found = await kept.load(id);
    return found === null
      ? null
      : found.factors.map((told) => ({ ...told, name: FACTOR_NAMES[told.factor] }));
  };
}
