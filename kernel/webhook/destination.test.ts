import { describe, expect, test } from 'vitest';
import { isMalformed } from '../identifiers/malformed.ts';
import { readDestination } from './destination.ts';
import { isPublicAddress } from './public-address.ts';

const inProduction = { allowsLoopback: false };
const inDevelopment = { allowsLoopback: true };

/** A59: forms under which something that is not public, or not https, was reached elsewhere. */
const REFUSED = [
  'http://hooks.bazaar.example/in',
  'HTTP://hooks.bazaar.example/in',
  'ftp://hooks.bazaar.example/in',
  'file:///etc/passwd',
  'gopher://hooks.bazaar.example/in',
  'javascript:alert(1)',
  'data:text/plain,x',
  'ws://hooks.bazaar.example/in',
  '//hooks.bazaar.example/in',
  'hooks.bazaar.example/in',
  '',
  'https://',
  'https://user@hooks.bazaar.example/in',
  'https://user:word@hooks.bazaar.example/in',
  'https://hooks.bazaar.example@127.0.0.1/in',
  'https://hooks.bazaar.example/in#part',
  'https://hooks.bazaar.example/in#',
  'https://hooks.bazaar.example:22/in',
  'https://hooks.bazaar.example:25/in',
  'https://hooks.bazaar.example:80/in',
  'https://hooks.bazaar.example:0/in',
  `https://hooks.bazaar.example/${'x'.repeat(200)}`,
  'https://localhost/in',
  'https://LOCALHOST/in',
  'https://localhost./in',
  'https://hooks.localhost/in',
  'https://intranet/in',
  'https://postgres/in',
  'https://metadata.google.internal/computeMetadata/v1/',
  'https://printer.local/in',
  'https://db.corp/in',
  'https://router.home.arpa/in',
  'https://1.0.0.127.in-addr.arpa/in',
  'https://127.0.0.1/in',
  'https://127.1/in',
  'https://127.0.1/in',
  'https://127.255.255.254/in',
  'https://2130706433/in',
  'https://0x7f000001/in',
  'https://0x7f.0x0.0x0.0x1/in',
  'https://0177.0.0.1/in',
  'https://017700000001/in',
  'https://%31%32%37.0.0.1/in',
  'https://127。0。0。1/in',
  'https://①②⑦.⓪.⓪.①/in',
  'https://0.0.0.0/in',
  'https://0/in',
  'https://10.0.0.1/in',
  'https://172.16.0.1/in',
  'https://172.31.255.255/in',
  'https://192.168.1.1/in',
  'https://100.64.0.1/in',
  'https://100.100.100.200/in',
  'https://169.254.169.254/latest/meta-data/',
  'https://2852039166/latest/meta-data/',
  'https://0xa9fea9fe/latest/meta-data/',
  'https://168.63.129.16/in',
  'https://192.0.0.192/in',
  'https://192.0.2.1/in',
  'https://198.18.0.1/in',
  'https://224.0.0.1/in',
  'https://239.255.255.250/in',
  'https://255.255.255.255/in',
  'https://[::1]/in',
  'https://[::]/in',
  'https://[0:0:0:0:0:0:0:1]/in',
  'https://[::ffff:127.0.0.1]/in',
  'https://[::ffff:7f00:1]/in',
  'https://[::127.0.0.1]/in',
  'https://[::ffff:169.254.169.254]/in',
  'https://[64:ff9b::7f00:1]/in',
  'https://[64:ff9b:1::a00:1]/in',
  'https://[2002:7f00:1::]/in',
  'https://[2001:0:7f00:1::]/in',
  'https://[fe80::1]/in',
  'https://[fe80::1%25eth0]/in',
  'https://[fc00::1]/in',
  'https://[fd00:ec2::254]/in',
  'https://[fec0::1]/in',
  'https://[ff02::1]/in',
  'https://[2001:db8::1]/in',
  'https://[100::1]/in',
];

describe('A59: where webhooks are not sent', () => {
  test.each(REFUSED)('%s', (text) => {
    expect(isMalformed(readDestination(text, inProduction))).toBe(true);
  });

  test('the forms are sixty and more', () => expect(new Set(REFUSED).size).toBeGreaterThan(60));

  test.each(REFUSED.filter((text) => text.startsWith('https')))(
    'nor in development, where only http to 127.0.0.1 is open: %s',
    (text) => expect(isMalformed(readDestination(text, inDevelopment))).toBe(true),
  );

  test.each([
    'http://127.0.0.2:9000/in',
    'http://localhost:9000/in',
    'http://[::1]:9000/in',
    'http://10.0.0.1/in',
  ])('nor there: %s', (text) => expect(isMalformed(readDestination(text, inDevelopment))).toBe(true));

  test('what was refused is not repeated: a URL may hold a token', () => {
    expect(JSON.stringify(readDestination('https://127.0.0.1/token-1', inProduction))).not.toContain('token');
  });
});

test.each([
  ['https://hooks.bazaar.example/in', 'https://hooks.bazaar.example/in'],
  ['https://hooks.bazaar.example:8443/in?of=us', 'https://hooks.bazaar.example:8443/in?of=us'],
  ['https://HOOKS.bazaar.example:443', 'https://hooks.bazaar.example/'],
  ['https://1.1.1.1/in', 'https://1.1.1.1/in'],
  ['https://[2606:4700::1111]/in', 'https://[2606:4700::1111]/in'],
])('%s is sent to as %s', (text, href) => {
  expect(readDestination(text, inProduction)).toMatchObject({ href });
});

test('in development, where it is configured: http to 127.0.0.1, and nowhere else', () => {
  expect(readDestination('http://127.0.0.1:9000/in', inDevelopment)).toMatchObject({ port: '9000' });
  expect(isMalformed(readDestination('http://127.0.0.1:9000/in', inProduction))).toBe(true);
});

test.each(['', 'localhost', '1.2.3', '1.2.3.4.5', '::ffff:8.8.8.8', '2606:4700::1111%eth0', '0x08080808'])(
  '%o is no public address',
  (text) => expect(isPublicAddress(text)).toBe(false),
);

test.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '223.255.255.255'])(
  '%s is one',
  (text) => expect(isPublicAddress(text)).toBe(true),
);
