import { compareDays } from '@good-standing/kernel/calendar/day.ts';
/** Where goods presented to CBP stand, in the order in which one day's events count: a later one prevails. */
export const SEIZURE_STAGES = [
  'PRESENTED',
  'DETAINED',
  'EXCLUDED',
  'RELEASED',
  'ABANDONED',
  'SEIZED',
  'FORFEITED',
] as const;
export type SeizureStage = (typeof SEIZURE_STAGES)[number];

/** The events of a seizure as its feed gives them; null where one has not happened. */
export interface SeizureDates {
  readonly presentedOn: Temporal.PlainDate;
  readonly detainedOn: Temporal.PlainDate | null;
  readonly seizedOn: Temporal.PlainDate | null;
  readonly forfeitedOn: Temporal.PlainDate | null;
  readonly abandonedOn: Temporal.PlainDate | null;
  readonly excludedOn: Temporal.PlainDate | null;
  readonly releasedOn: Temporal.PlainDate | null;
}

/**
 * The stage at the end of a day: the latest event up to and with it. That goods
 * detained for 30 days are deemed excluded (19 USC 1499(c)(5)) counts where the
 * feed says that they were. A day before the presentation answers PRESENTED: the
 * day of presentation is nobody's to find out by asking.
 */
export function seizureStage(dates: SeizureDates, asOf: Temporal.PlainDate): SeizureStage {
  let stage: SeizureStage = 'PRESENTED';
  let latest: Temporal.PlainDate | null = null;
  for (const candidate of SEIZURE_STAGES) {
    const on = dayOf(dates, candidate);
    if (!hasCome(on, asOf)) continue;
    if (latest !== null && compareDays(on, latest) < 0) continue;
    stage = candidate;
    latest = on;
  }
  return stage;
}

/** {@link seizureStage} as asked for: today where no day is named, and today for a later day. */
export function seizureStageAsked(
  dates: SeizureDates,
  asOf: Temporal.PlainDate | null | undefined,
  today: Temporal.PlainDate,
): SeizureStage {
  const isPast = asOf !== null && asOf !== undefined && compareDays(asOf, today) < 0;
  return seizureStage(dates, isPast ? asOf : today);
}

/** Whether an event has happened by the end of a day. */
export function hasCome(on: Temporal.PlainDate | null, asOf: Temporal.PlainDate): on is Temporal.PlainDate {
  return on !== null && compareDays(on, asOf) <= 0;
}

function dayOf(dates: SeizureDates, stage: SeizureStage): Temporal.PlainDate | null {
  switch (stage) {
    case 'PRESENTED':
      return dates.presentedOn;
    case 'DETAINED':
      return dates.detainedOn;
    case 'EXCLUDED':
      return dates.excludedOn;
    case 'RELEASED':
      return dates.releasedOn;
    case 'ABANDONED':
      return dates.abandonedOn;
    case 'SEIZED':
      return dates.seizedOn;
    case 'FORFEITED':
      return dates.forfeitedOn;
  }
}

/**
 * The same rule in SQL, for lists that are filtered by stage: an expression over
 * the columns of `seizure` as of `:today`.
 */
export const SEIZURE_STAGE_SQL = `coalesce((
  select event.stage
  from (values ${SEIZURE_STAGES.map((stage, rank) => `(seizure.${stage.toLowerCase()}_on, ${rank}, '${stage}')`).join(', ')})
    as event (happened_on, rank, stage)
  where event.happened_on <= :today
  order by event.happened_on desc, event.rank desc
  limit 1), 'PRESENTED')`;
