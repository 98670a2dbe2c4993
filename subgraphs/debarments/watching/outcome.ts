import { hash } from 'node:crypto';
import type { Candidate } from '../screening/candidates.ts';
import { STRONG_FROM } from '../screening/nearest-edge.ts';
import type { FoundToWatch } from '../screening/screen.ts';
import type { WatchedChangeKind } from './watched-row.ts';

/** One candidate of a watched party, as far as a change of it is told. */
export interface WatchedMatch {
  readonly exclusionId: string;
  readonly conclusive: boolean;
  readonly band: 'REVIEW' | 'STRONG';
  /** Of the listed entry: scheme and value. */
  readonly identifiers: readonly string[];
  /** ISO; null: indefinite. */
  readonly terminatesOn: string | null;
  /** The same for entries that take each other's place on the list: SAM knows no entry that changes its UEI. */
  readonly listing: string;
}

/** What is known of a watched party. */
export interface WatchedOutcome {
  /** In the order of their ids. */
  readonly matches: readonly WatchedMatch[];
  readonly edge: number | null;
}

export function outcomeOf({ candidates, edge }: FoundToWatch): WatchedOutcome {
  return {
    matches: candidates.map(matchOf).sort((one, other) => (one.exclusionId < other.exclusionId ? -1 : 1)),
    edge,
  };
}

function matchOf({ exclusion, conclusive, score }: Candidate): WatchedMatch {
  const { id, name, samNumber, uei, cage, npi } = exclusion;
  return {
    exclusionId: exclusion.id,
    conclusive,
    band: score >= STRONG_FROM ? 'STRONG' : 'REVIEW',
    identifiers: Object.entries({ UEI: uei, CAGE: cage, NPI: npi }).flatMap(([scheme, value]) =>
      value === null ? [] : [`${scheme} ${value}`],
    ),
    terminatesOn: exclusion.terminatesOn?.toString() ?? null,
    listing: samNumber === null ? id : `${samNumber} ${name}`,
  };
}

/** The same for the same matches, and for no others. */
export function fingerprintOf(matches: readonly WatchedMatch[]): string {
  const told = matches.map(({ exclusionId, conclusive, band, identifiers, terminatesOn }) => [
    exclusionId,
    conclusive,
    band,
    identifiers,
    terminatesOn,
  ]);
  return hash('sha256', JSON.stringify(told), 'base64url');
}

/** What is another now than it was. */
export interface OutcomeChange {
  /** Each once, in the order of the SDL. */
  readonly kinds: readonly WatchedChangeKind[];
  readonly exclusionIds: readonly string[];
}

/** @param hasTerminated of a match that is gone: whether its exclusion's last day has passed. */
export function changeBetween(
  before: readonly WatchedMatch[],
  after: readonly WatchedMatch[],
  hasTerminated: (exclusionId: string) => boolean,
): OutcomeChange {
  const kinds = new Set<WatchedChangeKind>();
  const exclusionIds: string[] = [];
  const note = (exclusionId: string, changed: readonly WatchedChangeKind[]) => {
    if (changed.length > 0) exclusionIds.push(exclusionId);
    for (const kind of changed) kinds.add(kind);
  };
  const held = new Map(before.map((match) => [match.exclusionId, match]));
  const fresh = after.filter(({ exclusionId }) => !held.has(exclusionId));
  for (const match of after) {
    const was = held.get(match.exclusionId);
    if (was !== undefined) note(match.exclusionId, changesOf(was, match));
    held.delete(match.exclusionId);
  }
  const gone = [...held.values()];
  for (const match of fresh) {
    const at = gone.findIndex(({ listing }) => listing === match.listing);
    const [was] = at === -1 ? [] : gone.splice(at, 1);
    const changed = was === undefined ? [] : changesOf(was, match);
    note(match.exclusionId, changed.length === 0 ? ['NEW_MATCH'] : changed);
  }
  for (const { exclusionId } of gone) {
    note(exclusionId, [hasTerminated(exclusionId) ? 'TERMINATION_REACHED' : 'CLEARED']);
  }
  return { kinds: ORDER.filter((kind) => kinds.has(kind)), exclusionIds };
}

const ORDER: readonly WatchedChangeKind[] = [
  'NEW_MATCH',
  'CLEARED',
  'TERMINATION_REACHED',
  'TERM_CHANGED',
  'SCORE_BAND',
  'IDENTIFIER_ADDED',
];

function changesOf(was: WatchedMatch, is: WatchedMatch): readonly WatchedChangeKind[] {
  const kinds: WatchedChangeKind[] = [];
  if (was.terminatesOn !== is.terminatesOn) kinds.push('TERM_CHANGED');
  if (was.band !== is.band || was.conclusive !== is.conclusive) kinds.push('SCORE_BAND');
  if (is.identifiers.some((identifier) => !was.identifiers.includes(identifier)))
    kinds.push('IDENTIFIER_ADDED');
  return kinds;
}
