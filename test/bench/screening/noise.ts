import { oneOf, shuffled } from './random.ts';

export interface Named {
  readonly name: string;
  readonly isPerson: boolean;
}

/** A name as somebody else would write it; null where this class does not apply to it. */
export type Noise = (named: Named, next: () => number) => string | null;

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const FORMS = [
  'INC',
  'LLC',
  'LTD',
  'CORP',
  'CO',
  'LIMITED',
  'CORPORATION',
  'COMPANY',
  'L.L.C.',
  'GMBH',
  'SA',
];
const AT_END =
  /[\s,]+(INC|INCORPORATED|LLC|L\.L\.C|LTD|LIMITED|CORP|CORPORATION|CO|COMPANY|S\.?A|GMBH|LLP|LP)\.?$/i;

const wordsIn = (name: string) => name.split(/[\s,]+/).filter((word) => word !== '');

function typo(name: string, next: () => number, not = -1): { text: string; word: number } | null {
  const words = wordsIn(name);
  const open = words
    .map((word, at) => ({ word, at }))
    .filter(({ word, at }) => at !== not && /^[A-Z]{4,}$/i.test(word));
  if (open.length === 0) return null;
  const { word, at } = oneOf(open, next);
  const place = Math.floor(next() * word.length);
  const kind = Math.floor(next() * 4);
  const letter = oneOf(LETTERS, next);
  const written =
    kind === 0
      ? word.slice(0, place) + letter + word.slice(place + 1)
      : kind === 1
        ? word.slice(0, place) + word.slice(place + 1)
        : kind === 2
          ? word.slice(0, place) + letter + word.slice(place)
          : place + 1 < word.length
            ? word.slice(0, place) + word[place + 1] + word[place] + word.slice(place + 2)
            : word.slice(0, -1);
  return { text: words.with(at, written).join(' '), word: at };
}

const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/KH/, 'H'],
  [/SH/, 'SCH'],
  [/OU/, 'U'],
  [/EE/, 'I'],
  [/OO/, 'U'],
  [/Y/, 'I'],
  [/PH/, 'F'],
  [/CK/, 'K'],
  [/W/, 'V'],
  [/Q/, 'K'],
  [/DJ/, 'J'],
  [/X/, 'KS'],
  [/EI/, 'EY'],
  [/IA/, 'IYA'],
  [/AI/, 'AY'],
  [/C(?=[AOU])/, 'K'],
  [/MM/, 'M'],
  [/SS/, 'S'],
  [/I/, 'EE'],
];

const CYRILLIC: readonly (readonly [RegExp, string])[] = [
  [/SHCH/g, 'Щ'],
  [/SH/g, 'Ш'],
  [/CH/g, 'Ч'],
  [/KH/g, 'Х'],
  [/ZH/g, 'Ж'],
  [/TS/g, 'Ц'],
  [/YA/g, 'Я'],
  [/YU/g, 'Ю'],
  [/PH/g, 'Ф'],
  ...[...'ABVGDEZIJKLMNOPRSTUFHCQWXY'].map(
    (letter, at) =>
      [
        new RegExp(letter, 'g'),
        [...'АБВГДЕЗИЙКЛМНОПРСТУФХКК'].concat(['В', 'КС', 'Ы'])[at] as string,
      ] as const,
  ),
];

const SEEN: Readonly<Record<string, string>> = {
  O: '0',
  I: '1',
  S: '5',
  B: '8',
  E: '3',
  L: '1',
  G: '6',
  A: '4',
};

export const NOISE: Readonly<Record<string, Noise>> = {
  case: ({ name }) => name.toLowerCase(),
  typo: ({ name }, next) => typo(name, next)?.text ?? null,
  'two typos': ({ name }, next) => {
    const first = typo(name, next);
    return first === null ? null : (typo(first.text, next, first.word)?.text ?? null);
  },
  order: ({ name }, next) => {
    const words = wordsIn(name);
    return words.length < 2 ? null : shuffled(words, next).join(' ');
  },
  'word dropped': ({ name }, next) => {
    const words = wordsIn(name.replace(AT_END, ''));
    return words.length < 3 ? null : words.toSpliced(Math.floor(next() * words.length), 1).join(' ');
  },
  'word added': ({ name, isPerson }, next) =>
    isPerson
      ? `${name} ${oneOf(['MARIA', 'LEE', 'AHMED', 'JOHN', 'IVAN', 'LUIS'], next)}`
      : `${name.replace(AT_END, '')} ${oneOf(['INTERNATIONAL', 'GROUP', 'TRADING', 'USA', 'SERVICES', 'GLOBAL'], next)}`,
  'legal form': ({ name, isPerson }, next) =>
    isPerson ? null : `${name.replace(AT_END, '')} ${oneOf(FORMS, next)}`,
  'joined or split': ({ name }, next) => {
    const words = wordsIn(name);
    const at = Math.floor(next() * words.length);
    const word = words[at] ?? '';
    if (next() < 0.5 && words.length > 1 && at + 1 < words.length) {
      return words.toSpliced(at, 2, word + words[at + 1]).join(' ');
    }
    if (word.length < 6) return null;
    const cut = 3 + Math.floor(next() * (word.length - 5));
    return words.toSpliced(at, 1, word.slice(0, cut), word.slice(cut)).join(' ');
  },
  transliteration: ({ name }, next) => {
    const upper = name.toUpperCase();
    const open = SOUNDS.filter(([sound]) => sound.test(upper));
    if (open.length === 0) return null;
    return shuffled(open, next)
      .slice(0, 2)
      .reduce((text, [sound, other]) => text.replace(sound, other), upper);
  },
  Cyrillic: ({ name, isPerson }) => {
    if (!isPerson || !/^[A-Z ,'-]+$/i.test(name)) return null;
    return CYRILLIC.reduce((text, [letter, other]) => text.replace(letter, other), name.toUpperCase());
  },
  OCR: ({ name }, next) => {
    const upper = name.toUpperCase();
    const places = [...upper].flatMap((letter, at) => (letter in SEEN ? [at] : []));
    if (places.length === 0) return null;
    const chosen = new Set(shuffled(places, next).slice(0, Math.min(2, places.length)));
    return [...upper].map((letter, at) => (chosen.has(at) ? SEEN[letter] : letter)).join('');
  },
  initials: ({ name, isPerson }) => {
    if (!isPerson) return null;
    const [family = '', given = ''] = name.split(/,\s*/);
    const words = wordsIn(given);
    return words.length === 0 ? null : `${words.map((word) => `${word[0]}.`).join(' ')} ${family}`;
  },
  'trade name': ({ name, isPerson }, next) =>
    isPerson
      ? null
      : `${oneOf(['BLUE HARBOR', 'NORTH STAR', 'GOLDEN LEAF', 'CITY LINE'], next)} MARKET d/b/a ${name}`,
};
