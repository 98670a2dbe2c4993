import type { RecordId } from '@good-standing/kernel/identifiers/record-id.ts';

export interface BrokerRow {
  readonly id: RecordId<'brk'>;
  readonly licenseNumber: string;
  readonly name: string;
  /** Upper case: what brokers are sorted and searched by. */
  readonly nameKey: string;
  readonly ctpatConsent: boolean;
  readonly delistedOn: Temporal.PlainDate | null;
  /** Whether the viewer is an importer whose power of attorney to the broker is in force today. */
  readonly isViewersBroker: boolean;
  readonly runId: number;
  readonly line: number;
}

export interface PermitRow {
  readonly brokerId: RecordId<'brk'>;
  readonly number: string;
  readonly kind: 'NATIONAL' | 'DISTRICT';
  readonly port: string | null;
  readonly issuedOn: Temporal.PlainDate;
  readonly endedOn: Temporal.PlainDate | null;
}

export type { ImporterStub as ImporterRow } from '@good-standing/kernel/relation/importer-stub.ts';
