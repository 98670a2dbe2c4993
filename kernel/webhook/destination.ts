import { isIP } from 'node:net';
import { type Malformed, malformedUnquoted } from '../identifiers/malformed.ts';
import { isPublicAddress } from './public-address.ts';

export interface DestinationRules {
  /** Development alone: http to 127.0.0.1, any port. */
  readonly allowsLoopback: boolean;
}

const LONGEST_URL = 200;

/** Names that never are on the Internet (RFC 6761, RFC 6762, RFC 8375, RFC 9476, ICANN on .internal). */
const PRIVATE_NAMES = new Set([
  'alt',
  'arpa',
  'corp',
  'home',
  'internal',
  'intranet',
  'invalid',
  'lan',
  'local',
  'localdomain',
  'localhost',
  'onion',
  'private',
  'test',
]);

/**
 * Where webhooks may be sent, as far as the text says it: https, a public name or
 * address, port 443 or one above 1023, no credentials, no fragment. What the name
 * resolves to is looked at each time something is sent.
 */
export function readDestination(text: string, { allowsLoopback }: DestinationRules): URL | Malformed {
  const url = text.length <= LONGEST_URL && URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.username !== '' || url.password !== '' || text.includes('#')) return refusal(text);
  if (allowsLoopback && url.protocol === 'http:' && url.hostname === '127.0.0.1') return url;
  const isPortOpen = url.port === '' || Number(url.port) > 1_023;
  return url.protocol === 'https:' && isPortOpen && isPublicHost(url.hostname) ? url : refusal(text);
}

/** An address stands in brackets where it is IPv6; every other spelling of one the parser has made plain. */
export function bareHost(hostname: string): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}

function isPublicHost(hostname: string): boolean {
  const host = bareHost(hostname);
  if (isIP(host) !== 0) return isPublicAddress(host);
  const labels = host.replace(/\.$/, '').split('.');
  return labels.length > 1 && !PRIVATE_NAMES.has(labels.at(-1) ?? '');
}

/** The text is not repeated: a URL may hold a token. */
function refusal(text: string): Malformed {
  return malformedUnquoted(
    `an https URL of at most ${LONGEST_URL} characters to a public host, port 443 or above 1023, without user, password and fragment`,
    text,
  );
}
