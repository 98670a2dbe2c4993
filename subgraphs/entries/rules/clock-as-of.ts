import { compareDays } from '@good-standing/kernel/calendar/day.ts';
import { hasCome } from './seizure-stage.ts';
import type { Clock, ClockKind } from './statutory-clocks.ts';

export type ClockStatus = 'NOT_STARTED' | 'RUNNING' | 'MET' | 'MISSED';
type Party = 'CBP' | 'IMPORTER' | 'RIGHTS_HOLDER' | 'PUBLIC';

/** Who owes what a clock times, and to whom: who alleged an evasion is of the public. */
export const OWED: Readonly<Record<ClockKind, { readonly by: Party; readonly to: Party }>> = {
  RELEASE_OR_DETAIN: { by: 'CBP', to: 'IMPORTER' },
  DETENTION_NOTICE: { by: 'CBP', to: 'IMPORTER' },
  IMPORTER_RESPONSE: { by: 'IMPORTER', to: 'CBP' },
  MAXIMUM_DETENTION: { by: 'CBP', to: 'IMPORTER' },
  LIMITED_INFORMATION: { by: 'CBP', to: 'RIGHTS_HOLDER' },
  COMPREHENSIVE_INFORMATION: { by: 'CBP', to: 'RIGHTS_HOLDER' },
  OWNER_CONSENT: { by: 'RIGHTS_HOLDER', to: 'CBP' },
  EVASION_INITIATION: { by: 'CBP', to: 'PUBLIC' },
  EVASION_INTERIM_MEASURES: { by: 'CBP', to: 'PUBLIC' },
  EVASION_NOTICE: { by: 'CBP', to: 'IMPORTER' },
  EVASION_DETERMINATION: { by: 'CBP', to: 'PUBLIC' },
  EVASION_DETERMINATION_NOTICE: { by: 'CBP', to: 'IMPORTER' },
  EVASION_APPEAL: { by: 'IMPORTER', to: 'CBP' },
  EVASION_REVIEW: { by: 'CBP', to: 'IMPORTER' },
  PROOF_OF_ADMISSIBILITY: { by: 'IMPORTER', to: 'CBP' },
  EXPORT_OR_PROTEST: { by: 'IMPORTER', to: 'CBP' },
  PROTEST_DECISION: { by: 'CBP', to: 'IMPORTER' },
  PETITION: { by: 'IMPORTER', to: 'CBP' },
};

export interface ClockAsOf extends Clock {
  readonly status: ClockStatus;
}

/**
 * A clock at the end of a day: what happened later is not known yet. The due day is in
 * time; done later is missed, and stays so. A day to come answers from what is on record
 * today, as if nothing more were done.
 */
export function clockAsOf<Told extends Clock>(
  clock: Told,
  asOf: Temporal.PlainDate,
  today: Temporal.PlainDate,
): Told & ClockAsOf {
  const known = compareDays(asOf, today) < 0 ? asOf : today;
  if (!hasCome(clock.from, known) || clock.dueOn === null) {
    return { ...clock, from: null, dueOn: null, metOn: null, status: 'NOT_STARTED' };
  }
  const metOn = hasCome(clock.metOn, known) ? clock.metOn : null;
  const isInTime = compareDays(metOn ?? asOf, clock.dueOn) <= 0;
  if (!isInTime) return { ...clock, metOn, status: 'MISSED' };
  return { ...clock, metOn, status: metOn === null ? 'RUNNING' : 'MET' };
}

/** Clocks of a case at the end of today. */
export function clocksAsOf(clocks: readonly Clock[], today: Temporal.PlainDate): readonly ClockAsOf[] {
  return clocks.map((clock) => clockAsOf(clock, today, today));
}
