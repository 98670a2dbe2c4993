import { REVIEW_FROM, SAME_NAME_FROM } from '../match/evidence-weights.ts';
import type { Found } from '../match/finder.ts';

/** From here on much speaks for a candidate (policy). */
export const STRONG_FROM = 0.9;

/**
 * How near the nearest of what was found is to where the answer would be another: a
 * word that becomes more common moves every score that it is part of by a little.
 * Null where nothing was found; 0 where there may be more than was found.
 */
export function nearestEdge(found: readonly Found[], most: number): number | null {
  if (found.length === 0) return null;
  if (found.length >= most) return 0;
  return Math.min(
    ...found.map(({ score, nameScore }) =>
      Math.min(
        Math.abs(score - REVIEW_FROM),
        Math.abs(score - STRONG_FROM),
        Math.abs(nameScore - SAME_NAME_FROM),
      ),
    ),
  );
}
