import { noticeDays } from '../parameters.ts';

/**
 * RN-001. Express consignment operators, carriers, hubs and brokers notify CBP of
 * attempts to re-establish business under another name or address within 60 calendar
 * days of SAM publication (EO 13904 § 3(a)). Null where CBP is not the excluding agency.
 */
export function noticeDueBy(exclusion: {
  readonly byCbpAs: string | null;
  readonly publishedOn: Temporal.PlainDate;
}): Temporal.PlainDate | null {
  return exclusion.byCbpAs === null ? null : exclusion.publishedOn.add({ days: noticeDays.value });
}
