import anyAscii from 'any-ascii';

const IS_ASCII = /^[\p{ASCII}]*$/u;
const SYLLABIC = /[\p{Script=Han}\p{Script=Hangul}]+/gu;
const MOST_SYLLABLES_OF_A_PERSON = 4;

/**
 * A text in the letters A to Z as its sound would be written, case kept. A run of up to
 * four Han or Hangul characters is taken as a person's: the family name, then the rest
 * as one word; a longer run is one word a character.
 */
export function latin(text: string): string {
  if (IS_ASCII.test(text)) return text;
  return anyAscii(text.normalize('NFKC').replace(SYLLABIC, syllables));
}

function syllables(run: string): string {
  const read = [...run].map((character) => anyAscii(character).toLowerCase());
  if (read.length < 2 || read.length > MOST_SYLLABLES_OF_A_PERSON) return ` ${read.join(' ')} `;
  return ` ${read[0]} ${read.slice(1).join('')} `;
}
