import { createHmac, hkdfSync } from 'node:crypto';

/** One message as it is signed: the same id at each attempt, the time of this attempt. */
export interface SignedMessage {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly body: string;
}

/** What a secret begins with when it is shown (Standard Webhooks 1.0). */
const PREFIX = 'whsec_';

/**
 * The secret of one webhook, from the house's key and what is stored beside the webhook:
 * who reads the database alone cannot sign.
 *
 * @param salt random, another for each rotation.
 */
export function webhookSecret(key: Buffer, webhook: string, salt: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, `webhook secret ${webhook}`, 32));
}

/** As its owner is shown it, once. */
export function shownSecret(secret: Buffer): string {
  return PREFIX + secret.toString('base64');
}

/**
 * The headers of Standard Webhooks 1.0: HMAC-SHA-256 over id, time and body. With two
 * secrets, while one is being replaced, both sign and the receiver takes either.
 */
export function signedHeaders(
  secrets: readonly Buffer[],
  { id, timestamp, body }: SignedMessage,
): Readonly<Record<string, string>> {
  const content = `${id}.${timestamp}.${body}`;
  const signatures = secrets.map(
    (secret) => `v1,${createHmac('sha256', secret).update(content, 'utf8').digest('base64')}`,
  );
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  };
}
