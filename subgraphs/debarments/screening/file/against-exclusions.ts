import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { makeHeldList } from '../held-list.ts';
import { screenRead } from '../screen.ts';
import { type ResultRow, told } from './result-row.ts';
import type { ScreenSellers } from './screen-file.ts';
import { askedOf, readSellers, screenedBatch } from './screened-batch.ts';

/** Looks sellers up on the exclusions of the house as they are on the day. */
export function againstExclusions(setting: LoaderSetting, threads: number): ScreenSellers {
  const list = makeHeldList(setting.sql, threads);
  const screen = screenRead(setting, list);
  return {
    async version() {
      const { rulesVersion, listFreshness } = await screen([], setting.today);
      const lists = listFreshness.map(({ list, listAsOf, receivedAt }) => [list, listAsOf, receivedAt]);
      return JSON.stringify([rulesVersion, setting.today, lists]);
    },
    async screen(records) {
      const read = readSellers(records);
      const { results, listFreshness } = await screen(askedOf(read), setting.today);
      const source = listFreshness
        .map(
          ({ list, listAsOf, stale }) => `${list} ${listAsOf ?? 'never received'}${stale ? ' (stale)' : ''}`,
        )
        .join('; ');
      const rows = results.map(({ reference, verdict, candidates, trustedListing }): readonly ResultRow[] => {
        const row = { reference: reference ?? '', verdict, source };
        if (candidates.length === 0) {
          return [{ ...row, match: null, because: trustedListing === null ? '' : trustedListing.name }];
        }
        return candidates.map(({ exclusion, score, explanation }) => ({
          ...row,
          match: { score, id: exclusion.id, name: exclusion.name, explanation: told(explanation) },
          because: '',
        }));
      });
      return screenedBatch(read, rows);
    },
    end: () => list.end(),
  };
}
