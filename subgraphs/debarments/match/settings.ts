/**
 * Numbers of the scoring (policy): tuned on the development part of the labelled names
 * and of the noise made of the published list, and on nothing else.
 */
export const matching = {
  /** Likeness of two words at one, two and three letters' distance, by the longer one's length: to 3, 4, 5, 6-7, 8-9, more. */
  oneOff: [0.65, 0.71, 0.82, 0.92, 0.92, 0.94],
  twoOff: [0, 0.14, 0.42, 0.62, 0.8, 0.83],
  threeOff: [0, 0, 0, 0, 0.35, 0.62],
  /** Consonants that sound alike, at most this share of letters apart. */
  boneLikeness: 0.86,
  boneApart: 0.43,
  looksLikeness: 0.93,
  nickname: 0.9,
  initial: 0.64,
  initials: 0.75,
  joined: 0.96,
  joinedSound: 0.9,
  /** What is left of the likeness of two different words that are both known as words of their own. */
  bothKnown: 0.78,
  /** Names on the list that have a word before it counts as known. */
  knownFrom: 2,
  /** Pairs of words less alike are not taken for one word. */
  leastLike: 0.5,
  /**
   * What a word that only one side has adds to the whole; words that both sides have in
   * each other's stead; what is cut where they do, where one word of several is all they
   * have in common, and where no word is quite the same.
   */
  person: {
    askedExtra: 0.34,
    listedExtra: 0.25,
    conflict: 1.3,
    conflictCut: 0.1,
    single: 0.85,
    inexact: 0.92,
  },
  firm: {
    askedExtra: 0.41,
    listedExtra: 0.39,
    conflict: 0.95,
    conflictCut: 0.09,
    single: 0.86,
    inexact: 0.92,
  },
  /** Likeness by trigrams that is worth 0.70. */
  trigramKnee: 0.7,
  trigramMost: 0.92,
};

export type Sides = (typeof matching)['person'];
