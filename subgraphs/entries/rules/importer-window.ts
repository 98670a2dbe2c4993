import { addBusinessDays } from '@good-standing/kernel/calendar/business-days.ts';

/** 19 CFR 133.21(b)(2)(ii). */
const IMPORTER_BUSINESS_DAYS = 7;
/** 19 CFR 133.21(e). */
const COMPREHENSIVE_BUSINESS_DAYS = 30;

/**
 * The last day on which the importer may show that its marks are genuine: seven
 * business days from the notice of detention, the day of the notice not counted.
 */
export const importerWindowEndsOn = countedOnce(IMPORTER_BUSINESS_DAYS);

/** The day by which the owner of the right is due the comprehensive information, from the notice of seizure. */
export const comprehensiveInformationDueOn = countedOnce(COMPREHENSIVE_BUSINESS_DAYS);

/** Rows that name the same day mostly hold the same value, and counting takes longer than finding. */
function countedOnce(businessDays: number): (noticeOn: Temporal.PlainDate) => Temporal.PlainDate {
  const known = new WeakMap<Temporal.PlainDate, Temporal.PlainDate>();
  return (noticeOn) => {
    const counted = known.get(noticeOn) ?? addBusinessDays(noticeOn, businessDays);
    known.set(noticeOn, counted);
    return counted;
  };
}
