import type { Audience } from '@good-standing/kernel/viewer/viewer.ts';
import type { Metered, Operations, ReadyOperation } from '../operations.ts';
import { isRefused } from '../refused.ts';
import type { RawLine } from './line-splitter.ts';

/** Bytes of a line: a party with every name and line of its address filled. */
export const LONGEST_LINE = 16 * 1024;
const LONGEST_REFERENCE = 200;

interface Numbered {
  /** Of the body, the first is 1. */
  readonly line: number;
  readonly reference: string | null;
}

/** A line as a question to the graph. */
export interface AskedLine extends Numbered {
  readonly operation: ReadyOperation & Metered;
}

/** A line that asks nothing, and why. */
export interface UnreadLine extends Numbered {
  readonly error: { readonly code: string; readonly message: string };
}

export type ReadLine = AskedLine | UnreadLine;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads each line as one party, within the limits of its asker: as `screen(parties)` of it alone would be. */
export function lineReader(settle: Operations, text: string, audience: Audience) {
  return (raw: RawLine, line: number): ReadLine => {
    const unread = (code: string, message: string, reference: string | null = null): UnreadLine => ({
      line,
      reference,
      error: { code, message },
    });
    if (raw === null) return unread('LINE_TOO_LONG', `Expected a line of at most ${LONGEST_LINE} bytes.`);
    const party = parsed(raw);
    if (party === null) return unread('BAD_LINE', 'Expected a JSON object in UTF-8: one party.');
    const reference = referenceOf(party);
    const operation = settle({ text, operationName: null, variables: { sellers: [party] } }, audience);
    if (!isRefused(operation)) return { line, reference, operation };
    const [{ message, extensions }] = operation.errors;
    return unread(String(extensions?.code ?? 'BAD_LINE'), ofTheParty(message), reference);
  };
}

function parsed(raw: Buffer): object | null {
  try {
    const value: unknown = JSON.parse(utf8.decode(raw));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function referenceOf(party: object): string | null {
  const reference = 'reference' in party ? party.reference : null;
  return typeof reference === 'string' && reference.length <= LONGEST_REFERENCE ? reference : null;
}

/** Names the field of the party instead of the variable that the client never wrote. */
function ofTheParty(message: string): string {
  return message
    .replace(/^Variable "\$sellers" at "sellers\[0\]\.?([^"]*)"/, (_whole, field) =>
      field === '' ? 'The party' : `"${field}"`,
    )
    .replace(/^Variable "\$sellers"/, 'The party');
}
