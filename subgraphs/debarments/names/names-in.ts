const BETWEEN =
  /[\s,;(]+(?:d\/b\/a|dba|d\.b\.a\.?|a\/k\/a|aka|a\.k\.a\.?|f\/k\/a|fka|f\.k\.a\.?|t\/a|doing business as|trading as|(?:also|formerly|previously|now) known as|formerly)[\s:,)]+/i;

const MAY_HOLD_SEVERAL =
  /\/|\bdba\b|\b[af]ka\b|d\.b\.a|a\.k\.a|f\.k\.a|known as|business as|trading as|formerly/i;
const MOST_NAMES = 5;

/** The names in a text that may hold several: `A LLC d/b/a B`. The whole text where it holds one. */
export function namesIn(text: string): readonly string[] {
  if (!MAY_HOLD_SEVERAL.test(text)) return [text];
  const names = text
    .split(BETWEEN)
    .map((name) => name.trim())
    .filter((name) => /[\p{L}\p{N}]/u.test(name));
  return names.length < 2 ? [text] : names.slice(0, MOST_NAMES);
}
