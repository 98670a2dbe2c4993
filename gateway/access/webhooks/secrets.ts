import { hkdfSync, randomBytes } from 'node:crypto';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';

/** The house's key of webhook secrets, its own by HKDF (RFC 5869). */
export function webhooksKey({ cursors }: Pick<Secret, 'cursors'>): Buffer {
  return Buffer.from(hkdfSync('sha256', cursors, 'good-standing/v1', 'webhook secrets', 32));
}

export function freshSalt(): string {
  return randomBytes(16).toString('base64url');
}
