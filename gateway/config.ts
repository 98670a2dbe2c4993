import { resolve } from 'node:path';
import { type HouseKeys, houseKeys } from './house-keys.ts';

/** Where bearer tokens come from. */
export interface Oidc {
  readonly issuer: string;
  readonly jwksUrl: URL;
  readonly audience: string;
}

/** Every setting of a process, read once from its environment. */
export interface Config {
  /** NODE_ENV=production: no development secret, no development issuer. */
  readonly isProduction: boolean;
  /** PORT: TCP port, 0 for any free one; 4000 where absent. */
  readonly port: number;
  /** HOST: address listened on; 127.0.0.1 where absent. */
  readonly host: string;
  /** DATABASE_URL: postgres://user:password@host:port/database of a role that may create roles; null: the embedded Postgres. */
  readonly databaseUrl: string | null;
  /** DATA_DIR: folder of the embedded Postgres and of received files; .data where absent. */
  readonly dataDir: string;
  /** OIDC_ISSUER, OIDC_JWKS_URL, OIDC_AUDIENCE: all three or none; null: the development issuer. */
  readonly oidc: Oidc | null;
  /** GOOD_STANDING_SECRET: at least 32 characters, the same in every process; all keys derive from it. */
  readonly keys: HouseKeys;
  /** REQUEST_DEADLINE_MS: milliseconds an audience's request may take at most; null: by audience. */
  readonly deadlineMs: number | null;
  /** WEBHOOKS_TO_LOOPBACK=yes: webhooks may go to http://127.0.0.1, for a receiver that is being written; never in production. */
  readonly webhooksToLoopback: boolean;
  /**
   * RATE_LIMITS: on in production and off elsewhere where absent; off where a proxy in front
   * does it. TRUSTED_PROXIES: how many of our own stand in front, 0 where absent. Null: off.
   */
  readonly metering: { readonly trustedProxies: number } | null;
}

/** A setting that cannot be used: one line that says what was expected. The value itself is not repeated where it may be secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Known to everyone who reads this file, so that ids of the invented cast are the same on every machine. */
const DEVELOPMENT_SECRET = 'development only: this secret is public and protects nothing';
const SHORTEST_SECRET = 32;

type Environment = Readonly<Record<string, string | undefined>>;

export function readConfig(environment: Environment): Config {
  const isProduction = environment.NODE_ENV === 'production';
  return {
    isProduction,
    port: wholeNumber(environment, 'PORT', 0, 65_535) ?? 4000,
    host: given(environment, 'HOST') ?? '127.0.0.1',
    databaseUrl: databaseUrl(environment),
    dataDir: resolve(given(environment, 'DATA_DIR') ?? '.data'),
    oidc: oidc(environment, isProduction),
    keys: houseKeys(secret(environment, isProduction)),
    deadlineMs: wholeNumber(environment, 'REQUEST_DEADLINE_MS', 1, 600_000),
    webhooksToLoopback: webhooksToLoopback(environment, isProduction),
    metering: metering(environment, isProduction),
  };
}

/** Whether only this machine can reach a listener on the address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function secret(environment: Environment, isProduction: boolean): string {
  const text = given(environment, 'GOOD_STANDING_SECRET');
  if (text === null) {
    if (!isProduction) return DEVELOPMENT_SECRET;
    throw new ConfigError(
      'GOOD_STANDING_SECRET: expected in production, a secret of at least 32 characters.',
    );
  }
  if (text.length < SHORTEST_SECRET) {
    throw new ConfigError(
      `GOOD_STANDING_SECRET: expected at least ${SHORTEST_SECRET} characters, got ${text.length}.`,
    );
  }
  if (isProduction && text === DEVELOPMENT_SECRET) {
    throw new ConfigError(
      'GOOD_STANDING_SECRET: the development secret is public and cannot serve in production.',
    );
  }
  return text;
}

function metering(environment: Environment, isProduction: boolean): Config['metering'] {
  const trustedProxies = wholeNumber(environment, 'TRUSTED_PROXIES', 0, 10) ?? 0;
  const text = given(environment, 'RATE_LIMITS') ?? (isProduction ? 'on' : 'off');
  if (text !== 'on' && text !== 'off')
    throw new ConfigError(`RATE_LIMITS: expected on or off, got "${text.slice(0, 40)}".`);
  return text === 'on' ? { trustedProxies } : null;
}

const OIDC_NAMES = ['OIDC_ISSUER', 'OIDC_JWKS_URL', 'OIDC_AUDIENCE'] as const;

function oidc(environment: Environment, isProduction: boolean): Oidc | null {
  const [issuer, jwksUrl, audience] = OIDC_NAMES.map((name) => given(environment, name));
  if (!issuer && !jwksUrl && !audience && !isProduction) return null;
  if (!issuer || !jwksUrl || !audience) {
    const missing = OIDC_NAMES.filter((name) => given(environment, name) === null);
    throw new ConfigError(
      `${missing.join(', ')}: expected ${isProduction ? 'in production' : `together with the other ${OIDC_NAMES.length - missing.length}`}.`,
    );
  }
  return { issuer, jwksUrl: keysAddress(jwksUrl), audience };
}

function keysAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === 'https:') return url;
  if (url?.protocol === 'http:' && isLoopback(url.hostname)) return url;
  throw new ConfigError('OIDC_JWKS_URL: expected an https URL, or http on this machine.');
}

function webhooksToLoopback(environment: Environment, isProduction: boolean): boolean {
  const text = given(environment, 'WEBHOOKS_TO_LOOPBACK');
  if (text === null || text === 'no') return false;
  if (text === 'yes' && !isProduction) return true;
  throw new ConfigError(
    isProduction
      ? 'WEBHOOKS_TO_LOOPBACK: expected to be absent in production.'
      : 'WEBHOOKS_TO_LOOPBACK: expected yes or no.',
  );
}

function databaseUrl(environment: Environment): string | null {
  const text = given(environment, 'DATABASE_URL');
  if (text === null) return null;
  if (URL.canParse(text) && ['postgres:', 'postgresql:'].includes(new URL(text).protocol)) return text;
  throw new ConfigError('DATABASE_URL: expected postgres://user:password@host:port/database.');
}

function wholeNumber(environment: Environment, name: string, least: number, most: number): number | null {
  const text = given(environment, name);
  if (text === null) return null;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new ConfigError(
    `${name}: expected a whole number from ${least} to ${most}, got "${text.slice(0, 40)}".`,
  );
}

function given(environment: Environment, name: string): string | null {
  const text = environment[name]?.trim();
  return text === undefined || text === '' ? null : text;
}
