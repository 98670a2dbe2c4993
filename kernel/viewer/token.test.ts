import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { remoteKeySet } from './key-set.ts';
import { tokenVerifier } from './token.ts';

const ISSUER = 'https://issuer.example';
const US = 'good-standing';
const NOW = Date.UTC(2026, 10, 22, 12);
const seconds = NOW / 1000;

const ed = generateKeyPairSync('ed25519');
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const next = generateKeyPairSync('ed25519');

interface Shape {
  readonly alg?: string;
  readonly kid?: string;
  readonly typ?: string | undefined;
  readonly key?: KeyObject | Uint8Array;
  readonly claims?: Record<string, unknown>;
}

function token({
  alg = 'EdDSA',
  kid = 'ed',
  key = ed.privateKey,
  claims = {},
  ...rest
}: Shape = {}): Promise<string> {
  const typ = 'typ' in rest ? rest.typ : 'at+jwt';
  const payload = { iss: ISSUER, aud: US, sub: 'analyst-7', org: 'fda', exp: seconds + 600, ...claims };
  return new SignJWT(payload)
    .setProtectedHeader({ alg, kid, ...(typ === undefined ? {} : { typ }) })
    .sign(key);
}

let server: Server;
let url: URL;
let published: { readonly kid: string; readonly key: KeyObject; readonly alg: string }[];
let isDown = false;
let asked = 0;
let clock = NOW;

beforeAll(async () => {
  server = createServer(async (_request, response) => {
    asked += 1;
    if (isDown) return response.writeHead(500).end();
    const keys = await Promise.all(
      published.map(async ({ kid, key, alg }) => ({ ...(await exportJWK(key)), kid, alg })),
    );
    return response.end(JSON.stringify({ keys }));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`);
});

afterAll(() => {
  server.close();
});

beforeEach(() => {
  published = [
    { kid: 'ed', key: ed.publicKey, alg: 'EdDSA' },
    { kid: 'ec', key: ec.publicKey, alg: 'ES256' },
    { kid: 'rsa', key: rsa.publicKey, alg: 'RS256' },
  ];
  isDown = false;
  asked = 0;
  clock = NOW;
});

const TIMES = { freshMs: 600_000, pauseMs: 30_000, lastGoodMs: 3_600_000 };

function verifier() {
  return tokenVerifier({ issuer: ISSUER, audience: US, keys: remoteKeySet(url, TIMES, () => clock) });
}

const rsaAsSecret = Buffer.from(rsa.publicKey.export({ format: 'pem', type: 'spki' }) as string);

describe('A43: a bearer token', () => {
  test.each([
    ['EdDSA', {}],
    ['ES256', { alg: 'ES256', kid: 'ec', key: ec.privateKey }],
    ['RS256', { alg: 'RS256', kid: 'rsa', key: rsa.privateKey }],
    ['of type JWT', { typ: 'JWT' }],
    ['for several audiences, us among them', { claims: { aud: ['other', US] } }],
  ] as [string, Shape][])('holds: %s', async (_case, shape) => {
    expect(await verifier()(await token(shape), NOW)).toEqual({
      actor: 'analyst-7',
      organization: 'fda',
      audience: null,
      agreementId: null,
      expiresAt: (seconds + 605) * 1000,
    });
  });

  test('may say for which audience and under which agreement', async () => {
    const claims = { acting_for: 'PGA', agreement: 'agr_1' };
    expect(await verifier()(await token({ claims }), NOW)).toMatchObject({
      audience: 'PGA',
      agreementId: 'agr_1',
    });
  });

  test.each([
    [
      'HS256 with the RSA public key as the secret',
      { alg: 'HS256', kid: 'rsa', key: rsaAsSecret },
      'ALGORITHM',
    ],
    ['PS256, which we did not list', { alg: 'PS256', kid: 'rsa', key: rsa.privateKey }, 'ALGORITHM'],
    ['another key under a known key id', { key: next.privateKey }, 'SIGNATURE'],
    ['the right key under the key id of another algorithm', { kid: 'rsa' }, 'UNKNOWN_KEY'],
    ['an unknown key id', { kid: 'none' }, 'UNKNOWN_KEY'],
    ['another issuer', { claims: { iss: 'https://other.example' } }, 'ISSUER'],
    ['another audience', { claims: { aud: 'other' } }, 'AUDIENCE'],
    ['no audience', { claims: { aud: undefined } }, 'AUDIENCE'],
    ['an empty audience', { claims: { aud: [] } }, 'AUDIENCE'],
    ['expired beyond the tolerance', { claims: { exp: seconds - 5 } }, 'EXPIRED'],
    ['no expiry', { claims: { exp: undefined } }, 'CLAIMS'],
    ['not yet valid beyond the tolerance', { claims: { nbf: seconds + 6 } }, 'NOT_YET_VALID'],
    ['no subject', { claims: { sub: undefined } }, 'CLAIMS'],
    ['no organisation', { claims: { org: undefined } }, 'CLAIMS'],
    ['an organisation that is no key', { claims: { org: "fda' or true" } }, 'CLAIMS'],
    ['an audience nobody has', { claims: { acting_for: 'ADMIN' } }, 'CLAIMS'],
    ['no type', { typ: undefined }, 'TYPE'],
    ['an identity token of another kind', { typ: 'logout+jwt' }, 'TYPE'],
  ] as [string, Shape, string][])('is refused: %s', async (_case, shape, fault) => {
    expect(await verifier()(await token(shape), NOW)).toBe(fault);
  });

  test.each([
    ['within the tolerance after its end', { exp: seconds - 4 }],
    ['within the tolerance before its beginning', { nbf: seconds + 5 }],
  ])('holds %s', async (_case, claims) => {
    expect(await verifier()(await token({ claims }), NOW)).toMatchObject({ organization: 'fda' });
  });

  test('without a signature is refused', async () => {
    const none = new UnsecuredJWT({
      iss: ISSUER,
      aud: US,
      sub: 's',
      org: 'fda',
      exp: seconds + 600,
    }).encode();
    expect(await verifier()(none, NOW)).toBe('TYPE');
    const typed = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${none.split('.')[1]}.`;
    expect(await verifier()(typed, NOW)).toBe('ALGORITHM');
  });

  test.each(['', 'x', 'a.b.c', 'a'.repeat(10_000)])('that is none is refused', async (text) => {
    expect(await verifier()(text, NOW)).toBe('MALFORMED');
  });

  test('with altered claims is refused', async () => {
    const [header, , signature] = (await token()).split('.');
    const claims = { iss: ISSUER, aud: US, sub: 'analyst-7', org: 'cbp', exp: seconds + 600 };
    const forged = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`;
    expect(await verifier()(forged, NOW)).toBe('SIGNATURE');
  });

  test('that was verified once is remembered, but not beyond its end', async () => {
    const verify = verifier();
    const short = await token({ claims: { exp: seconds + 10 } });
    const first = await verify(short, NOW);
    expect(await verify(short, NOW + 1_000)).toBe(first);
    expect(await verify(short, NOW + 15_000)).toBe('EXPIRED');
  });

  test('that was remembered is verified anew after a few minutes, so that a withdrawn key ends it', async () => {
    const verify = verifier();
    const long = await token({ claims: { exp: seconds + 86_400 } });
    expect(await verify(long, NOW)).toMatchObject({ organization: 'fda' });
    published = published.filter(({ kid }) => kid !== 'ed');
    clock = NOW + 600_000;
    expect(await verify(long, clock)).toBe('UNKNOWN_KEY');
  });
});

describe('the keys of the issuer', () => {
  test('a new key is fetched when a token names it, once', async () => {
    const verify = verifier();
    await verify(await token(), NOW);
    published = [{ kid: 'next', key: next.publicKey, alg: 'EdDSA' }];
    clock += 30_000;
    expect(await verify(await token({ kid: 'next', key: next.privateKey }), NOW)).toMatchObject({
      organization: 'fda',
    });
    expect(asked).toBe(2);
  });

  test('invented key ids cannot drive us against the issuer', async () => {
    const verify = verifier();
    for (let n = 0; n < 20; n += 1)
      expect(await verify(await token({ kid: `k${n}` }), NOW)).toBe('UNKNOWN_KEY');
    expect(asked).toBe(1);
  });

  test('many at once ask once', async () => {
    const verify = verifier();
    const tokens = await Promise.all(
      Array.from({ length: 10 }, (_, n) => token({ claims: { sub: `s${n}` } })),
    );
    await Promise.all(tokens.map((each) => verify(each, NOW)));
    expect(asked).toBe(1);
  });

  test('the last ones received serve while the issuer is down, for a while', async () => {
    const verify = verifier();
    await verify(await token(), NOW);
    isDown = true;
    clock += TIMES.freshMs;
    expect(await verify(await token({ claims: { sub: 'another' } }), NOW)).toMatchObject({
      actor: 'another',
    });
    clock = NOW + TIMES.lastGoodMs;
    expect(await verify(await token({ claims: { sub: 'third' } }), NOW)).toBe('KEYS_UNAVAILABLE');
  });

  test("none at all is our failure, not the token's", async () => {
    isDown = true;
    expect(await verifier()(await token(), NOW)).toBe('KEYS_UNAVAILABLE');
  });
});
