import { describe, expect, test } from 'vitest';
import { isMalformed } from '../identifiers/malformed.ts';
import { readDestination } from './destination.ts';
import { isPublicAddress } from './public-address.ts';
import { REFUSED } from './refused-forms-under-test.ts';

const inProduction = { allowsLoopback: false };
const inDevelopment = { allowsLoopback: true };

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
