import { areLegalForms } from './legal-forms.ts';
import { wordsOf } from './normalised-name.ts';

/** What follows a person's name after a comma. */
const PERSON_SUFFIXES = new Set([
  'JR',
  'SR',
  'II',
  'III',
  'IV',
  'MD',
  'DO',
  'DDS',
  'DMD',
  'DPM',
  'DC',
  'RN',
  'LPN',
  'PHD',
  'ESQ',
  'CPA',
]);

/**
 * The names in SAM's `(also A, B, INC., C)`, where the comma both separates names
 * and stands within them: a part that is nothing but a legal form or a suffix of a
 * person belongs to the name before it. Each name once, in order.
 */
export function crossReferencedNames(text: string): readonly string[] {
  const inner = text
    .trim()
    .replace(/^\(\s*also\b/i, '')
    .replace(/\)$/, '');
  const names: string[] = [];
  for (const part of inner.split(/,\s*/)) {
    const name = part.trim();
    if (name === '') continue;
    const before = names.pop();
    if (before === undefined) names.push(name);
    else if (belongsToNameBefore(name)) names.push(`${before}, ${name}`);
    else names.push(before, name);
  }
  return [...new Set(names)];
}

function belongsToNameBefore(part: string): boolean {
  const words = wordsOf(part);
  return areLegalForms(words) || (words.length > 0 && words.every((word) => PERSON_SUFFIXES.has(word)));
}
