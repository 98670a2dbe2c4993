import { valueOn } from '../parameter/parameter.ts';
import { STANDING_PARAMETERS } from '../parameter/standing-parameters.ts';
import { STANDING_RULES } from '../rule/statements/standing.ts';

const { compare } = Temporal.PlainDate;

/** GS-017 counts from the day by which the procedures of vetting are to be there. */
export const FIRST_VETTING_DAY: Temporal.PlainDate = Temporal.PlainDate.from(
  STANDING_RULES['GS-017'].effectiveOn,
);

/** Days from one vetting to the next; null: of a person who has no tier, as a broker. */
export function vettingEveryDays(tier: keyof typeof OF_TIER | null, on: Temporal.PlainDate): number {
  return valueOn(tier === null ? STANDING_PARAMETERS.vettingDaysPerson : OF_TIER[tier], on);
}

const OF_TIER = {
  T0: STANDING_PARAMETERS.vettingDaysT0,
  T1: STANDING_PARAMETERS.vettingDaysT1,
  T2: STANDING_PARAMETERS.vettingDaysT2,
  T3: STANDING_PARAMETERS.vettingDaysT3,
  T4: STANDING_PARAMETERS.vettingDaysT4,
  TX: STANDING_PARAMETERS.vettingDaysTX,
} as const;

/** A vetting that is due, as it was last looked at. */
export interface Scheduled {
  readonly everyDays: number;
  /** Day of the vetting before it. */
  readonly lastOn: Temporal.PlainDate | null;
  readonly dueOn: Temporal.PlainDate;
}

/**
 * EO 14411 § 2(f). When a person is next to be vetted: the days of its tier after the last
 * vetting, or where there was none after it was first looked at; never before the
 * procedures are to be there, so that nobody is overdue by then. A tier that asks for it sooner brings it forward, but to no
 * day before the notice has run, so that nobody is overdue by a change of tier; one that
 * asks for it later puts it off. The last day is in time.
 *
 * @param before as it stands; null: none is due yet.
 */
export function nextVetting(
  { everyDays, lastOn }: Pick<Scheduled, 'everyDays' | 'lastOn'>,
  before: Scheduled | null,
  today: Temporal.PlainDate,
): Scheduled {
  const start = lastOn ?? laterOf(today, FIRST_VETTING_DAY);
  const natural = laterOf(start.add({ days: everyDays }), FIRST_VETTING_DAY);
  if (before === null || isAnother(before.lastOn, lastOn)) return { everyDays, lastOn, dueOn: natural };
  if (everyDays === before.everyDays) return before;
  // NOTE: who was never vetted has waited since it was first looked at, which the day tells that it was due.
  const since = lastOn ?? before.dueOn.subtract({ days: before.everyDays });
  const dueOn = since.add({ days: everyDays });
  if (everyDays > before.everyDays) return { everyDays, lastOn, dueOn: laterOf(dueOn, before.dueOn) };
  return { everyDays, lastOn, dueOn: broughtForward(dueOn, before.dueOn, today) };
}

/** A day that is asked for, no sooner than the notice and no later than it was due. */
export function broughtForward(
  asked: Temporal.PlainDate,
  before: Temporal.PlainDate,
  today: Temporal.PlainDate,
): Temporal.PlainDate {
  const notice = today.add({ days: valueOn(STANDING_PARAMETERS.vettingNoticeDays, today) });
  const soonest = laterOf(asked, notice);
  return compare(soonest, before) < 0 ? soonest : before;
}

function isAnother(before: Temporal.PlainDate | null, lastOn: Temporal.PlainDate | null): boolean {
  return lastOn !== null && (before === null || compare(lastOn, before) > 0);
}

function laterOf(one: Temporal.PlainDate, other: Temporal.PlainDate): Temporal.PlainDate {
  return compare(one, other) > 0 ? one : other;
}
