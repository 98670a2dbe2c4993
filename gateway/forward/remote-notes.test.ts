import { disclose } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosedRecords, notes, withheldByRecord } from '@good-standing/kernel/disclosure/notes.ts';
import { disclosedIn } from '@good-standing/kernel/ledger/accounting.ts';
import { describe, expect, test } from 'vitest';
import { noteRemote } from './remote-notes.ts';

const coordinates = ['Importer.name', 'Importer.otherNames', 'Importer.number'];
const told = {
  rule: 'IMPORTER_NAME',
  coordinates: ['Importer.name'],
  relation: 'SELF',
  stage: null,
  records: ['imp_1'],
};
const kept = {
  coordinate: 'Importer.name',
  rule: 'IMPORTER_NAME',
  reason: 'RELATION',
  authority: '19 CFR 103.31(d)',
  availableWhen: null,
  records: ['imp_2'],
};

test('the accounting over a process border is the accounting without one', () => {
  const there = notes(true);
  for (const [record, mask] of [
    ['imp_1', 0b101],
    ['imp_2', 0b101],
    ['imp_3', 0b010],
  ] as const) {
    there.disclosed.push({
      record,
      rule: 'IMPORTER_NAME',
      decision: disclose('SELF', 'SEIZED'),
      coordinates,
      mask,
    });
  }
  const here = notes(true);
  const disclosure = { disclosed: disclosedRecords(there), withheld: withheldByRecord(there) };
  expect(disclosure.disclosed).toHaveLength(2);
  noteRemote(here, JSON.parse(JSON.stringify({ disclosure })));
  expect(disclosedIn(here.disclosed)).toEqual(disclosedIn(there.disclosed));
});

test('what two subgraphs withheld of one record counts once', () => {
  const here = notes(true);
  noteRemote(here, { disclosure: { disclosed: [], withheld: [kept] } });
  noteRemote(here, { disclosure: { disclosed: [], withheld: [kept, { ...kept, reason: 'STAGE' }] } });
  expect(withheldByRecord(here).map(({ reason, records }) => [reason, records])).toEqual([
    ['RELATION', ['imp_2']],
    ['STAGE', ['imp_2']],
  ]);
});

describe('an answer without a full account is no answer', () => {
  test.each([
    ['no extensions', undefined],
    ['no disclosure', {}],
    ['no account of what was disclosed', { disclosure: { withheld: [] } }],
    ['no account of what was withheld', { disclosure: { disclosed: [] } }],
    ['an unknown rule', { disclosure: { withheld: [], disclosed: [{ ...told, rule: 'ANYTHING' }] } }],
    ['no field', { disclosure: { withheld: [], disclosed: [{ ...told, coordinates: [] }] } }],
    ['a relation of no rule', { disclosure: { withheld: [], disclosed: [{ ...told, relation: 'FRIEND' }] } }],
    ['records that are no ids', { disclosure: { withheld: [], disclosed: [{ ...told, records: [1] }] } }],
    ['an unknown reason', { disclosure: { disclosed: [], withheld: [{ ...kept, reason: 'BECAUSE' }] } }],
  ])('%s', (_case, extensions) => {
    expect(() => noteRemote(notes(true), extensions)).toThrow('account');
  });
});
