import { isForbiddenName } from './names.ts';
import { type LimitRefusal, limitRefusal } from './refusal.ts';

/** Input objects of this graph nest three deep. */
const DEEPEST = 12;

/** A variable's value with a key that reaches a prototype. */
export interface ForbiddenKey {
  readonly forbidden: string;
}

/**
 * What may be refused of variables before anyone coerces them: nesting that
 * would exhaust a recursion, and keys that reach a prototype.
 */
export function givenValuesRefusal(
  variables: Readonly<Record<string, unknown>>,
): LimitRefusal | ForbiddenKey | null {
  return walk(variables, 0);
}

function walk(value: unknown, depth: number): LimitRefusal | ForbiddenKey | null {
  if (typeof value !== 'object' || value === null) return null;
  if (depth > DEEPEST) return limitRefusal('inputDepth', depth, DEEPEST);
  for (const [key, item] of Object.entries(value)) {
    if (isForbiddenName(key)) return { forbidden: key };
    const found = walk(item, depth + 1);
    if (found !== null) return found;
  }
  return null;
}
