const FEWEST_DIGITS = 7;
const MOST_DIGITS = 15;

/**
 * A telephone number as two writers of it agree: its digits without the sign of going
 * abroad and, of a North American one, without the 1. Null where there are too few.
 */
export function phoneKey(text: string): string | null {
  const [main = ''] = text.split(/\s*(?:ext|x|#)\.?\s*(?=\d)/i);
  const digits = main
    .replace(/\D/g, '')
    .replace(/^00/, '')
    .replace(/^1(?=\d{10}$)/, '');
  if (digits.length < FEWEST_DIGITS || digits.length > MOST_DIGITS || /^(\d)\1*$/.test(digits)) return null;
  return `T${digits}`;
}
