import type { Part } from '../index/listed-index.ts';
import type { Aligner, Pair } from './alignment.ts';
import type { AskedName } from './asked-name.ts';
import { matching } from './settings.ts';
import type { Trigrams } from './trigrams.ts';

/** How far two names are one, and by what. */
export interface NameScore {
  /** 0 to 1. */
  readonly score: number;
  /** Whether the trigrams said more than the words did. */
  readonly byTrigrams: boolean;
  readonly pairs: readonly Pair[];
  /** What a pair's weight is divided by; scaled so that the pairs' shares add up to the score. */
  readonly whole: number;
}

export interface NameScorer {
  score(asked: AskedName, name: number): NameScore;
  /** Of a word of either side. */
  askedWeight(asked: AskedName, place: number, isPerson: boolean): number;
  listedWeight(word: number, isPerson: boolean): number;
}

/** A pair weighs the mean of its two sides. */
export function pairWeight(
  scorer: NameScorer,
  part: Part,
  asked: AskedName,
  name: number,
  pair: Pair,
): number {
  const { wordsOf } = part.segment;
  const isPerson = isPersonsName(part, name);
  const from = wordsOf.starts[name] as number;
  let weight = 0;
  for (let nth = 0; nth < pair.askedWords; nth += 1) {
    weight += scorer.askedWeight(asked, pair.asked + nth, isPerson);
  }
  for (let nth = 0; nth < pair.listedWords; nth += 1) {
    weight += scorer.listedWeight(wordsOf.values[from + pair.listed + nth] as number, isPerson);
  }
  return weight / 2;
}

export function isPersonsName({ segment: { kinds, partyOf } }: Part, name: number): boolean {
  return kinds[partyOf[name] as number] === 0;
}

/** Words this much alike are the same. */
const EXACT = 0.95;
/** A name of which so much of the score is missing is not looked at by trigrams. */
const LEAST_FOR_TRIGRAMS = 0.3;

export function nameScorer(part: Part, align: Aligner, trigrams: Trigrams): NameScorer {
  const { wordsOf } = part.segment;
  const { inPerson, inFirm, ofName } = part.weights;
  const scorer: NameScorer = {
    askedWeight(asked, place, isPerson) {
      const word = asked.words[place];
      return word === undefined ? 0 : isPerson ? word.inPerson : word.inFirm;
    },
    listedWeight: (word, isPerson) => (isPerson ? inPerson : inFirm)[word] as number,
    score,
  };
  return scorer;

  function score(asked: AskedName, name: number): NameScore {
    const isPerson = isPersonsName(part, name);
    const sides = isPerson ? matching.person : matching.firm;
    const pairs = align.align(asked, name);
    let askedExtra = 0;
    for (let place = 0; place < asked.words.length; place += 1) {
      askedExtra += scorer.askedWeight(asked, place, isPerson);
    }
    let listedExtra = ofName[name] as number;
    let matched = 0;
    let weights = 0;
    let strong = 0;
    let exact = 0;
    for (const pair of pairs) {
      const weight = pairWeight(scorer, part, asked, name, pair);
      matched += weight * pair.like;
      weights += weight;
      if (weight > 0.3) strong += pair.askedWords + pair.listedWords - 1;
      if (weight > 0.3 && pair.like >= EXACT) exact += 1;
      for (let nth = 0; nth < pair.askedWords; nth += 1) {
        askedExtra -= scorer.askedWeight(asked, pair.asked + nth, isPerson);
      }
      const from = (wordsOf.starts[name] as number) + pair.listed;
      for (let nth = 0; nth < pair.listedWords; nth += 1) {
        listedExtra -= scorer.listedWeight(wordsOf.values[from + nth] as number, isPerson);
      }
    }
    if (weights === 0) return { score: 0, byTrigrams: false, pairs, whole: 1 };
    askedExtra = Math.max(0, askedExtra);
    listedExtra = Math.max(0, listedExtra);
    const substituted = Math.min(askedExtra, listedExtra);
    let whole =
      weights +
      sides.askedExtra * askedExtra +
      sides.listedExtra * listedExtra +
      sides.conflict * substituted;
    whole /= 1 - sides.conflictCut * Math.min(1, substituted);
    const isOneOfMany = strong < 2 && askedExtra + listedExtra > 0.3;
    if (isOneOfMany) whole /= sides.single;
    if (exact === 0 && strong > 1) whole /= sides.inexact;
    const byWords = matched / whole;
    if (isPerson || byWords < LEAST_FOR_TRIGRAMS || byWords > matching.trigramMost) {
      return { score: byWords, byTrigrams: false, pairs, whole };
    }
    const alike = calibrated(trigrams.like(asked, name));
    return alike > byWords
      ? { score: alike, byTrigrams: true, pairs, whole }
      : { score: byWords, byTrigrams: false, pairs, whole };
  }
}

const AT_KNEE = 0.7;

function calibrated(like: number): number {
  const knee = matching.trigramKnee;
  if (like <= knee) return (like / knee) * AT_KNEE;
  return AT_KNEE + ((like - knee) / (1 - knee)) * (matching.trigramMost - AT_KNEE);
}
