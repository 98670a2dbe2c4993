import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { statusOn } from '../rules/status.ts';
import type { PartyInput, ScreeningOptions } from '../schema.generated.ts';
import type { ExclusionRow } from '../tables.ts';
import { evidenceOf, type FoundBy, type MatchFeature, NAME_SCHEMES } from './evidence.ts';
import { exclusionsFreshness, type ListFreshness, trustedFreshness } from './freshness.ts';
import { type FoundExclusion, lookups, type TrustedListing } from './lookups.ts';
import { type Party, readParty } from './party.ts';
import { isConclusive, RULES_VERSION, type ScreeningVerdict, verdictOf } from './verdict.ts';

const MOST_PARTIES = 1_000;
const MOST_CANDIDATES = 25;

export interface ScreeningArguments {
  readonly parties: readonly PartyInput[];
  readonly options?: ScreeningOptions | null;
}

export interface ScreeningReport {
  readonly results: readonly ScreeningResult[];
  readonly listAsOf: Temporal.Instant | null;
  readonly listFreshness: readonly ListFreshness[];
  readonly rulesVersion: string;
}

export interface ScreeningResult {
  readonly reference: string | null;
  readonly verdict: ScreeningVerdict;
  readonly error: string | null;
  readonly candidates: readonly ScreeningCandidate[];
  readonly moreCandidates: boolean;
  readonly trustedListing: TrustedListing | null;
  readonly listFreshness: readonly ListFreshness[];
}

export interface ScreeningCandidate {
  readonly exclusion: ExclusionRow;
  readonly conclusive: boolean;
  readonly explanation: readonly MatchFeature[];
}

/** Looks parties up, all of them in four statements, and gives one result for each in the order asked. */
export function screen(setting: LoaderSetting) {
  const look = lookups(setting);
  return async ({ parties, options }: ScreeningArguments): Promise<ScreeningReport> => {
    if (parties.length > MOST_PARTIES) {
      throw badInput(`parties: expected at most ${MOST_PARTIES}, got ${parties.length}`);
    }
    const asOf = options?.asOf ?? setting.today;
    if (Temporal.PlainDate.compare(asOf, setting.today) > 0) {
      throw badInput(`options.asOf: expected a day not after ${setting.today}, got ${asOf}`);
    }
    const read = parties.map(readParty);
    const readable = read.filter((party) => typeof party !== 'string');
    const nameKeys = readable.flatMap(({ names }) => names.map((name) => name.key));
    const identifierKeys = readable.flatMap(({ identifiers }) => identifiers.map((each) => each.key));
    const [found, trusted, list, heardAt] = await Promise.all([
      look.exclusions([...new Set([...nameKeys, ...identifierKeys])]),
      look.trustedListings([...new Set(nameKeys)], asOf),
      look.newestList(asOf),
      look.trustedHeardAt(),
    ]);
    const exclusions = exclusionsFreshness(list, asOf, setting.now);
    const listFreshness = [exclusions, trustedFreshness(heardAt, setting.now)];
    const inForce = found.filter(({ exclusion }) => statusOn(exclusion, asOf) === 'ACTIVE');
    const lists: Lists = { byKey: indexed(inForce), trusted, isStale: exclusions.stale };
    return {
      results: parties.map((input, place) => ({
        reference: input.reference ?? null,
        listFreshness,
        ...outcome(read[place] as Party | string, lists),
      })),
      listAsOf: exclusions.listAsOf,
      listFreshness,
      rulesVersion: RULES_VERSION,
    };
  };
}

interface Lists {
  /** Exclusions in force by what they are found by: scheme and value. */
  readonly byKey: ReadonlyMap<string, readonly FoundExclusion[]>;
  readonly trusted: ReadonlyMap<string, TrustedListing>;
  readonly isStale: boolean;
}

type Outcome = Omit<ScreeningResult, 'reference' | 'listFreshness'>;

function outcome(party: Party | string, lists: Lists): Outcome {
  if (typeof party === 'string') {
    return {
      verdict: 'UNAVAILABLE',
      error: party,
      candidates: [],
      moreCandidates: false,
      trustedListing: null,
    };
  }
  const candidates = candidatesOf(party, lists.byKey);
  const trustedListing =
    party.names.map(({ key }) => lists.trusted.get(key)).find((listing) => listing !== undefined) ?? null;
  return {
    verdict: verdictOf({ candidates, isListedTrusted: trustedListing !== null, isStale: lists.isStale }),
    error: null,
    candidates: candidates.slice(0, MOST_CANDIDATES),
    moreCandidates: candidates.length > MOST_CANDIDATES,
    trustedListing,
  };
}

function candidatesOf(party: Party, byKey: Lists['byKey']): readonly ScreeningCandidate[] {
  const wanted = [
    ...party.identifiers.map(({ scheme, key }) => ({ scheme, value: key })),
    ...party.names.flatMap(({ key }) => NAME_SCHEMES.map((scheme) => ({ scheme, value: key }))),
  ];
  const found = new Map<string, { exclusion: ExclusionRow; by: FoundBy[] }>();
  for (const by of wanted) {
    for (const { exclusion } of byKey.get(keyText(by)) ?? []) {
      const known = found.get(exclusion.id);
      if (known === undefined) found.set(exclusion.id, { exclusion, by: [by] });
      else known.by.push(by);
    }
  }
  return [...found.values()]
    .map(({ exclusion, by }) => {
      const explanation = evidenceOf(party, exclusion, by);
      return { exclusion, explanation, conclusive: isConclusive(explanation, exclusion.classification) };
    })
    .sort(strongestFirst);
}

/** The conclusive, then those with more that agrees, then by id: one question has one order. */
function strongestFirst(one: ScreeningCandidate, other: ScreeningCandidate): number {
  const agreeing = (candidate: ScreeningCandidate) =>
    candidate.explanation.filter((each) => each.agrees).length;
  return (
    Number(other.conclusive) - Number(one.conclusive) ||
    agreeing(other) - agreeing(one) ||
    (one.exclusion.id < other.exclusion.id ? -1 : 1)
  );
}

function indexed(found: readonly FoundExclusion[]): Lists['byKey'] {
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
