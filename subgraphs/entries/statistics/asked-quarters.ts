import { nextQuarter, type Quarter, quarterDays, quarterOf } from '@good-standing/kernel/calendar/quarter.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import type { Quarters } from './fiscal-year.ts';
import { MOST_QUARTERS } from './parameters.ts';

/** The quarters that two days span: the first day of one and the last of one, or BAD_USER_INPUT. */
export function askedQuarters(from: Temporal.PlainDate, to: Temporal.PlainDate): Quarters {
  const [first, last] = [quarterOf(from), quarterOf(to)];
  const [start, end] = [quarterDays(first).start, quarterDays(last).end];
  if (!start.equals(from))
    throw badInput(`from: expected the first day of a quarter, such as ${start}, got ${from}`);
  if (!end.equals(to)) throw badInput(`to: expected the last day of a quarter, such as ${end}, got ${to}`);
  if (last < first) throw badInput('to: expected a day after from');
  const quarters: [Quarter, ...Quarter[]] = [first];
  while (quarters.length <= MOST_QUARTERS) {
    const latest = quarters.at(-1) ?? first;
    if (latest === last) return quarters;
    quarters.push(nextQuarter(latest));
  }
  throw badInput(`to: expected at most ${MOST_QUARTERS} quarters`);
}
