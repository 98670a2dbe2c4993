import { dayOrNull } from '@good-standing/kernel/calendar/day.ts';
import { readJulianDay } from '@good-standing/kernel/calendar/julian-day.ts';
import { isMalformed, type Malformed, malformed } from '@good-standing/kernel/identifiers/malformed.ts';
import type { FileFacts } from '@good-standing/kernel/ingest/feed.ts';

const AMERICAN = /^(\d{2})[/-](\d{2})[/-](\d{4})$/;
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;

/** No exclusion is older than the rules it rests on, and none is published to end later than this. */
const EARLIEST_YEAR = 1940;
const LATEST_YEAR = 2999;

/**
 * A day as SAM publishes it: `MM/DD/YYYY` in the CSV extract, `MM-DD-YYYY` in the v4
 * extract, ISO as creation date. Null where it is blank or `Indefinite`. A day of an
 * impossible year, such as 0200-06-05, is malformed.
 */
export function readPublishedDay(text: string): Temporal.PlainDate | null | Malformed {
  if (text === '' || /^indefinite$/i.test(text)) return null;
  const american = AMERICAN.exec(text);
  const [year, month, day] =
    american === null ? (ISO.exec(text)?.slice(1) ?? []) : [american[3], american[1], american[2]];
  const read = dayOrNull(Number(year ?? 0), Number(month ?? 0), Number(day ?? 0));
  return read !== null && read.year >= EARLIEST_YEAR && read.year <= LATEST_YEAR
    ? read
    : malformed('MM/DD/YYYY or YYYY-MM-DD', text);
}

/** The day that a list speaks to. */
export interface ListDay {
  readonly listedOn: Temporal.PlainDate;
  /** Whether the file's name says so: SAM names its files `…_YYDDD.CSV`. */
  readonly isDated: boolean;
}

/** The day in the file's name; else, or where that day has not come, the day of receipt in UTC. */
export function listDay({ name, receivedAt }: FileFacts): ListDay {
  const receivedOn = receivedAt.toZonedDateTimeISO('UTC').toPlainDate();
  const named = /_(\d{5})(?=[_.])/.exec(name)?.[1];
  const read = named === undefined ? null : readJulianDay(named);
  return read === null || isMalformed(read) || Temporal.PlainDate.compare(read, receivedOn) > 0
    ? { listedOn: receivedOn, isDated: false }
    : { listedOn: read, isDated: true };
}
