import { compareDays } from '@good-standing/kernel/calendar/day.ts';
import type { WarningFacts } from './disclosure-warnings.ts';
import { importerWindowEndsOn } from './importer-window.ts';
import { hasCome, type SeizureDates } from './seizure-stage.ts';

/** The columns of the rights holders' matrix: where goods stand as far as their owners are told by it. */
export const PHASES = [
  'PRESENTED',
  'WINDOW_OPEN',
  'WINDOW_CLOSED',
  'SEIZED',
  'FORFEITED',
  'ABANDONED',
  'CLOSED',
] as const;
export type Phase = (typeof PHASES)[number];

export type ImporterResponse = 'SUFFICIENT' | 'INSUFFICIENT';

/** The notice of detention and what the importer answered to it. */
export interface DetentionDates extends WarningFacts {
  readonly detentionNoticeOn: Temporal.PlainDate | null;
  /** Null while it has not answered. */
  readonly importerResponse: ImporterResponse | null;
  readonly importerRespondedOn: Temporal.PlainDate | null;
}

/**
 * The phase at the end of a day. What became of goods once seized changes nothing
 * that their owner is due, so seizure prevails over release, exclusion and
 * abandonment; these end the phases before it.
 */
export function phaseOf(seizure: SeizureDates & DetentionDates, on: Temporal.PlainDate): Phase {
  if (hasCome(seizure.forfeitedOn, on)) return 'FORFEITED';
  if (hasCome(seizure.seizedOn, on)) return 'SEIZED';
  if (hasCome(seizure.abandonedOn, on)) return 'ABANDONED';
  if (hasCome(seizure.releasedOn, on) || hasCome(seizure.excludedOn, on)) return 'CLOSED';
  if (!hasCome(seizure.detainedOn, on)) return 'PRESENTED';
  return isWindowClosed(seizure, on) ? 'WINDOW_CLOSED' : 'WINDOW_OPEN';
}

/**
 * 19 CFR 133.21(b)(2)(ii), (b)(3). Whether the importer's seven business days have
 * gone by without a sufficient answer. An insufficient one does not end them early.
 */
export function isWindowClosed(seizure: DetentionDates, on: Temporal.PlainDate): boolean {
  if (!hasCome(seizure.detentionNoticeOn, on)) return false;
  if (compareDays(on, importerWindowEndsOn(seizure.detentionNoticeOn)) <= 0) return false;
  return !(seizure.importerResponse === 'SUFFICIENT' && hasCome(seizure.importerRespondedOn, on));
}

/** The first day on which goods never seized were let go or turned away; null while neither is so. */
export function closedOn(seizure: SeizureDates, on: Temporal.PlainDate): Temporal.PlainDate | null {
  const days = [seizure.releasedOn, seizure.excludedOn].filter((day) => hasCome(day, on));
  return days.sort(compareDays)[0] ?? null;
}
