import type { RuleEffect, RuleStatement } from './statement.ts';

/** A record that a finding rests on, by its opaque id. */
export interface FoundEvidence {
  /** VIOLATION, EXCLUSION, BILL, … */
  readonly kind: string;
  readonly record: string;
  /** Day of the conduct, or from which the state lasts. */
  readonly observedOn: Temporal.PlainDate;
  /** Under a law-enforcement hold: the rule is told, this record only to CBP (5 USC 552(b)(7)). */
  readonly isHeld?: true;
}

/** What a rule holds against a person, and on which days. */
export interface Found {
  /** Which of the rule's findings on the person it is, through all its restatements. */
  readonly about: string;
  readonly effect: Exclude<RuleEffect, 'PASS'>;
  readonly from: Temporal.PlainDate;
  /** Last day; null: open. */
  readonly until: Temporal.PlainDate | null;
  readonly evidence: readonly FoundEvidence[];
}

/**
 * A numbered rule about a person's standing, beside its evidence. Pure: no clock
 * and no database. It says all its days at once, those to come too, so that a
 * term that ends needs nobody to look again.
 */
export interface Rule<Evidence> extends RuleStatement {
  readonly finds: (evidence: Evidence) => readonly Found[];
}

/** What of the findings holds on a day, worst first. */
export function foundOn(found: readonly Found[], day: Temporal.PlainDate | string): readonly Found[] {
  const text = day.toString();
  return found
    .filter(({ from, until }) => from.toString() <= text && (until === null || text <= until.toString()))
    .sort((one, other) => EFFECTS.indexOf(one.effect) - EFFECTS.indexOf(other.effect));
}

/** The worst effect on a day; PASS where nothing holds. */
export function effectOn(found: readonly Found[], day: Temporal.PlainDate | string): RuleEffect {
  return foundOn(found, day)[0]?.effect ?? 'PASS';
}

/** Worst first. */
export const EFFECTS: readonly RuleEffect[] = [
  'FAIL_INELIGIBLE',
  'FAIL_NOT_GOOD',
  'UNKNOWN',
  'WATCH',
  'PASS',
];
