import type { Found } from '../match/finder.ts';
import type { Comparison } from './evidence.ts';

/** One thing of the party compared with one of the list, and what it adds to the score. */
export interface MatchFeature {
  readonly feature: string;
  readonly query: string;
  readonly candidate: string;
  readonly agrees: boolean;
  readonly score: number;
  readonly weight: number;
  readonly contribution: number;
}

export const AGREES_FROM = 0.9;
const NAMES: ReadonlySet<string> = new Set(['NAME', 'SHORT_NAME', 'OTHER_NAME', 'LIKE_NAME']);

/**
 * Everything that was compared, the whole names and places first, then what the score
 * is made of: the contributions add up to it. A whole name adds nothing by itself, its
 * words do.
 */
export function explanationOf(comparisons: readonly Comparison[], found: Found): readonly MatchFeature[] {
  const rest = [...found.features];
  const whole = comparisons.map((comparison): MatchFeature => {
    const at = rest.findIndex(({ feature }) => feature === comparison.feature);
    const [own] = at === -1 ? [] : rest.splice(at, 1);
    const score = NAMES.has(comparison.feature) ? found.nameScore : comparison.agrees ? 1 : 0;
    return {
      ...comparison,
      score: own?.score ?? score,
      weight: own?.weight ?? 0,
      contribution: own?.contribution ?? 0,
    };
  });
  return [...whole, ...rest.map((feature) => ({ ...feature, agrees: feature.score >= AGREES_FROM }))];
}

/** Of one found by an identifier or the very name, and not in memory: the strongest comparison is all of the score. */
export function exactExplanation(comparisons: readonly Comparison[]): readonly MatchFeature[] {
  return comparisons.map((comparison, nth) => {
    const weight = nth === 0 ? 1 : 0;
    return { ...comparison, score: comparison.agrees ? 1 : 0, weight, contribution: weight };
  });
}
