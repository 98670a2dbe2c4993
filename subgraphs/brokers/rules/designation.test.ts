import { ELIGIBILITY_RULES } from '@good-standing/kernel/rule/statements/eligibility.ts';
import { STANDING_RULES } from '@good-standing/kernel/rule/statements/standing.ts';
import { describe, expect, test } from 'vitest';
import { designationDeniedBy } from './designation.ts';

describe(`GS-900 ${STANDING_RULES['GS-900'].says} EF-006 ${ELIGIBILITY_RULES['EF-006'].says}`, () => {
  test.each([
    ['in good standing, a licensed broker', false, true, []],
    ['not in good standing', true, true, ['GS-900']],
    ['a licence that is not in force', false, false, ['EF-006']],
    ['both', true, false, ['GS-900', 'EF-006']],
  ])('%s', (_case, isGateClosed, isLicensed, denied) => {
    expect(designationDeniedBy({ isGateClosed, isLicensed })).toEqual(denied);
  });
});
