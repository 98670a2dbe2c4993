import { compareDays } from '@good-standing/kernel/calendar/day.ts';
import type { Audience } from '@good-standing/kernel/viewer/viewer.ts';
import { hasCome, type SeizureDates } from './seizure-stage.ts';

/** What happens to goods presented to CBP; of one day's events in this order. */
export const SEIZURE_EVENTS = [
  'PRESENTED',
  'DETAINED',
  'NOTICE_OF_DETENTION',
  'IMPORTER_RESPONDED',
  'EXCLUDED',
  'RELEASED',
  'ABANDONED',
  'SEIZED',
  'NOTICE_OF_SEIZURE',
  'FORFEITED',
] as const;
export type SeizureEventKind = (typeof SEIZURE_EVENTS)[number];

export interface SeizureEvent {
  readonly kind: SeizureEventKind;
  readonly happenedOn: Temporal.PlainDate;
}

interface EventDates extends SeizureDates {
  readonly detentionNoticeOn: Temporal.PlainDate | null;
  readonly importerRespondedOn: Temporal.PlainDate | null;
  readonly seizureNoticeOn: Temporal.PlainDate | null;
}

/** Of these an owner of a right learns nothing: they are between CBP and the importer. */
const NOT_TO_OWNERS: readonly SeizureEventKind[] = ['PRESENTED', 'IMPORTER_RESPONDED'];

/** The events up to and with a day, in order. */
export function seizureEvents(
  dates: EventDates,
  audience: Audience,
  asOf: Temporal.PlainDate,
): readonly SeizureEvent[] {
  return SEIZURE_EVENTS.filter((kind) => audience !== 'RIGHTS_HOLDER' || !NOT_TO_OWNERS.includes(kind))
    .flatMap((kind) => {
      const happenedOn = dayOf(dates, kind);
      return hasCome(happenedOn, asOf) ? [{ kind, happenedOn }] : [];
    })
    .sort((one, other) => compareDays(one.happenedOn, other.happenedOn));
}

function dayOf(dates: EventDates, kind: SeizureEventKind): Temporal.PlainDate | null {
  switch (kind) {
    case 'PRESENTED':
      return dates.presentedOn;
    case 'DETAINED':
      return dates.detainedOn;
    case 'NOTICE_OF_DETENTION':
      return dates.detentionNoticeOn;
    case 'IMPORTER_RESPONDED':
      return dates.importerRespondedOn;
    case 'EXCLUDED':
      return dates.excludedOn;
    case 'RELEASED':
      return dates.releasedOn;
    case 'ABANDONED':
      return dates.abandonedOn;
    case 'SEIZED':
      return dates.seizedOn;
    case 'NOTICE_OF_SEIZURE':
      return dates.seizureNoticeOn;
    case 'FORFEITED':
      return dates.forfeitedOn;
  }
}

/** A day as asked for: today where none is named, and today for a later one. */
export function notAfter(
  asOf: Temporal.PlainDate | null | undefined,
  today: Temporal.PlainDate,
): Temporal.PlainDate {
  return asOf === null || asOf === undefined || compareDays(asOf, today) > 0 ? today : asOf;
}
