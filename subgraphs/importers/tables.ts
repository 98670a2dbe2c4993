import type { ImporterNumber } from '@good-standing/kernel/identifiers/importer-number.ts';
import type { Connection } from '@good-standing/kernel/postgres/page.ts';
import type { Certification } from './rules/certification-state.ts';
import type { ResidencyFacts, ResidencyReadings } from './rules/residency.ts';
import type { StandingStatus, Tier } from './rules/risk-tier.ts';
import type {
  AffiliationBasis,
  BondType,
  ConfidentialityDecision,
  ConsentScope,
  DuplicateBasis,
  EntriesPerYear,
  ImporterKind,
  ListingCheck,
  ListingDecisionKind,
  PassingKind,
  RegistryStatus,
  TrustedListingState,
} from './schema.generated.ts';
import type { Reason } from './standing/assess.ts';

/** An importer with the facts that its disclosures rest on, as of the day of the request. */
export interface ImporterRow extends ImporterFacts {
  readonly id: string;
  readonly number: ImporterNumber;
  /** Latest last; `formerUntil` has the last day of each. */
  readonly formerNumbers: readonly ImporterNumber[];
  readonly formerUntil: readonly Temporal.PlainDate[];
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly kind: ImporterKind;
  readonly mailingLines: readonly string[];
  readonly mailingCity: string | null;
  readonly mailingRegion: string | null;
  readonly mailingPostalCode: string | null;
  readonly mailingCountry: string;
  /** Null, with its country, where it is the mailing address. */
  readonly physicalLines: readonly string[] | null;
  readonly physicalCity: string | null;
  readonly physicalRegion: string | null;
  readonly physicalPostalCode: string | null;
  readonly physicalCountry: string | null;
  readonly registryStatus: RegistryStatus;
  readonly lastUsedOn: Temporal.PlainDate | null;
  readonly yearOrganized: number | null;
  readonly organizedIn: string | null;
  readonly naics: string | null;
  readonly businessDescription: string | null;
  readonly website: string | null;
  readonly phones: readonly string[];
  readonly entriesPerYear: EntriesPerYear | null;
  /** Whole cents. */
  readonly anticipatedValue: number | null;
  readonly anticipatedDuties: number | null;
  readonly uei: string | null;
  readonly cage: string | null;
  readonly duns: string | null;
  readonly lei: string | null;
  readonly runId: number;
  readonly line: number;
}

/** What an importer's disclosures read, today. */
export interface ImporterFacts {
  /** The viewer stands in the relation of its audience to the importer. */
  readonly related: boolean;
  /** A trusted listing is in force. */
  readonly trusted: boolean;
  /** A certification of confidentiality is in force. */
  readonly confidential: boolean;
  /** A consent in force opens the name, or the status, to the platform that asks; false for every other audience. */
  readonly consentsToName: boolean;
  readonly consentsToStatus: boolean;
}

/** What the importer stated of its business: the importer's own row. */
export type ImporterProfileRow = Pick<
  ImporterRow,
  | 'yearOrganized'
  | 'organizedIn'
  | 'naics'
  | 'businessDescription'
  | 'website'
  | 'entriesPerYear'
  | 'anticipatedValue'
  | 'anticipatedDuties'
  | 'uei'
  | 'cage'
  | 'duns'
  | 'lei'
>;

/** A former number. Its id is the one an importer of that number would have. */
export interface ImporterNumberRecordRow extends Pick<ImporterFacts, 'related'> {
  readonly id: string;
  readonly number: ImporterNumber;
  readonly until: Temporal.PlainDate;
}

/** An importer as the registry had it for a while, with the facts of today that decide who may have it. */
export interface RegistrationRecordRow
  extends ImporterFacts,
    Pick<
      ImporterRow,
      | 'name'
      | 'otherNames'
      | 'kind'
      | 'registryStatus'
      | 'yearOrganized'
      | 'organizedIn'
      | 'mailingLines'
      | 'mailingCity'
      | 'mailingRegion'
      | 'mailingPostalCode'
      | 'mailingCountry'
      | 'physicalLines'
      | 'physicalCity'
      | 'physicalRegion'
      | 'physicalPostalCode'
      | 'physicalCountry'
    > {
  /** The importer's. */
  readonly id: string;
  /** Null: since before the registry was first received. */
  readonly from: Temporal.PlainDate | null;
  readonly until: Temporal.PlainDate;
}

export interface PossibleDuplicateRow {
  readonly importerId: string;
  readonly bases: readonly DuplicateBasis[];
}

export interface BeneficialOwnerRow {
  readonly importerId: string;
  readonly name: string;
  readonly country: string | null;
  readonly percent: number | null;
  readonly controlling: boolean | null;
  readonly from: Temporal.PlainDate | null;
  readonly until: Temporal.PlainDate | null;
}

/** An affiliation. Its id is that of the importer that declared it: the disclosure is one of that importer. */
export interface AffiliationRow extends Pick<ImporterFacts, 'related'> {
  readonly id: string;
  /** The importer asked of. */
  readonly rootId: string;
  readonly name: string;
  readonly country: string | null;
  readonly basis: AffiliationBasis;
  readonly percent: number | null;
  readonly from: Temporal.PlainDate | null;
  readonly until: Temporal.PlainDate | null;
  readonly distance: number;
  /** Null where the affiliate has no importer number. */
  readonly relatedId: string | null;
}

export interface AssetDisclosureRow {
  readonly importerId: string;
  readonly description: string;
  readonly country: string | null;
  /** Whole cents. */
  readonly value: number | null;
  readonly from: Temporal.PlainDate | null;
  readonly until: Temporal.PlainDate | null;
}

export interface BondRow {
  readonly importerId: string;
  readonly bondNumber: string;
  readonly bondType: BondType;
  readonly activity: string;
  readonly suretyCode: string;
  /** Whole cents. */
  readonly amount: number;
  readonly effectiveOn: Temporal.PlainDate;
  readonly terminatedOn: Temporal.PlainDate | null;
  readonly inForce: boolean;
}

export interface ConfidentialityCertificationRow extends Certification, Pick<ImporterFacts, 'related'> {
  readonly id: string;
  readonly importerId: string;
  readonly names: readonly string[];
  /** Last day of the certification before it, where that was not withdrawn; null: none to renew. */
  readonly earlierUntil: Temporal.PlainDate | null;
}

export interface ConfidentialityReviewRow {
  readonly certificationId: string;
  readonly decision: ConfidentialityDecision;
  readonly note: string;
  readonly decidedAt: Temporal.Instant;
}

/** A consent of an importer to a platform, on the day of the request. */
export interface StandingConsentRow extends Pick<ImporterFacts, 'related'> {
  readonly id: string;
  readonly importerId: string;
  readonly platform: string;
  readonly scopes: readonly ConsentScope[];
  readonly grantedOn: Temporal.PlainDate;
  /** The last day. */
  readonly until: Temporal.PlainDate;
  readonly revokedAt: Temporal.Instant | null;
  readonly inForce: boolean;
}

export interface TrustedListingRow {
  readonly id: string;
  readonly importerId: string;
  readonly name: string;
  readonly nameKey: string;
  readonly mode: string | null;
  readonly listedOn: Temporal.PlainDate;
  readonly until: Temporal.PlainDate | null;
}

export interface TrustedImporterConnectionRow extends Connection<TrustedListingRow> {
  /** Names that were asked for. */
  readonly asked: readonly string[];
}

export interface TrustedListingApplicationRow extends Pick<ImporterFacts, 'related'> {
  readonly id: string;
  readonly nth: number;
  readonly importerId: string;
  readonly name: string;
  readonly nameKey: string;
  readonly mode: string | null;
  readonly appliedAt: Temporal.Instant;
  readonly state: TrustedListingState;
  /** The checks as they were kept when it was decided; null: none were. */
  readonly decided: readonly ListingCheck[] | null;
  readonly listedOn: Temporal.PlainDate | null;
  readonly until: Temporal.PlainDate | null;
}

export interface ListingDecisionRow {
  readonly recordId: string;
  readonly decision: ListingDecisionKind;
  readonly note: string | null;
  readonly decidedAt: Temporal.Instant;
}

export interface ListingSuspensionRow {
  readonly importerId: string;
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate | null;
}

export interface KnownShipperRecordRow extends Pick<ImporterFacts, 'related'> {
  readonly id: string;
  readonly importerId: string;
  readonly mode: string | null;
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate | null;
  readonly endedOn: Temporal.PlainDate | null;
  readonly inForce: boolean;
}

export interface KnownShipperEnrollmentRow {
  readonly importerId: string;
  readonly enrolled: boolean;
  readonly modes: readonly string[];
}

/** The standing of an importer on some days. Its id is the importer's: the facts are that importer's. */
export interface StandingRow extends Pick<ImporterFacts, 'related'> {
  readonly id: string;
  readonly status: StandingStatus;
  readonly since: Temporal.PlainDate;
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate | null;
  readonly assessedAt: Temporal.Instant;
  readonly rulesetVersion: string;
  readonly kept: readonly Reason[];
}

export type StandingReasonRow = Reason;

/** A determination in both readings. Its id is the importer's. */
export interface ResidencyDeterminationRow extends Pick<ImporterFacts, 'related'>, ResidencyReadings {
  readonly id: string;
  readonly facts: ResidencyFacts;
}

/** An event of standing, as a subscription answers it. */
export interface StandingChangeRow {
  readonly event: string;
  readonly occurredAt: Temporal.Instant;
  readonly importerId: string;
}

/** A consent that a party was looked up by, and whether it opens the standing of who gave it. */
export interface ScreenedConsentRow extends Pick<ImporterFacts, 'related' | 'consentsToStatus'> {
  readonly consent: string;
  /** Of the importer; where nobody known to the viewer gave it, the consent itself. */
  readonly id: string;
}

export type { ScreenedConsentRow as ScreeningResultRow };

/** An event of consents, as a subscription answers it. */
export interface ConsentChangeRow {
  readonly event: string;
  readonly occurredAt: Temporal.Instant;
  readonly importerId: string;
}

/** The vetting of one person, due or done, and the tier that it was looked at with. */
export interface VettingRow extends Pick<ImporterFacts, 'related'> {
  readonly id: string;
  readonly subject: string;
  readonly subjectKind: 'IMPORTER' | 'AFFILIATE' | 'CUSTODIAN' | 'FORWARDER';
  readonly name: string | null;
  readonly importerId: string | null;
  readonly tier: Tier | null;
  readonly everyDays: number | null;
  readonly state: 'DUE' | 'OVERDUE' | 'COMPLETED' | 'ENDED';
  readonly dueOn: Temporal.PlainDate | null;
  readonly completedOn: Temporal.PlainDate | null;
  readonly result: 'CLEAR' | 'ADVERSE' | 'INCONCLUSIVE' | null;
  readonly note: string | null;
  readonly recordedBy: string | null;
  readonly recordedAt: Temporal.Instant | null;
  readonly decision: 'NO_ACTION' | 'VET_AGAIN' | 'REFER' | null;
  readonly decisionNote: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Temporal.Instant | null;
  /** Its place among those of its subject: the day it was over, the one that is due at the end of time. */
  readonly placedOn: string;
}

/** Importers that a simulation would change, the sample by its ids. */
interface SimulatedChange<Of> {
  readonly from: Of;
  readonly to: Of;
  readonly importers: number;
  readonly sample: readonly string[];
}

export interface SimulatedStatusChangeRow extends SimulatedChange<StandingStatus> {
  readonly rules: readonly { readonly rule: string; readonly importers: number }[];
}

export interface SimulatedTierChangeRow extends SimulatedChange<Tier> {
  readonly because: readonly { readonly because: string; readonly importers: number }[];
}

/** A simulation as far as it has come. */
export interface RulesetSimulationRow {
  readonly state: 'RUNNING' | 'DONE' | 'FAILED';
  readonly on: Temporal.PlainDate;
  readonly rulesetVersion: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly unit: string;
    readonly value: number | null;
    readonly supposed: number;
  }[];
  readonly assessed: number;
  readonly changed: number | null;
  readonly statusChanges: readonly SimulatedStatusChangeRow[];
  readonly tierChanges: readonly SimulatedTierChangeRow[];
  readonly startedAt: Temporal.Instant;
  readonly finishedAt: Temporal.Instant | null;
}

/** A sweep of the registry: of the days after `sinceOn` up to and with `sweptOn`. */
export interface NightRow {
  readonly sweptOn: Temporal.PlainDate;
  readonly sinceOn: Temporal.PlainDate;
  readonly importers: number;
  readonly due: number;
  readonly startedAt: Temporal.Instant;
  readonly finishedAt: Temporal.Instant | null;
  readonly kinds: readonly { readonly kind: PassingKind; readonly passed: number }[];
}

/** What became so on a day by itself. */
export interface PassingRow {
  readonly importerId: string;
  readonly kind: PassingKind;
  readonly record: string;
  readonly passedOn: Temporal.PlainDate;
  readonly was: StandingStatus | null;
  readonly becomes: StandingStatus | null;
}
