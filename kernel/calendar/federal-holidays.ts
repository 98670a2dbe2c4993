/**
 * The legal public holidays of 5 USC 6103(a), which 19 CFR 101.6(a) takes over for customs
 * business. Inauguration Day is not among them: it is a holiday only for federal employees in
 * and around Washington (5 USC 6103(c)).
 */
export interface FederalHoliday {
  readonly name: string;
  /** The day the statute names. */
  readonly on: Temporal.PlainDate;
  /** The day offices are closed: Friday for a Saturday, Monday for a Sunday (5 USC 6103(b), EO 11582). */
  readonly observedOn: Temporal.PlainDate;
}

/** From this year Veterans Day stands on 11 November again (Pub. L. 94-97); earlier years are refused. */
const EARLIEST_YEAR = 1978;

const MONDAY = 1;
const THURSDAY = 4;
const SATURDAY = 6;
const SUNDAY = 7;

interface Rule {
  readonly name: string;
  readonly since?: number;
  readonly on: (year: number) => Temporal.PlainDate;
}

const RULES: readonly Rule[] = [
  { name: "New Year's Day", on: (year) => fixed(year, 1, 1) },
  { name: 'Birthday of Martin Luther King, Jr.', since: 1986, on: (year) => nth(3, MONDAY, year, 1) },
  { name: "Washington's Birthday", on: (year) => nth(3, MONDAY, year, 2) },
  { name: 'Memorial Day', on: (year) => last(MONDAY, year, 5) },
  { name: 'Juneteenth National Independence Day', since: 2021, on: (year) => fixed(year, 6, 19) },
  { name: 'Independence Day', on: (year) => fixed(year, 7, 4) },
  { name: 'Labor Day', on: (year) => nth(1, MONDAY, year, 9) },
  { name: 'Columbus Day', on: (year) => nth(2, MONDAY, year, 10) },
  { name: 'Veterans Day', on: (year) => fixed(year, 11, 11) },
  { name: 'Thanksgiving Day', on: (year) => nth(4, THURSDAY, year, 11) },
  { name: 'Christmas Day', on: (year) => fixed(year, 12, 25) },
];

/**
 * The holidays of a year in its order. A New Year's Day on a Saturday is observed on 31 December
 * of the year before, and stands here under its own year.
 */
export function federalHolidays(year: number): readonly FederalHoliday[] {
  if (!Number.isInteger(year) || year < EARLIEST_YEAR) {
    throw new RangeError(`Federal holidays are computed from ${EARLIEST_YEAR}.`);
  }
  return RULES.filter((rule) => year >= (rule.since ?? EARLIEST_YEAR)).map((rule) => {
    const on = rule.on(year);
    return { name: rule.name, on, observedOn: observed(on) };
  });
}

function observed(on: Temporal.PlainDate): Temporal.PlainDate {
  if (on.dayOfWeek === SATURDAY) return on.subtract({ days: 1 });
  return on.dayOfWeek === SUNDAY ? on.add({ days: 1 }) : on;
}

function fixed(year: number, month: number, day: number): Temporal.PlainDate {
  return new Temporal.PlainDate(year, month, day);
}

function nth(count: number, weekday: number, year: number, month: number): Temporal.PlainDate {
  const first = fixed(year, month, 1);
  return first.add({ days: ((weekday - first.dayOfWeek + 7) % 7) + (count - 1) * 7 });
}

function last(weekday: number, year: number, month: number): Temporal.PlainDate {
  const end = fixed(year, month, 1).add({ months: 1 }).subtract({ days: 1 });
  return end.subtract({ days: (end.dayOfWeek - weekday + 7) % 7 });
}
