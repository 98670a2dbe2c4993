import type { RecordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { AddressRow } from '../tables.ts';

export interface NoticeRow {
  readonly id: RecordId<'rsn'>;
  readonly nth: number;
  readonly exclusionId: string;
  readonly notifier: string;
  readonly notifierType: 'CARRIER' | 'BROKER';
  readonly knowledge: 'KNOWS' | 'REASON_TO_BELIEVE';
  readonly newName: string | null;
  readonly newAddress: AddressRow | null;
  readonly newPhone: string | null;
  readonly newWebsite: string | null;
  readonly association: string;
  readonly observedAt: Temporal.Instant;
  readonly samPublishedOn: Temporal.PlainDate;
  readonly dueBy: Temporal.PlainDate;
  readonly receivedAt: Temporal.Instant;
  readonly timely: boolean;
  readonly status: 'RECEIVED' | 'REVIEWED';
  readonly importerId: string | null;
  /** Whether the viewer's organisation gave it. */
  readonly isOwn: boolean;
}

export interface DecisionRow {
  readonly recordId: string;
  readonly decision: 'CONFIRM' | 'DISMISS';
  readonly note: string;
  readonly decidedBy: string | null;
  readonly decidedAt: Temporal.Instant;
}
