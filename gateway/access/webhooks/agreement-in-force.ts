/** An agreement under which webhook `w` may be told anything is in force on `:today`. */
export const AGREEMENT_IN_FORCE = `exists (
  select from agreement a
  where a.organization_id = w.organization_id and a.audience = w.audience
    and a.subject is not distinct from w.subject and a.agency is not distinct from w.agency
    and a.effective_on <= :today::date and a.expires_on >= :today::date
    and (a.revoked_on is null or a.revoked_on > :today::date))`;
