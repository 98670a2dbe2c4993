import { compareDays } from '@good-standing/kernel/calendar/day.ts';
import { SECURITY_RULES } from '@good-standing/kernel/rule/statements/security.ts';

/** What CBP's record says of an importer and antidumping or countervailing duty. */
export interface AntidumpingRecord {
  /** First day on which it filed an entry under such duty; null: never. */
  readonly firstFiledOn: Temporal.PlainDate | null;
  /** First day on which it filed anything; null: never. */
  readonly firstEntryOn: Temporal.PlainDate | null;
  readonly isUnpaid: boolean;
  /** Paid in full, but after the due day. */
  readonly isLate: boolean;
  /** Validated in CTPAT, tier 2 or 3; null: not known. */
  readonly isCtpatTier2: boolean | null;
}

export type CoveredLimb = 'NO_RECORD' | 'NOT_PAID_IN_FULL' | 'NOT_PAID_IN_TIME';

export interface CoveredImporter {
  readonly isCovered: boolean;
  readonly limbs: readonly CoveredLimb[];
  /** 19 USC 4321(c), apart from being covered; null: not known. */
  readonly isExcludedFromRiskBond: boolean | null;
}

/** CI-001. Late payment counts also where nothing is owed any more. */
export const coveredImporter = {
  ...SECURITY_RULES['CI-001'],
  on: (record: AntidumpingRecord, on: Temporal.PlainDate): CoveredImporter => {
    const hasFiled = record.firstFiledOn !== null && !isAfter(record.firstFiledOn, on);
    const isFirst = record.firstEntryOn === null || !isAfter(on, record.firstEntryOn);
    const held: readonly (readonly [CoveredLimb, boolean])[] = [
      ['NO_RECORD', isFirst],
      ['NOT_PAID_IN_FULL', record.isUnpaid],
      ['NOT_PAID_IN_TIME', record.isLate],
    ];
    const limbs = hasFiled ? held.filter(([, holds]) => holds).map(([limb]) => limb) : [];
    return { isCovered: limbs.length > 0, limbs, isExcludedFromRiskBond: record.isCtpatTier2 };
  },
} as const;

/** CI-002. Where a covered importer is excluded from the risk bond CBP may yet require other measures. */
export const requiredSecurity = {
  ...SECURITY_RULES['CI-002'],
  isRequired: ({ isCovered }: CoveredImporter, isRiskToRevenue: boolean): boolean =>
    isCovered && isRiskToRevenue,
} as const;

function isAfter(one: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return compareDays(one, other) > 0;
}
