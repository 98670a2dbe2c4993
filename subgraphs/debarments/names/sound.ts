const SAME_SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/SCH/g, 'SH'],
  [/TCH/g, 'CH'],
  [/PH/g, 'F'],
  [/CK/g, 'K'],
  [/KH/g, 'H'],
  [/GH/g, 'G'],
  [/TH/g, 'T'],
  [/DH/g, 'D'],
  [/DJ/g, 'J'],
  [/X/g, 'KS'],
  [/Q/g, 'K'],
  [/W/g, 'V'],
  [/C(?![HEIY])/g, 'K'],
  [/EE|EA/g, 'I'],
  [/OO|OU/g, 'U'],
  [/Y/g, 'I'],
  [/(.)\1+/g, '$1'],
];

const MAY_DIFFER = /H|C|X|Q|W|Y|EE|EA|OO|OU|DJ|(.)\1/;

/** A word by its sound: what is written in several ways in Latin letters is written in one. */
export function soundOf(word: string): string {
  if (!MAY_DIFFER.test(word)) return word;
  return SAME_SOUNDS.reduce((text, [written, sound]) => text.replace(written, sound), word);
}
