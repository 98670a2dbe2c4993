/** Statuses that suspend a listing. What is undetermined is no loss: nothing was found (policy). */
export const LOST_STANDINGS = ['INELIGIBLE', 'NOT_GOOD'] as const;

const LOST = LOST_STANDINGS.map((status) => `'${status}'`).join(', ');

/** SQL: as it is known now, the standing of an importer is lost on a day, both SQL expressions. */
export function standingLost(importerId: string, day: string): string {
  return `exists (
    select from assessment lost
    where lost.importer_id = ${importerId} and lost.known_until is null
      and lost.valid_from <= ${day} and (lost.valid_until is null or lost.valid_until >= ${day})
      and lost.status in (${LOST}))`;
}

/** SQL: a condition on a row `lost` of `assessment` that is known now and on whose days standing is lost. */
export const IS_LOST = `lost.known_until is null and lost.status in (${LOST})`;
