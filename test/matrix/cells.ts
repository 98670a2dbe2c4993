import type { Fact, Kind, Matrix } from './read-matrix.ts';
import { SEIZURE_DAYS } from './seizure-days.ts';

/** What a viewer and a record are, fact by fact, by name. */
export type Situation = Readonly<Record<string, string>>;

/**
 * Every combination of what a viewer and a record of a kind can be, but those that
 * cannot be: no token and a relation, a consent to an agency, and the like.
 */
export function situations(matrix: Matrix, kind: Kind): readonly Situation[] {
  const found = known.get(kind) ?? [...combinationsOf(matrix, kind)];
  known.set(kind, found);
  return found;
}

const known = new WeakMap<Kind, readonly Situation[]>();

function* combinationsOf(matrix: Matrix, kind: Kind): Generator<Situation> {
  for (const viewer of combinations(matrix.viewer, {})) {
    if (!isViewer(viewer, kind)) continue;
    for (const situation of combinations(kind.facts, viewer))
      if (isPossible(situation, kind.facts)) yield situation;
  }
}

function* combinations([first, ...rest]: readonly Fact[], known: Situation): Generator<Situation> {
  if (first === undefined) {
    yield known;
    return;
  }
  for (const value of first.values) yield* combinations(rest, { ...known, [first.name]: value });
}

const IN_FORCE = ['granted', 'not granted'];

function isViewer({ audience = '', agreement = '', purpose = '', relation }: Situation, kind: Kind): boolean {
  if ((audience === 'PUBLIC') === IN_FORCE.includes(agreement)) return false;
  if (relation === 'related' && !kind.relatable.includes(audience)) return false;
  if (audience === 'PGA') return true;
  return purpose === 'other' || (purpose === 'IDENTITY' && audience !== 'PUBLIC');
}

/** Facts that bear on one audience alone take their first value for all others. */
function isPossible(situation: Situation, facts: readonly Fact[]): boolean {
  const { audience = '', agreement, purpose, relation } = situation;
  const isFirst = ({ name, values }: Fact) => situation[name] === values[0];
  const of = (names: readonly string[]) => facts.filter(({ name }) => names.includes(name));
  if (audience !== 'PLATFORM' && !FOR_ALL.includes(situation.consent)) return false;
  if (audience === 'PUBLIC' && situation['known shipper grant'] === 'yes') return false;
  if (situation.person !== undefined && situation.person !== 'none' && situation.basis !== 'DMCA')
    return false;
  if (situation.stage === undefined) return true;
  if (!situation.stage.startsWith('ABANDONED') && situation['told of abandoned'] !== 'no') return false;
  if (SEIZURE_DAYS[situation.stage]?.notice === undefined && situation['importer warned'] === 'no')
    return false;
  const isOwner = audience === 'RIGHTS_HOLDER' && relation === 'related';
  return (isOwner && agreement === 'granted' && purpose === 'other') || of(OF_RIGHTS).every(isFirst);
}

/** What a consent is where none is to a platform: there is none, or it is of something else. */
const FOR_ALL: readonly (string | undefined)[] = [undefined, 'none', 'yes', 'no'];

/** What bears on owners of rights alone, and hangs on no purpose. */
const OF_RIGHTS = [
  'basis',
  'person',
  'recordation',
  'limited',
  'redacted',
  'images',
  'asked',
  'importer warned',
  'told of abandoned',
];
