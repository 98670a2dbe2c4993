import type { EventKind } from '@good-standing/kernel/webhook/event-kinds.ts';
import type { Announced, Heard } from '../access/webhooks/announced.ts';

/** What waits to be told to one subscriber, in order. */
export interface WaitingEvents {
  /** The next one; null while nothing waits. */
  next(): Promise<Heard | null>;
  /** Until something waits, or someone wakes. */
  arrival(): Promise<void>;
  /** Ends the `arrival` that is awaited, or the next one, though nothing came. */
  wake(): void;
  close(): void;
}

export interface Waiting {
  readonly announced: Announced;
  readonly kind: EventKind;
  /** Whether the event concerns this subscriber: what does not takes no place. */
  readonly concerns: (heard: Heard) => boolean;
  /** Events that are held in memory. */
  readonly most: number;
}

/**
 * In memory up to a number. A change of so many records that more wait ends nothing: the
 * rest stays where events are kept and is read from there, page by page, as the subscriber
 * takes what is before it.
 */
export function waitingEvents({ announced, kind, concerns, most }: Waiting): WaitingEvents {
  const waiting: Heard[] = [];
  /** All of the kind up to here were looked at. */
  let looked = 0;
  let newest = 0;
  let isBehind = false;
  let isAwake = false;
  let arrived = () => {};
  const wake = () => {
    isAwake = true;
    arrived();
  };

  const take = (heard: Heard) => {
    looked = heard.sequence;
    if (concerns(heard)) waiting.push(heard);
  };
  const unhear = announced.hear((heard) => {
    if (heard.kind !== kind || heard.sequence <= looked) return;
    newest = heard.sequence;
    if (waiting.length >= most) isBehind = true;
    if (isBehind) return;
    take(heard);
    if (waiting.length > 0) wake();
  });

  async function catchUp(): Promise<void> {
    const page = await announced.later(kind, looked, most);
    for (const heard of page) take(heard);
    // NOTE: what was heard while the page was read was passed over, and is read with the next one.
    isBehind = page.length === most || newest > looked;
  }

  return {
    async next() {
      while (waiting.length === 0 && isBehind) await catchUp();
      return waiting.shift() ?? null;
    },
    async arrival() {
      const { promise, resolve } = Promise.withResolvers<void>();
      arrived = resolve;
      if (isAwake || waiting.length > 0 || isBehind) resolve();
      await promise;
      isAwake = false;
    },
    wake,
    close: unhear,
  };
}
