/** Other systems' ways to compare two names, rebuilt from their published formulas. */
export interface Baseline {
  readonly name: string;
  /** Its default: from here on two names are one. */
  readonly threshold: number;
  readonly like: (one: string, other: string) => number;
}

const words = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** pg_trgm: words padded with two blanks before and one behind. */
export function pgTrigrams(text: string): ReadonlySet<string> {
  return new Set(
    words(text).flatMap((word) => {
      const padded = `  ${word} `;
      return Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3));
    }),
  );
}

function pgTrgm(one: string, other: string): number {
  const ones = pgTrigrams(one);
  const others = pgTrigrams(other);
  const shared = [...ones].filter((run) => others.has(run)).length;
  return shared / Math.max(1, ones.size + others.size - shared);
}

export function jaroWinkler(one: string, other: string, boost = 0.1): number {
  if (one === other) return 1;
  const reach = Math.max(0, Math.floor(Math.max(one.length, other.length) / 2) - 1);
  const taken = new Uint8Array(other.length);
  const matched: string[] = [];
  for (let at = 0; at < one.length; at += 1) {
    const to = Math.min(other.length - 1, at + reach);
    for (let place = Math.max(0, at - reach); place <= to; place += 1) {
      if (taken[place] === 1 || one[at] !== other[place]) continue;
      taken[place] = 1;
      matched.push(one[at] as string);
      break;
    }
  }
  if (matched.length === 0) return 0;
  const back = [...other].filter((_, place) => taken[place] === 1);
  const exchanged = matched.filter((letter, at) => letter !== back[at]).length / 2;
  const jaro =
    (matched.length / one.length +
      matched.length / other.length +
      (matched.length - exchanged) / matched.length) /
    3;
  let prefix = 0;
  while (prefix < 4 && one[prefix] !== undefined && one[prefix] === other[prefix]) prefix += 1;
  return jaro + prefix * boost * (1 - jaro);
}

const LENGTH_CUTOFF = 0.9;
const LENGTH_PENALTY = 0.3;
const FIRST_LETTER = 0.9;
const UNMATCHED = 0.15;

/** Watchman's customJaroWinkler: less for words of unlike length, and for another first letter. */
function watchmanWord(one: string, other: string): number {
  let score = jaroWinkler(one, other);
  const ratio = Math.min(one.length, other.length) / Math.max(one.length, other.length);
  if (ratio < LENGTH_CUTOFF) score *= 1 - LENGTH_PENALTY * (1 - ratio);
  return one[0] === other[0] ? score : score * FIRST_LETTER;
}

/** Watchman's BestPairsJaroWinkler: each word asked about with its best, weighed by length. */
export function watchman(asked: readonly string[], listed: readonly string[]): number {
  const pairs = asked.flatMap((one, at) =>
    listed.map((other, place) => ({ at, place, score: watchmanWord(one, other) })),
  );
  pairs.sort((one, other) => other.score - one.score);
  const askedTaken = new Set<number>();
  const listedTaken = new Set<number>();
  let sum = 0;
  for (const { at, place, score } of pairs) {
    if (askedTaken.has(at) || listedTaken.has(place)) continue;
    askedTaken.add(at);
    listedTaken.add(place);
    sum += score * (asked[at] as string).length;
  }
  const askedLength = asked.reduce((length, word) => length + word.length, 0);
  const listedLength = listed.reduce((length, word) => length + word.length, 0);
  const matchedLength = listed.reduce(
    (length, word, at) => length + (listedTaken.has(at) ? word.length : 0),
    0,
  );
  const unmatched = listedLength === 0 ? 0 : (listedLength - matchedLength) / listedLength;
  return (sum / Math.max(1, askedLength)) * (1 - UNMATCHED * unmatched);
}

/** fuzzywuzzy's token_set_ratio. */
function tokenSetRatio(one: string, other: string): number {
  const ones = new Set(words(one));
  const others = new Set(words(other));
  const shared = [...ones].filter((word) => others.has(word)).sort();
  const onlyOne = [...ones].filter((word) => !others.has(word)).sort();
  const onlyOther = [...others].filter((word) => !ones.has(word)).sort();
  const base = shared.join(' ');
  const first = [...shared, ...onlyOne].join(' ');
  const second = [...shared, ...onlyOther].join(' ');
  return Math.max(ratio(base, first), ratio(base, second), ratio(first, second));
}

/** Twice the longest common subsequence over both lengths. */
function ratio(one: string, other: string): number {
  if (one === '' || other === '') return 0;
  let above = new Uint16Array(other.length + 1);
  for (let at = 0; at < one.length; at += 1) {
    const row = new Uint16Array(other.length + 1);
    for (let place = 0; place < other.length; place += 1) {
      row[place + 1] =
        one[at] === other[place]
          ? (above[place] as number) + 1
          : Math.max(above[place + 1] as number, row[place] as number);
    }
    above = row;
  }
  return (2 * (above[other.length] as number)) / (one.length + other.length);
}

export const BASELINES: readonly Baseline[] = [
  { name: 'pg_trgm', threshold: 0.3, like: pgTrgm },
  {
    name: 'Jaro-Winkler',
    threshold: 0.9,
    like: (one, other) => jaroWinkler(words(one).join(' '), words(other).join(' ')),
  },
  {
    name: "Watchman's best pairs",
    threshold: 0.85,
    like: (one, other) => watchman(words(one), words(other)),
  },
  { name: 'token-set ratio', threshold: 0.85, like: tokenSetRatio },
];

export { words as plainWords };
