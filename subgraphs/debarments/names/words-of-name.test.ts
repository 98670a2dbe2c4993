import { describe, expect, test } from 'vitest';
import { namesIn } from './names-in.ts';
import { skeleton } from './skeleton.ts';
import { soundOf } from './sound.ts';
import { wordsOfName } from './words-of-name.ts';

describe('an organisation’s name as it is compared', () => {
  test.each([
    ['O’Neil & Söhne G.m.b.H.', 'ONEIL AND SOHNE'],
    ['A. B. C. Supply Co., Ltd.', 'ABC SUPPLY'],
    ['L.X.C. Aviation', 'LXC AVIATION'],
    ['PricewaterhouseCoopers LLP', 'PRICEWATERHOUSE COOPERS'],
    ['ACME INTL MFG', 'ACME INTERNATIONAL MANUFACTURING'],
    ['P3TR0 GRAND FZE', 'PETRO GRAND'],
    ['TRUST 2007 AR16', 'TRUST 2007 AR16'],
    ['FIRST THIRD BANK', '1 3 BANK'],
    ['ACME LIM ITED', 'ACME'],
    ['ACME LIMTED', 'ACME'],
    ['OBSHCHESTVO S OGRANICHENNOI OTVETSTVENNOSTYU ROMASHKA', 'ROMASHKA'],
    ['LIMITED', 'LIMITED'],
  ])('%s: %s', (name, words) => expect(wordsOfName(name, false).join(' ')).toBe(words));
});

describe('a person’s', () => {
  test.each([
    ['Dr. SAMPLE, Jordan Q.', 'SAMPLE JORDAN Q'],
    ['Иван Примеров', 'IVAN PRIMEROV'],
    ['习近平', 'XI JINPING'],
    ['Mr', 'MR'],
  ])('%s: %s', (name, words) => expect(wordsOfName(name, true).join(' ')).toBe(words));
});

test.each([
  ['Blue Harbor LLC d/b/a Acme Market', ['Blue Harbor LLC', 'Acme Market']],
  ['Acme doing business as Orchard', ['Acme', 'Orchard']],
  ['Dbase Systems', ['Dbase Systems']],
])('%s holds %o', (text, names) => expect(namesIn(text)).toEqual(names));

test.each([
  ['QADDAFI', 'GADHAFI'],
  ['MOHAMMED', 'MUHAMMAD'],
  ['VASILY', 'WASSILIJ'],
])('%s and %s have the same consonants', (one, other) => {
  expect(skeleton(one).replace('J', '')).toBe(skeleton(other).replace('J', ''));
});

test.each([
  ['JIN', 'JEEN'],
  ['XENIA', 'KSENIA'],
  ['PHARUQ', 'FARUK'],
])('%s and %s sound the same', (one, other) => expect(soundOf(one)).toBe(soundOf(other)));
