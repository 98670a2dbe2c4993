/**
 * A name as it is searched by: upper case, accents and punctuation gone, words
 * one blank apart. Dots and apostrophes join, so that `L.L.C.` is `LLC`;
 * everything else that is no letter or digit parts.
 */
export function nameKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\p{M}.'’‘`]/gu, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Beyond every key that begins with a prefix, in the byte order of the index. */
export function afterKeysOf(prefix: string): string {
  return `${prefix}\u{10FFFF}`;
}
