/** One published figure: which cells it is the sum of, and the sum. */
export interface Equation {
  readonly cells: readonly string[];
  readonly sum: number;
}

/** A prime below the square root of the largest whole number that a double holds. */
const PRIME = 67_108_859;

/**
 * What who reads everything that is published can work out by adding and taking away: the
 * cells that every solution of the equations has in common, with their values. Gaussian
 * elimination over a prime field.
 */
export function derivable(equations: readonly Equation[]): ReadonlyMap<string, number> {
  const names = [...new Set(equations.flatMap(({ cells }) => cells))];
  const place = new Map(names.map((name, nth) => [name, nth]));
  const width = names.length;
  const rows = equations.map(({ cells, sum }) => {
    const row = new Float64Array(width + 1);
    for (const name of cells) {
      const at = place.get(name) ?? 0;
      row[at] = (row[at] ?? 0) + 1;
    }
    row[width] = sum % PRIME;
    return row;
  });
  let done = 0;
  for (let column = 0; column < width && done < rows.length; column += 1) {
    const found = rows.findIndex((row, nth) => nth >= done && row[column] !== 0);
    const pivot = rows[found];
    const first = rows[done];
    if (pivot === undefined || first === undefined) continue;
    rows[found] = first;
    rows[done] = pivot;
    scale(pivot, inverse(pivot[column] ?? 1));
    for (const row of rows) {
      const factor = row[column] ?? 0;
      if (row !== pivot && factor !== 0) subtract(row, pivot, factor);
    }
    done += 1;
  }
  const known = new Map<string, number>();
  for (const row of rows.slice(0, done)) {
    const used = names.filter((_, nth) => row[nth] !== 0);
    if (used.length === 1 && used[0] !== undefined) known.set(used[0], row[width] ?? 0);
  }
  return known;
}

function scale(row: Float64Array, factor: number): void {
  for (let at = 0; at < row.length; at += 1) row[at] = ((row[at] ?? 0) * factor) % PRIME;
}

function subtract(row: Float64Array, pivot: Float64Array, factor: number): void {
  for (let at = 0; at < row.length; at += 1) {
    row[at] = ((row[at] ?? 0) + (PRIME - factor) * (pivot[at] ?? 0)) % PRIME;
  }
}

/** Fermat: the power of the prime less two. */
function inverse(value: number): number {
  let [result, base, exponent] = [1, value % PRIME, PRIME - 2];
  while (exponent > 0) {
    if (exponent % 2 === 1) result = (result * base) % PRIME;
    base = (base * base) % PRIME;
    exponent = Math.floor(exponent / 2);
  }
  return result;
}
