import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { tokenVerifier } from '@good-standing/kernel/viewer/token.ts';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { developmentIssuer } from './development-issuer.ts';
import { PERSONAS } from './personas.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const DAY = 86_400_000;

describe('the development issuer', () => {
  test('issues what this gateway believes, for thirty days', async () => {
    const { trusted, issue } = developmentIssuer(readConfig({}));
    const token = await issue({ audience: 'PGA', organization: 'fda' }, NOW);
    const verify = tokenVerifier(trusted);
    expect(await verify(token, NOW + 29 * DAY)).toMatchObject({ organization: 'fda', audience: 'PGA' });
    expect(await tokenVerifier(trusted)(token, NOW + 31 * DAY)).toBe('EXPIRED');
  });

  test('is another where the secret is another', async () => {
    const other = developmentIssuer(readConfig({ GOOD_STANDING_SECRET: 'x'.repeat(32) }));
    const token = await other.issue({ audience: 'CBP', organization: 'cbp' }, NOW);
    expect(await tokenVerifier(developmentIssuer(readConfig({})).trusted)(token, NOW)).toBe('SIGNATURE');
  });

  test('does not exist where anyone else could reach the listener', () => {
    expect(() => developmentIssuer(readConfig({ HOST: '0.0.0.0' }))).toThrow('loopback');
  });

  test('does not exist in production', () => {
    expect(() => developmentIssuer({ ...readConfig({}), isProduction: true })).toThrow('production');
  });
});

describe('npm run token', () => {
  const script = fileURLToPath(new URL('../cli/token.ts', import.meta.url));

  async function run(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    const env = { PATH: process.env.PATH, ...environment };
    return promisify(execFile)(process.execPath, [script, ...args], { env }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
    );
  }

  test('prints one token and nothing else', async () => {
    const { code, stdout, stderr } = await run(['rights-holder', 'meridian']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const bearer = await tokenVerifier(developmentIssuer(readConfig({})).trusted)(stdout.trim(), Date.now());
    expect(bearer).toMatchObject({ organization: 'meridian', audience: 'RIGHTS_HOLDER' });
  });

  test('knows an organisation for every audience', () => {
    expect(Object.entries(PERSONAS).map(([name, { organization }]) => `${name} ${organization}`)).toEqual([
      'cbp cbp',
      'pga fda',
      'importer aurora',
      'broker beacon',
      'platform bazaar',
      'rights-holder lumen',
      'carrier swift',
      'post qumar',
      'usps usps',
    ]);
  });

  test.each([
    ['an unknown audience', ['admin']],
    ['no audience', []],
    ['a name of an object', ['constructor']],
    ['an organisation that is no key', ['pga', '../fda']],
  ])('%s: one clear line, exit 1', async (_case, args) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^expected [^\n]+\n$/);
  });

  test('in production there is none', async () => {
    const { code, stdout } = await run(['cbp'], { NODE_ENV: 'production' });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });
});
