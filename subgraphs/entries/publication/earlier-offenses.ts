import { IS_HELD } from '../visibility.ts';
import { scoreWeights } from './parameters.ts';
import { prioritySql } from './score.ts';
import { CASES_AT_AN_END } from './which-seizures.ts';

/**
 * Repeat offenses: cases of the same importer, or of the same exporter at the same address,
 * whichever has more, that affected a priority trade issue, were seized on an earlier day
 * within the years that count, and are at an end today. Nothing is counted of a case that is
 * pending or held: the number is published. At most as many as give points, so that of
 * thousands few are read.
 *
 * SQL of a count over `candidate`, a row of `seizure`, with `:today`.
 */
export function earlierOffenses(on: Temporal.PlainDate | string): string {
  const { mostEarlier, yearsBack } = scoreWeights(on);
  const counted = (same: string) => `(
    select count(*)
    from (
      select from seizure
      where ${same}
        and seizure.seized_on < candidate.seized_on
        and seizure.seized_on >= candidate.seized_on - interval '${yearsBack} years'
        and seizure.grounds && ${prioritySql(on)}
        and not ${IS_HELD}
        and ${CASES_AT_AN_END}
      limit ${mostEarlier}
    ) earlier)`;
  return `greatest(
    ${counted('seizure.importer_id = candidate.importer_id')},
    ${counted('seizure.exporter_name = candidate.exporter_name and seizure.exporter_address = candidate.exporter_address')})::int`;
}
