/** What of two parties was compared. */
export type FeatureName =
  | 'UEI'
  | 'CAGE'
  | 'NPI'
  | 'DUNS'
  | 'LEI'
  | 'SAM_NUMBER'
  | 'NAME_WORD'
  | 'NAME_TRIGRAMS'
  | 'STREET'
  | 'POSTAL_CODE'
  | 'CITY'
  | 'REGION'
  | 'COUNTRY'
  | 'PHONE'
  | 'EMAIL_DOMAIN'
  | 'KIND';

/** One thing of the party compared with one of the list. */
export interface Feature {
  readonly feature: FeatureName;
  /** As asked; blank where the party has nothing to compare. */
  readonly query: string;
  /** As listed. */
  readonly candidate: string;
  /** How alike the two are, 0 to 1. */
  readonly score: number;
  /** What it would add to the score of the party if they were the same. Negative for what counts against. */
  readonly weight: number;
  /** What it adds to the score of the party. The contributions of all features are the score. */
  readonly contribution: number;
}

const DIGITS = 10_000;

/** Scores are told to four digits, so that their sum is exact. */
export function rounded(value: number): number {
  return Math.round(value * DIGITS) / DIGITS;
}

/** The contributions added up, to four digits. */
export function totalOf(features: readonly Pick<Feature, 'contribution'>[]): number {
  return rounded(features.reduce((sum, { contribution }) => sum + contribution, 0));
}

/** @param contribution where it is not what the weight makes of the score. */
export function feature(
  name: FeatureName,
  query: string,
  candidate: string,
  score: number,
  weight: number,
  contribution = score * weight,
): Feature {
  return {
    feature: name,
    query,
    candidate,
    score: rounded(score),
    weight: rounded(weight),
    contribution: rounded(contribution),
  };
}
