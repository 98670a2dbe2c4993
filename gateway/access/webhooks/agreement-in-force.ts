const OF_THE_WEBHOOK = `
    agreed.organization_id = w.organization_id and agreed.audience = w.audience
    and agreed.subject is not distinct from w.subject and agreed.agency is not distinct from w.agency`;

/** Of agreement `agreed` on the day of an SQL expression. */
const inForce = (day: string) => `
    agreed.effective_on <= ${day} and agreed.expires_on >= ${day} and (agreed.revoked_on is null or agreed.revoked_on > ${day})`;

/** An agreement under which webhook `w` may be told anything is in force on `:today`. */
export const AGREEMENT_IN_FORCE = `exists (
  select from agreement agreed
  where ${OF_THE_WEBHOOK} and ${inForce(':today::date')})`;

/**
 * Webhook `w` may be told what stands under an SQL expression's rule: one of its
 * agreements in force on the day grants it. CBP is told all.
 */
export function grantsRule(rule: string, day: string): string {
  return `(${rule} is null or w.audience = 'CBP' or exists (
  select from agreement agreed
  where ${OF_THE_WEBHOOK} and ${inForce(day)} and ${rule} = any (agreed.rules)))`;
}
