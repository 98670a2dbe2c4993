import { utcDayOf } from '@good-standing/kernel/calendar/day.ts';
import type { TokenFault, VerifyToken } from '@good-standing/kernel/viewer/token.ts';
import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import type { Agreements } from '../access/agreements.ts';
import { isPurpose, isPurposeNotAgreed, viewerUnder } from './standing-agreement.ts';

/** What of a request's headers says who asks. */
export interface Credentials {
  readonly authorization: string | undefined;
  /** The header X-Purpose. */
  readonly purpose: string | undefined;
}

/** Why a request goes no further: the HTTP status, and what the client is told. */
export interface AuthenticationRefusal {
  readonly refused: true;
  readonly status: 401 | 403 | 503;
  readonly code: 'UNAUTHENTICATED' | 'PURPOSE_NOT_AGREED' | 'SERVICE_UNAVAILABLE';
  readonly reason: TokenFault | 'SCHEME' | 'PURPOSE' | 'AGREEMENTS_UNAVAILABLE';
  readonly message: string;
}

export type Authenticate = (
  credentials: Credentials,
  now: Temporal.Instant,
) => Promise<Viewer | AuthenticationRefusal>;

export function isRefusal(value: Viewer | AuthenticationRefusal): value is AuthenticationRefusal {
  return 'refused' in value;
}

/**
 * From headers to viewer. No token: PUBLIC. A token that does not hold: 401, never
 * PUBLIC, so that nobody takes a public answer for their own.
 */
export function authentication(verify: VerifyToken, agreements: Agreements): Authenticate {
  return async ({ authorization, purpose }, now) => {
    if (purpose !== undefined && !isPurpose(purpose)) return purposeUnknown();
    if (authorization === undefined) return PUBLIC_VIEWER;
    const token = /^Bearer ([A-Za-z0-9_.~+/=-]+)$/i.exec(authorization)?.[1];
    if (token === undefined) return unauthenticated('SCHEME');
    const bearer = await verify(token, now.epochMilliseconds);
    if (typeof bearer === 'string') return unauthenticated(bearer);
    try {
      const known = await agreements.of(bearer.organization);
      const today = utcDayOf(now);
      const viewer = viewerUnder(known, bearer, purpose ?? null, today);
      return isPurposeNotAgreed(viewer) ? purposeNotAgreed(viewer.agreed) : viewer;
    } catch {
      return agreementsUnavailable();
    }
  };
}

const MESSAGES: Readonly<Record<TokenFault | 'SCHEME', string>> = {
  SCHEME: 'expected the header "Authorization: Bearer <token>"',
  MALFORMED: 'the token is not a signed JSON Web Token',
  ALGORITHM: 'the token is not signed with an accepted algorithm',
  TYPE: 'the token is not of type at+jwt or JWT',
  UNKNOWN_KEY: 'the key that signed the token is not one of the issuer',
  SIGNATURE: 'the signature of the token does not hold',
  ISSUER: 'the token is from another issuer',
  AUDIENCE: 'the token is meant for another audience',
  EXPIRED: 'the token has expired',
  NOT_YET_VALID: 'the token is not valid yet',
  CLAIMS: 'the token lacks a claim that is needed: sub, org, exp',
  KEYS_UNAVAILABLE: 'the keys of the issuer are not available at the moment',
};

function unauthenticated(reason: TokenFault | 'SCHEME'): AuthenticationRefusal {
  const isOurs = reason === 'KEYS_UNAVAILABLE';
  return {
    refused: true,
    status: isOurs ? 503 : 401,
    code: isOurs ? 'SERVICE_UNAVAILABLE' : 'UNAUTHENTICATED',
    reason,
    message: `Not authenticated: ${MESSAGES[reason]}.`,
  };
}

function purposeUnknown(): AuthenticationRefusal {
  return {
    refused: true,
    status: 403,
    code: 'PURPOSE_NOT_AGREED',
    reason: 'PURPOSE',
    message: 'X-Purpose names no purpose that agreements know.',
  };
}

function purposeNotAgreed(agreed: readonly string[]): AuthenticationRefusal {
  return {
    refused: true,
    status: 403,
    code: 'PURPOSE_NOT_AGREED',
    reason: 'PURPOSE',
    message: `The agreement does not name this purpose; agreed: ${agreed.join(', ')}.`,
  };
}

function agreementsUnavailable(): AuthenticationRefusal {
  return {
    refused: true,
    status: 503,
    code: 'SERVICE_UNAVAILABLE',
    reason: 'AGREEMENTS_UNAVAILABLE',
    message: 'The sharing agreements cannot be read at the moment.',
  };
}
