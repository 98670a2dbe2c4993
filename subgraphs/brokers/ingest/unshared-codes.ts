import { readFilerCode } from '@good-standing/kernel/identifiers/filer-code.ts';
import { isMalformed } from '@good-standing/kernel/identifiers/malformed.ts';
import type { ReadRecord } from '@good-standing/kernel/ingest/feed.ts';
import { listField } from '@good-standing/kernel/ingest/fields.ts';
import { readLicenseNumber } from './license-number.ts';

interface Claim {
  readonly license_number: string;
  readonly filer_codes: string;
}

const readFilerCodes = listField(readFilerCode);

/**
 * A filer code is one broker's (19 CFR 142.3a(b)(1)): of two brokers that claim it in one
 * file the first has it, and the record of the second is broken. Found while reading, so
 * that a run that is resumed finds the same.
 */
export async function* withUnsharedCodes<Record extends Claim>(
  batches: AsyncIterable<readonly ReadRecord<Record>[]>,
): AsyncGenerator<readonly ReadRecord<Record>[]> {
  const holders = new Map<string, string>();
  for await (const batch of batches) yield batch.map((read) => claimed(read, holders));
}

function claimed<Record extends Claim>(
  read: ReadRecord<Record>,
  holders: Map<string, string>,
): ReadRecord<Record> {
  if ('broken' in read) return read;
  const license = readLicenseNumber(read.record.license_number);
  const codes = readFilerCodes(read.record.filer_codes);
  if (isMalformed(license) || isMalformed(codes)) return read;
  for (const code of codes) {
    if ((holders.get(code) ?? license) === license) continue;
    const broken = { field: 'filer_codes', expected: 'codes that no other broker has', got: code };
    return { line: read.line, broken };
  }
  for (const code of codes) holders.set(code, license);
  return read;
}
