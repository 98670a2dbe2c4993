import type { HeardEvent } from '@good-standing/kernel/webhook/announcement.ts';
import type { ConsentChangeRow } from '../tables.ts';

/** The event as a change of consents; null where it is none, or not of the importers asked for. */
export function consentChange(
  event: HeardEvent | null,
  importers: readonly string[] | null,
): ConsentChangeRow | null {
  if (event?.kind !== 'CONSENT_CHANGED') return null;
  if (importers !== null && !importers.includes(event.record)) return null;
  return {
    event: event.id,
    occurredAt: Temporal.Instant.from(event.occurredAt),
    importerId: event.record,
  };
}
