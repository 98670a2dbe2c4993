import { STANDING_PARAMETERS } from '@good-standing/kernel/parameter/standing-parameters.ts';
import type { LegalStatus } from '@good-standing/kernel/rule/statement.ts';
import type { Purpose } from '@good-standing/kernel/viewer/viewer.ts';

/** A number or choice: what we take, on what ground, and whether the law says so itself. */
export interface Parameter<Value> {
  readonly value: Value;
  readonly legalBasis: string;
  /** `POLICY`: our own choice. */
  readonly status: LegalStatus | 'POLICY';
  /** First day on which it applies here, `YYYY-MM-DD`; null: not yet, until the measure it awaits has a day. */
  readonly effectiveFrom: string | null;
}

/** CF-001. Years that a certification of confidentiality stays in force from its receipt. */
export const certificationYears: Parameter<number> = {
  value: STANDING_PARAMETERS.certificationYears.values[0].value,
  legalBasis: '19 CFR 103.31(d)',
  status: 'IN_FORCE',
  effectiveFrom: '2026-06-03',
};

/** CF-002. Days before the last day of a certification by which its renewal is to be filed. */
export const renewalNoticeDays: Parameter<number> = {
  value: STANDING_PARAMETERS.renewalNoticeDays.values[0].value,
  legalBasis: '19 CFR 103.31(d)',
  status: 'IN_FORCE',
  effectiveFrom: '2026-06-03',
};

/** CF-003. Months after receipt, or after the last review, within which CBP reviews a certification. */
export const reviewMonths: Parameter<number> = {
  value: 12,
  legalBasis: 'EO 14411 § 6 requires periodic review as appropriate and gives no period: policy of 12 months',
  status: 'PROPOSED',
  effectiveFrom: null,
};

/** CF-003. Days after a review fell due from which a certification that was not upheld is in force no more. */
export const daysToReview: Parameter<number> = {
  value: 90,
  legalBasis: 'EO 14411 § 6 requires expiration as appropriate and gives no period: policy of 90 days',
  status: 'PROPOSED',
  effectiveFrom: null,
};

/** CF-005. Whether a manifest of a day on which a certification was in force stays confidential after it lapsed. */
export const keepsOlderDataSuppressed: Parameter<boolean> = {
  value: true,
  legalBasis:
    '19 CFR 103.31(d) is silent on what expiry does to manifests of before; EO 14411 § 6 may settle it',
  status: 'POLICY',
  effectiveFrom: '2026-06-03',
};

/** Months for which an importer is listed as trusted, at most. */
export const listingMonths: Parameter<number> = {
  value: 12,
  legalBasis:
    'CBP E-Commerce Strategy obj. 4.2 gives no term: policy, so that what was vetted is vetted again',
  status: 'POLICY',
  effectiveFrom: '2026-06-03',
};

/** Months for which a known shipper is enrolled, at most. */
export const knownShipperMonths: Parameter<number> = {
  value: 24,
  legalBasis: 'CBP E-Commerce Strategy obj. 3.2 gives no term: policy',
  status: 'POLICY',
  effectiveFrom: '2026-06-03',
};

/** Days from the day of a consent to its last day, at most. */
export const consentDays: Parameter<number> = {
  value: 30,
  legalBasis: 'EO 14411 § 2(d) speaks of no platform: policy, so that what was agreed to stays known',
  status: 'POLICY',
  effectiveFrom: '2026-06-03',
};

/**
 * Purposes for which an agency has owners, affiliates and assets: for what they are
 * gathered, which is to know who stands behind an importer. Whether goods may enter
 * is decided without them.
 */
export const ownershipPurposes: Parameter<readonly Purpose[]> = {
  value: ['RISK_ASSESSMENT', 'IDENTITY', 'ENFORCEMENT'],
  legalBasis: 'EO 14411 § 2(a)(iii), § 2(e); 5 USC 552a(b)(1), (7)',
  status: 'POLICY',
  effectiveFrom: '2026-06-03',
};
