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
      const rows = results.map((result): readonly ResultRow[] => {
        const row = { reference: result.reference ?? '', verdict: result.verdict, source, because: '' };
        const found = [
          ...result.candidates.map(({ exclusion, score, explanation }) => ({
            ...row,
            match: { score, id: exclusion.id, name: exclusion.name, explanation: told(explanation) },
          })),
          ...result.publicListings.map(({ list, id, name, score, explanation }) => ({
            ...row,
            source: `${list}; ${source}`,
            match: { score, id, name, explanation: told(explanation) },
          })),
        ];
        return found.length > 0
          ? found
          : [{ ...row, match: null, because: result.trustedListing?.name ?? '' }];
      });
      return screenedBatch(read, rows);
    },
    end: () => list.end(),
  };
}
