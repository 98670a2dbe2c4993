import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import type { ViolationReporterInput } from '../schema.generated.ts';
import { LONGEST_NAME } from './parameters.ts';
import { readOptionalText } from './plain-text.ts';

/** Who reports, as far as it says; it is written to nobody and sent nothing from here. */
export interface ReporterGiven {
  readonly name: string | null;
  readonly email: string | null;
  readonly telephone: string | null;
}

/** The longest path of RFC 5321 section 4.5.3.1.3, without its brackets. */
const LONGEST_EMAIL = 254;
const EMAIL = /^[^\s@<>"(),:;\\[\]]{1,64}@[^\s@<>"(),:;\\[\]]{1,255}$/;
const TELEPHONE = /^[0-9 +().-]{5,40}$/;

/** Null where nobody says. Values are never repeated in a refusal: they are personal. */
export function readReporter(given: ViolationReporterInput | null | undefined): ReporterGiven | null {
  if (given === null || given === undefined) return null;
  const name = readOptionalText('reporter.name', given.name, { longest: LONGEST_NAME });
  const email = formed('reporter.email', given.email, EMAIL, 'an e-mail address');
  const telephone = formed(
    'reporter.telephone',
    given.telephone,
    TELEPHONE,
    '5 to 40 digits, blanks and + ( ) - .',
  );
  return name === null && email === null && telephone === null ? null : { name, email, telephone };
}

function formed(
  field: string,
  text: string | null | undefined,
  form: RegExp,
  expected: string,
): string | null {
  const written = readOptionalText(field, text, { longest: LONGEST_EMAIL });
  if (written === null || form.test(written)) return written;
  throw badInput(`${field}: expected ${expected}`);
}
