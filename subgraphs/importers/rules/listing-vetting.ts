import { valueOn } from '@good-standing/kernel/parameter/parameter.ts';
import { STANDING_PARAMETERS } from '@good-standing/kernel/parameter/standing-parameters.ts';
import type { ListingCheck } from '../schema.generated.ts';
import type { StandingStatus } from './risk-tier.ts';

/** What the vetting of who applies to be listed reads of it. */
export interface Vetted {
  /** Today; null: never assessed. */
  readonly status: StandingStatus | null;
  readonly registryStatus: string;
  /** The name to be listed under is one of its names. */
  readonly isNameCurrent: boolean;
  /** A finding of its own failed standing on some day since `cleanSince`. */
  readonly hasFailed: boolean;
}

/** First day of the record that is to be without failures. */
export function cleanSince(on: Temporal.PlainDate): Temporal.PlainDate {
  return on.subtract({ months: valueOn<number>(STANDING_PARAMETERS.cleanMonths, on) });
}

/**
 * CBP E-Commerce Strategy obj. 4.2: "vetted and deemed trusted", with no method given:
 * policy. Who is not in good standing, or whose standing is not known, is not listed; an
 * earlier failure is for the officer to weigh.
 */
export function vettingOf({
  status,
  registryStatus,
  isNameCurrent,
  hasFailed,
}: Vetted): readonly ListingCheck[] {
  return [
    {
      check: 'STANDING',
      passed: status === 'GOOD' || status === 'WATCH',
      required: true,
      says: 'The importer is in good standing; what is not known is not good.',
    },
    {
      check: 'NUMBER',
      passed: registryStatus === 'ACTIVE',
      required: true,
      says: 'Its importer number is active.',
    },
    {
      check: 'NAME',
      passed: isNameCurrent,
      required: true,
      says: 'The name to be listed under is one of its names in the registry of importers.',
    },
    {
      check: 'CLEAN_RECORD',
      passed: !hasFailed,
      required: false,
      says: 'No finding of its own failed its standing in three years.',
    },
  ];
}

/** Checks that bar a listing. */
export function failedChecks(checks: readonly ListingCheck[]): readonly ListingCheck['check'][] {
  return checks.filter(({ passed, required }) => required && !passed).map(({ check }) => check);
}
