import { describe, expect, test } from 'vitest';
import { ConfigError, isLoopback, readConfig } from './config.ts';

const PRODUCTION = {
  NODE_ENV: 'production',
  GOOD_STANDING_SECRET: 'a secret of the tests, long enough to be one',
  OIDC_ISSUER: 'https://issuer.example',
  OIDC_JWKS_URL: 'https://issuer.example/jwks',
  OIDC_AUDIENCE: 'good-standing',
};

describe('settings', () => {
  test("on a newcomer's machine need not be given", () => {
    expect(readConfig({})).toMatchObject({
      isProduction: false,
      port: 4000,
      host: '127.0.0.1',
      databaseUrl: null,
      oidc: null,
      deadlineMs: null,
      webhooksToLoopback: false,
    });
  });

  test('are read', () => {
    const given = {
      ...PRODUCTION,
      PORT: '0',
      HOST: '0.0.0.0',
      DATABASE_URL: 'postgres://u:p@db:5432/gs',
      REQUEST_DEADLINE_MS: '900',
    };
    expect(readConfig(given)).toMatchObject({
      isProduction: true,
      port: 0,
      host: '0.0.0.0',
      databaseUrl: 'postgres://u:p@db:5432/gs',
      deadlineMs: 900,
      oidc: { issuer: 'https://issuer.example', audience: 'good-standing' },
    });
  });

  test.each([
    ['production without an issuer', { ...PRODUCTION, OIDC_ISSUER: undefined }, 'OIDC_ISSUER'],
    ['production without keys', { ...PRODUCTION, OIDC_JWKS_URL: '' }, 'OIDC_JWKS_URL'],
    ['production without our name', { ...PRODUCTION, OIDC_AUDIENCE: ' ' }, 'OIDC_AUDIENCE'],
    [
      'production without a secret',
      { ...PRODUCTION, GOOD_STANDING_SECRET: undefined },
      'GOOD_STANDING_SECRET',
    ],
    ['a short secret', { GOOD_STANDING_SECRET: 'short' }, 'GOOD_STANDING_SECRET'],
    ['half an issuer', { OIDC_ISSUER: 'https://issuer.example' }, 'OIDC_JWKS_URL, OIDC_AUDIENCE'],
    ['keys over plain HTTP', { ...PRODUCTION, OIDC_JWKS_URL: 'http://issuer.example/jwks' }, 'OIDC_JWKS_URL'],
    ['a port that is none', { PORT: '65536' }, 'PORT'],
    ['a port in words', { PORT: 'http' }, 'PORT'],
    ['webhooks to this machine, perhaps', { WEBHOOKS_TO_LOOPBACK: 'hidden' }, 'WEBHOOKS_TO_LOOPBACK'],
    [
      'webhooks to this machine in production',
      { ...PRODUCTION, WEBHOOKS_TO_LOOPBACK: 'yes' },
      'WEBHOOKS_TO_LOOPBACK',
    ],
    ['a database of another make', { DATABASE_URL: 'mysql://u:hidden@db/gs' }, 'DATABASE_URL'],
  ])('%s: one clear line that repeats no secret', (_case, environment, names) => {
    const said = lineOf(() => readConfig(environment));
    expect(said).toMatch(new RegExp(`^${names}: expected`));
    expect(said).not.toContain('\n');
    expect(said).not.toMatch(/hidden|short/);
  });

  test('the development secret cannot serve in production', () => {
    const secret = 'development only: this secret is public and protects nothing';
    expect(lineOf(() => readConfig({ ...PRODUCTION, GOOD_STANDING_SECRET: secret }))).toContain(
      'development',
    );
  });

  test('one secret gives every process the same keys, another gives others, each use its own', () => {
    const one = readConfig(PRODUCTION).keys;
    const same = readConfig(PRODUCTION).keys;
    const other = readConfig({
      ...PRODUCTION,
      GOOD_STANDING_SECRET: `${PRODUCTION.GOOD_STANDING_SECRET}!`,
    }).keys;
    expect(same.ids).toEqual(one.ids);
    expect(same.assertion.publicKey.equals(one.assertion.publicKey)).toBe(true);
    expect(new Set([one.ids, one.cursors, other.ids].map((key) => key.toString('hex'))).size).toBe(3);
    expect(one.assertion.publicKey.equals(one.developmentIssuer.publicKey)).toBe(false);
  });
});

test.each([
  ['127.0.0.1', true],
  ['127.8.9.1', true],
  ['::1', true],
  ['localhost', true],
  ['0.0.0.0', false],
  ['::', false],
  ['10.0.0.1', false],
  ['127.0.0.1.example', false],
])('only this machine reaches %s: %s', (host, loopback) => {
  expect(isLoopback(host)).toBe(loopback);
});

function lineOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
  }
  throw new Error('expected a ConfigError');
}
