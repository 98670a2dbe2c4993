import { precheck } from '@good-standing/kernel/disclosure/precheck.ts';
import { standingStatus } from '../disclosures/standing-status.ts';
import type { Context } from '../loaders.ts';
import type { ImporterRow, StandingChangeRow } from '../tables.ts';

type Asking = Pick<Context, 'event' | 'viewer' | 'today' | 'load'>;

/**
 * The event as a change of standing; null where it is none, not of the importers asked
 * for, or not for this viewer to know at this moment.
 */
export async function standingChange(
  asking: Asking,
  importers: readonly string[] | null,
): Promise<StandingChangeRow | null> {
  const { event, load } = asking;
  if (event?.kind !== 'STANDING_CHANGED') return null;
  if (importers !== null && !importers.includes(event.record)) return null;
  const importer = await load.importerById.load(event.record);
  if (importer === null || !mayHearOf(asking, importer)) return null;
  return {
    event: event.id,
    occurredAt: Temporal.Instant.from(event.occurredAt),
    importerId: importer.id,
  };
}

/** EO 14411 § 2(d). Whoever may read the status of the importer, whatever the event said when it was announced. */
function mayHearOf({ viewer, today }: Pick<Asking, 'viewer' | 'today'>, importer: ImporterRow): boolean {
  const decision = precheck(viewer, standingStatus) ?? standingStatus.decide(viewer, importer, today);
  return decision.outcome === 'DISCLOSE';
}
