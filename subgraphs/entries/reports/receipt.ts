import { createHmac, randomBytes } from 'node:crypto';
import { inputDigest } from '@good-standing/kernel/mutation/input-digest.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';

/** 160 bits. */
const RECEIPT_BYTES = 20;
const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz';
const FORM = /^[0-9a-hjkmnp-tv-z]{32}$/;

type Setting = Pick<LoaderSetting, 'secret' | 'viewer'>;

/** A receipt as it is kept by nobody but the reporter: lower case, without hyphens. */
export type Receipt = string & { readonly receipt: true };

/**
 * A receipt for a report. Without a client key it is random. Under a client key it is
 * a keyed hash of caller, key and input, so that the same request sent again is given
 * the same receipt, though it is stored nowhere; without our key nobody can derive it.
 */
export function receiptFor(setting: Setting, clientKey: string | null, input: object): Receipt {
  if (clientKey === null) return written(randomBytes(RECEIPT_BYTES));
  const caller = setting.viewer.organization?.id ?? null;
  const digest = inputDigest(setting.viewer, input);
  const derived = keyed(setting, 'made', JSON.stringify([caller, clientKey, digest]));
  return written(derived.subarray(0, RECEIPT_BYTES));
}

/** In groups of four, to be copied by hand. */
export function toldReceipt(receipt: Receipt): string {
  return (receipt.match(/.{4}/g) ?? []).join('-');
}

/** Null for what is no receipt: to be answered as one that is for no report. */
export function readReceipt(text: string): Receipt | null {
  const plain = text.replaceAll(/[-\s]/g, '').toLowerCase();
  return FORM.test(plain) ? (plain as Receipt) : null;
}

/** What is kept of a receipt: without our key nobody can try receipts out. */
export function receiptHash(setting: Setting, receipt: Receipt): string {
  return keyed(setting, 'kept', receipt).toString('hex');
}

/** Under keys of their own, which make no ids and seal no cursors. */
function keyed({ secret }: Setting, use: 'made' | 'kept', text: string): Buffer {
  const key = createHmac('sha256', secret.ids).update(`violation report: receipts ${use}`).digest();
  return createHmac('sha256', key).update(text).digest();
}

/** Five bytes are eight characters. */
function written(bytes: Buffer): Receipt {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  const characters = (bytes.length * 8) / 5;
  let text = '';
  for (let place = characters - 1; place >= 0; place -= 1)
    text += CROCKFORD[Number((bits >> BigInt(place * 5)) & 31n)];
  return text as Receipt;
}
