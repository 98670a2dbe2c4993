import { hash } from 'node:crypto';
import { decodeProtectedHeader, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { AUDIENCES, type Audience } from './viewer.ts';

/** Asymmetric only: with a symmetric algorithm in the list a public key would do as a secret. */
const ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256', 'RS256'];
/** Media types a bearer token may have (RFC 9068 § 2.1; many issuers still write plain JWT). */
const TYPES: ReadonlySet<string> = new Set(['at+jwt', 'application/at+jwt', 'jwt']);
const CLOCK_TOLERANCE_SECONDS = 5;
const LONGEST_TOKEN = 8_192;
const MOST_REMEMBERED = 10_000;
/** A remembered token is verified anew after this, so that a withdrawn key ends its tokens. */
const REMEMBERED_MS = 5 * 60_000;

/** Why a token is not believed. Nothing of the token is ever repeated. */
export type TokenFault =
  | 'MALFORMED'
  | 'ALGORITHM'
  | 'TYPE'
  | 'UNKNOWN_KEY'
  | 'SIGNATURE'
  | 'ISSUER'
  | 'AUDIENCE'
  | 'EXPIRED'
  | 'NOT_YET_VALID'
  | 'CLAIMS'
  | 'KEYS_UNAVAILABLE';

/** What a verified token says: who asks, for which organisation. What it may see is the agreement's to say. */
export interface Bearer {
  /** The officer, employee or system; never a personal name. */
  readonly actor: string;
  /** The organisation's key or its id. */
  readonly organization: string;
  /** Where the organisation acts for more than one audience: for which. */
  readonly audience: Audience | null;
  /** Where it has more than one agreement: under which. */
  readonly agreementId: string | null;
  /** Milliseconds since 1970; the first instant at which the token no longer holds. */
  readonly expiresAt: number;
}

export interface TrustedIssuer {
  readonly issuer: string;
  /** Our own name in the token's `aud`. */
  readonly audience: string;
  readonly keys: JWTVerifyGetKey;
}

export type VerifyToken = (token: string, nowMs: number) => Promise<Bearer | TokenFault>;

/**
 * Verifies bearer tokens of one issuer. A signature costs more than most queries,
 * so a token that held is remembered by its SHA-256 for a few minutes; one that
 * did not is never remembered.
 */
export function tokenVerifier(trusted: TrustedIssuer): VerifyToken {
  const remembered = new Map<string, { readonly bearer: Bearer; readonly until: number }>();

  return async (token, nowMs) => {
    if (token.length > LONGEST_TOKEN) return 'MALFORMED';
    const digest = hash('sha256', token, 'base64');
    const known = remembered.get(digest);
    if (known !== undefined) {
      if (nowMs < known.until) return known.bearer;
      remembered.delete(digest);
    }
    const bearer = await verify(token, trusted, nowMs);
    if (typeof bearer === 'string') return bearer;
    if (remembered.size >= MOST_REMEMBERED) remembered.delete(remembered.keys().next().value ?? '');
    remembered.set(digest, { bearer, until: Math.min(bearer.expiresAt, nowMs + REMEMBERED_MS) });
    return bearer;
  };
}

async function verify(token: string, trusted: TrustedIssuer, nowMs: number): Promise<Bearer | TokenFault> {
  const type = typeOf(token);
  if (type === null) return 'MALFORMED';
  if (!TYPES.has(type)) return 'TYPE';
  try {
    const { payload } = await jwtVerify(token, trusted.keys, {
      algorithms: ALGORITHMS,
      issuer: trusted.issuer,
      audience: trusted.audience,
      requiredClaims: ['exp', 'sub'],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: new Date(nowMs),
    });
    return bearerOf(payload);
  } catch (error) {
    return faultOf(error);
  }
}

function typeOf(token: string): string | null {
  try {
    const { typ } = decodeProtectedHeader(token);
    return typeof typ === 'string' ? typ.toLowerCase() : '';
  } catch {
    return null;
  }
}

const ORGANIZATION = /^[A-Za-z0-9_-]{1,64}$/;
const LONGEST_ACTOR = 200;

function bearerOf(payload: JWTPayload): Bearer | TokenFault {
  const { sub, exp, org, acting_for: actingFor = null, agreement = null } = payload;
  if (typeof sub !== 'string' || sub === '' || sub.length > LONGEST_ACTOR) return 'CLAIMS';
  if (typeof org !== 'string' || !ORGANIZATION.test(org) || typeof exp !== 'number') return 'CLAIMS';
  if (agreement !== null && (typeof agreement !== 'string' || !ORGANIZATION.test(agreement))) return 'CLAIMS';
  const audience = AUDIENCES.find((each) => each === actingFor) ?? null;
  if (actingFor !== null && audience === null) return 'CLAIMS';
  return {
    actor: sub,
    organization: org,
    audience,
    agreementId: agreement,
    expiresAt: (exp + CLOCK_TOLERANCE_SECONDS) * 1000,
  };
}

const CLAIM_FAULTS: Readonly<Record<string, TokenFault>> = {
  iss: 'ISSUER',
  aud: 'AUDIENCE',
  nbf: 'NOT_YET_VALID',
  iat: 'NOT_YET_VALID',
};

function faultOf(error: unknown): TokenFault {
  if (error instanceof errors.JWTExpired) return 'EXPIRED';
  if (error instanceof errors.JWTClaimValidationFailed) {
    return error.reason === 'invalid' ? 'CLAIMS' : (CLAIM_FAULTS[error.claim] ?? 'CLAIMS');
  }
  if (error instanceof errors.JOSEAlgNotAllowed) return 'ALGORITHM';
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) {
    return 'UNKNOWN_KEY';
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'SIGNATURE';
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid) return 'MALFORMED';
  if (error instanceof errors.JOSENotSupported) return 'ALGORITHM';
  return error instanceof KeysUnavailable ? 'KEYS_UNAVAILABLE' : 'SIGNATURE';
}

/** No keys could be had from the issuer, and none are held. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}
