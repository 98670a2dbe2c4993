import { existsSync, writeFileSync } from 'node:fs';
import type { EmbeddedPostgres } from '@good-standing/kernel/postgres/embedded.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endAll, refusedWith, run } from './command.ts';
import { heldPort, overTcp, ownPostgres, type TestFolder, testFolder } from './data-folder.ts';

const OIDC = {
  OIDC_ISSUER: 'https://login.example',
  OIDC_JWKS_URL: 'https://login.example/keys',
  OIDC_AUDIENCE: 'good-standing',
};
const SECRET = { GOOD_STANDING_SECRET: 'a secret of the tests, which protects nothing' };

let folder: TestFolder;
let taken: Awaited<ReturnType<typeof heldPort>>;
let free: string;
let file: string;

beforeAll(async () => {
  folder = testFolder('refusals');
  taken = await heldPort();
  const other = await heldPort();
  free = String(other.port);
  await other.close();
  file = `${folder.path}/file`;
  writeFileSync(file, '');
});

afterAll(async () => {
  await endAll();
  await taken.close();
  await folder.remove();
});

describe('start says in one line why it does not, and what to do', () => {
  test('a port that is taken', async () => {
    const setting = { PORT: String(taken.port), DATA_DIR: `${folder.path}/never` };
    expect(await run('start', [], setting)).toEqual(
      refusedWith(`Port ${taken.port} on 127.0.0.1 is taken: end what uses it, or set PORT.\n`),
    );
    expect(existsSync(setting.DATA_DIR)).toBe(false);
  });

  test('a data folder that cannot be written', async () => {
    const dataDir = `${file}/x`;
    expect(await run('start', [], { PORT: '0', DATA_DIR: dataDir })).toEqual(
      refusedWith(`The data folder ${dataDir} cannot be written: set DATA_DIR to one that can.\n`),
    );
  });

  test.each([
    ['to a port where nothing listens', () => free, /cannot be reached: nothing listens there\.\n$/],
    ['to a server that is no Postgres', () => String(taken.port), /cannot be reached: [^\n]+\.\n$/],
  ])('DATABASE_URL %s; the password is not in it', async (_case, port, line) => {
    const setting = {
      PORT: '0',
      DATA_DIR: `${folder.path}/never`,
      DATABASE_URL: `postgres://officer:s3cr3t-w0rd@127.0.0.1:${port()}/trust`,
    };
    const ended = await run('start', [], setting);
    expect(ended).toEqual(refusedWith(expect.stringMatching(line), '· database\n'));
    expect(ended.stderr).toContain(`127.0.0.1:${port()}/trust`);
    expect(ended.stderr).not.toMatch(/s3cr3t|officer|\n.*\n/);
  });

  test.each([
    [
      'PORT that is no number',
      { PORT: 'http' },
      'PORT: expected a whole number from 0 to 65535, got "http".\n',
    ],
    ['PORT out of range', { PORT: '65536' }, 'PORT: expected a whole number from 0 to 65535, got "65536".\n'],
    [
      'DATABASE_URL of another kind',
      { DATABASE_URL: 'mysql://officer:s3cr3t-w0rd@127.0.0.1/trust' },
      'DATABASE_URL: expected postgres://user:password@host:port/database.\n',
    ],
    [
      'DATABASE_URL that is none',
      { DATABASE_URL: 's3cr3t-w0rd' },
      'DATABASE_URL: expected postgres://user:password@host:port/database.\n',
    ],
    [
      'a development issuer that others could reach',
      { HOST: '0.0.0.0' },
      'HOST: expected a loopback address while tokens come from the development issuer, got "0.0.0.0".\n',
    ],
    [
      'production without OIDC_*',
      { NODE_ENV: 'production', ...SECRET },
      'OIDC_ISSUER, OIDC_JWKS_URL, OIDC_AUDIENCE: expected in production.\n',
    ],
    [
      'production with half of OIDC_*',
      { NODE_ENV: 'production', ...SECRET, OIDC_ISSUER: OIDC.OIDC_ISSUER },
      'OIDC_JWKS_URL, OIDC_AUDIENCE: expected in production.\n',
    ],
    [
      'production without a secret of its own',
      { NODE_ENV: 'production', ...OIDC },
      'GOOD_STANDING_SECRET: expected in production, a secret of at least 32 characters.\n',
    ],
  ])('%s', async (_case, setting, line) => {
    const given = { PORT: '0', DATA_DIR: `${folder.path}/never`, ...setting };
    expect(await run('start', [], given)).toEqual(refusedWith(line));
  });

  test.each([['--portal'], ['4001']])('%s, which it does not take', async (argument) => {
    const ended = await run('start', [argument], { DATA_DIR: `${folder.path}/never` });
    expect(ended).toEqual(refusedWith(expect.stringMatching(/^[^\n]* expected: npm start[^\n]*\n$/)));
    expect(ended.stderr).toContain(`'${argument}'`);
  });

  test('an address that is not this machine', async () => {
    const setting = { HOST: '127.0.0.1.example', PORT: '0', DATA_DIR: `${folder.path}/never` };
    expect((await run('start', [], setting)).stderr).toMatch(/^HOST: expected a loopback address[^\n]*\n$/);
  });
});

describe('start says in one line what a Postgres refuses', () => {
  let own: EmbeddedPostgres;
  beforeAll(async () => {
    own = await ownPostgres(`${folder.path}/own`);
  });
  afterAll(() => own.stop());

  test.each([
    ['password', 'the user or the password was refused'],
    ['pathname', 'there is no such database'],
  ] as const)('a wrong %s', async (part, reason) => {
    const url = new URL(overTcp(own.adminUrl));
    url[part] = 's3cr3t-w0rd';
    const setting = { PORT: '0', DATA_DIR: `${folder.path}/never`, DATABASE_URL: url.href };
    const { code, stderr } = await run('start', [], setting);
    const place = `${url.host}${url.pathname}`;
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `The database ${place} cannot be reached: ${reason}.\n`,
    });
  });
});
