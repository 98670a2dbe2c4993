import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { webhookBody } from './body.ts';
import { shownSecret, signedHeaders, webhookSecret } from './signature.ts';

const key = Buffer.alloc(32, 'house');
const first = webhookSecret(key, 'whk_1', 'salt of the first');
const second = webhookSecret(key, 'whk_1', 'salt of the second');
const body = webhookBody({
  id: 'evt_1',
  kind: 'CONSENT_CHANGED',
  record: 'imp_1',
  occurredAt: '2026-11-02T15:00:00Z',
});
const message = () => ({ id: 'evt_1', timestamp: Math.floor(Date.now() / 1000), body });

describe('Standard Webhooks 1.0, read by its own library', () => {
  test('a signed message holds', () => {
    const read = new Webhook(shownSecret(first)).verify(body, signedHeaders([first], message()));
    expect(read).toEqual({
      type: 'consent.changed',
      timestamp: '2026-11-02T15:00:00Z',
      data: { event: 'evt_1', record: 'imp_1' },
    });
  });

  test('while a secret is replaced, the old and the new one both hold', () => {
    const headers = signedHeaders([second, first], message());
    for (const secret of [first, second]) new Webhook(shownSecret(secret)).verify(body, headers);
    expect(headers['webhook-signature']?.split(' ')).toHaveLength(2);
  });

  test.each([
    ['another body', `${body} `, {}],
    ['another id', body, { 'webhook-id': 'evt_2' }],
    ['another time', body, { 'webhook-timestamp': String(Math.floor(Date.now() / 1000) - 60) }],
    ['an old time', body, signedHeaders([first], { ...message(), timestamp: 1_700_000_000 })],
    ['the secret that was replaced', body, signedHeaders([second], message())],
  ])('%s does not', (_case, given, over) => {
    const headers = { ...signedHeaders([first], message()), ...over };
    expect(() => new Webhook(shownSecret(first)).verify(given, headers)).toThrow(WebhookVerificationError);
  });
});

test('a secret is one of the house, of the webhook and of its salt', () => {
  const all = [
    first,
    second,
    webhookSecret(key, 'whk_2', 'salt of the first'),
    webhookSecret(Buffer.alloc(32, 'other'), 'whk_1', 'salt of the first'),
  ].map(shownSecret);
  expect(new Set(all).size).toBe(4);
  expect(all[0]).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
});
