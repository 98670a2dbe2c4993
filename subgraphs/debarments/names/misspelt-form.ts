const LONG_FORMS =
  `LIMITED COMPANY CORPORATION INCORPORATED AKTIENGESELLSCHAFT GESELLSCHAFT SOCIEDAD ANONIMA LIMITADA
  PARTNERSHIP LIABILITY PROPRIETARY`.split(/\s+/);

const SHORTEST = 6;

/** Each long form without any one of its letters. */
const without = new Set(LONG_FORMS.flatMap((form) => [form, ...lettersLeftOut(form)]));

/** Whether it is a legal form written out with a letter wrong, missing or too many. */
export function isMisspeltForm(word: string): boolean {
  if (word.length < SHORTEST) return false;
  return without.has(word) || lettersLeftOut(word).some((shorter) => without.has(shorter));
}

function lettersLeftOut(word: string): readonly string[] {
  return Array.from({ length: word.length }, (_, at) => word.slice(0, at) + word.slice(at + 1));
}
