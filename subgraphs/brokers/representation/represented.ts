/**
 * SQL: the days on which a broker represented a client that was ineligible or not in
 * good standing, as BR-003 counts them on the day of the request. Parameters `:today`,
 * and `:since`, the day before the first that counts.
 */
export const REPRESENTED = `
  select *
  from (
    select
      engagement.broker_id, span.importer_id,
      greatest(engagement.from_on, span.from_on) as from_on, least(engagement.until_on, span.until_on) as until_on
    from noncompliant_span span
    join engagement on engagement.importer_id = span.importer_id
  ) represented
  where (until_on is null or until_on >= from_on)
    and from_on <= :today::date and (until_on is null or until_on > :since::date)`;
