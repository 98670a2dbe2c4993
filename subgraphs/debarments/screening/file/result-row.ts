import type { MatchFeature } from '../explanation.ts';

export const RESULT_HEADER = 'reference,verdict,score,matchId,matchName,source,explanation';

/** One candidate of one seller, or that there is none. */
export interface ResultRow {
  readonly reference: string;
  readonly verdict: string;
  readonly match: {
    readonly score: number;
    readonly id: string;
    readonly name: string;
    readonly explanation: string;
  } | null;
  /** The list and the day it speaks to. */
  readonly source: string;
  /** Why, where there is no candidate to explain it. */
  readonly because: string;
}

export function resultLine({ reference, verdict, match, source, because }: ResultRow): string {
  const fields =
    match === null
      ? [reference, verdict, '', '', '', source, because]
      : [reference, verdict, match.score.toFixed(4), match.id, match.name, source, match.explanation];
  return `${fields.map(csvField).join(',')}\r\n`;
}

export function csvField(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

type Told = Pick<MatchFeature, 'feature' | 'query' | 'candidate' | 'score' | 'contribution'>;

/** What agrees, what adds to the score and what takes from it; the numbers add up to it. */
export function told(features: readonly Told[]): string {
  return features
    .filter(
      ({ contribution, feature, score }) => contribution !== 0 || score === 1 || feature === 'NAME_WORD',
    )
    .map(({ feature, query, candidate, contribution }) => {
      const sign = contribution < 0 ? '-' : '+';
      return `${feature} ${query || '(none)'} ~ ${candidate || '(none)'} ${sign}${Math.abs(contribution).toFixed(4)}`;
    })
    .join('; ');
}
