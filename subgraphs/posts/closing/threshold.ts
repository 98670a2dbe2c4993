const SCORE = /^(?:\d{1,2}(?:\.\d{1,3})?|100(?:\.0{1,3})?)$/;

/** A score with at most three places: the published scores, which have three, compare with it as the exact ones do. */
export function isThreshold(text: string): boolean {
  return SCORE.test(text);
}
