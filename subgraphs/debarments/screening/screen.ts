import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { statusOn } from '../rules/status.ts';
import type { PartyInput, ScreeningOptions } from '../schema.generated.ts';
import { type Candidate, candidatesOf, indexed, type Lists } from './candidates.ts';
import { exclusionsFreshness, type ListFreshness, trustedFreshness } from './freshness.ts';
import { heldList } from './held-list.ts';
import { lookups, type TrustedListing } from './lookups.ts';
import { type Party, readParty } from './party.ts';
import { RULES_VERSION, type ScreeningVerdict, verdictOf } from './verdict.ts';

const MOST_PARTIES = 1_000;
const MOST_CANDIDATES = 25;
/** Listed parties looked at for each: some of their entries may not be in force. */
const MOST_FOUND = 60;

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
  readonly candidates: readonly Candidate[];
  readonly moreCandidates: boolean;
  readonly trustedListing: TrustedListing | null;
  readonly listFreshness: readonly ListFreshness[];
}

/** One party, read, or in words why it cannot be. */
export type ReadParty = Party | string;

/** Looks parties up, however many in six statements, and gives one result for each in the order asked. */
export function screen(setting: LoaderSetting) {
  const look = screenRead(setting);
  return async ({ parties, options }: ScreeningArguments): Promise<ScreeningReport> => {
    if (parties.length > MOST_PARTIES) {
      throw badInput(`parties: expected at most ${MOST_PARTIES}, got ${parties.length}`);
    }
    const asOf = options?.asOf ?? setting.today;
    if (Temporal.PlainDate.compare(asOf, setting.today) > 0) {
      throw badInput(`options.asOf: expected a day not after ${setting.today}, got ${asOf}`);
    }
    return look(
      parties.map((input) => ({ reference: input.reference ?? null, party: readParty(input) })),
      asOf,
    );
  };
}

export interface AskedToScreen {
  readonly reference: string | null;
  readonly party: ReadParty;
}

/** As `screen`, of parties read already. */
export function screenRead(setting: LoaderSetting, list = heldList(setting.sql)) {
  const look = lookups(setting);
  return async (asked: readonly AskedToScreen[], asOf: Temporal.PlainDate): Promise<ScreeningReport> => {
    const readable = asked.flatMap(({ party }) => (typeof party === 'string' ? [] : [party]));
    const nameKeys = readable.flatMap(({ names }) => names.map((name) => name.key));
    const identifierKeys = readable.flatMap(({ identifiers }) => identifiers.map((each) => each.key));
    const [found, alike, trusted, newest, heardAt] = await Promise.all([
      look.exclusions([...new Set([...nameKeys, ...identifierKeys])]),
      list.find(
        readable.map(({ facts }) => facts),
        MOST_FOUND,
      ),
      look.trustedListings([...new Set(nameKeys)], asOf),
      look.newestList(asOf),
      look.trustedHeardAt(),
    ]);
    const alikeIds = new Set(alike.flatMap((each) => each.flatMap(({ exclusionIds }) => exclusionIds)));
    const alikeRows = await look.exclusionsById([...alikeIds]);
    const exclusions = exclusionsFreshness(newest, asOf, setting.now);
    const listFreshness = [exclusions, trustedFreshness(heardAt, setting.now)];
    const lists: Lists = {
      byKey: indexed(found.filter(({ exclusion }) => statusOn(exclusion, asOf) === 'ACTIVE')),
      byId: new Map(alikeRows.filter((row) => statusOn(row, asOf) === 'ACTIVE').map((row) => [row.id, row])),
    };
    const alikeOf = new Map(readable.map((party, nth) => [party, alike[nth] ?? []]));
    const outcome = (party: ReadParty): Outcome => {
      if (typeof party === 'string') return unreadable(party);
      const candidates = candidatesOf(party, lists, alikeOf.get(party) ?? []);
      const trustedListing =
        party.names.map(({ key }) => trusted.get(key)).find((listing) => listing !== undefined) ?? null;
      const isListedTrusted = trustedListing !== null;
      return {
        verdict: verdictOf({ candidates, isListedTrusted, isStale: exclusions.stale }),
        error: null,
        candidates: candidates.slice(0, MOST_CANDIDATES),
        moreCandidates: candidates.length > MOST_CANDIDATES,
        trustedListing,
      };
    };
    return {
      results: asked.map(({ reference, party }) => ({ reference, listFreshness, ...outcome(party) })),
      listAsOf: exclusions.listAsOf,
      listFreshness,
      rulesVersion: RULES_VERSION,
    };
  };
}

type Outcome = Omit<ScreeningResult, 'reference' | 'listFreshness'>;

function unreadable(error: string): Outcome {
  return { verdict: 'UNAVAILABLE', error, candidates: [], moreCandidates: false, trustedListing: null };
}
