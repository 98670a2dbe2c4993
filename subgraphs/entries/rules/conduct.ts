import type { EvasionDates } from './evasion.ts';
import { type Appealed, finalityOf } from './finality.ts';
import type { ForcedLaborDates } from './forced-labor.ts';

/** What the rules of standing read of an importer's record with entries. Days and cents as stored. */
export interface Conduct {
  readonly violations: readonly FoundViolation[];
  readonly penalties: readonly ClosedPenalty[];
  readonly bills: readonly BillWithPayments[];
  readonly seizures: readonly SeizureOfGoods[];
  readonly evasionCases: readonly EvasionFound[];
  readonly forcedLabor: readonly ForcedLaborFound[];
}

/** What GS-013 reads of an investigation of evasion. */
export type EvasionFound = { readonly id: string } & Pick<
  EvasionDates,
  'notifiedOn' | 'interim' | 'determination' | 'determinedOn' | 'reviewAskedOn' | 'review' | 'reviewedOn'
>;

/** What GS-014 reads of a detention for forced labor. */
export type ForcedLaborFound = { readonly id: string } & Pick<
  ForcedLaborDates,
  'detainedOn' | 'outcome' | 'decidedOn' | 'protestedOn' | 'protest'
>;

export interface FoundViolation extends Appealed {
  readonly id: string;
  readonly kind: string;
  readonly culpability: string | null;
  readonly statute: string;
  readonly foundOn: Temporal.PlainDate;
  /** Filing of the entry, where one is named; else the day of the finding. */
  readonly conductOn: Temporal.PlainDate;
  /** Its seizure is under a law-enforcement hold. */
  readonly isHeld: boolean;
}

export interface ClosedPenalty {
  readonly id: string;
  readonly statute: string;
  /** Of the violation it punishes; null where none is named. */
  readonly culpability: string | null;
  readonly assessedOn: Temporal.PlainDate;
  /** Final on this day; null while the case is open. */
  readonly closedOn: Temporal.PlainDate | null;
  readonly isHeld: boolean;
}

export interface BillWithPayments {
  readonly id: string;
  readonly amountCents: number;
  readonly dueOn: Temporal.PlainDate;
  readonly isProtested: boolean;
  /** In the order of their days. */
  readonly payments: readonly { readonly amountCents: number; readonly paidOn: Temporal.PlainDate }[];
}

export interface SeizureOfGoods {
  readonly id: string;
  readonly grounds: readonly string[];
  readonly seizedOn: Temporal.PlainDate | null;
  readonly releasedOn: Temporal.PlainDate | null;
  /** Under a law-enforcement or national-security hold. */
  readonly isHeld: boolean;
}

/** How a violation stands: a finding by CBP, one that is appealed, or none. */
export function standingOfViolation(violation: Appealed): 'FINAL' | 'APPEALED' | 'NONE' {
  switch (finalityOf(violation)) {
    case 'FINAL':
      return 'FINAL';
    case 'UNDER_APPEAL':
      return 'APPEALED';
    default:
      return 'NONE';
  }
}
