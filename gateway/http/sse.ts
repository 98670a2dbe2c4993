/** Server-sent events as graphql-sse has them for distinct connections: `next` with each answer, `complete` at the end. */
export const EVENT_STREAM = 'text/event-stream';

/** @param json on one line, as JSON.stringify writes it. */
export function nextEvent(json: string): string {
  return `event: next\ndata: ${json}\n\n`;
}

export const COMPLETE_EVENT = 'event: complete\ndata:\n\n';

/** A comment: keeps what stands between from closing a silent stream. */
export const HEARTBEAT = ':\n\n';
