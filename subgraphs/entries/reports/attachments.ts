import { hash } from 'node:crypto';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import type { ReportAttachmentInput, ReportAttachmentType } from '../schema.generated.ts';
import { LARGEST_ATTACHMENT, MOST_ATTACHMENTS_AT_ONCE } from './parameters.ts';

/** A file that is what it says that it is, as far as its first bytes tell. It is never opened. */
export interface Attachment {
  readonly type: ReportAttachmentType;
  readonly content: Buffer;
  readonly sha256: string;
}

/** Bytes with which files of a type begin: ISO/IEC 10918-1, PNG (ISO/IEC 15948) 5.2, ISO 32000 7.5.2. */
const FIRST_BYTES: Readonly<Record<ReportAttachmentType, Buffer>> = {
  JPEG: Buffer.from('ffd8ff', 'hex'),
  PNG: Buffer.from('89504e470d0a1a0a', 'hex'),
  PDF: Buffer.from('%PDF-', 'latin1'),
};

export function readAttachments(
  given: readonly ReportAttachmentInput[] | null | undefined,
): readonly Attachment[] {
  const files = given ?? [];
  if (files.length > MOST_ATTACHMENTS_AT_ONCE)
    throw badInput(`attachments: expected at most ${MOST_ATTACHMENTS_AT_ONCE}, got ${files.length}`);
  return files.map(readAttachment);
}

function readAttachment({ type, content }: ReportAttachmentInput, nth: number): Attachment {
  const field = `attachments[${nth}].content`;
  const bytes = Buffer.from(content, 'base64');
  if (bytes.toString('base64') !== content)
    throw badInput(`${field}: expected base64 with its padding, nothing else`);
  if (bytes.length === 0 || bytes.length > LARGEST_ATTACHMENT)
    throw badInput(`${field}: expected 1 to ${LARGEST_ATTACHMENT} bytes, got ${bytes.length}`);
  const first = FIRST_BYTES[type];
  if (!bytes.subarray(0, first.length).equals(first))
    throw badInput(`${field}: expected a ${type} file, by its first bytes`);
  return { type, content: bytes, sha256: hash('sha256', bytes, 'hex') };
}
