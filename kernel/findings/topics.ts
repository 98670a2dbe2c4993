import type { Announcement } from '../webhook/announcement.ts';

/** A conclusion of a numbered rule about a person, as its owner publishes it. Days are ISO texts: a finding travels as JSON. */
export interface Finding {
  /** One finding through all its restatements. */
  readonly key: string;
  /** Rule id: GS-001. */
  readonly rule: string;
  readonly ruleVersion: number;
  /** The importer that the finding is about. */
  readonly subject: string;
  readonly effect: 'FAIL_INELIGIBLE' | 'FAIL_NOT_GOOD' | 'UNKNOWN' | 'WATCH';
  readonly validFrom: string;
  /** Last day on which it holds; null: open. */
  readonly validUntil: string | null;
  readonly evidence: readonly {
    readonly kind: string;
    readonly record: string;
    readonly observedOn: string;
    /** Under a law-enforcement hold: only CBP is told of the record. */
    readonly isHeld?: boolean;
  }[];
  /** `WITHDRAWN`: its owner does not hold any more that it was so on any day. */
  readonly state: 'OPEN' | 'CLOSED' | 'WITHDRAWN';
  /** Instant at which the owner says so, ISO: of two statements on one key the later holds, whichever arrives last. Absent: the order of arrival decides. */
  readonly statedAt?: string;
}

/** Who an importer is, for owners that match it against lists. */
export interface ImporterIdentity {
  readonly importerId: string;
  readonly uei: string | null;
  readonly cage: string | null;
  /** A natural person under its own name. Null: trading under a name that may be either. Absent: not known. */
  readonly isPerson?: boolean | null;
  /** Names as given, legal name first. */
  readonly names: readonly string[];
  readonly postalCodes: readonly string[];
  /** The trusted listing in force, public record by its own authority; null where there is none. */
  readonly trusted: {
    readonly name: string;
    readonly from: string;
    readonly until: string | null;
    /** Days on which it is suspended, as far as is known; until null: it lasts. Absent: none. */
    readonly suspended?: readonly { readonly from: string; readonly until: string | null }[];
  } | null;
  /** For CBP's search of the registry and for leads alone (EO 13904 § 3(a)). Absent: nothing is known of it. */
  readonly associations?: ImporterAssociations;
}

/** What an importer has besides that another may have in common with it. */
export interface ImporterAssociations {
  readonly addresses: readonly {
    readonly lines: readonly string[];
    readonly city: string | null;
    readonly region: string | null;
    readonly postalCode: string | null;
    readonly country: string | null;
  }[];
  /** Owners, as disclosed. */
  readonly principals: readonly string[];
  readonly phones: readonly string[];
  /** Hashes of accounts, equal where two have one account. Absent: not known. */
  readonly bankAccounts?: readonly string[];
  readonly websites: readonly string[];
  /** Year in which it was organised. */
  readonly organizedIn: number | null;
}

/** An importer has entry lines flagged to an agency. */
export interface ImporterJurisdiction {
  readonly importerId: string;
  readonly agency: string;
  readonly firstOn: string;
  readonly lastOn: string;
}

/** A power of attorney of an importer to a broker. */
export interface BrokerEngagement {
  readonly brokerId: string;
  readonly importerId: string;
  readonly fromOn: string;
  readonly untilOn: string | null;
}

/** A filer code and the broker that files under it. */
export interface BrokerFilerCode {
  readonly code: string;
  readonly brokerId: string;
}

/** By what a broker is matched with exclusions: its identifiers, which are public record. */
export interface BrokerIdentity {
  readonly brokerId: string;
  readonly uei: string | null;
  readonly cage: string | null;
}

/** A rule whose evidence its owner has looked at: from then on nothing found means nothing there. */
export interface RuleLookedAt {
  readonly rule: string;
}

/** What an importer imported, by month, as far as standing, tier and security rest on it. Restated in full. */
export interface ImportActivity {
  readonly importerId: string;
  /** Days of filing of the first and of the last entry. */
  readonly firstOn: string;
  readonly lastOn: string;
  readonly entries: number;
  /** First day on which an entry under antidumping or countervailing duty was filed; null: none was. */
  readonly adcvdFirstOn: string | null;
  /** An entry under such duty is not paid in full. */
  readonly isAdcvdUnpaid: boolean;
  /** A bill on such an entry was paid after its due day. */
  readonly isAdcvdLate: boolean;
  /** Latest first, at most 36. */
  readonly months: readonly ActivityOfMonth[];
}

export interface ActivityOfMonth {
  /** First day of the month. */
  readonly month: string;
  readonly entries: number;
  readonly lines: number;
  /** Duties, taxes and fees paid, in whole cents. */
  readonly paidCents: number;
}

/** A broker's licence or CTPAT status with its days. Restated in full for one first day. */
export interface BrokerStatus {
  readonly brokerId: string;
  readonly programme: 'LICENSE' | 'CTPAT';
  readonly status: string;
  readonly fromOn: string;
  readonly untilOn: string | null;
}

/** An importer's standing by day as it is known, restated in full. */
export interface ImporterStanding {
  readonly importerId: string;
  readonly statedAt: string;
  readonly spans: readonly {
    readonly from: string;
    readonly until: string | null;
    readonly status: string;
  }[];
}

/** A question to the owners of evidence: what their rules would find if parameters had other values. */
export interface WhatIf {
  readonly simulation: string;
  readonly parameters: Readonly<Record<string, number>>;
}

/** A part of the answer. Nothing of it is so. */
export interface WhatIfFound {
  readonly simulation: string;
  /** Null: all of it is told. */
  readonly finding: Omit<Finding, 'state' | 'statedAt'> | null;
}

/** Importers whose standing is to be assessed anew stand in a table of their owner; this says that there are some. */
export interface StandingDue {
  readonly importers: number;
}

/** Protected values of a record changed: whoever was disclosed the old ones is told (5 USC 552a(c)(4)). */
export interface Correction {
  readonly record: string;
  /** Fields that changed, `Type.field`; never the values. */
  readonly coordinates: readonly string[];
  /** Instant, ISO. */
  readonly correctedAt: string;
  /**
   * Who reads these values where not everybody does who reads the record: agency codes, for
   * recipients by jurisdiction; ids of owners of rights and their agents, by recordation;
   * `OTHERS`, by any other relation. Absent: everybody.
   */
  readonly readers?: readonly string[] | null;
}

/** A consent of an importer to a platform; of which importer is not told. Restated in full. */
export interface StandingConsentFacts {
  readonly consentId: string;
  /** The organisation. */
  readonly platform: string;
  readonly opensStanding: boolean;
  readonly fromOn: string;
  /** Last day in force. */
  readonly untilOn: string;
  readonly revokedAt: string | null;
}

/** What owners tell one another. Items are facts restated in full: the last word on a key holds. */
export interface Topics {
  readonly finding: Finding;
  readonly 'importer-identity': ImporterIdentity;
  readonly jurisdiction: ImporterJurisdiction;
  readonly engagement: BrokerEngagement;
  readonly 'filer-code': BrokerFilerCode;
  readonly 'broker-identity': BrokerIdentity;
  readonly 'rule-looked-at': RuleLookedAt;
  readonly 'import-activity': ImportActivity;
  readonly 'broker-status': BrokerStatus;
  readonly 'importer-standing': ImporterStanding;
  readonly 'standing-due': StandingDue;
  readonly 'standing-consent': StandingConsentFacts;
  readonly 'what-if': WhatIf;
  readonly 'what-if-found': WhatIfFound;
  readonly correction: Correction;
  readonly announcement: Announcement;
}
export type Topic = keyof Topics;
