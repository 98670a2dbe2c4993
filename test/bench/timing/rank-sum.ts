/** What two samples say of each other, whatever their distributions. */
export interface Compared {
  /** How likely one drawn from the second is greater than one drawn from the first; a half where they are alike. */
  readonly isGreater: number;
  /** Two-sided, by the normal approximation: how likely samples of one distribution differ so much. */
  readonly p: number;
}

/** Mann and Whitney, "On a Test of Whether one of Two Random Variables is Stochastically Larger than the Other", 1947; ties share their ranks. */
export function rankSum(first: readonly number[], second: readonly number[]): Compared {
  const pairs = first.length * second.length;
  const all = [
    ...first.map((value) => ({ value, isSecond: false })),
    ...second.map((value) => ({ value, isSecond: true })),
  ].sort((one, other) => one.value - other.value);
  let ranks = 0;
  let ties = 0;
  for (let from = 0; from < all.length; ) {
    let to = from + 1;
    while (to < all.length && all[to]?.value === all[from]?.value) to += 1;
    const equal = to - from;
    const rank = (from + 1 + to) / 2;
    for (let at = from; at < to; at += 1) if (all[at]?.isSecond === true) ranks += rank;
    ties += equal ** 3 - equal;
    from = to;
  }
  const u = ranks - (second.length * (second.length + 1)) / 2;
  const n = all.length;
  const variance = (pairs / 12) * (n + 1 - ties / (n * (n - 1)));
  const z = variance === 0 ? 0 : (u - pairs / 2) / Math.sqrt(variance);
  return { isGreater: u / pairs, p: beyond(Math.abs(z)) };
}

/** Both tails of the normal distribution; Abramowitz and Stegun 26.2.17, to seven digits. */
function beyond(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return Math.min(1, (2 * Math.exp((-z * z) / 2) * series) / Math.sqrt(2 * Math.PI));
}
