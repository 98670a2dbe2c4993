import { areLegalForms } from '../keys/legal-forms.ts';
import { FILLERS, GENERATIONS, PARTICLES, TITLES, TRADE_WORDS } from '../names/word-lists.ts';

/** Words of legal forms spelt out, where they do not stand together. */
const SPELT_OUT = new Set(
  `OBSHCHESTVO OGRANICHENNOI OGRANICHENNOY OTVETSTVENNOSTYU AKTSIONERNOE OTKRYTOE ZAKRYTOE PUBLICHNOE JOINT STOCK
  LIABILITY SOCIEDAD ANONIMA LIMITADA SOCIETE ANONYME AKTIENGESELLSCHAFT GESELLSCHAFT`.split(/\s+/),
);

const PARTICLE = 1;
const FILLER = 2;
const TITLE = 4;
const GENERATION = 8;
const TRADE = 16;
const FORM = 32;
const INITIAL = 64;

/** What sort of word it is, as bits: a word may be of several. */
export function wordClass(word: string): number {
  return (
    (PARTICLES.has(word) ? PARTICLE : 0) |
    (FILLERS.has(word) ? FILLER : 0) |
    (TITLES.has(word) ? TITLE : 0) |
    (GENERATIONS.has(word) ? GENERATION : 0) |
    (TRADE_WORDS.has(word) ? TRADE : 0) |
    (areLegalForms([word]) || SPELT_OUT.has(word) ? FORM : 0) |
    (word.length === 1 && word >= 'A' ? INITIAL : 0)
  );
}

/** The most a word of this class can weigh in a person's name, 1 being a name of its own (policy). */
export function mostInPerson(classes: number): number {
  if ((classes & (TITLE | FORM)) !== 0) return 0.2;
  if ((classes & PARTICLE) !== 0) return 0.22;
  if ((classes & GENERATION) !== 0) return 0.25;
  return (classes & INITIAL) !== 0 ? 0.4 : 1;
}

/** The same in an organisation's. */
export function mostInFirm(classes: number): number {
  if ((classes & FILLER) !== 0) return 0.12;
  if ((classes & FORM) !== 0) return 0.2;
  if ((classes & TRADE) !== 0) return 0.55;
  return 1;
}
