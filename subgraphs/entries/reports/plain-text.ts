import { badInput } from '@good-standing/kernel/subgraph/errors.ts';

/** How long a text may be, and whether it may have lines. */
export interface TextForm {
  readonly shortest?: number;
  readonly longest: number;
  readonly hasLines?: boolean;
}

/**
 * Controls, but line feeds where lines are allowed; what turns the direction of text
 * (Unicode TR 36); what is invisible; halves of surrogate pairs; noncharacters.
 */
const NO_TEXT =
  /[\p{Cc}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/u;

/**
 * Text of a reporter: in NFC, blanks around it removed, lines ended by line feeds.
 * It is kept and given as text; angle brackets are characters like others. Never
 * repeated in the refusal: it may be anything.
 */
export function readPlainText(field: string, text: string, form: TextForm): string {
  const { shortest = 1, longest, hasLines = false } = form;
  const written = text.normalize('NFC').replaceAll('\r\n', '\n').trim();
  const length = [...written].length;
  if (length < shortest || length > longest)
    throw badInput(`${field}: expected ${shortest} to ${longest} characters, got ${length}`);
  if (NO_TEXT.test(hasLines ? written.replaceAll('\n', ' ') : written)) {
    const but = hasLines ? ' but line breaks' : '';
    throw badInput(`${field}: expected text without control, invisible or direction characters${but}`);
  }
  return written;
}

/** Null where nothing is given. */
export function readOptionalText(
  field: string,
  text: string | null | undefined,
  form: TextForm,
): string | null {
  return text === null || text === undefined ? null : readPlainText(field, text, form);
}
