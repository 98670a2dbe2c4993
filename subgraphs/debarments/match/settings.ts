/**
 * Numbers of the scoring (policy): tuned on the development part of the labelled names
 * and of the noise made of the published list, and on nothing else.
 */
export const matching = {
  /** Likeness of two words at one, two and three letters' distance, by the longer one's length: to 3, 4, 5, 6-7, 8-9, more. */
  oneOff: [0.66, 0.78, 0.85, 0.9, 0.92, 0.94],
  twoOff: [0, 0.2, 0.4, 0.62, 0.74, 0.8],
  threeOff: [0, 0, 0, 0, 0.3, 0.62],
  /** Consonants that sound alike, at most this share of letters apart. */
  boneLikeness: 0.9,
  boneApart: 0.45,
  looksLikeness: 0.93,
  nickname: 0.9,
  initial: 0.72,
  initials: 0.75,
  joined: 0.96,
  /** What is left of the likeness of two different words that are both known as words of their own. */
  bothKnown: 0.85,
  /** Names on the list that have a word before it counts as known. */
  knownFrom: 3,
  /** Pairs of words less alike are not taken for one word. */
  leastLike: 0.5,
  person: {
    askedExtra: 0.33,
    listedExtra: 0.25,
    conflict: 1.3,
    conflictCut: 0.12,
    single: 0.85,
    inexact: 0.95,
  },
  firm: { askedExtra: 0.4, listedExtra: 0.36, conflict: 1, conflictCut: 0.1, single: 0.82, inexact: 0.97 },
  /** Likeness by trigrams that is worth 0.70. */
  trigramKnee: 0.62,
  trigramMost: 0.92,
};

export type Sides = (typeof matching)['person'];
