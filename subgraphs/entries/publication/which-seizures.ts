import { IS_HELD } from '../visibility.ts';

/** 19 CFR 103.32. SQL over `seizure` with `:today`: no penalty case of the same number is open. */
const NO_OPEN_PENALTY = `not exists (
  select from penalty
  where penalty.seizure_id = seizure.id and (penalty.closed_on is null or penalty.closed_on > :today))`;

/** 19 CFR 103.32. CBP's action is complete: goods that were seized are forfeited or abandoned, and no penalty case is open. */
export const CASE_AT_AN_END = `(seizure.case_ended_on <= :today and ${NO_OPEN_PENALTY})`;

/** The same, for thousands of seizures in one statement: open cases are read once, and looked up in memory. */
export const CASES_AT_AN_END = `(
  seizure.case_ended_on <= :today
  and seizure.id not in (
    select penalty.seizure_id from penalty where penalty.closed_on is null or penalty.closed_on > :today))`;

export const NOT_HELD = `not ${IS_HELD}`;

/** 88 FR 31268. What CBP published of a case on forfeiture.gov, by `:today`. */
export const HAS_NOTICE = `exists (
  select from forfeiture_notice where forfeiture_notice.seizure_id = seizure.id and forfeiture_notice.published_on <= :today)`;

/** EO 13904 § 6(a). Seized in the mail or express environment. */
export const IN_MAIL_OR_EXPRESS = `(seizure.seized_on <= :today and seizure.environment in ('MAIL', 'EXPRESS'))`;

/**
 * What anyone may read of what was published. SQL over `seizure_publication` with `:today`: it
 * was not withdrawn, and what was true when it was published still is. A hold, or a case that
 * is pending again, ends it the way a withdrawal does, so that it tells of neither.
 * A scalar, not a join: of a page few rows are looked at, in their order.
 */
export const IS_PUBLIC = `(
  seizure_publication.withdrawn_on is null
  and coalesce((
    select ${NOT_HELD} and (seizure_publication.profile = 'FORFEITURE_NOTICE' or ${CASE_AT_AN_END})
    from seizure
    where seizure.id = seizure_publication.seizure_id), false))`;
