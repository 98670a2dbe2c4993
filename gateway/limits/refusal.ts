import type { Limits } from './limits.ts';

export type LimitName = Exclude<keyof Limits, 'deadlineMs' | 'queuedEvents'> | 'batch' | 'inputDepth';

/** A limit that a request exceeds: which, by how much. */
export interface LimitRefusal {
  readonly limit: LimitName;
  readonly value: number;
  /** The most that is allowed; for `prefix` the least. */
  readonly bound: number;
  /** Where in the request, where that helps: `importers(first:)`. Never a value. */
  readonly at: string | null;
}

/** Larger counts are told as this one. */
const LARGEST_TOLD = 1_000_000_000;

export function limitRefusal(
  limit: LimitName,
  value: number,
  bound: number,
  at: string | null = null,
): LimitRefusal {
  return { limit, value: Math.min(value, LARGEST_TOLD), bound, at };
}

export function isLimitRefusal(value: unknown): value is LimitRefusal {
  return typeof value === 'object' && value !== null && 'limit' in value && 'bound' in value;
}

const CODES: Readonly<Record<LimitName, string>> = {
  bodyBytes: 'LIMIT_BODY_BYTES',
  batch: 'LIMIT_BATCH',
  tokens: 'LIMIT_TOKENS',
  operations: 'LIMIT_OPERATIONS',
  selections: 'LIMIT_SELECTIONS',
  depth: 'LIMIT_DEPTH',
  aliases: 'LIMIT_ALIASES',
  rootFields: 'LIMIT_ROOT_FIELDS',
  directives: 'LIMIT_DIRECTIVES',
  first: 'LIMIT_FIRST',
  listItems: 'LIMIT_LIST_ITEMS',
  characters: 'LIMIT_CHARACTERS',
  prefix: 'LIMIT_PREFIX',
  inputDepth: 'LIMIT_INPUT_DEPTH',
  cost: 'LIMIT_COST',
  streams: 'LIMIT_STREAMS',
};

const SAYS: Readonly<Record<LimitName, string>> = {
  bodyBytes: 'bytes of the request body',
  batch: 'operations in a batch',
  tokens: 'tokens of the document',
  operations: 'operations of the document',
  selections: 'selected fields, fragments written out',
  depth: 'depth of the selection, fragments written out',
  aliases: 'aliases, fragments written out',
  rootFields: 'fields of the operation itself',
  directives: 'directives, fragments written out',
  first: 'items of a page',
  listItems: 'items of an input list',
  characters: 'characters of an input string',
  prefix: 'characters of a search by prefix',
  inputDepth: 'depth of an input value',
  cost: 'objects the answer may hold',
  streams: 'open subscriptions of the organisation',
};

/** The error a client reads: the limit, the value and the bound, in words and as extensions. */
export function limitError({ limit, value, bound, at }: LimitRefusal) {
  const word = limit === 'prefix' ? 'minimum' : 'maximum';
  return {
    message: `Limit exceeded: ${SAYS[limit]}${at === null ? '' : ` at ${at}`}, ${value}; ${word} ${bound}.`,
    extensions: { code: CODES[limit], limit, value, [word]: bound, ...(at === null ? {} : { at }) },
  };
}

/** The HTTP status of a refusal: too large a body and too many streams are told as such. */
export function limitStatus({ limit }: LimitRefusal): 400 | 413 | 429 {
  if (limit === 'streams') return 429;
  return limit === 'bodyBytes' ? 413 : 400;
}
