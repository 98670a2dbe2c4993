import { areLegalForms, withoutLegalForms } from '../keys/legal-forms.ts';
import { latin } from './latin.ts';
import { isMisspeltForm } from './misspelt-form.ts';
import { ABBREVIATIONS, NUMBER_WORDS, TITLES } from './word-lists.ts';

export const LONGEST_WORD = 31;
export const MOST_WORDS = 16;

const GLUED = /([a-z]{3})([A-Z][a-z]{2}|[A-Z]{2,}(?![a-z]))/g;

/**
 * The words of a name for comparing, in their order: upper case A to Z and figures, abbreviations
 * written out, numbers as figures, letters that a scanner took for figures as letters;
 * without the legal forms at the ends of a firm's name.
 *
 * @param isPerson a person's name keeps what looks like a legal form, and loses titles.
 */
export function wordsOfName(text: string, isPerson: boolean): readonly string[] {
  const all = splitWords(text);
  if (isPerson) {
    const untitled = all.filter((word) => !TITLES.has(word));
    return limited(untitled.length === 0 ? all : untitled);
  }
  const core = withoutLegalForms(formsMended(all));
  const written = core.map((word) => ABBREVIATIONS.get(word) ?? word);
  return limited(lettersJoined(written));
}

function splitWords(text: string): readonly string[] {
  let written = latin(text);
  if (GLUED_MARK.test(written)) written = written.replace(GLUED, '$1 $2');
  written = written.toUpperCase();
  if (MARKS.test(written)) {
    written = written
      .replace(/[’'`"]/g, '')
      .replace(/([A-Z]{3,})\.(?=[A-Z])/g, '$1 ')
      .replace(/\./g, '')
      .replaceAll('&', ' AND ');
  }
  if (MAY_SPELL_OUT.test(written)) {
    written = written.replace(SPELT_OUT, (phrase) => FORMS_SPELT_OUT[phrase.replace(/\s+/g, ' ')] ?? phrase);
  }
  const words: string[] = [];
  for (const word of written.split(/[^A-Z0-9]+/)) {
    if (word !== '') words.push(NUMBER_WORDS.get(word) ?? (/\d/.test(word) ? lettersForFigures(word) : word));
  }
  return words;
}

const GLUED_MARK = /[a-z][A-Z]/;
const MARKS = /[’'`".&]/;
const MAY_SPELL_OUT = /OBSHCHESTVO|STOCK|LIABILITY/;

/** Legal forms of other languages as they are spelt out in Latin letters. */
const FORMS_SPELT_OUT: Readonly<Record<string, string>> = {
  'OBSHCHESTVO S OGRANICHENNOI OTVETSTVENNOSTYU': 'OOO',
  'OBSHCHESTVO S OGRANICHENNOY OTVETSTVENNOSTYU': 'OOO',
  'OTKRYTOE AKTSIONERNOE OBSHCHESTVO': 'OAO',
  'ZAKRYTOE AKTSIONERNOE OBSHCHESTVO': 'ZAO',
  'PUBLICHNOE AKTSIONERNOE OBSHCHESTVO': 'PAO',
  'AKTSIONERNOE OBSHCHESTVO': 'AO',
  'JOINT STOCK COMPANY': 'JSC',
  'OPEN JOINT STOCK COMPANY': 'OJSC',
  'CLOSED JOINT STOCK COMPANY': 'CJSC',
  'PUBLIC JOINT STOCK COMPANY': 'PJSC',
  'LIMITED LIABILITY COMPANY': 'LLC',
};
const SPELT_OUT = new RegExp(
  `\\b(?:${Object.keys(FORMS_SPELT_OUT)
    .sort((one, other) => other.length - one.length)
    .map((phrase) => phrase.replaceAll(' ', '\\s+'))
    .join('|')})\\b`,
  'g',
);

const LOOKS: Readonly<Record<string, string>> = {
  0: 'O',
  1: 'I',
  3: 'E',
  4: 'A',
  5: 'S',
  6: 'G',
  7: 'T',
  8: 'B',
  9: 'G',
};

/** Figures among letters are letters misread: `SECH1N`, `1NC`, but not `AR16`, `3M` or `51ST`. */
function lettersForFigures(word: string): string {
  if (!/[A-Z]/.test(word)) return word;
  const letters = word.replace(/\d/g, '').length;
  const isMisread = /[A-Z]\d{1,2}[A-Z]/.test(word) ? letters >= word.length / 2 : MISREAD_END.test(word);
  const read = word.replace(/\d/g, (figure) => LOOKS[figure] ?? figure);
  return isMisread || areLegalForms([read]) ? read : word;
}

const MISREAD_END = /^\d{1,2}[A-Z]{3,}$|^[A-Z]{4,}\d$/;

/** Letters standing alone side by side are one word: `A B C SUPPLY`. */
function lettersJoined(words: readonly string[]): readonly string[] {
  if (!words.some((word, place) => word.length === 1 && words[place + 1]?.length === 1)) return words;
  const joined: string[] = [];
  let isOpen = false;
  for (const word of words) {
    const isLetter = word.length === 1 && word >= 'A';
    if (isLetter && isOpen) joined.push((joined.pop() ?? '') + word);
    else joined.push(word);
    isOpen = isLetter;
  }
  return joined;
}

function limited(words: readonly string[]): readonly string[] {
  return words
    .slice(0, MOST_WORDS)
    .map((word) => (word.length > LONGEST_WORD ? word.slice(0, LONGEST_WORD) : word));
}

/** A legal form at the end as it should be: cut in two, or with a letter wrong. */
function formsMended(words: readonly string[]): readonly string[] {
  const last = words.at(-1) ?? '';
  const before = words.at(-2) ?? '';
  if (words.length > 2 && before.length > 1 && areLegalForms([before + last])) {
    return [...words.slice(0, -2), before + last];
  }
  return words.length > 1 && isMisspeltForm(last) ? words.slice(0, -1) : words;
}
