import { lookup as resolve } from 'node:dns/promises';
import { type ClientRequest, request as http, type IncomingMessage } from 'node:http';
import { Agent, request as https } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { bareHost } from './destination.ts';
import { isPublicAddress } from './public-address.ts';

export interface Sending {
  /** From the look-up of the name to the last byte of the answer. */
  readonly deadlineMs: number;
  /** Whether a connection may be made to this address. */
  readonly mayReach: (address: string) => boolean;
  /** Every address of a name; rejects where it has none. */
  readonly lookup: (host: string) => Promise<readonly string[]>;
}

/**
 * Why nothing was delivered. That a name has no address and that it has one which is
 * not public are one reason: names inside our network are nobody's to ask about.
 */
export type SendFailure = 'NO_PUBLIC_ADDRESS' | 'CONNECTION' | 'DEADLINE' | 'REDIRECT' | 'STATUS' | 'GONE';

export interface Sent {
  /** Null: delivered. */
  readonly failure: SendFailure | null;
  /** HTTP status; null where none came. */
  readonly status: number | null;
}

export const PUBLIC_SENDING: Sending = {
  deadlineMs: 10_000,
  mayReach: isPublicAddress,
  lookup: async (host) => (await resolve(host, { all: true })).map(({ address }) => address),
};

/** An answer says all that counts in its status: of the body no more is read. */
const MOST_ANSWER_BYTES = 16 * 1024;
const MOST_HEADER_BYTES = 8 * 1024;

/** NOTE: no connection is kept and no proxy asked, so that each one is made to the address that was just checked. */
const tls = new Agent({ keepAlive: false });

/**
 * Posts a body. The name is resolved once, every address of it must be one that may
 * be reached, and the connection is made to the first of those very addresses: an
 * answer of DNS that changes in between changes nothing. Redirects are not followed.
 */
export async function send(
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  sending: Sending,
): Promise<Sent> {
  const deadline = AbortSignal.timeout(sending.deadlineMs);
  const address = await Promise.race([checkedAddress(url, sending), ended(deadline)]);
  if (address === null) return { failure: deadline.aborted ? 'DEADLINE' : 'NO_PUBLIC_ADDRESS', status: null };
  return post({ url, headers, body, address, deadline });
}

/** Null where any address of the name may not be reached, or there is none. */
async function checkedAddress(url: URL, { lookup, mayReach }: Sending): Promise<string | null> {
  const host = bareHost(url.hostname);
  try {
    const addresses = isIP(host) === 0 ? await lookup(host) : [host];
    return addresses.every(mayReach) ? (addresses[0] ?? null) : null;
  } catch {
    return null;
  }
}

interface Post {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly address: string;
  readonly deadline: AbortSignal;
}

function post({ url, headers, body, address, deadline }: Post): Promise<Sent> {
  const { promise, resolve: tell } = Promise.withResolvers<Sent>();
  const options = {
    method: 'POST',
    headers: {
      ...headers,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'good-standing-webhooks/1',
    },
    signal: deadline,
    maxHeaderSize: MOST_HEADER_BYTES,
    lookup: pinnedTo(address),
    autoSelectFamily: false,
  };
  let request: ClientRequest;
  try {
    request =
      url.protocol === 'https:'
        ? https(url, { ...options, agent: tls })
        : http(url, { ...options, agent: false });
  } catch {
    return Promise.resolve({ failure: 'CONNECTION', status: null });
  }
  request.on('error', () => tell({ failure: deadline.aborted ? 'DEADLINE' : 'CONNECTION', status: null }));
  request.once('response', (answer) => {
    const status = answer.statusCode ?? 0;
    const sent = { failure: failureOf(status), status };
    answer.once('close', () => tell(sent));
    answer.on('error', () => tell(sent));
    readBounded(answer);
  });
  request.end(body);
  return promise;
}

/** Whatever name is asked for, the one address. */
function pinnedTo(address: string): LookupFunction {
  const family = isIP(address);
  return (_host, { all }, told) =>
    all === true ? told(null, [{ address, family }]) : told(null, address, family);
}

function readBounded(answer: IncomingMessage): void {
  let bytes = 0;
  answer.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MOST_ANSWER_BYTES) answer.destroy();
  });
}

function failureOf(status: number): SendFailure | null {
  if (status >= 200 && status < 300) return null;
  if (status === 410) return 'GONE';
  return status >= 300 && status < 400 ? 'REDIRECT' : 'STATUS';
}

function ended(signal: AbortSignal): Promise<null> {
  return new Promise((done) => signal.addEventListener('abort', () => done(null), { once: true }));
}
