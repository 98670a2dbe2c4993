import { IS_HELD } from '../visibility.ts';
import { scoreWeights } from './parameters.ts';
import { prioritySql } from './score.ts';
import { CASES_AT_AN_END } from './which-seizures.ts';

/**
 * Repeat offenses: cases of the same importer, or of the same exporter at the same address,
 * whichever has more, that affected a priority trade issue, were seized on an earlier day
 * within the years that count, and are at an end today. Nothing is counted of a case that is
 * pending or held: the number is published. At most as many as give points, so that of
 * thousands few are read: those of the importer only where the exporter has not as many,
 * and none where the case itself affects no such issue, as its score then counts none.
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
  const byImporter = counted('seizure.importer_id = candidate.importer_id');
  const byExporter = counted(
    'seizure.exporter_name = candidate.exporter_name and seizure.exporter_address = candidate.exporter_address',
  );
  return `case when candidate.grounds && ${prioritySql(on)} then (
    select case when known.of_exporter = ${mostEarlier} then ${mostEarlier} else greatest(known.of_exporter, ${byImporter}) end
    from (select ${byExporter} as of_exporter offset 0) known)::int else 0 end`;
}
