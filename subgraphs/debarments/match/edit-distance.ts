/** A word made ready to be compared with many: for each character the places where it has it, as bits. */
export type Places = Uint32Array;

const CHARACTERS = 128;

export function noPlaces(): Places {
  return new Uint32Array(CHARACTERS);
}

/** @param length at most 31. */
export function setPlaces(places: Places, word: Uint8Array, length: number): void {
  for (let at = 0; at < length; at += 1) {
    const character = word[at] as number;
    places[character] = (places[character] as number) | (1 << at);
  }
}

export function clearPlaces(places: Places, word: Uint8Array, length: number): void {
  for (let at = 0; at < length; at += 1) places[word[at] as number] = 0;
}

/**
 * Letters to change, leave out, put in, or exchange with their neighbour, to make one
 * word of the other (optimal string alignment), all places at once in the bits of one
 * number (Hyyrö 2003).
 *
 * @param length of the word in `places`.
 */
export function editDistance(
  places: Places,
  length: number,
  other: Uint8Array,
  from: number,
  to: number,
): number {
  const last = 1 << (length - 1);
  let increases = -1;
  let decreases = 0;
  let diagonal = 0;
  let before = 0;
  let distance = length;
  for (let at = from; at < to; at += 1) {
    const same = places[other[at] as number] as number;
    const exchanged = ((~diagonal & same) << 1) & before;
    diagonal = (((same & increases) + increases) ^ increases) | same | decreases | exchanged | 0;
    const wider = decreases | ~(diagonal | increases);
    const narrower = diagonal & increases;
    if ((wider & last) !== 0) distance += 1;
    if ((narrower & last) !== 0) distance -= 1;
    const shifted = (wider << 1) | 1;
    increases = (narrower << 1) | ~(diagonal | shifted);
    decreases = shifted & diagonal;
    before = same;
  }
  return distance;
}
