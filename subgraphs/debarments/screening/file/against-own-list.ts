import { createHash } from 'node:crypto';
import { buildIndex } from '../../index/listed-index.ts';
import { REVIEW_FROM } from '../../match/evidence-weights.ts';
import { searchPool } from '../../match/search-pool.ts';
import { isListingConclusive } from '../listing-conclusive.ts';
import { RULES_VERSION } from '../verdict.ts';
import type { OwnList } from './own-list.ts';
import { type ResultRow, told } from './result-row.ts';
import type { ScreenSellers } from './screen-file.ts';

const MOST = 25;

/** Looks sellers up on a list of the caller's own, which is as fresh as the caller keeps it. */
export function againstOwnList(list: OwnList, source: string, threads: number): ScreenSellers {
  const pool = searchPool(threads);
  pool.use(buildIndex(list.parties).index);
  return {
    async version() {
      const digest = createHash('sha256');
      for (const party of list.parties) digest.update(JSON.stringify(party));
      return JSON.stringify([RULES_VERSION, source, digest.digest('hex')]);
    },
    async screen(sellers) {
      const found = await pool.find(
        sellers.map(({ party }) => party.facts),
        MOST,
      );
      return sellers.map(({ reference, party }, nth): readonly ResultRow[] => {
        const candidates = (found[nth] ?? []).filter(({ score }) => score >= REVIEW_FROM);
        if (candidates.length === 0) {
          return [{ reference, verdict: 'NO_PUBLIC_ADVERSE_RECORD', match: null, source, because: '' }];
        }
        const isOrganization = party.kind !== 'PERSON';
        const verdict = candidates.some((each) => isListingConclusive(each, isOrganization))
          ? 'PUBLIC_LISTING_MATCH'
          : 'AMBIGUOUS';
        return candidates.map(({ key, score, features }) => ({
          reference,
          verdict,
          match: { score, id: key, name: list.names.get(key) ?? '', explanation: told(features) },
          source,
          because: '',
        }));
      });
    },
    end: () => pool.end(),
  };
}
