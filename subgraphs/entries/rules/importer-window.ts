import { addBusinessDays } from '@good-standing/kernel/calendar/business-days.ts';

/** 19 CFR 133.21(b)(2)(ii). */
const IMPORTER_BUSINESS_DAYS = 7;
/** 19 CFR 133.21(e). */
const COMPREHENSIVE_BUSINESS_DAYS = 30;

/**
 * The last day on which the importer may show that its marks are genuine: seven
 * business days from the notice of detention, the day of the notice not counted.
 */
export function importerWindowEndsOn(detentionNoticeOn: Temporal.PlainDate): Temporal.PlainDate {
  const known = windowEnds.get(detentionNoticeOn);
  if (known !== undefined) return known;
  const endsOn = addBusinessDays(detentionNoticeOn, IMPORTER_BUSINESS_DAYS);
  windowEnds.set(detentionNoticeOn, endsOn);
  return endsOn;
}

/** Rows that name the same day mostly hold the same value, and counting takes longer than finding. */
const windowEnds = new WeakMap<Temporal.PlainDate, Temporal.PlainDate>();

/** The day by which the owner of the right is due the comprehensive information. */
export function comprehensiveInformationDueOn(seizureNoticeOn: Temporal.PlainDate): Temporal.PlainDate {
  return addBusinessDays(seizureNoticeOn, COMPREHENSIVE_BUSINESS_DAYS);
}
