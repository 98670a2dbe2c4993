import type { EntryNumber } from '@good-standing/kernel/identifiers/entry-number.ts';
import type { EntryTypeCode } from '@good-standing/kernel/identifiers/entry-type.ts';
import type { RecordationNumber } from '@good-standing/kernel/identifiers/recordation-number.ts';
import type { ImporterStub } from '@good-standing/kernel/relation/importer-stub.ts';
import type { Holds, SeizureFacts } from './disclosures/seizure-facts.ts';
import type { AgeingBand as Age } from './rules/ageing.ts';
import type { ClockAsOf } from './rules/clock-as-of.ts';
import type { SeizureDocuments } from './rules/document-of-stage.ts';
import type { EvasionDates } from './rules/evasion.ts';
import type { Appealed } from './rules/finality.ts';
import type { ForcedLaborDates } from './rules/forced-labor.ts';
import type { HistoryPeriod, ValueCount } from './rules/importer-history.ts';
import type { AssessedCase, MitigationFound, PenaltyRuleApplied } from './rules/mitigation-of-penalty.ts';
import type { RecordationDates } from './rules/recordation-status.ts';
import type { SeizureEvent } from './rules/seizure-events.ts';
import type { Clock } from './rules/statutory-clocks.ts';
import type {
  CertificationKind,
  ConsentAnswer,
  DispositionBy,
  DispositionKind,
  EntryBondType,
  Environment,
  ReleaseDecision,
  ReleaseItem,
  SampleBondBasis,
  SampleKind,
  SampleStatus,
  SeizureGround,
  SeizureStage,
} from './schema.generated.ts';

/** Which line of which run last changed a row. */
interface Received {
  readonly runId: number;
  readonly line: number;
}

export type { ImporterStub as ImporterRow };

export interface BrokerRow {
  readonly id: string;
}

export interface InternationalPostRow {
  readonly code: string;
}

export interface EntryRow extends Received {
  readonly id: string;
  readonly filedOn: Temporal.PlainDate;
  readonly number: EntryNumber;
  readonly type: EntryTypeCode;
  readonly environment: Environment;
  readonly modeOfTransport: string | null;
  readonly port: string;
  readonly releasedOn: Temporal.PlainDate | null;
  readonly importerId: string;
  readonly postCode: string | null;
  readonly enteredValueCents: number | null;
  readonly dutiesOwedCents: number | null;
  readonly dutiesPaidCents: number | null;
  readonly bondType: EntryBondType | null;
  readonly suretyCode: string | null;
  /** The broker that files under the entry's filer code; null where none is known to. */
  readonly brokerId: string | null;
}

/** What is certified of an entry; its id is the entry's, whose record it is. */
export interface CertificationRow {
  readonly id: string;
  readonly number: string;
  readonly kind: CertificationKind;
  /** Of those that the viewer may know of; empty: the entry. */
  readonly lines: readonly number[];
  readonly signedBy: string;
  readonly signedOn: Temporal.PlainDate;
}

export interface EntryLineRow {
  readonly id: string;
  readonly number: number;
  readonly hts: string;
  readonly description: string | null;
  readonly origin: string;
  readonly valueCents: number | null;
  readonly dutyCents: number | null;
  readonly quantity: number | null;
  readonly unit: string | null;
  readonly manufacturerCode: string | null;
  readonly agencies: readonly string[];
}

export interface SeizureRow extends SeizureFacts, SeizureDocuments {
  readonly caseNumber: string;
  readonly entryId: string | null;
  readonly importerId: string | null;
  readonly environment: Environment;
  readonly port: string | null;
  readonly grounds: readonly SeizureGround[];
  /** What lists are in order of. */
  readonly listedOn: Temporal.PlainDate;
  readonly importedOn: Temporal.PlainDate | null;
  readonly containsDisclosureWarnings: boolean | null;
  readonly importerNotifiedOn: Temporal.PlainDate | null;
  readonly unit: string | null;
  readonly origin: string | null;
  readonly manufacturerName: string | null;
  readonly manufacturerAddress: string | null;
  readonly exporterName: string | null;
  readonly exporterAddress: string | null;
  readonly importerName: string | null;
  readonly importerAddress: string | null;
  readonly domesticValueCents: number | null;
  readonly commissionerBeliefBasis: string | null;
  readonly disposition: DispositionKind | null;
  readonly disposedOn: Temporal.PlainDate | null;
  readonly disposedBy: DispositionBy | null;
  readonly dispositionAuthority: string | null;
  /** `KIND|reference`, as `images`. */
  readonly redactedImages: readonly string[];
  readonly images: readonly string[];
}

/** A statutory clock with all that is on record of it. */
export interface ClockRow extends Clock {
  readonly id: string;
  readonly seizureId: string;
  /** Whose owner it is owed to; null for the clocks of the goods. */
  readonly recordationId: string | null;
}

/** A clock at the end of a day; of a case it has no recordation. */
export type StatutoryClockRow = ClockAsOf & { readonly recordationId?: string | null };
export type SeizureEventRow = SeizureEvent;

/** What CBP owes: of a seizure, or of a case. */
export interface ClockDueRow extends Clock {
  readonly id: string;
  readonly seizureId: string | null;
  readonly caseId: string | null;
  readonly importerId: string | null;
  readonly recordationId: string | null;
  readonly dueOn: Temporal.PlainDate;
}

export interface EvasionCaseRow extends EvasionDates {
  readonly id: string;
  readonly caseNumber: string;
  readonly orderNumber: string;
  readonly merchandise: string;
}

export interface ForcedLaborDetentionRow extends ForcedLaborDates {
  readonly id: string;
  readonly detentionNumber: string;
  readonly entryId: string | null;
  readonly orderReference: string;
  readonly merchandise: string;
  readonly origin: string;
}

export interface LiquidatedDamagesRow extends AssessedCase {
  readonly id: string;
  readonly claimNumber: string;
  readonly entryId: string | null;
  readonly bondNumber: string | null;
  readonly breach: string;
  readonly paidCents: number | null;
  readonly petitionedOn: Temporal.PlainDate | null;
  readonly closedOn: Temporal.PlainDate | null;
}

export interface ImporterHistoryRow {
  readonly total: HistoryPeriodRow;
  readonly months: readonly HistoryPeriodRow[];
}
/** A broker as any id names it. */
export interface BrokerRow {
  readonly id: string;
}

export interface BrokerFilingsRow {
  readonly total: BrokerFilingPeriodRow;
  readonly months: readonly BrokerFilingPeriodRow[];
}

/** Its id is the broker's. */
export interface BrokerFilingPeriodRow {
  readonly id: string;
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
  readonly entries: number;
  readonly released: number;
  readonly importers: number;
  readonly entryTypes: readonly EntryTypeCountRow[];
}

/** Of the importer. */
export type HistoryPeriodRow = HistoryPeriod & Pick<ImporterStub, 'id' | 'related'>;
export type EntryTypeCountRow = ValueCount;
export type OutcomeCountRow = ValueCount;
export type CountryCountRow = ValueCount;
export type AgencyCountRow = ValueCount;
export type DetentionNoticeRow = SeizureRow;
export type AbandonmentRow = SeizureRow;
export type SeizureDispositionRow = SeizureRow;

export interface SeizureLineRow {
  readonly id: string;
  readonly number: number;
  readonly recordationId: string | null;
  readonly agencies: readonly string[];
  readonly description: string | null;
  readonly quantity: number | null;
  readonly unit: string | null;
  readonly valueCents: number | null;
  readonly consentAskedOn: Temporal.PlainDate | null;
  readonly consentAnswer: ConsentAnswer | null;
  readonly consentAnsweredOn: Temporal.PlainDate | null;
  /** Of the seizure. */
  readonly lawEnforcementHold: boolean;
  readonly nationalSecurityHold: boolean;
}

export interface RecordationRow extends RecordationDates {
  readonly id: string;
  readonly number: RecordationNumber;
  readonly title: string;
  readonly ownerId: string;
  readonly grayMarket: boolean;
  /** Of the asking rights holder, or in its care as verified agent today. */
  readonly isOwn: boolean;
}

export interface ViolationRow extends Appealed {
  readonly id: string;
  readonly findingNumber: string;
  readonly entryId: string | null;
  readonly kind: string;
  readonly culpability: string | null;
  readonly statute: string;
  readonly foundOn: Temporal.PlainDate;
  readonly appealDecidedOn: Temporal.PlainDate | null;
}

export interface PenaltyRow extends AssessedCase {
  readonly id: string;
  readonly importerId: string;
  readonly caseNumber: string;
  readonly paidCents: number | null;
  readonly closedOn: Temporal.PlainDate | null;
}

export type PenaltyMitigationRow = MitigationFound & { readonly penalty: AssessedCase };
export type PenaltyRuleAppliedRow = PenaltyRuleApplied;
export type NationalSecurityExceptionRow = AssessedCase;

/** What is outstanding for so long, over the bills that the viewer may know of. */
export interface AgeingBandRow {
  readonly importerId: string;
  readonly age: Age;
  readonly outstandingCents: number;
  readonly bills: number;
}

/** The six items that 19 CFR 103.32 makes public of a closed case. */
export interface ClosedPenaltyRow {
  readonly id: string;
  readonly party: string | null;
  readonly statute: string;
  readonly assessedCents: number;
  readonly lossOfRevenueCents: number | null;
  readonly mitigatedCents: number | null;
  readonly paidCents: number | null;
}

export interface SeizureReleaseRow extends Holds {
  readonly id: string;
  readonly seizureId: string;
  readonly recordationId: string;
  readonly item: ReleaseItem;
  readonly decision: ReleaseDecision;
  readonly paragraph: string;
  readonly note: string;
  readonly stage: SeizureStage;
  readonly decidedOn: Temporal.PlainDate;
  readonly isCurrent: boolean;
  readonly actor: string | null;
}

export interface ImageRequestRow {
  readonly id: string;
  readonly seizureId: string;
  readonly recordationId: string;
  readonly requestedOn: Temporal.PlainDate;
}

export interface SampleRequestRow extends Holds {
  readonly id: string;
  readonly seizureId: string;
  readonly recordationId: string;
  readonly kind: SampleKind;
  readonly status: SampleStatus;
  readonly requestedOn: Temporal.PlainDate;
  readonly paragraph: string | null;
  readonly certification: string | null;
  readonly bondNumber: string;
  readonly bondAmountCents: number;
  readonly suretyCode: string;
  readonly bondBasis: SampleBondBasis;
}

export type SampleBondRow = SampleRequestRow;

export interface SampleStepRow {
  readonly sampleId: string;
  readonly nth: number;
  readonly status: SampleStatus;
  readonly happenedOn: Temporal.PlainDate;
  readonly note: string | null;
}

/** Sums over the bills that the viewer may know of. */
export interface DutyAccountRow {
  readonly importerId: string;
  readonly owedCents: number;
  readonly paidCents: number;
  readonly outstandingCents: number;
  readonly pastDueCents: number;
  readonly pastDueSince: Temporal.PlainDate | null;
}

export interface BillRow {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly amountCents: number;
  readonly paidCents: number;
  readonly issuedOn: Temporal.PlainDate;
  readonly dueOn: Temporal.PlainDate;
  readonly isProtested: boolean;
}

export interface PaymentRow {
  readonly id: string;
  readonly amountCents: number;
  readonly paidOn: Temporal.PlainDate;
}

export type {
  Candidate as PublicationCandidateRow,
  Publication as SeizurePublicationRow,
  Published as PublishedSeizureRow,
} from './publication/tables.ts';
export type {
  AttachmentRow as ReportAttachmentRow,
  Decided as DecidedReportRow,
  FollowUp as ReportFollowUpRow,
  Report as ViolationReportRow,
  Reporter as ViolationReporterRow,
  Submitted as ViolationReportReceiptRow,
} from './reports/tables.ts';
export type {
  Snapshot as StatisticsSnapshotRow,
  Statistics as SeizureStatisticsRow,
  Year as EnforcementTransparencyReportRow,
  Year as PerformanceReportRow,
} from './statistics/tables.ts';
