import { hash, type KeyObject, randomBytes, sign, verify } from 'node:crypto';
import type { HeardEvent } from '../webhook/announcement.ts';
import { EVENT_KINDS } from '../webhook/event-kinds.ts';
import { AUDIENCES, type Demotion, type Organization, PURPOSES, type Viewer } from './viewer.ts';

/** How long a subgraph believes an assertion, ms, counted from the gateway's clock. */
export const ASSERTION_MS = 30_000;
/** How far ahead of ours the gateway's clock may be, ms. */
const CLOCK_TOLERANCE_MS = 5_000;
const LONGEST_ASSERTION = 16_384;

/** What the gateway vouches for in one request to one subgraph in another process. */
export interface Assertion {
  readonly viewer: Viewer;
  readonly requestId: string;
  /** The one instant of the request. */
  readonly now: Temporal.Instant;
  /** The policy that the gateway was composed with: a subgraph with another refuses. */
  readonly policyVersion: string;
  /** False once the ledger is known to be down. */
  readonly ledgerAvailable: boolean;
  /**
   * Who records what is disclosed before it leaves: the gateway, which signs that it
   * does so once for its whole answer, or else each subgraph for its own part.
   */
  readonly accountedBy: 'GATEWAY' | 'SUBGRAPH';
  /** The event that a subscription answers; absent for queries and mutations. */
  readonly event?: HeardEvent | null;
}

export type AssertionFault =
  | 'MISSING'
  | 'MALFORMED'
  | 'SIGNATURE'
  | 'EXPIRED'
  | 'NOT_YET_VALID'
  | 'OTHER_SUBGRAPH'
  | 'OTHER_BODY'
  | 'OTHER_POLICY'
  | 'REPLAYED';

interface Claims extends Omit<Assertion, 'viewer' | 'now'> {
  readonly viewer: Omit<Viewer, 'rules'> & { readonly rules: readonly string[] };
  readonly now: string;
  readonly subgraph: string;
  /** SHA-256 of the request body, base64url. */
  readonly body: string;
  readonly nonce: string;
  /** Milliseconds since 1970. */
  readonly issuedAt: number;
}

/** Where and with what an assertion goes. */
export interface Addressed {
  readonly subgraph: string;
  readonly body: string | Uint8Array;
  /** The gateway's clock as it sends, milliseconds since 1970. */
  readonly sentAt: number;
}

/** Ed25519 over the claims: `base64url(claims).base64url(signature)`, good for one request. */
export function signAssertion(privateKey: KeyObject, assertion: Assertion, addressed: Addressed): string {
  const { identifiersPerDay: _ofTheGateway, ...viewer } = assertion.viewer;
  const claims: Claims = {
    viewer: { ...viewer, rules: [...viewer.rules] },
    requestId: assertion.requestId,
    now: assertion.now.toString(),
    policyVersion: assertion.policyVersion,
    ledgerAvailable: assertion.ledgerAvailable,
    accountedBy: assertion.accountedBy,
    event: assertion.event ?? null,
    subgraph: addressed.subgraph,
    body: hash('sha256', addressed.body, 'base64url'),
    nonce: randomBytes(16).toString('base64url'),
    issuedAt: addressed.sentAt,
  };
  const text = Buffer.from(JSON.stringify(claims), 'utf8').toString('base64url');
  return `${text}.${sign(null, Buffer.from(text, 'ascii'), privateKey).toString('base64url')}`;
}

/** What a subgraph expects of the assertion that came with a body. */
export interface Expected {
  readonly subgraph: string;
  readonly policyVersion: string;
  readonly body: string | Uint8Array;
  /** The subgraph's clock, milliseconds since 1970. */
  readonly receivedAt: number;
  readonly seen: SeenNonces;
}

export function verifyAssertion(
  publicKey: KeyObject,
  text: string | undefined,
  expected: Expected,
): Assertion | AssertionFault {
  if (text === undefined || text === '') return 'MISSING';
  const [signed, signature, ...rest] = text.split('.');
  if (text.length > LONGEST_ASSERTION || signed === undefined || signature === undefined || rest.length > 0) {
    return 'MALFORMED';
  }
  if (!verify(null, Buffer.from(signed, 'ascii'), publicKey, Buffer.from(signature, 'base64url')))
    return 'SIGNATURE';
  const claims = readClaims(signed);
  if (claims === null) return 'MALFORMED';
  if (claims.subgraph !== expected.subgraph) return 'OTHER_SUBGRAPH';
  if (claims.body !== hash('sha256', expected.body, 'base64url')) return 'OTHER_BODY';
  const age = expected.receivedAt - claims.issuedAt;
  if (age >= ASSERTION_MS) return 'EXPIRED';
  if (age < -CLOCK_TOLERANCE_MS) return 'NOT_YET_VALID';
  if (claims.policyVersion !== expected.policyVersion) return 'OTHER_POLICY';
  if (!expected.seen.isFirst(claims.nonce, expected.receivedAt)) return 'REPLAYED';
  const { requestId, policyVersion, ledgerAvailable, accountedBy, viewer, event } = claims;
  return {
    viewer: { ...viewer, rules: new Set(viewer.rules) },
    requestId,
    now: Temporal.Instant.from(claims.now),
    policyVersion,
    ledgerAvailable,
    accountedBy,
    event: event ?? null,
  };
}

/** The nonces of the last half minute. */
export interface SeenNonces {
  /** False where it was seen before, and where more came than can be remembered: then nothing is believed. */
  isFirst(nonce: string, at: number): boolean;
}

/** @param most nonces remembered; with 35 s of memory 350,000 is ten thousand requests a second. */
export function seenNonces(most = 350_000): SeenNonces {
  const seen = new Map<string, number>();
  return {
    isFirst(nonce, at) {
      for (const [old, until] of seen) {
        if (until > at) break;
        seen.delete(old);
      }
      if (seen.has(nonce) || seen.size >= most) return false;
      seen.set(nonce, at + ASSERTION_MS + CLOCK_TOLERANCE_MS);
      return true;
    },
  };
}

/** The signature held, so the gateway wrote it; what is checked is that this version of the gateway did. */
function readClaims(signed: string): Claims | null {
  try {
    const claims: unknown = JSON.parse(Buffer.from(signed, 'base64url').toString('utf8'));
    return isClaims(claims) ? claims : null;
  } catch {
    return null;
  }
}

const DEMOTIONS: Readonly<Record<Demotion, true>> = {
  NO_AGREEMENT: true,
  AGREEMENT_NOT_YET_IN_FORCE: true,
  AGREEMENT_EXPIRED: true,
  AGREEMENT_REVOKED: true,
};

function isClaims(value: unknown): value is Claims {
  return (
    isObject(value) &&
    isViewer(value.viewer) &&
    ['requestId', 'now', 'policyVersion', 'subgraph', 'body', 'nonce'].every(
      (name) => typeof value[name] === 'string',
    ) &&
    typeof value.ledgerAvailable === 'boolean' &&
    (value.accountedBy === 'GATEWAY' || value.accountedBy === 'SUBGRAPH') &&
    (value.event === undefined || value.event === null || isEvent(value.event)) &&
    typeof value.issuedAt === 'number'
  );
}

function isEvent(value: unknown): value is HeardEvent {
  return (
    isObject(value) &&
    ['id', 'record', 'occurredAt'].every((name) => typeof value[name] === 'string') &&
    Object.hasOwn(EVENT_KINDS, String(value.kind))
  );
}

function isViewer(value: unknown): value is Claims['viewer'] {
  return (
    isObject(value) &&
    isOneOf(AUDIENCES, value.audience) &&
    (value.organization === null || isOrganization(value.organization)) &&
    ['actor', 'subject', 'agency', 'agreementId'].every(
      (name) => value[name] === null || typeof value[name] === 'string',
    ) &&
    isListOf(value.rules, (rule) => typeof rule === 'string') &&
    isListOf(value.purposes, (purpose) => isOneOf(PURPOSES, purpose)) &&
    (value.purpose === null || isOneOf(PURPOSES, value.purpose)) &&
    (value.demoted === null || Object.hasOwn(DEMOTIONS, String(value.demoted)))
  );
}

function isOrganization(value: unknown): value is Organization {
  return isObject(value) && ['id', 'name', 'address'].every((name) => typeof value[name] === 'string');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOneOf(names: readonly string[], value: unknown): boolean {
  return typeof value === 'string' && names.includes(value);
}

function isListOf(value: unknown, each: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(each);
}
