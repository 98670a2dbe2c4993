import { expect, test } from 'vitest';
import { clientAddress } from './client-address.ts';

test.each([
  ['the socket', '203.0.113.7', undefined, 0, '203.0.113.7'],
  ['what a client writes is nothing', '203.0.113.7', '198.51.100.1', 0, '203.0.113.7'],
  ['one proxy of ours', '10.0.0.1', '198.51.100.1', 1, '198.51.100.1'],
  ['one proxy, a forged hop before it', '10.0.0.1', '192.0.2.9, 198.51.100.1', 1, '198.51.100.1'],
  ['two proxies', '10.0.0.1', '192.0.2.9, 198.51.100.1, 10.0.0.2', 2, '198.51.100.1'],
  ['two proxies, one hop', '10.0.0.1', '198.51.100.1', 2, '10.0.0.1'],
  ['a hop that is no address', '10.0.0.1', 'unknown', 1, '10.0.0.1'],
  ['an IPv4 address in an IPv6 socket', '::ffff:203.0.113.7', undefined, 0, '203.0.113.7'],
  ['the network of an IPv6 address', '2001:db8:1:2:3:4:5:6', undefined, 0, '2001:db8:1:2::/64'],
  ['another address of it', '2001:0db8:1:2::9', undefined, 0, '2001:db8:1:2::/64'],
  ['this machine', '::1', undefined, 0, '0:0:0:0::/64'],
  ['no socket', undefined, undefined, 0, ''],
] as const)('%s', (_case, socket, forwarded, proxies, expected) => {
  expect(clientAddress(socket, forwarded, proxies)).toBe(expected);
});
