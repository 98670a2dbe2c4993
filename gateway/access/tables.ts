import type { DisclosureRule } from '@good-standing/kernel/disclosure/rules.ts';
import type { RecordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { Audience, Organization, Purpose, Viewer } from '@good-standing/kernel/viewer/viewer.ts';

export interface SharingAgreementRow {
  readonly id: RecordId<'agr'>;
  readonly number: string;
  readonly audience: Audience;
  /** The viewer's own record; null for audiences without one. */
  readonly subject: string | null;
  readonly agency: string | null;
  readonly authority: string;
  readonly rules: readonly DisclosureRule[];
  /** The usual one first; never empty. */
  readonly purposes: readonly Purpose[];
  readonly effectiveOn: Temporal.PlainDate;
  /** The last day in force. */
  readonly expiresOn: Temporal.PlainDate;
  readonly revokedOn: Temporal.PlainDate | null;
  readonly organizationId: string;
  readonly organizationName: string;
  readonly organizationAddress: string;
}

export type ViewerRow = Viewer;
export type OrganizationRow = Organization;

export interface DisclosureEntryRow {
  readonly disclosedAt: Temporal.Instant;
  readonly requestId: string;
  readonly record: string;
  /** `Type.field`, separated by blanks. */
  readonly coordinates: string;
  readonly rule: DisclosureRule;
  readonly authority: string;
  readonly stage: string | null;
  readonly relation: string;
  readonly purpose: Purpose | null;
  readonly audience: Audience;
  readonly recipientName: string | null;
  readonly recipientAddress: string | null;
}

export interface CorrectionNoticeRow {
  readonly id: string;
  readonly organizationId: string;
  readonly record: string;
  readonly coordinates: readonly string[];
  readonly rules: readonly DisclosureRule[];
  readonly recipientName: string | null;
  readonly recipientAddress: string | null;
  readonly lastDisclosedAt: Temporal.Instant;
  readonly correctedAt: Temporal.Instant;
  readonly deliveredAt: Temporal.Instant | null;
  readonly acknowledgedAt: Temporal.Instant | null;
}
