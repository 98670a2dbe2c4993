/** What becomes of an appeal. */
export const APPEAL_OUTCOMES = ['UPHELD', 'MODIFIED', 'OVERTURNED', 'WITHDRAWN'] as const;

export type Finality = 'PENDING' | 'FINAL' | 'UNDER_APPEAL' | 'DID_NOT_STAND';

/** What is on record of a finding and its appeal. */
export interface Appealed {
  readonly finalOn: Temporal.PlainDate | null;
  /** One word, as the source has it. */
  readonly status: string;
  readonly appealedOn: Temporal.PlainDate | null;
  /** Null while the appeal is pending, and where there is none. */
  readonly appealOutcome: (typeof APPEAL_OUTCOMES)[number] | null;
}

/** An allegation, not a finding of CBP's. */
const NOT_YET = ['PENDING', 'ALLEGED', 'INTERIM'];
const NO_MORE = ['OVERTURNED', 'WITHDRAWN'];

/**
 * Whether a finding stands. Only what CBP has found counts against an importer (EO 14411
 * § 2(d), "have been found by CBP"): not an allegation, nor what an appeal did away with.
 * While an appeal is pending the finding is one, but not final (policy).
 */
export function finalityOf({ finalOn, status, appealedOn, appealOutcome }: Appealed): Finality {
  if (appealOutcome === 'OVERTURNED' || NO_MORE.includes(status)) return 'DID_NOT_STAND';
  if (finalOn === null || NOT_YET.includes(status)) return 'PENDING';
  const isPending = appealedOn === null ? status === 'APPEALED' : appealOutcome === null;
  return isPending ? 'UNDER_APPEAL' : 'FINAL';
}
