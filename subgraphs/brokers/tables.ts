import type { RecordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type {
  BrokerFindingKind,
  BrokerFindingOutcome,
  BrokerFindingState,
  DesignationState,
  DueDiligenceKind,
  IdentityElement,
  RepresentationDecision,
  VettingDecision,
  VettingResult,
  VettingState,
} from './schema.generated.ts';

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
  /** Whether the viewer is an agency with jurisdiction over an importer for which the broker acts today. */
  readonly isWithinJurisdiction: boolean;
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

/** A row of a broker's own record, in the order in which rows were made. */
interface RecordRow {
  readonly id: string;
  readonly nth: number;
  readonly brokerId: string;
}

export interface IdentityVerificationRow extends RecordRow {
  readonly importerId: string;
  readonly verifiedOn: Temporal.PlainDate;
  readonly elements: readonly IdentityElement[];
  readonly reference: string | null;
  readonly recordedAt: Temporal.Instant;
}

export interface DueDiligenceRecordRow extends RecordRow {
  readonly importerId: string;
  readonly kind: DueDiligenceKind;
  readonly on: Temporal.PlainDate;
  readonly note: string;
  readonly recordedAt: Temporal.Instant;
}

export interface BrokerFindingRow extends RecordRow {
  readonly kind: BrokerFindingKind;
  readonly importerIds: readonly string[];
  readonly foundOn: Temporal.PlainDate;
  readonly basis: string;
  readonly openedAt: Temporal.Instant;
  readonly respondBy: Temporal.PlainDate;
  readonly state: BrokerFindingState;
  readonly outcome: BrokerFindingOutcome | null;
}

export interface BrokerFindingStepRow {
  readonly findingId: string;
  readonly step: 'OPENED' | 'APPEALED' | 'CLOSED';
  readonly outcome: BrokerFindingOutcome | null;
  readonly note: string;
  readonly takenAt: Temporal.Instant;
}

export interface RepeatedRepresentationRow {
  /** The broker's. */
  readonly id: string;
  /** Clients counted. */
  readonly importerIds: readonly string[];
}

export interface NoncompliantClientRow {
  readonly brokerId: string;
  readonly importerId: string;
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate | null;
}

export interface RepresentationReviewRow extends RecordRow {
  readonly importerIds: readonly string[];
  readonly decision: RepresentationDecision;
  readonly note: string;
  readonly findingId: string | null;
  readonly decidedAt: Temporal.Instant;
}

export interface BrokerDesignationRow {
  readonly id: string;
  readonly importerId: string;
  readonly brokerId: string;
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate | null;
  readonly endedOn: Temporal.PlainDate | null;
  readonly state: DesignationState;
  /** Ids of rules. */
  readonly deniedBy: readonly string[];
  /** A designation that the viewer may know of stands in its relation. */
  readonly related: true;
}

export type { ImporterStub as ImporterRow } from '@good-standing/kernel/relation/importer-stub.ts';

/** The vetting of one broker, due or done. */
export interface BrokerVettingRow extends Pick<BrokerRow, 'isWithinJurisdiction'> {
  readonly id: string;
  readonly brokerId: string;
  readonly everyDays: number | null;
  readonly state: VettingState;
  readonly dueOn: Temporal.PlainDate | null;
  readonly completedOn: Temporal.PlainDate | null;
  readonly result: VettingResult | null;
  readonly note: string | null;
  readonly recordedBy: string | null;
  readonly recordedAt: Temporal.Instant | null;
  readonly decision: VettingDecision | null;
  readonly decisionNote: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Temporal.Instant | null;
  /** Its place among those of its broker: the day it was over, the one that is due at the end of time. */
  readonly placedOn: string;
}
