/**
 * The answer of every reader in this folder when the text is not what it reads.
 * `got` is safe to show and to log: see {@link malformed}.
 */
export interface Malformed {
  readonly malformed: true;
  readonly expected: string;
  readonly got: string;
}

/** Longest text quoted back; anything longer is described by its length. */
const LONGEST_QUOTED = 40;

/**
 * A run of nine or more digits, or digits broken as an importer number breaks them.
 * Such text may be a Social Security number typed into the wrong field, so it is never
 * quoted, whatever was being read. Digits of any script, any separators.
 */
const MAY_BE_PERSONAL =
  /\p{Nd}{9}|(?<!\p{Nd})(?:\p{Nd}{3}\P{Nd}{1,3}\p{Nd}{2}\P{Nd}{1,3}\p{Nd}{4}|\p{Nd}{3}\P{Nd}{0,3}\p{Nd}{6}|\p{Nd}{5}\P{Nd}{0,3}\p{Nd}{4}|\p{Nd}{2}\P{Nd}{1,3}\p{Nd}{7}|\p{Nd}{6}\P{Nd}{1,3}\p{Nd}{5})(?!\p{Nd})/u;

/**
 * @param expected the shape wanted, in the trade's notation, `N` a digit and `X` a letter or digit.
 * @param text what came. Quoted only where it is short, printable and cannot hold an importer number.
 */
export function malformed(expected: string, text: string): Malformed {
  return { malformed: true, expected, got: isQuotable(text) ? `"${text}"` : shapeOf(text) };
}

/** As {@link malformed}, but describes the text and never quotes it: for what may be personal. */
export function malformedUnquoted(expected: string, text: string): Malformed {
  return { malformed: true, expected, got: shapeOf(text) };
}

export function isMalformed(value: unknown): value is Malformed {
  return typeof value === 'object' && value !== null && 'malformed' in value && value.malformed === true;
}

/** `expected XXX-NNNNNNN-N, got "231-12345"` */
export function explain(problem: Malformed): string {
  return `expected ${problem.expected}, got ${problem.got}`;
}

function isQuotable(text: string): boolean {
  return (
    text.length > 0 && text.length <= LONGEST_QUOTED && !/[\p{C}"]/u.test(text) && !MAY_BE_PERSONAL.test(text)
  );
}

function shapeOf(text: string): string {
  if (text.length === 0) return 'nothing';
  return text.length === 1 ? '1 character' : `${text.length} characters`;
}
