/** A number or list that the law leaves open: what we take, on what ground, and who has settled it. */
export interface Parameter<Value> {
  readonly value: Value;
  readonly basis: string;
  readonly status: 'POLICY' | 'SETTLED';
  /** First day on which it applies. */
  readonly effectiveOn: string;
}

/** Agency strings under which SAM lists an exclusion by CBP; compared without case. */
export const cbpAgencyStrings: Parameter<readonly string[]> = {
  value: ['DHS-CBP', 'U.S. Customs and Border Protection'],
  basis:
    'SAM writes agencies of DHS as DHS-ICE and DHS-FEMA; DHS-CBP is by analogy. The v4 extract writes names. The string that matched is kept with the row.',
  status: 'POLICY',
  effectiveOn: '2026-04-16',
};

/**
 * SAM does not publish why a person was excluded. An exclusion by CBP is taken to be
 * for reasons of importation or trade unless its program or comment says otherwise;
 * one by another agency only where its comment names them.
 */
export const tradeReasons: Parameter<{
  readonly contraryPrograms: readonly string[];
  readonly contraryWords: RegExp;
  readonly namingWords: RegExp;
}> = {
  value: {
    contraryPrograms: ['PROCUREMENT'],
    contraryWords: /\b(procurement fraud|contract performance|failure to perform|government contract)\b/i,
    namingWords: /\b(customs|import(s|ed|er|ation|ing)?|smuggl\w*|counterfeit\w*|tariff|duty evasion)\b/i,
  },
  basis:
    'EO 13904 § 2(b) speaks of lack of present responsibility for reasons related to importation or trade.',
  status: 'POLICY',
  effectiveOn: '2026-04-16',
};

/** Age at which the further public lists no longer prove that a party is not on one of them. */
export const listingsStaleAfterHours: Parameter<number> = {
  value: 24 * 31,
  basis: 'They change some times a year, on no fixed days; a month without looking is too long.',
  status: 'POLICY',
  effectiveOn: '2026-11-01',
};

/** Age at which the exclusions list no longer proves that a party is not on it. */
export const listStaleAfterHours: Parameter<number> = {
  value: 72,
  basis: 'SAM publishes the list every day; three days without one are a failure and not a weekend.',
  status: 'POLICY',
  effectiveOn: '2026-04-16',
};
