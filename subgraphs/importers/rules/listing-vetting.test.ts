import { describe, expect, test } from 'vitest';
import { cleanSince, failedChecks, type Vetted, vettingOf } from './listing-vetting.ts';

const good: Vetted = { status: 'GOOD', registryStatus: 'ACTIVE', isNameCurrent: true, hasFailed: false };

describe('CBP E-Commerce Strategy obj. 4.2: who may be listed as trusted', () => {
  test.each<[string, Partial<Vetted>, readonly string[]]>([
    ['in good standing', {}, []],
    ['watched', { status: 'WATCH' }, []],
    ['undetermined: what is not known is not good', { status: 'UNDETERMINED' }, ['STANDING']],
    ['never assessed', { status: null }, ['STANDING']],
    ['not in good standing', { status: 'NOT_GOOD' }, ['STANDING']],
    ['ineligible', { status: 'INELIGIBLE' }, ['STANDING']],
    ['an inactive number', { registryStatus: 'INACTIVE' }, ['NUMBER']],
    ['a name that it has no more', { isNameCurrent: false }, ['NAME']],
    ['a failure within three years, which the officer weighs', { hasFailed: true }, []],
    [
      'everything',
      { status: null, registryStatus: 'VOIDED', isNameCurrent: false, hasFailed: true },
      ['STANDING', 'NUMBER', 'NAME'],
    ],
  ])('%s', (_case, changed, failed) => {
    expect(failedChecks(vettingOf({ ...good, ...changed }))).toEqual(failed);
  });

  test('an earlier failure is told, though it bars nothing', () => {
    const [check] = vettingOf({ ...good, hasFailed: true }).filter(({ passed }) => !passed);
    expect(check).toMatchObject({ check: 'CLEAN_RECORD', required: false });
  });

  test('the record is of three years', () => {
    expect(cleanSince(Temporal.PlainDate.from('2026-11-02')).toString()).toBe('2023-11-02');
  });
});
