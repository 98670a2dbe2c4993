import { badInput } from '../subgraph/errors.ts';

const VISIBLE_ASCII = /^[!-~]{1,64}$/;

/** The key under which a client may send one mutation again; null where it gives none. BAD_USER_INPUT where it is none. */
export function readClientKey(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  if (VISIBLE_ASCII.test(text)) return text;
  throw badInput('clientMutationKey: expected 1 to 64 visible ASCII characters');
}
