import { isMalformed } from '@good-standing/kernel/identifiers/malformed.ts';
import { readRecordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import type { PartyFacts } from '../index/listed-party.ts';
import { statusOn } from '../rules/status.ts';
import type { PartyInput, ScreeningOptions } from '../schema.generated.ts';
import type { MatchDecisionRow } from '../tables.ts';
import { type Candidate, candidatesOf, indexed, type Lists } from './candidates.ts';
import { type Cleared, clearedOf } from './decisions/match-decisions.ts';
import { exclusionsFreshness, type ListFreshness, listingsFreshness, trustedFreshness } from './freshness.ts';
import { heldList } from './held-list.ts';
import { type FoundPublicListing, heldListings } from './held-listings.ts';
import { type FoundListing, heldRegistry } from './held-registry.ts';
import { lookups } from './lookups.ts';
import { nearestEdge } from './nearest-edge.ts';
import { type Party, readParty } from './party.ts';
import { toldCandidates } from './told-candidates.ts';
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
  /** Given with the party, where it is one by its form. */
  readonly consent: string | null;
  readonly verdict: ScreeningVerdict;
  readonly error: string | null;
  readonly candidates: readonly Candidate[];
  readonly moreCandidates: boolean;
  /** What the caller's organisation cleared the party of: of no weight in the verdict. */
  readonly cleared: readonly ClearedCandidate[];
  readonly trustedListing: FoundListing | null;
  readonly publicListings: readonly FoundPublicListing[];
  readonly listFreshness: readonly ListFreshness[];
  /** The party as it is compared; null where it could not be read. */
  readonly facts: PartyFacts | null;
  /** For those who watch the party. */
  readonly watching: FoundToWatch;
}

/** What a result rests on, and how near it is to being another. */
export interface FoundToWatch {
  /** Every candidate, however many. */
  readonly candidates: readonly Candidate[];
  /** How near to an edge the nearest listed party is, in force or not; null where nothing is like it. */
  readonly edge: number | null;
}

export interface ClearedCandidate {
  readonly candidate: Candidate;
  readonly decision: MatchDecisionRow;
}

/** One party, read, or in words why it cannot be. */
export type ReadParty = Party | string;

/** Looks parties up, however many in eight statements at most, and gives one result for each in the order asked. */
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

/** What looking up needs of a request. */
export type ScreeningSetting = Pick<LoaderSetting, 'sql' | 'viewer' | 'today' | 'now'>;

/** As `screen`, of parties read already. */
export function screenRead(
  setting: ScreeningSetting,
  list = heldList(setting.sql),
  registry = heldRegistry(setting.sql),
  further = heldListings(setting.sql),
) {
  const look = lookups(setting);
  const lookCleared = clearedOf(setting);
  return async (asked: readonly AskedToScreen[], asOf: Temporal.PlainDate): Promise<ScreeningReport> => {
    const readable = asked.flatMap(({ reference, party }) =>
      typeof party === 'string' ? [] : [{ reference, party }],
    );
    const facts = readable.map(({ party }) => party.facts);
    const cleared = await lookCleared([...new Set(readable.flatMap(({ reference }) => reference ?? []))]);
    const clearedFor = (reference: string | null) => cleared.get(reference ?? '') ?? NONE_CLEARED;
    const [found, alike, trusted, newest, consents, listings] = await Promise.all([
      look.exclusions([...new Set(readable.flatMap(({ party }) => keysOf(party)))]),
      list.find(
        facts,
        MOST_FOUND,
        readable.map(({ reference }) => clearedFor(reference).size),
      ),
      registry.find(facts, asOf),
      look.newestList(asOf),
      look.consentsInForce([...new Set(readable.flatMap(({ party }) => party.consent ?? []))]),
      further.find(facts, asOf),
    ]);
    const alikeIds = new Set(alike.flatMap((each) => each.flatMap(({ exclusionIds }) => exclusionIds)));
    const alikeRows = await look.exclusionsById([...alikeIds]);
    const exclusions = exclusionsFreshness(newest, asOf, setting.now);
    const furtherFreshness = listingsFreshness(listings.receivedAt, listings.rejectedRows, setting.now);
    const listFreshness = [exclusions, trustedFreshness(trusted.heardAt, setting.now), ...furtherFreshness];
    const isStale = exclusions.stale || furtherFreshness.some(({ stale }) => stale);
    const lists: Lists = {
      byKey: indexed(found.filter(({ exclusion }) => statusOn(exclusion, asOf) === 'ACTIVE')),
      byId: new Map(alikeRows.filter((row) => statusOn(row, asOf) === 'ACTIVE').map((row) => [row.id, row])),
    };
    let read = 0;
    const outcome = ({ reference, party }: AskedToScreen): Outcome => {
      if (typeof party === 'string') return unreadable(party);
      const nth = read;
      read += 1;
      const { candidates, suppressed } = sorted(
        candidatesOf(party, lists, alike[nth] ?? []),
        clearedFor(reference),
      );
      const trustedListing = trusted.found[nth] ?? null;
      const isListedTrusted = trustedListing !== null;
      return {
        verdict: verdictOf({
          candidates,
          listings: listings.found[nth] ?? [],
          isListedTrusted,
          isStale,
          lacksConsent: party.consent !== null && !consents.has(party.consent),
        }),
        consent: consentId(party.consent),
        error: null,
        candidates: toldCandidates(candidates, MOST_CANDIDATES),
        moreCandidates: candidates.length > MOST_CANDIDATES,
        cleared: suppressed.slice(0, MOST_CANDIDATES),
        trustedListing,
        publicListings: listings.found[nth] ?? [],
        facts: party.facts,
        watching: { candidates, edge: nearestEdge(alike[nth] ?? [], MOST_FOUND) },
      };
    };
    return {
      results: asked.map((one) => ({ reference: one.reference, listFreshness, ...outcome(one) })),
      listAsOf: exclusions.listAsOf,
      listFreshness,
      rulesVersion: RULES_VERSION,
    };
  };
}

type Outcome = Omit<ScreeningResult, 'reference' | 'listFreshness'>;
type ClearedOfParty = NonNullable<ReturnType<Cleared['get']>>;

const NONE_CLEARED: ClearedOfParty = new Map();

function consentId(given: string | null): string | null {
  return given === null || isMalformed(readRecordId(given, 'cns')) ? null : given;
}

/** What is found exactly. */
function keysOf({ names, identifiers }: Party): readonly string[] {
  return [...names, ...identifiers].map(({ key }) => key);
}

/** Those that count, and those that the caller has cleared, each in their order. */
function sorted(all: readonly Candidate[], cleared: ClearedOfParty) {
  const candidates: Candidate[] = [];
  const suppressed: ClearedCandidate[] = [];
  for (const candidate of all) {
    const decision = cleared.get(candidate.exclusion.id);
    if (decision === undefined) candidates.push(candidate);
    else suppressed.push({ candidate, decision });
  }
  return { candidates, suppressed };
}

function unreadable(error: string): Outcome {
  return {
    verdict: 'UNAVAILABLE',
    consent: null,
    error,
    candidates: [],
    moreCandidates: false,
    cleared: [],
    trustedListing: null,
    publicListings: [],
    facts: null,
    watching: { candidates: [], edge: null },
  };
}
