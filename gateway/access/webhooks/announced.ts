import type { DisclosureRule } from '@good-standing/kernel/disclosure/rules.ts';
import type { Sql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { Addressee, Announcement } from '@good-standing/kernel/webhook/announcement.ts';
import type { EventKind } from '@good-standing/kernel/webhook/event-kinds.ts';
import { HEARD } from './hear.ts';

/** What is announced from now on, in order, for whoever holds a stream in this process. */
export interface Announced {
  /** @returns what ends it. */
  hear(listener: (announcement: Announcement) => void): () => void;
  close(): Promise<void>;
}

const MOST_AT_ONCE = 500;

/**
 * Listens on the channel of the access room; what was missed while the connection
 * was away is read once it is back.
 *
 * @param onFailure told of a read that failed; the next notice reads again.
 */
export async function announced(sql: Sql, onFailure: (reason: unknown) => void): Promise<Announced> {
  const listeners = new Set<(announcement: Announcement) => void>();
  const later = statement<Heard>(sql, LATER);
  const lastOne = statement<{ last: number }>(sql, LAST);
  let last = await latest();
  let reading = Promise.resolve();

  async function latest(): Promise<number> {
    const [row] = await lastOne({});
    return row?.last ?? 0;
  }

  async function read(): Promise<void> {
    if (listeners.size === 0) {
      last = await latest();
      return;
    }
    for (let isMore = true; isMore; ) {
      const heard = await later({ last, take: MOST_AT_ONCE });
      for (const { sequence, occurredAt, ...rest } of heard) {
        last = sequence;
        for (const listener of listeners) listener({ ...rest, occurredAt: occurredAt.toString() });
      }
      isMore = heard.length === MOST_AT_ONCE;
    }
  }

  const readNext = () => {
    reading = reading.then(read).catch(onFailure);
  };
  const { unlisten } = await sql.listen(HEARD, readNext, readNext);

  return {
    hear(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      listeners.clear();
      await unlisten();
      await reading;
    },
  };
}

interface Heard {
  readonly sequence: number;
  readonly id: string;
  readonly kind: EventKind;
  readonly record: string;
  readonly occurredAt: Temporal.Instant;
  readonly to: readonly Addressee[];
  readonly under: DisclosureRule | null;
}

const LAST = `select coalesce(max(sequence), 0) as last from event`;

const LATER = `
  select sequence, id, kind, record_id as record, occurred_at as "occurredAt", addressees as "to", rule as under
  from event
  where sequence > :last::bigint
  order by sequence
  limit :take::int`;
