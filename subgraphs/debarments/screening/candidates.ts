import { REVIEW_FROM } from '../match/evidence-weights.ts';
import { totalOf } from '../match/feature.ts';
import type { ExclusionRow } from '../tables.ts';
import { evidenceOf, type FoundBy, NAME_SCHEMES } from './evidence.ts';
import { exactExplanation, explanationOf, type MatchFeature } from './explanation.ts';
import type { FoundListed } from './held-list.ts';
import type { FoundExclusion } from './lookups.ts';
import type { Party } from './party.ts';
import { isConclusive } from './verdict.ts';

/** An exclusion that may be the party's, and why. */
export interface Candidate {
  readonly exclusion: ExclusionRow;
  readonly conclusive: boolean;
  /** 0 to 1: the contributions of the explanation, added up. */
  readonly score: number;
  readonly explanation: readonly MatchFeature[];
}

/** Exclusions in force. */
export interface Lists {
  /** By what they are found by exactly: scheme and value. */
  readonly byKey: ReadonlyMap<string, readonly FoundExclusion[]>;
  readonly byId: ReadonlyMap<string, ExclusionRow>;
}

/** Those with an identifier or the very name of the party, and those that are like it, the strongest first. */
export function candidatesOf(
  party: Party,
  { byKey, byId }: Lists,
  alike: readonly FoundListed[],
): readonly Candidate[] {
  const found = new Map<string, { exclusion: ExclusionRow; by: FoundBy[]; alike: FoundListed | null }>();
  for (const by of wantedOf(party)) {
    for (const { exclusion } of byKey.get(keyText(by)) ?? []) {
      const known = found.get(exclusion.id);
      if (known === undefined) found.set(exclusion.id, { exclusion, by: [by], alike: null });
      else known.by.push(by);
    }
  }
  for (const one of alike) {
    for (const id of one.exclusionIds) {
      const known = found.get(id);
      const exclusion = byId.get(id);
      if (known !== undefined) known.alike = one;
      else if (exclusion !== undefined && one.score >= REVIEW_FROM) {
        found.set(id, { exclusion, by: [], alike: one });
      }
    }
  }
  return [...found.values()]
    .map(({ exclusion, by, alike: one }): Candidate => {
      const comparisons = evidenceOf(party, exclusion, by, one);
      const explanation = one === null ? exactExplanation(comparisons) : explanationOf(comparisons, one);
      return {
        exclusion,
        conclusive: isConclusive(comparisons, exclusion.classification),
        score: totalOf(explanation),
        explanation,
      };
    })
    .sort(strongestFirst);
}

function wantedOf({ identifiers, names }: Party): readonly FoundBy[] {
  return [
    ...identifiers.map(({ scheme, key }) => ({ scheme, value: key })),
    ...names.flatMap(({ key }) => NAME_SCHEMES.map((scheme) => ({ scheme, value: key }))),
  ];
}

/** The conclusive, then by score, then those with more that agrees, then by id: one question has one order. */
function strongestFirst(one: Candidate, other: Candidate): number {
  const agreeing = (candidate: Candidate) => candidate.explanation.filter((each) => each.agrees).length;
  return (
    Number(other.conclusive) - Number(one.conclusive) ||
    other.score - one.score ||
    agreeing(other) - agreeing(one) ||
    (one.exclusion.id < other.exclusion.id ? -1 : 1)
  );
}

export function indexed(found: readonly FoundExclusion[]): Lists['byKey'] {
  const index = new Map<string, FoundExclusion[]>();
  for (const each of found) {
    const key = keyText(each.by);
    const known = index.get(key);
    if (known === undefined) index.set(key, [each]);
    else known.push(each);
  }
  return index;
}

function keyText({ scheme, value }: FoundBy): string {
  return `${scheme} ${value}`;
}
