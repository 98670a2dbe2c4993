import { describe, expect, test } from 'vitest';
import { crossReferencedNames } from './cross-reference.ts';

describe('the comma both separates names and stands within them', () => {
  test.each([
    ['(also ALPHA INVENTED)', ['ALPHA INVENTED']],
    ['(also ALPHA, INC., BETA INVENTED)', ['ALPHA, INC.', 'BETA INVENTED']],
    ['(also ALPHA CHEMICAL CO., LTD.)', ['ALPHA CHEMICAL CO., LTD.']],
    ['(also CASA ALPHA, S.A. DE C.V., BETA)', ['CASA ALPHA, S.A. DE C.V.', 'BETA']],
    ['(also ALPHA, LLC, BETA, L.L.C., GAMMA, LP)', ['ALPHA, LLC', 'BETA, L.L.C.', 'GAMMA, LP']],
    ['(also JORDAN SAMPLE, JR., ROBIN EXAMPLE, M.D.)', ['JORDAN SAMPLE, JR.', 'ROBIN EXAMPLE, M.D.']],
    ['(also ALPHA, OOO, OOO ALPHA)', ['ALPHA, OOO', 'OOO ALPHA']],
    ['(also ALPHA, ALPHA)', ['ALPHA']],
    ['(also INC., ALPHA)', ['INC.', 'ALPHA']],
    ['(also TIDE CO. (MIDDLE EAST), ALPHA)', ['TIDE CO. (MIDDLE EAST)', 'ALPHA']],
    ['ALPHA, BETA', ['ALPHA', 'BETA']],
    ['(also )', []],
    ['', []],
  ])('%s', (text, names) => {
    expect(crossReferencedNames(text)).toEqual(names);
  });
});

test('far beyond the documented 200 characters', () => {
  const names = Array.from({ length: 400 }, (_, nth) => `INVENTED NAME ${nth}`);
  expect(crossReferencedNames(`(also ${names.join(', ')})`)).toEqual(names);
});
