import { valueOn } from '@good-standing/kernel/parameter/parameter.ts';
import { STANDING_PARAMETERS } from '@good-standing/kernel/parameter/standing-parameters.ts';
import { STANDING_RULES } from '@good-standing/kernel/rule/statements/standing.ts';
import { earlierEnd, laterDay } from './days.ts';
import type { Affiliate, AffiliateStrength } from './inputs.ts';

/** An affiliation that one of its sides disclosed. */
export interface Disclosed {
  readonly id: string;
  readonly declarer: string;
  readonly related: string;
  readonly basis: 'CONTROL' | 'COMMON_CONTROL' | 'SHARED_OFFICER' | 'SHARED_ATTRIBUTE';
  readonly percent: number | null;
  readonly controlling: boolean | null;
  /** ISO days; null: not disclosed, and as the last day: still so. */
  readonly from: string | null;
  readonly until: string | null;
}

/**
 * How an affiliation counts; null: not at all. Control is half the shares or what is
 * disclosed as controlling; where neither is told, the basis is taken at its word.
 */
export function strengthOf({ basis, percent, controlling }: Disclosed): AffiliateStrength | null {
  if (basis === 'SHARED_OFFICER' || basis === 'SHARED_ATTRIBUTE') return 'WATCH';
  const { effectiveOn } = STANDING_RULES['GS-005'];
  if (controlling === true) return 'SAME';
  if (percent === null) return controlling === null ? 'SAME' : 'WATCH';
  if (percent >= valueOn(STANDING_PARAMETERS.affiliateControlPercent, effectiveOn)) return 'SAME';
  return percent >= valueOn(STANDING_PARAMETERS.affiliateWatchPercent, effectiveOn) ? 'WATCH' : null;
}

/**
 * Whose conduct counts against an importer: those it or they disclosed as affiliates,
 * and those that a common controller makes so, on the days of both. Not further, and
 * never the importer itself.
 *
 * @param edges of the importer, and of each that it is in control with.
 */
export function affiliatesOf(
  importer: string,
  edges: readonly Disclosed[],
): readonly Omit<Affiliate, 'findings'>[] {
  const near = neighbours(importer, edges);
  const far = near
    .filter(({ strength, isControl }) => isControl && strength === 'SAME')
    .flatMap((controller) =>
      neighbours(controller.id, edges)
        .filter(({ id, strength, isControl }) => isControl && strength === 'SAME' && id !== importer)
        .flatMap((sibling) => both(controller, sibling)),
    );
  const unique = new Map(
    [...near, ...far].map(({ isControl: _, ...affiliate }) => [affiliate.edge, affiliate]),
  );
  return [...unique.values()].sort((one, other) => (one.edge < other.edge ? -1 : 1));
}

type Neighbour = Omit<Affiliate, 'findings'> & { readonly isControl: boolean };

function neighbours(importer: string, edges: readonly Disclosed[]): readonly Neighbour[] {
  return edges
    .filter(({ declarer, related }) => (declarer === importer) !== (related === importer))
    .flatMap((edge) => {
      const strength = strengthOf(edge);
      if (strength === null) return [];
      const id = edge.declarer === importer ? edge.related : edge.declarer;
      return [
        {
          edge: edge.id,
          id,
          strength,
          from: edge.from,
          until: edge.until,
          isControl: edge.basis === 'CONTROL',
        },
      ];
    });
}

/** Through a common controller: affiliates on the days on which both are. */
function both(one: Neighbour, other: Neighbour): readonly Neighbour[] {
  const from =
    one.from === null || other.from === null ? (one.from ?? other.from) : laterDay(one.from, other.from);
  const until = earlierEnd(one.until, other.until);
  if (from !== null && until !== null && until < from) return [];
  return [{ ...other, edge: `${one.edge} ${other.edge}`, from, until }];
}
