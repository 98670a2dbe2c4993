import type { PostMeasure, ScoreInterval } from '../schema.generated.ts';
import type { PostStandingRow } from '../tables.ts';

/** Length of the run that ended without a finding of compliance; null where none did. */
export function interruptedRun({ run, displayRun }: PostStandingRow): number | null {
  return run === 0 && displayRun > 0 ? displayRun : null;
}

/** In the order of the ladder; shipments are kept out from the first day on which information was overdue. */
export function measuresInForce(
  { ordered, undocumentedFrom }: PostStandingRow,
  today: Temporal.PlainDate,
): readonly PostMeasure[] {
  if (undocumentedFrom === null || Temporal.PlainDate.compare(today, undocumentedFrom) < 0) return ordered;
  const protective = ordered.filter((measure) => measure === 'PROTECTIVE_MEASURES');
  const others = ordered.filter((measure) => measure !== 'PROTECTIVE_MEASURES');
  return [...others, 'PREVENT_UNDOCUMENTED', ...protective];
}

/** Null where the post had no mail. */
export function scoreInterval({
  scoreLow,
  scoreHigh,
}: Pick<PostStandingRow, 'scoreLow' | 'scoreHigh'>): ScoreInterval | null {
  return scoreLow === null || scoreHigh === null ? null : { low: scoreLow, high: scoreHigh };
}
