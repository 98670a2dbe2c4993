import { withoutLegalForms } from './legal-forms.ts';

/** Letters that Unicode does not decompose into a Latin one and a mark. */
const LETTERS: Readonly<Record<string, string>> = {
  Æ: 'AE',
  Œ: 'OE',
  Ø: 'O',
  Ł: 'L',
  Đ: 'D',
  Ð: 'D',
  Þ: 'TH',
  Ħ: 'H',
  Ŧ: 'T',
  ẞ: 'SS',
};

/**
 * The words of a name: upper case, accents folded, dots and apostrophes closed up,
 * every other mark a space. `O'Neil & Söhne G.m.b.H.` has ONEIL, AND, SOHNE, GMBH.
 */
export function wordsOf(text: string): readonly string[] {
  return (IS_ASCII.test(text) ? text.toUpperCase() : folded(text))
    .replace(/[.'’‘`´]/g, '')
    .replaceAll('&', ' AND ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

const IS_ASCII = /^[\p{ASCII}]*$/u;

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toUpperCase()
    .replace(/[ÆŒØŁĐÐÞĦŦẞ]/g, (letter) => LETTERS[letter] ?? letter);
}

/**
 * A name as two writers of it agree on it: its words without legal forms, sorted
 * (policy). Null where it has no letter or digit.
 */
export function normalisedName(text: string): string | null {
  const words = withoutLegalForms(wordsOf(text));
  return words.length === 0 ? null : words.toSorted().join(' ');
}
