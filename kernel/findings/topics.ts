/** A conclusion of a numbered rule about a person, as its owner publishes it. Days are ISO texts: a finding travels as JSON. */
export interface Finding {
  /** One finding through all its restatements. */
  readonly key: string;
  /** Rule id: GS-001. */
  readonly rule: string;
  readonly ruleVersion: number;
  /** The importer that the finding is about. */
  readonly subject: string;
  readonly effect: 'FAIL_INELIGIBLE' | 'FAIL_NOT_GOOD' | 'WATCH';
  readonly validFrom: string;
  /** Last day on which it holds; null: open. */
  readonly validUntil: string | null;
  readonly evidence: readonly {
    readonly kind: string;
    readonly record: string;
    readonly observedOn: string;
  }[];
  readonly state: 'OPEN' | 'CLOSED';
  /** Instant at which the owner says so, ISO: of two statements on one key the later holds, whichever arrives last. Absent: the order of arrival decides. */
  readonly statedAt?: string;
}

/** Who an importer is, for owners that match it against lists. */
export interface ImporterIdentity {
  readonly importerId: string;
  readonly uei: string | null;
  readonly cage: string | null;
  /** Names as given, legal name first. */
  readonly names: readonly string[];
  readonly postalCodes: readonly string[];
  /** The trusted listing in force, public record by its own authority; null where there is none. */
  readonly trusted: { readonly name: string; readonly from: string; readonly until: string | null } | null;
  /** For leads alone (EO 13904 § 3(a)). Absent: nothing is known of it. */
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

/** What owners tell one another. Items are facts restated in full: the last word on a key holds. */
export interface Topics {
  readonly finding: Finding;
  readonly 'importer-identity': ImporterIdentity;
  readonly jurisdiction: ImporterJurisdiction;
  readonly engagement: BrokerEngagement;
  readonly 'filer-code': BrokerFilerCode;
  readonly correction: Correction;
}
export type Topic = keyof Topics;
