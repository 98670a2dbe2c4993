import type { PartyAddress } from '../index/listed-party.ts';
import { postalKey } from '../keys/postal-key.ts';
import { latin } from '../names/latin.ts';
import { NUMBER_WORDS } from '../names/word-lists.ts';
import { takenApart } from './one-line.ts';
import { DIRECTIONS, STREET_TYPES, UNITS } from './street-words.ts';

/** An address as it is compared; null and empty where it does not say. */
export interface ReadAddress {
  readonly text: string;
  readonly house: string;
  /** The words of the street that tell it from others. */
  readonly street: string;
  readonly box: string;
  readonly unit: string;
  readonly postal: string;
  readonly city: string;
  readonly region: string;
  readonly country: string;
}

export function readAddress(given: PartyAddress): ReadAddress {
  const address = takenApart(given);
  const country = (address.country ?? '').toUpperCase();
  const lines = address.lines.map(wordsOfPlace).filter((words) => words.length > 0);
  const { house, street, unit, box } = streetOf(lines);
  return {
    text: [...given.lines, given.city, given.region, given.postalCode, given.country]
      .filter((part) => part !== null && part !== '')
      .join(', '),
    house,
    street,
    unit,
    box,
    postal: address.postalCode === null ? '' : (postalKey(latin(address.postalCode), country || null) ?? ''),
    city: address.city === null ? '' : wordsOfPlace(address.city).join(' '),
    region: regionOf(address.region),
    country: country === 'ZZ' ? '' : country,
  };
}

/** The keys by which two parties of one address meet, however the rest of it is written. */
export function addressKeys({ house, street, box, postal, city }: ReadAddress): readonly string[] {
  const keys: string[] = [];
  if (box !== '') {
    if (postal !== '') keys.push(`AB${postal}|${box}`);
    if (city !== '') keys.push(`AB${city}|${box}`);
  }
  if (house === '' || street === '') return keys;
  if (postal !== '') keys.push(`AZ${postal}|${house}|${street}`, `AH${postal}|${house}`);
  if (city !== '') keys.push(`AC${city}|${house}|${street}`);
  if (postal === '' && city === '') keys.push(`AS${house}|${street}`);
  return keys;
}

function wordsOfPlace(text: string): readonly string[] {
  return latin(text)
    .toUpperCase()
    .replace(/[.'’`]/g, '')
    .split(/[^A-Z0-9#]+/)
    .filter((word) => word !== '');
}

interface Street {
  readonly house: string;
  readonly street: string;
  readonly unit: string;
  readonly box: string;
}

function streetOf(lines: readonly (readonly string[])[]): Street {
  let found: Street = { house: '', street: '', unit: '', box: '' };
  for (const words of lines) {
    const read = readStreet(words);
    if (found.street === '' && read.street !== '' && read.house !== '') found = { ...found, ...filled(read) };
    else found = { ...filled(read), ...filled(found) } as Street;
  }
  return { ...{ house: '', street: '', unit: '', box: '' }, ...found };
}

function filled(street: Street): Partial<Street> {
  return Object.fromEntries(Object.entries(street).filter(([, value]) => value !== ''));
}

const BOX = /^(?:P ?O ?|POST OFFICE |POSTAL )?BOX (\w+)|^POB (\w+)|^(?:APARTADO|POSTFACH|CASILLA|BP) (\w+)/;

function readStreet(words: readonly string[]): Street {
  const box = BOX.exec(words.join(' '));
  if (box !== null) {
    return { house: '', street: '', unit: '', box: box[1] ?? box[2] ?? box[3] ?? '' };
  }
  const kept: string[] = [];
  const common: string[] = [];
  let unit = '';
  let house = '';
  let isOver = false;
  for (let place = 0; place < words.length; place += 1) {
    const word = words[place] as string;
    const isPastStreet = kept.length + common.length > 0;
    const next = words[place + 1];
    if (word.startsWith('#')) {
      unit = word.length > 1 ? word.slice(1) : (words[++place] ?? '');
    } else if (next !== undefined && (isPastStreet ? isUnit(word, next) : isUnitBefore(word, next))) {
      unit = next;
      isOver = isPastStreet && house !== '';
      place += 1;
    } else if (isOver) {
      // NOTE: what follows a unit is more of the unit, or the town.
    } else if (house === '' && !isPastStreet && IS_HOUSE.test(word)) {
      house = word;
      if (next === '1' && words[place + 2] === '2') place += 2;
    } else if (STREET_TYPES.has(word) || DIRECTIONS.has(word)) {
      common.push(word);
    } else {
      kept.push(NUMBER_WORDS.get(word) ?? word.replace(/^(\d+)(ST|ND|RD|TH)$/, '$1'));
    }
  }
  const numbered = kept.findIndex((word) => /^\d+[A-Z]?$/.test(word));
  if (house === '' && numbered > 0) house = kept.splice(numbered, 1)[0] as string;
  return { house, street: (kept.length > 0 ? kept : common).slice(0, 4).join(' '), unit, box: '' };
}

/** `12`, `12B`; `N5860` and `W180N7890`, by a county's grid. */
const IS_HOUSE = /^(?:\d+[A-Z]?|[NSEW]\d+(?:[NSEW]\d+)?)$/;

/** Behind the street. */
function isUnit(word: string, next: string): boolean {
  return UNITS.has(word) || (word === 'NO' && /^\d/.test(next));
}

/** Before it, or on a line of its own. */
function isUnitBefore(word: string, next: string): boolean {
  return UNITS.has(word) && /^(?:\d+[A-Z]?|[A-Z]\d*)$/.test(next);
}

const NO_REGION = new Set(['XX', 'NA', 'N/A']);

function regionOf(region: string | null): string {
  const key = region === null ? '' : wordsOfPlace(region).join(' ');
  return NO_REGION.has(key) ? '' : key;
}
