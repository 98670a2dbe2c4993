import { createHash, type KeyObject } from 'node:crypto';
import type { TrustedIssuer } from '@good-standing/kernel/viewer/token.ts';
import type { Audience } from '@good-standing/kernel/viewer/viewer.ts';
import { SignJWT } from 'jose';
import { type Config, ConfigError, isLoopback } from '../config.ts';

const ISSUER = 'https://development.good-standing.example';
const AUDIENCE = 'good-standing';
const DAYS_VALID = 30;
const DAY_SECONDS = 86_400;

export interface DevelopmentToken {
  readonly audience: Audience;
  /** The organisation's key: `fda`. */
  readonly organization: string;
}

export interface DevelopmentIssuer {
  readonly trusted: TrustedIssuer;
  /** A bearer token good for thirty days. */
  issue(token: DevelopmentToken, nowMs: number): Promise<string>;
}

/**
 * Tokens for the invented cast. There is no such issuer in production, nor where
 * anyone but this machine can reach the listener.
 */
export function developmentIssuer(config: Pick<Config, 'isProduction' | 'host' | 'keys'>): DevelopmentIssuer {
  if (config.isProduction)
    throw new ConfigError('The development issuer does not exist in production: set OIDC_ISSUER.');
  if (!isLoopback(config.host)) {
    throw new ConfigError(
      `HOST: expected a loopback address while tokens come from the development issuer, got "${config.host}".`,
    );
  }
  const { privateKey, publicKey } = config.keys.developmentIssuer;
  const kid = keyId(publicKey);
  return {
    trusted: { issuer: ISSUER, audience: AUDIENCE, keys: () => publicKey },
    issue({ audience, organization }, nowMs) {
      const issuedAt = Math.floor(nowMs / 1000);
      return new SignJWT({ org: organization, acting_for: audience })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(`${organization}-developer`)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + DAYS_VALID * DAY_SECONDS)
        .sign(privateKey);
    },
  };
}

function keyId(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ format: 'der', type: 'spki' }))
    .digest('base64url')
    .slice(0, 16);
}
