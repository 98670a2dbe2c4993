const START = 0x811c9dc5;
const PRIME = 0x01000193;

/** FNV-1a of these bytes, stirred so that its low bits are good enough for a table. */
export function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = START;
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ (bytes[at] as number), PRIME);
  return stirred(hash);
}

/** The same, as if the byte at `skip` were not there. */
export function hashWithout(bytes: Uint8Array, from: number, to: number, skip: number): number {
  let hash = START;
  for (let at = from; at < to; at += 1) {
    if (at !== skip) hash = Math.imul(hash ^ (bytes[at] as number), PRIME);
  }
  return stirred(hash);
}

/** Of a text by its character codes; of ASCII the same as of its bytes. */
export function hashOfText(text: string, seed = 0): number {
  let hash = START ^ seed;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
  return stirred(hash);
}

function stirred(hash: number): number {
  let stir = hash ^ (hash >>> 15);
  stir = Math.imul(stir, 0x2c1b3c6d);
  stir ^= stir >>> 12;
  return stir >>> 0;
}
