import type { Part } from '../index/listed-index.ts';
import { textAt } from '../index/texts.ts';
import type { AskedName } from './asked-name.ts';
import { type Feature, feature } from './feature.ts';
import { isPersonsName, type NameScore, type NameScorer, pairWeight } from './name-score.ts';

/** The best that the names of the two parties have to say. */
export interface BestName {
  readonly asked: AskedName;
  readonly name: number;
  readonly scored: NameScore;
}

/** What each word of the two names adds; those that only one of them has add nothing. */
export function nameFeatures(
  part: Part,
  { asked, name, scored }: BestName,
  scorer: NameScorer,
): readonly Feature[] {
  const { segment } = part;
  const listedName = textAt(segment.names, name);
  if (scored.byTrigrams) {
    return [feature('NAME_TRIGRAMS', asked.text, listedName, scored.score, 1)];
  }
  const from = segment.wordsOf.starts[name] as number;
  const to = segment.wordsOf.starts[name + 1] as number;
  const listedWord = (at: number) =>
    textAt(segment.dictionary.texts, segment.wordsOf.values[from + at] as number);
  const textOf = (first: number, count: number, word: (at: number) => string) =>
    Array.from({ length: count }, (_, nth) => word(first + nth)).join(' ');
  const askedWord = (at: number) => asked.words[at]?.text ?? '';
  const matched = scored.pairs.map((pair) =>
    feature(
      'NAME_WORD',
      textOf(pair.asked, pair.askedWords, askedWord),
      textOf(pair.listed, pair.listedWords, listedWord),
      pair.like,
      pairWeight(scorer, part, asked, name, pair) / scored.whole,
    ),
  );
  const askedIn = new Set(scored.pairs.flatMap((pair) => [pair.asked, pair.asked + pair.askedWords - 1]));
  const listedIn = new Set(scored.pairs.flatMap((pair) => [pair.listed, pair.listed + pair.listedWords - 1]));
  const isPerson = isPersonsName(part, name);
  const askedAlone = asked.words.flatMap((word, at) =>
    askedIn.has(at)
      ? []
      : [feature('NAME_WORD', word.text, '', 0, scorer.askedWeight(asked, at, isPerson) / scored.whole)],
  );
  const listedAlone = Array.from({ length: to - from }, (_, at) => at).flatMap((at) => {
    const word = segment.wordsOf.values[from + at] as number;
    if (listedIn.has(at)) return [];
    return [feature('NAME_WORD', '', listedWord(at), 0, scorer.listedWeight(word, isPerson) / scored.whole)];
  });
  return [...matched, ...askedAlone, ...listedAlone];
}
