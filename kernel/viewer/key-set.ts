import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { KeysUnavailable } from './token.ts';

const FETCH_WITHIN_MS = 3_000;
const LARGEST_SET_BYTES = 256 * 1024;

export interface KeySetTimes {
  /** Age at which the set is asked for anew, ms. */
  readonly freshMs: number;
  /** No two requests to the issuer are closer than this, ms: tokens with invented key ids cannot drive us against it. */
  readonly pauseMs: number;
  /** How long the last set received serves while the issuer does not answer, ms. */
  readonly lastGoodMs: number;
}

const TIMES: KeySetTimes = { freshMs: 10 * 60_000, pauseMs: 30_000, lastGoodMs: 24 * 3_600_000 };

/**
 * The keys of an issuer, from its JWKS address. A token under an unknown key id
 * causes at most one request, then is refused; while the issuer is down the last
 * set received serves on.
 *
 * @param clock milliseconds since 1970.
 */
export function remoteKeySet(
  url: URL,
  times: KeySetTimes = TIMES,
  clock: () => number = Date.now,
): JWTVerifyGetKey {
  let held: { readonly find: JWTVerifyGetKey; readonly at: number } | null = null;
  let askedAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | null = null;

  return async (header, token) => {
    const isStale = held === null || clock() - held.at >= times.freshMs;
    if (isStale) await refresh();
    if (held === null || clock() - held.at >= times.lastGoodMs)
      throw new KeysUnavailable('no keys from the issuer');
    try {
      return await held.find(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      const before = held;
      await refresh();
      if (held === before) throw error;
      return held.find(header, token);
    }
  };

  function refresh(): Promise<void> {
    if (asking !== null) return asking;
    if (clock() - askedAt < times.pauseMs) return Promise.resolve();
    askedAt = clock();
    asking = received(url).then(
      (set) => {
        asking = null;
        held = { find: createLocalJWKSet(set), at: clock() };
      },
      () => {
        asking = null;
      },
    );
    return asking;
  }
}

async function received(url: URL): Promise<JSONWebKeySet> {
  const response = await fetch(url, {
    redirect: 'error',
    headers: { accept: 'application/jwk-set+json, application/json' },
    signal: AbortSignal.timeout(FETCH_WITHIN_MS),
  });
  if (!response.ok || response.body === null) throw new Error('the issuer gave no keys');
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > LARGEST_SET_BYTES) throw new Error('the key set of the issuer is too large');
    chunks.push(chunk);
  }
  const set: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  if (!isKeySet(set)) throw new Error('the issuer gave no key set');
  return set;
}

function isKeySet(value: unknown): value is JSONWebKeySet {
  return typeof value === 'object' && value !== null && 'keys' in value && Array.isArray(value.keys);
}
