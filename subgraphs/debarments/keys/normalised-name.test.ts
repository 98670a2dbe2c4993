import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalisedName } from './normalised-name.ts';

describe('two writings of one name are one key', () => {
  test.each([
    ['Invented Goods, Inc.', 'INVENTED GOODS INCORPORATED'],
    ['INVENTED GOODS L.L.C.', 'invented goods llc'],
    ['Söhne & Ængel GmbH', 'SOHNE AND AENGEL'],
    ['Łódź Óptica Sp. z o.o.', 'LODZ OPTICA'],
    ["O'Neil's Imports", 'ONEILS IMPORTS'],
    ['SAMPLE, JORDAN', 'Jordan Sample'],
    ['Casa Inventada, S.A. de C.V.', 'CASA INVENTADA'],
    ['OOO Garant-Inventado', 'GARANT INVENTADO OOO'],
    ['Qinvent Pharmaceutical Co., Ltd.', 'QINVENT PHARMACEUTICAL'],
    ['Straße Handels AG', 'STRASSE HANDELS'],
    ['發明 Trading', '發明 TRADING LIMITED'],
  ])('%s and %s', (one, other) => {
    expect(normalisedName(one)).not.toBeNull();
    expect(normalisedName(one)).toBe(normalisedName(other));
  });
});

describe('two names are two keys', () => {
  test.each([
    ['Invented Goods Inc', 'Invented Good Inc'],
    ['Invented Goods 2', 'Invented Goods 3'],
    ['Invented Trading', 'Invented Holdings'],
    ['Company', 'Limited'],
  ])('%s and %s', (one, other) => {
    expect(normalisedName(one)).not.toBe(normalisedName(other));
  });
});

test('a name that is only a legal form keeps it; one without a letter or digit is none', () => {
  expect(normalisedName('Limited')).toBe('LIMITED');
  expect(normalisedName('Inc. LLC')).toBe('INC');
  expect(normalisedName(' -- . & ')).toBe('AND');
  expect(normalisedName(' -- . ')).toBeNull();
});

test('case, order of words and marks between them never matter', () => {
  const word = fc.stringMatching(/^[A-Z]{3,8}$/);
  const shuffled = fc
    .uniqueArray(word, { minLength: 1, maxLength: 5 })
    .chain((words) => fc.tuple(fc.constant(words), fc.shuffledSubarray(words, { minLength: words.length })));
  fc.assert(
    fc.property(shuffled, fc.constantFrom(' ', ' - ', ', ', '/'), ([words, other], mark) => {
      const key = normalisedName(`Q${words.join(' Q')} Q`);
      expect(normalisedName(`q${other.join(`${mark}Q`).toLowerCase()}${mark}q`)).toBe(key);
    }),
  );
});
