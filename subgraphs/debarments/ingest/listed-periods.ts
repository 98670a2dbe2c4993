import { explain, isMalformed } from '@good-standing/kernel/identifiers/malformed.ts';
import type { ListedAction } from './listed-entry.ts';
import { readPublishedDay } from './published-day.ts';

/** When an entry is in force, as published and as read. */
export interface ReadPeriods {
  /** Of the latest period. */
  readonly activeOn: Temporal.PlainDate;
  readonly activeOnBasis: 'ACTIVE_DATE' | 'CREATION_DATE' | 'FIRST_LISTED';
  readonly terminatesOn: Temporal.PlainDate | null;
  readonly activeOns: readonly Temporal.PlainDate[];
  readonly terminatesOns: readonly (Temporal.PlainDate | null)[];
  readonly publishedOn: Temporal.PlainDate;
  /** The first period's days as published: they tell entries apart, and later periods do not change them. */
  readonly firstPublishedAs: string;
}

interface ReadAction {
  readonly activeOn: Temporal.PlainDate;
  readonly basis: ReadPeriods['activeOnBasis'];
  readonly terminatesOn: Temporal.PlainDate | null;
  readonly createdOn: Temporal.PlainDate | null;
  readonly publishedAs: string;
}

const NO_ACTION: ListedAction = { activeOn: '', terminatesOn: '', createdOn: '' };

/**
 * The periods of an entry, earliest first. A blank or unreadable first day is the
 * creation date, or else the day of the list; a last day that cannot be read is none,
 * so that the exclusion does not end by mistake.
 *
 * @param defects gets what could not be read.
 */
export function listedPeriods(
  actions: readonly ListedAction[],
  listedOn: Temporal.PlainDate,
  defects: string[],
): ReadPeriods {
  const read = (actions.length === 0 ? [NO_ACTION] : actions)
    .map((action) => readAction(action, listedOn, defects))
    .sort((one, other) => Temporal.PlainDate.compare(one.activeOn, other.activeOn));
  const first = read[0] as ReadAction;
  const latest = read.at(-1) as ReadAction;
  return {
    activeOn: latest.activeOn,
    activeOnBasis: latest.basis,
    terminatesOn: latest.terminatesOn,
    activeOns: read.map((action) => action.activeOn),
    terminatesOns: read.map((action) => action.terminatesOn),
    publishedOn: latest.createdOn ?? listedOn,
    firstPublishedAs: first.publishedAs,
  };
}

function readAction(action: ListedAction, listedOn: Temporal.PlainDate, defects: string[]): ReadAction {
  const day = (field: string, text: string) => {
    const read = readPublishedDay(text);
    if (!isMalformed(read)) return read;
    defects.push(`${field}: ${explain(read)}`);
    return null;
  };
  const active = day('Active Date', action.activeOn);
  const terminatesOn = day('Termination Date', action.terminatesOn);
  const createdOn = day('Creation Date', action.createdOn);
  if (active !== null && terminatesOn !== null && Temporal.PlainDate.compare(terminatesOn, active) < 0) {
    defects.push(`Termination Date: expected a day not before ${active}, got ${terminatesOn}`);
  }
  return {
    activeOn: active ?? createdOn ?? listedOn,
    basis: active === null ? (createdOn === null ? 'FIRST_LISTED' : 'CREATION_DATE') : 'ACTIVE_DATE',
    terminatesOn,
    createdOn,
    publishedAs: `${active ?? ''} ${createdOn ?? ''}`,
  };
}
