import { readAccountingKey } from '@good-standing/kernel/ledger/accounting-key.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';

/** The record that an accounting is asked of, and the one that the viewer is the subject of. */
export interface RecordAsked<Record extends string | null> {
  readonly record: Record;
  readonly subject: string | null;
}

/**
 * An importer is the subject of its own record, and of one whose owner has given it the
 * key: an entry of its, a seizure of its goods, a finding against it. What is no key of
 * the viewer's is a record that there is nothing of.
 */
export function recordAsked<Record extends string | null>(
  { viewer, secret, today }: LoaderSetting,
  asked: Record,
): RecordAsked<Record | string> {
  const { audience, subject } = viewer;
  if (asked === null || audience !== 'IMPORTER' || subject === null) return { record: asked, subject };
  const proven = readAccountingKey(secret.ids, asked, { subject, today });
  return proven === null ? { record: asked, subject } : { record: proven, subject: proven };
}
