import { expect, test } from 'vitest';
import { accountingKey, readAccountingKey } from './accounting-key.ts';

const ids = Buffer.alloc(32, 'ids');
const on = Temporal.PlainDate.from('2026-11-22');
const record = 'sez_00000000000000000000';
const subject = 'imp_00000000000000000001';
const key = accountingKey(ids, { record, subject, on });

test.each([
  ['the importer that it was given to', key, { subject, today: on }, record],
  ['the day after', key, { subject, today: on.add({ days: 1 }) }, record],
  ['later', key, { subject, today: on.add({ days: 2 }) }, null],
  ['the day before', key, { subject, today: on.subtract({ days: 1 }) }, null],
  ['another importer', key, { subject: 'imp_00000000000000000002', today: on }, null],
  ['another record', key.replace(record, 'sez_00000000000000000001'), { subject, today: on }, null],
  ['a record without a key', record, { subject, today: on }, null],
  ['half a key', key.slice(0, -1), { subject, today: on }, null],
  ['more than a key', `${key}.x`, { subject, today: on }, null],
  ['nothing', '', { subject, today: on }, null],
] as const)('a key of a record is for %s', (_case, text, asker, expected) => {
  expect(readAccountingKey(ids, text, asker)).toBe(expected);
  expect(readAccountingKey(Buffer.alloc(32, 'other'), text, asker)).toBeNull();
});
