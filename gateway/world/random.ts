/** A seeded stream of numbers: the same seed gives the same world on every machine. */
export interface Random {
  /** At least 0, less than 1. */
  next(): number;
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly [T, ...T[]]): T;
  /** A rank below `count`, the first far likelier than the last: few file most. */
  skewed(count: number): number;
}

/** sfc32, seeded from a text: its own stream for each feed, so that one feed's length moves no other's rows. */
export function random(seed: string): Random {
  let [a, b, c, counter] = seeds(seed);
  function next(): number {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  }
  for (let warmUp = 0; warmUp < 15; warmUp += 1) next();
  return {
    next,
    between: (from, to) => from + Math.floor(next() * (to - from + 1)),
    chance: (probability) => next() < probability,
    pick: (from) => from[Math.floor(next() * from.length)] ?? from[0],
    skewed: (count) => Math.min(count - 1, Math.floor(count ** next()) - 1 + Math.floor(next() * 2)),
  };
}

/** Four words from a text by FNV-1a with four starts. */
function seeds(text: string): [number, number, number, number] {
  const word = (start: number) => {
    let hash = start;
    for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 16_777_619);
    return hash | 0;
  };
  return [word(2_166_136_261), word(3_735_928_559), word(305_419_896), word(1)];
}
