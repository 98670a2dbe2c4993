/** Who may ask. One organisation acts for one audience; without a valid agreement it is PUBLIC. */
export const AUDIENCES = [
  'CBP',
  'PGA',
  'IMPORTER',
  'BROKER',
  'CARRIER',
  'POST',
  'USPS',
  'PLATFORM',
  'RIGHTS_HOLDER',
  'PUBLIC',
] as const;
export type Audience = (typeof AUDIENCES)[number];

/** What a disclosure is for, in the words of the sharing agreement; it stands in the ledger (5 USC 552a(c)(1)). */
export const PURPOSES = [
  'ADMISSIBILITY',
  'RISK_ASSESSMENT',
  'IDENTITY',
  'ENFORCEMENT',
  'SELLER_SCREENING',
  'IPR_PROTECTION',
  'OWN_RECORD',
  'CLIENT_SERVICE',
  'CARRIAGE',
  'POSTAL_COOPERATION',
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** An organisation as it stands today; the ledger keeps name and address as they were at each disclosure. */
export interface Organization {
  readonly id: string;
  readonly name: string;
  readonly address: string;
}

/** Why a bearer of a valid token is treated as PUBLIC. */
export type Demotion =
  | 'NO_AGREEMENT'
  | 'AGREEMENT_NOT_YET_IN_FORCE'
  | 'AGREEMENT_EXPIRED'
  | 'AGREEMENT_REVOKED';

/** One organisation acting for one audience under one sharing agreement, for one purpose. */
export interface Viewer {
  readonly audience: Audience;
  /** Null for a request without a token. */
  readonly organization: Organization | null;
  /** The token's subject: the officer, employee or system that asks. Never a personal name. */
  readonly actor: string | null;
  /** The viewer's own record: importer, broker, post, or recordation owner id. Null where it has none. */
  readonly subject: string | null;
  /** CATAIR Appendix V agency code of a partner agency. */
  readonly agency: string | null;
  readonly agreementId: string | null;
  /** Rules that the agreement grants. */
  readonly rules: ReadonlySet<string>;
  readonly purposes: readonly Purpose[];
  /** The purpose of this request, one of `purposes`. */
  readonly purpose: Purpose | null;
  readonly demoted: Demotion | null;
  /** Identifiers that may be asked about in a day, by agreement; absent: as many as its audience may. For the gateway alone. */
  readonly identifiersPerDay?: number;
}

/** Nobody in particular: no token. */
export const PUBLIC_VIEWER: Viewer = {
  audience: 'PUBLIC',
  organization: null,
  actor: null,
  subject: null,
  agency: null,
  agreementId: null,
  rules: new Set(),
  purposes: [],
  purpose: null,
  demoted: null,
};
