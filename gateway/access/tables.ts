import type { DisclosureRule } from '@good-standing/kernel/disclosure/rules.ts';
import type { RecordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { Audience, Organization, Purpose, Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import type { EventKind } from '@good-standing/kernel/webhook/event-kinds.ts';
import type { SendFailure } from '@good-standing/kernel/webhook/send.ts';
import type { ShownSecret } from './webhooks/register.ts';

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
  readonly identifiersPerDay: number | null;
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

export interface WebhookRow {
  readonly id: string;
  readonly url: string;
  readonly events: readonly EventKind[];
  readonly registeredAt: Temporal.Instant;
  readonly rotationEndsAt: Temporal.Instant | null;
  readonly failingSince: Temporal.Instant | null;
  readonly disabledAt: Temporal.Instant | null;
  readonly disabledBecause: 'OWNER' | 'FAILING' | 'GONE' | null;
}

export interface WebhookDeliveryRow {
  readonly id: string;
  readonly webhookId: string;
  readonly sequence: number;
  readonly event: string;
  readonly kind: EventKind;
  readonly record: string;
  readonly occurredAt: Temporal.Instant;
  readonly state: 'PENDING' | 'DELIVERED' | 'DEAD' | 'NOT_SENT';
  readonly attempts: number;
  readonly lastStatus: number | null;
  readonly lastFailure: SendFailure | 'AGREEMENT' | 'DISABLED' | null;
  readonly lastTriedAt: Temporal.Instant | null;
  readonly dueAt: Temporal.Instant | null;
}

/** The id of a webhook, and the secret that was just made for it. */
export type WebhookWithSecretRow = ShownSecret;
