import { createHmac } from 'node:crypto';

/**
 * What the ledger keeps of an answer in place of its values: it proves to the house
 * which answer left, and to no one else anything. HMAC-SHA-256, in hexadecimal, over
 * the request's id and the answer: without the key no value can be tried against it,
 * and equal answers to two requests have different digests.
 *
 * @param answer JSON text of the answer's data, as sent.
 */
export function answerDigest(key: Buffer, requestId: string, answer: string): string {
  return createHmac('sha256', key).update(requestId).update('\n').update(answer).digest('hex');
}
