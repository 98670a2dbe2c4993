import { isIP } from 'node:net';

/**
 * Where a request comes from: the socket's address, or with so many proxies of our own
 * in front the one that the outermost of them was called from. What a client writes
 * into X-Forwarded-For stands further left and is not looked at.
 */
export function clientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  trustedProxies: number,
): string {
  const hops = (forwardedFor ?? '').split(',').map((hop) => hop.trim());
  const told = trustedProxies === 0 ? undefined : hops.at(-trustedProxies);
  const address = told !== undefined && isIP(told) !== 0 ? told : (socketAddress ?? '');
  return network(address.replace(/^::ffff:(?=\d+\.)/i, ''));
}

/** Who has one IPv6 address has the 2^64 beside it. */
function network(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.toLowerCase().split('%', 1)[0]?.split('::') ?? [];
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array.from({ length: missing }, () => '0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
