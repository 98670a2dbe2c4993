import type { HeardEvent } from './announcement.ts';
import { EVENT_KINDS } from './event-kinds.ts';

/** What is sent: which kind, when, which record. Nothing that a rule protects; the record is fetched back. */
export function webhookBody({ id, kind, record, occurredAt }: HeardEvent): string {
  return JSON.stringify({
    type: EVENT_KINDS[kind].type,
    timestamp: occurredAt,
    data: { event: id, record },
  });
}
