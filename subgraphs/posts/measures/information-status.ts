import type { InformationStatus } from '../schema.generated.ts';
import type { AdditionalInformationRow } from '../tables.ts';

type Clock = Pick<AdditionalInformationRow, 'dueOn' | 'furnishedOn'>;

/** EO 13904 § 5(c): the due day itself is in time. */
export function informationStatus(
  { dueOn, furnishedOn }: Clock,
  today: Temporal.PlainDate,
): InformationStatus {
  const isAfterDue = (day: Temporal.PlainDate) => Temporal.PlainDate.compare(day, dueOn) > 0;
  if (furnishedOn === null) return isAfterDue(today) ? 'OVERDUE' : 'PENDING';
  return isAfterDue(furnishedOn) ? 'FURNISHED_LATE' : 'FURNISHED';
}
