import { type DocumentNode, visit } from 'graphql';

/** Names that reach a prototype in JavaScript. */
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** The first alias, variable, field or fragment under a name that no document needs; null where there is none. */
export function forbiddenName(document: DocumentNode): string | null {
  let found: string | null = null;
  visit(document, {
    Name(node) {
      if (FORBIDDEN.has(node.value)) found ??= node.value;
    },
  });
  return found;
}

export function isForbiddenName(name: string): boolean {
  return FORBIDDEN.has(name);
}
