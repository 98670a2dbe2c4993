import { expect, test } from 'vitest';
import { unquoted } from './unquoted.ts';

test.each([
  ['Int cannot represent non-integer value: "000-12-3456"', 'Int cannot represent non-integer value.'],
  [
    'Int cannot represent non 32-bit signed integer value: 99999999999',
    'Int cannot represent non 32-bit signed integer value.',
  ],
  [
    'ID cannot represent a non-string and non-integer value: {a: "000-12-3456"}',
    'ID cannot represent a non-string and non-integer value.',
  ],
  [
    'Enum "Stage" cannot represent non-enum value: "SEIZED".',
    'Enum "Stage" cannot represent non-enum value.',
  ],
  ['Expected value of type "ID!", found null.', 'Expected value of type "ID!".'],
  ['Syntax Error: Expected Name, found String "000-12-3456".', 'Syntax Error: Expected Name, found String.'],
  ['Syntax Error: Unexpected Int "123456".', 'Syntax Error: Unexpected Int.'],
  ['Cannot query field "nam" on type "Importer".', 'Cannot query field "nam" on type "Importer".'],
  ['Syntax Error: Expected Name, found "}".', 'Syntax Error: Expected Name, found "}".'],
])('%s: %s', (message, told) => {
  expect(unquoted(message)).toBe(told);
});
