import { describe, expect, test } from 'vitest';
import { beginByNpm, refusedWith, run } from './command.ts';

function claims(token: string): unknown {
  const [, payload = ''] = token.split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
}

describe('token prints one token and nothing else', () => {
  test.each([
    [['pga'], { acting_for: 'PGA', org: 'fda' }],
    [['rights-holder'], { acting_for: 'RIGHTS_HOLDER', org: 'lumen' }],
    [['pga', 'usda'], { acting_for: 'PGA', org: 'usda' }],
  ])('%j', async (args, claimed) => {
    const { code, stdout, stderr } = await run('token', args, {});
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    expect(claims(stdout)).toMatchObject(claimed);
  });
});

test('npm run --silent token prints nothing else either', async () => {
  const { code, stdout, stderr } = await beginByNpm('token', ['pga'], {}).ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
});

describe('token refuses in one line', () => {
  const audiences = /^expected an audience[^\n]*; audiences: cbp, pga, [^\n]*rights-holder[^\n]*\n$/;

  test.each([
    ['nobody', [], {}, audiences],
    ['an audience that is none', ['customs'], {}, audiences],
    ['an audience as the schema writes it', ['RIGHTS_HOLDER'], {}, audiences],
    ['the public, which needs none', ['public'], {}, audiences],
    ['one word too many', ['pga', 'fda', 'again'], {}, audiences],
    ['an organisation that cannot be one', ['pga', 'F D A'], {}, /^expected an organisation[^\n]*\n$/],
    [
      'in production',
      ['pga'],
      {
        NODE_ENV: 'production',
        GOOD_STANDING_SECRET: 'a secret of the tests, which protects nothing',
        OIDC_ISSUER: 'https://login.example',
        OIDC_JWKS_URL: 'https://login.example/keys',
        OIDC_AUDIENCE: 'good-standing',
      },
      /^The development issuer does not exist in production[^\n]*\n$/,
    ],
    ['in production with nothing set', ['pga'], { NODE_ENV: 'production' }, /^[^\n]*in production[^\n]*\n$/],
    [
      'where others could reach the listener',
      ['pga'],
      { HOST: '0.0.0.0' },
      /^HOST: expected a loopback[^\n]*\n$/,
    ],
  ])('%s', async (_case, args, setting, line) => {
    expect(await run('token', args, setting)).toEqual(refusedWith(expect.stringMatching(line)));
  });
});
