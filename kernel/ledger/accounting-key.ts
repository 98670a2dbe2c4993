import { createHmac, timingSafeEqual } from 'node:crypto';

/** Whose record it is, and on which day its owner says so. */
export interface AccountingOf {
  readonly record: string;
  /** The importer that the record is about. */
  readonly subject: string;
  readonly on: Temporal.PlainDate;
}

const MARK = '.';
/** Characters of the proof: 132 bits. */
const LENGTH = 22;

/**
 * What the owner of a record gives the importer that it is about, for the accounting of
 * its disclosures (5 USC 552a(c)): who keeps the accounting knows nothing of entries, and
 * believes it by the key that all owners derive ids with. Good for one importer, and on
 * its day and the next: whose record it is may change.
 */
export function accountingKey(ids: Uint8Array, of: AccountingOf): string {
  return `${of.record}${MARK}${proof(ids, of)}`;
}

/** The record that a key is for, where it was given to this importer today or yesterday; null for anything else. */
export function readAccountingKey(
  ids: Uint8Array,
  text: string,
  { subject, today }: { readonly subject: string; readonly today: Temporal.PlainDate },
): string | null {
  const [record = ''] = text.split(MARK);
  const given = Buffer.from(text);
  const isGood = [today, today.subtract({ days: 1 })].some((on) => {
    const expected = Buffer.from(accountingKey(ids, { record, subject, on }));
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
  return isGood ? record : null;
}

function proof(ids: Uint8Array, { record, subject, on }: AccountingOf): string {
  return createHmac('sha256', ids)
    .update(['accounting', record, subject, on.toString()].join('\0'))
    .digest('base64url')
    .slice(0, LENGTH);
}
