/** Of several statements of one seizure in one chunk the last. */
export const LAST = '(select distinct on (id) * from staged_seizure order by id, record desc)';

/** While a seizure is held nothing of it is told, nor that it was corrected (19 USC 1628a(d)). */
export const IS_HELD = '(told.law_enforcement_hold or told.national_security_hold)';

/** The last statements of seizures that are known, `told`, beside what is known of them. */
export const TOLD = `from ${LAST} told join seizure known on known.id = told.id where not ${IS_HELD}`;

/**
 * A column where it was told before: that something has come where there was nothing is the
 * ordinary course, and corrects nothing (policy).
 *
 * @param of `known` or `told`.
 */
export const toldBefore = (column: string, of: string) =>
  `case when known.${column} is not null then ${of}.${column} end`;

/** Agencies that a line of the seizure is flagged to. */
export const flagged = (seizure: string) => `array(
    select agency from seizure_line, unnest(seizure_line.agencies) agency where seizure_line.seizure_id = ${seizure})`;

/** Owners of these recordations, and their agents. */
export const ownersOf = (...recordations: readonly string[]) => `array(
    select recordation.owner_id from recordation
    where recordation.id in (${recordations.join(', ')})
    union all
    select agent.agent_id from recordation_agent agent
    where agent.recordation_id in (${recordations.join(', ')}))`;
