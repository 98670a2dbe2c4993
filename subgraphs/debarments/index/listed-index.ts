import { sharedUint8, sharedUint32 } from './arrays.ts';
import { wordNumber } from './dictionary.ts';
import type { ListedParty } from './listed-party.ts';
import { buildSegment, type Segment } from './segment.ts';
import { textAt } from './texts.ts';
import { type Weights, weightsOf } from './weights.ts';

/** A segment with what depends on the rest of the list. */
export interface Part {
  readonly segment: Segment;
  readonly weights: Weights;
  /** Of each party 1, or 0 where it has left the list or stands in the newer part. */
  readonly isListed: Uint8Array<SharedArrayBuffer>;
}

/**
 * A list as it is at one time, in shared memory: it goes to a worker thread as a
 * message at no cost. A change makes another index and leaves this one as it is, so
 * that whoever reads it reads one list, whole.
 */
export interface ListedIndex {
  /** Raised by every change. */
  readonly version: number;
  readonly parties: number;
  readonly names: number;
  /** The list as it was built, and what has come since. */
  readonly parts: readonly [Part, Part];
}

/** What the thread that changes the index keeps besides it. */
export interface IndexOwner {
  readonly index: ListedIndex;
  /** Party's number in the first part by its key. */
  readonly built: ReadonlyMap<string, number>;
  /** Parties of the second part. */
  readonly since: ReadonlyMap<string, ListedParty>;
}

export interface ListChange {
  readonly put: Iterable<ListedParty>;
  /** Keys of parties that have left the list. */
  readonly gone: Iterable<string>;
}

export function buildIndex(parties: Iterable<ListedParty>): IndexOwner {
  const segment = buildSegment(parties);
  const built = new Map<string, number>();
  const count = segment.kinds.length;
  for (let party = 0; party < count; party += 1) built.set(textAt(segment.partyKeys, party), party);
  const isListed = sharedUint8(count).fill(1);
  return owned(segment, isListed, built, new Map(), 1);
}

/** The index after a change. The time it takes is that of the parties changed since the index was built. */
export function patchIndex({ index, built, since }: IndexOwner, { put, gone }: ListChange): IndexOwner {
  const [{ segment, isListed: before }] = index.parts;
  const isListed = sharedUint8(before.length);
  isListed.set(before);
  const changed = new Map(since);
  const leave = (key: string) => {
    const party = built.get(key);
    if (party !== undefined) isListed[party] = 0;
  };
  for (const key of gone) {
    leave(key);
    changed.delete(key);
  }
  for (const party of put) {
    leave(party.key);
    changed.set(party.key, party);
  }
  return owned(segment, isListed, built, changed, index.version + 1);
}

function owned(
  segment: Segment,
  isListed: Uint8Array<SharedArrayBuffer>,
  built: ReadonlyMap<string, number>,
  since: ReadonlyMap<string, ListedParty>,
  version: number,
): IndexOwner {
  const newer = buildSegment(since.values());
  const counts = listedCounts(segment, isListed);
  const newerCounts = wordCounts(newer);
  addTo(counts, segment, newerCounts, newer);
  const names = namesListed(segment, isListed) + newer.partyOf.length;
  const parties = isListed.reduce((sum, listed) => sum + listed, 0) + newer.kinds.length;
  const first = { segment, weights: weightsOf(segment, counts, names), isListed };
  const second = {
    segment: newer,
    weights: weightsOf(newer, newerCounts, names),
    isListed: sharedUint8(newer.kinds.length).fill(1),
  };
  return { index: { version, parties, names, parts: [first, second] }, built, since };
}

function wordCounts({ namesWith: { starts } }: Segment) {
  const counts = sharedUint32(starts.length - 1);
  for (let word = 0; word < counts.length; word += 1) {
    counts[word] = (starts[word + 1] as number) - (starts[word] as number);
  }
  return counts;
}

/** Of each word the names of listed parties that have it. */
function listedCounts(segment: Segment, isListed: Uint8Array) {
  const counts = wordCounts(segment);
  const { namesOf, wordsOf } = segment;
  for (let party = 0; party < isListed.length; party += 1) {
    if (isListed[party] === 1) continue;
    for (let at = namesOf.starts[party] as number; at < (namesOf.starts[party + 1] as number); at += 1) {
      const name = namesOf.values[at] as number;
      const words = wordsOf.values.subarray(wordsOf.starts[name], wordsOf.starts[name + 1]);
      for (const word of new Set(words)) counts[word] = (counts[word] as number) - 1;
    }
  }
  return counts;
}

/** Makes the counts of the words that both segments have one, in both. */
function addTo(counts: Uint32Array, segment: Segment, newerCounts: Uint32Array, newer: Segment): void {
  const { starts, bytes } = newer.dictionary.texts;
  for (let word = 0; word < newerCounts.length; word += 1) {
    const text = bytes.subarray(starts[word], starts[word + 1]);
    const same = wordNumber(segment.dictionary, text, text.length);
    if (same === -1) continue;
    const both = (counts[same] as number) + (newerCounts[word] as number);
    counts[same] = both;
    newerCounts[word] = both;
  }
}

function namesListed({ namesOf: { starts } }: Segment, isListed: Uint8Array): number {
  let names = 0;
  for (let party = 0; party < isListed.length; party += 1) {
    if (isListed[party] === 1) names += (starts[party + 1] as number) - (starts[party] as number);
  }
  return names;
}
