import { limitRefusal } from '../limits/refusal.ts';
import { type Refused, refused, refusedByLimit } from './refused.ts';

/** What a body asks for. Extensions of a client are not looked at: nothing in them could say who it is. */
export interface Asked {
  readonly text: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Text of each trusted document by `sha256:…` and by its path, `pga/importer-record`. */
export type TrustedDocuments = ReadonlyMap<string, string>;

export function readAsked(body: string, trusted: TrustedDocuments): Asked | Refused {
  const given = parseJson(body);
  if (Array.isArray(given)) return refusedByLimit(limitRefusal('batch', given.length, 0));
  if (!isObject(given)) return refused(400, 'BAD_REQUEST', 'Expected a JSON object.');
  const { operationName = null, variables = null, extensions = null } = given;
  if (operationName !== null && typeof operationName !== 'string') {
    return refused(400, 'BAD_REQUEST', 'Expected operationName to be a string.');
  }
  if (variables !== null && !isObject(variables)) {
    return refused(400, 'BAD_REQUEST', 'Expected variables to be an object.');
  }
  if (extensions !== null && !isObject(extensions)) {
    return refused(400, 'BAD_REQUEST', 'Expected extensions to be an object.');
  }
  const text = readText(given, trusted);
  if (typeof text !== 'string') return text;
  return { text, operationName: operationName === '' ? null : operationName, variables: variables ?? {} };
}

/** Never both: which of two documents was meant would be a guess. */
function readText(given: Readonly<Record<string, unknown>>, trusted: TrustedDocuments): string | Refused {
  const { query = null, documentId = null } = given;
  if (documentId === null) {
    if (typeof query === 'string') return query;
    return refused(400, 'BAD_REQUEST', 'Expected query, a string, or documentId.');
  }
  if (query !== null) return refused(400, 'BAD_REQUEST', 'Expected query or documentId, got both.');
  if (typeof documentId !== 'string')
    return refused(400, 'BAD_REQUEST', 'Expected documentId to be a string.');
  const known = trusted.get(documentId);
  return known ?? refused(404, 'UNKNOWN_DOCUMENT', 'No trusted document has this documentId.');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
