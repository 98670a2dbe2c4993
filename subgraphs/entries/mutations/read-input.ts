import { badInput } from '@good-standing/kernel/subgraph/errors.ts';

/** Text of 1 to `longest` characters, blanks around it removed. */
export function readText(field: string, text: string, longest: number): string {
  const written = text.trim();
  if (written.length >= 1 && written.length <= longest) return written;
  throw badInput(`${field}: expected 1 to ${longest} characters, got ${written.length}`);
}

/** Text of a form. Never repeated in the refusal: it may be anything. */
export function readForm(field: string, text: string, form: RegExp, expected: string): string {
  const written = text.trim().toUpperCase();
  if (form.test(written)) return written;
  throw badInput(`${field}: expected ${expected}`);
}
