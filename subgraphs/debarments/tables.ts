import type { RecordId } from '@good-standing/kernel/identifiers/record-id.ts';
import type { ExclusionProceeding } from './rules/proceeding.ts';
import type { ListedPeriods } from './rules/status.ts';

export type { ImporterCandidate as ImporterCandidateRow } from './registry/importers-like.ts';
export type { ScreeningResult as ScreeningResultRow } from './screening/screen.ts';

export interface AddressRow {
  readonly lines: readonly string[];
  readonly city: string | null;
  readonly region: string | null;
  readonly postalCode: string | null;
  /** Alpha-2; ZZ where the source does not say. */
  readonly country: string;
}

export interface ExclusionRow extends ListedPeriods {
  readonly id: RecordId<'exc'>;
  readonly samNumber: string | null;
  readonly classification: 'INDIVIDUAL' | 'FIRM' | 'VESSEL' | 'SPECIAL_ENTITY_DESIGNATION';
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly uei: string | null;
  readonly cage: string | null;
  readonly npi: string | null;
  readonly addressLines: readonly string[];
  readonly city: string | null;
  readonly region: string | null;
  readonly postalCode: string | null;
  readonly country: string;
  readonly otherAddresses: readonly AddressRow[];
  readonly program: string;
  readonly excludingAgency: string | null;
  readonly exclusionType: string;
  readonly proceeding: ExclusionProceeding;
  readonly ctCode: string | null;
  readonly comments: string | null;
  readonly activeOn: Temporal.PlainDate;
  readonly activeOnBasis: 'ACTIVE_DATE' | 'CREATION_DATE' | 'FIRST_LISTED';
  readonly terminatesOn: Temporal.PlainDate | null;
  readonly publishedOn: Temporal.PlainDate;
  readonly byCbpAs: string | null;
  readonly tradeRelated: boolean;
  readonly defects: readonly string[];
  /** In upper case and byte order: the list's sort key. */
  readonly sortName: string;
  /** Whether it has a link that the viewer may know of. */
  readonly related: boolean;
  readonly runId: number;
  readonly line: number;
}

export interface ExclusionLinkRow {
  readonly id: RecordId<'xln'>;
  readonly importerId: RecordId<'imp'>;
  readonly exclusionId: RecordId<'exc'>;
  readonly status: 'PROPOSED' | 'CONFIRMED' | 'REJECTED' | 'WITHDRAWN';
  readonly basis: readonly ('UEI' | 'CAGE' | 'NAME_AND_POSTAL_CODE')[];
  readonly foundAt: Temporal.Instant;
  /** True of every link that the viewer's row predicate lets through. */
  readonly related: boolean;
}

export interface LinkDecisionMadeRow {
  readonly linkId: string;
  readonly decision: 'CONFIRM' | 'REJECT';
  readonly note: string;
  readonly decidedBy: string | null;
  readonly decidedAt: Temporal.Instant;
}

export interface MatchDecisionRow {
  readonly id: string;
  readonly reference: string;
  readonly exclusionId: string;
  readonly decision: 'CLEAR' | 'REOPEN';
  readonly note: string;
  readonly decidedBy: string | null;
  readonly decidedAt: Temporal.Instant;
  /** Whether it is the last word on the pair and the entry is as it was then. */
  readonly holds: boolean;
}

export type { ImporterStub as ImporterRow } from '@good-standing/kernel/relation/importer-stub.ts';
export type { LeadRow as ReestablishmentLeadRow } from './leads/leads.ts';
export type {
  DecisionRow as ReestablishmentDecisionMadeRow,
  NoticeRow as ReestablishmentNoticeRow,
} from './notices/notice-row.ts';
export type { ReferralRow as PresentResponsibilityReferralRow } from './referrals/referrals.ts';

export type {
  AnswerRow as WatchAnswerRow,
  ChangeRow as WatchedPartyChangeRow,
  WatchedRow as WatchedPartyRow,
} from './watching/watched-row.ts';

/** Null where nothing of it is published. */
export function primaryAddress({
  addressLines,
  city,
  region,
  postalCode,
  country,
}: ExclusionRow): AddressRow | null {
  const isBlank = addressLines.length === 0 && city === null && region === null && postalCode === null;
  return isBlank && country === 'ZZ' ? null : { lines: addressLines, city, region, postalCode, country };
}

/** The periods side by side, earliest first. */
export function actionsOf({ activeOns, terminatesOns }: ExclusionRow) {
  return activeOns.map((activeOn, nth) => ({ activeOn, terminatesOn: terminatesOns[nth] ?? null }));
}

/** A broker as any id names it. */
export interface BrokerRow {
  readonly id: string;
}
