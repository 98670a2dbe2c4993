/**
 * A fraction of whole numbers, in lowest terms, its denominator positive. Scores are
 * fractions from the counts to the comparison: nothing is rounded before it is decided.
 */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export function rational(numerator: bigint | number, denominator: bigint | number = 1n): Rational {
  const above = BigInt(numerator);
  const below = BigInt(denominator);
  if (below === 0n) throw new RangeError('A fraction has no denominator 0.');
  const sign = below < 0n ? -1n : 1n;
  const divisor = greatestCommonDivisor(above < 0n ? -above : above, below * sign);
  return { numerator: (above * sign) / divisor, denominator: (below * sign) / divisor };
}

export const ZERO = rational(0);
export const ONE = rational(1);

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Exactly what is written: `0.25` is a quarter. */
export function decimal(text: string): Rational {
  const parts = DECIMAL.exec(text);
  if (parts === null) throw new RangeError(`expected a decimal, got "${text}"`);
  const [, minus, whole, places = ''] = parts;
  return rational(BigInt(`${minus}${whole}${places}`), 10n ** BigInt(places.length));
}

/** The number to twelve places, as a fraction: for what was computed in floating point. */
export function approximately(value: number): Rational {
  return decimal(value.toFixed(12));
}

export function add(...terms: readonly Rational[]): Rational {
  return terms.reduce(
    (sum, term) =>
      rational(
        sum.numerator * term.denominator + term.numerator * sum.denominator,
        sum.denominator * term.denominator,
      ),
    ZERO,
  );
}

export function subtract(from: Rational, term: Rational): Rational {
  return add(from, { numerator: -term.numerator, denominator: term.denominator });
}

export function times(...factors: readonly Rational[]): Rational {
  return factors.reduce(
    (product, factor) =>
      rational(product.numerator * factor.numerator, product.denominator * factor.denominator),
    ONE,
  );
}

export function over(dividend: Rational, divisor: Rational): Rational {
  return rational(dividend.numerator * divisor.denominator, dividend.denominator * divisor.numerator);
}

/** Negative where the one is less, 0 where they are equal. */
export function compare(one: Rational, other: Rational): number {
  const difference = one.numerator * other.denominator - other.numerator * one.denominator;
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}

export function isZero({ numerator }: Rational): boolean {
  return numerator === 0n;
}

export function least(one: Rational, other: Rational): Rational {
  return compare(one, other) <= 0 ? one : other;
}

export function greatest(one: Rational, other: Rational): Rational {
  return compare(one, other) >= 0 ? one : other;
}

/**
 * Rounded down to so many places. A score so told is below a threshold of as many
 * places exactly where the score itself is.
 */
export function roundedDown({ numerator, denominator }: Rational, places: number): number {
  const scale = 10n ** BigInt(places);
  const scaled = numerator * scale;
  const down = scaled / denominator - (scaled < 0n && scaled % denominator !== 0n ? 1n : 0n);
  return Number(down) / Number(scale);
}

/** `27741/500`: how the database keeps it. */
export function write({ numerator, denominator }: Rational): string {
  return `${numerator}/${denominator}`;
}

export function read(text: string): Rational {
  const [numerator = '', denominator = ''] = text.split('/');
  return rational(BigInt(numerator), BigInt(denominator));
}

function greatestCommonDivisor(one: bigint, other: bigint): bigint {
  let [larger, smaller] = [one, other];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger === 0n ? 1n : larger;
}
