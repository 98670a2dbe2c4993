import type { GraphQLFormattedError } from 'graphql';
import type { AuthenticationRefusal } from '../authenticate/authenticate.ts';
import type { RateCode, RateRefusal } from '../limits/meter.ts';
import { type LimitRefusal, limitError, limitStatus } from '../limits/refusal.ts';

/** A request that is answered without running anything: the status, and errors a client can act on. */
export interface Refused {
  readonly status: 400 | 401 | 403 | 404 | 405 | 406 | 413 | 415 | 429 | 500 | 503 | 504;
  readonly errors: readonly [GraphQLFormattedError, ...GraphQLFormattedError[]];
  readonly headers?: Readonly<Record<string, string>>;
  /** What stands beside the errors: why the viewer is not who its token names. */
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export type RefusalCode =
  | 'BAD_REQUEST'
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'BAD_USER_INPUT'
  | 'UNKNOWN_DOCUMENT'
  | 'UNKNOWN_OPERATION'
  | 'UNKNOWN_DOWNLOAD'
  | 'AGREEMENT_REQUIRED'
  | 'DEADLINE_EXCEEDED'
  | 'INTERNAL_SERVER_ERROR';

export function refused(
  status: Refused['status'],
  code: RefusalCode,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Refused {
  return { status, errors: [{ message, extensions: { code } }], headers };
}

export function refusedByLimit(refusal: LimitRefusal): Refused {
  return { status: limitStatus(refusal), errors: [limitError(refusal)] };
}

const RATES: Readonly<Record<RateCode, string>> = {
  RATE_LIMITED: 'Too many requests: root fields a minute, maximum',
  FIELD_RATE_LIMITED: 'Asked too often: times an hour, maximum',
  TOO_MANY_AT_ONCE: 'Too many requests at the same time, maximum',
  QUOTA_IDENTIFIERS: 'Too many different ids, numbers and names asked about today, maximum',
};

export function refusedByRate({ code, bound, retryAfterSeconds, field }: RateRefusal): Refused {
  const what = field === undefined ? '' : `${field}: `;
  const message = `${what}${RATES[code]} ${bound}; again in ${retryAfterSeconds} s.`;
  return {
    status: 429,
    errors: [{ message, extensions: { code, maximum: bound, retryAfterSeconds } }],
    headers: { 'retry-after': String(retryAfterSeconds) },
  };
}

export function refusedByAuthentication({ status, code, reason, message }: AuthenticationRefusal): Refused {
  const challenge = reason === 'SCHEME' ? 'Bearer' : 'Bearer error="invalid_token"';
  return {
    status,
    errors: [{ message, extensions: { code, reason } }],
    headers: status === 401 ? { 'www-authenticate': challenge } : {},
  };
}

export function isRefused(value: object): value is Refused {
  return 'errors' in value && 'status' in value;
}
