import type { DisclosureRule } from '@good-standing/kernel/disclosure/rules.ts';
import type { Sql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { Announcement } from '@good-standing/kernel/webhook/announcement.ts';
import type { EventKind } from '@good-standing/kernel/webhook/event-kinds.ts';
import { HEARD } from './hear.ts';

/** What is announced from now on, in order, for whoever holds a stream in this process. */
export interface Announced {
  /** @returns what ends it. */
  hear(listener: (heard: Heard) => void): () => void;
  /** What is kept of a kind after a place in the order of events, the first of it. */
  later(kind: EventKind, after: number, take: number): Promise<readonly Heard[]>;
  close(): Promise<void>;
}

/** An announcement at its place in the order in which all are told. */
export interface Heard extends Announcement {
  readonly sequence: number;
}

const MOST_AT_ONCE = 500;

/**
 * Listens on the channel of the access room; what was missed while the connection
 * was away is read once it is back.
 *
 * @param onFailure told of a read that failed; the next notice reads again.
 */
export async function announced(sql: Sql, onFailure: (reason: unknown) => void): Promise<Announced> {
  const listeners = new Set<(heard: Heard) => void>();
  const later = statement<HeardRow>(sql, LATER);
  const laterOfKind = statement<HeardRow>(sql, LATER_OF_KIND);
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
      const rows = await later({ last, take: MOST_AT_ONCE });
      for (const heard of rows.map(asHeard)) {
        last = heard.sequence;
        for (const listener of listeners) listener(heard);
      }
      isMore = rows.length === MOST_AT_ONCE;
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
    later: async (kind, after, take) => (await laterOfKind({ kind, last: after, take })).map(asHeard),
    async close() {
      listeners.clear();
      await unlisten();
      await reading;
    },
  };
}

interface HeardRow extends Omit<Heard, 'occurredAt'> {
  readonly occurredAt: Temporal.Instant;
  readonly under: DisclosureRule | null;
}

function asHeard({ occurredAt, ...rest }: HeardRow): Heard {
  return { ...rest, occurredAt: occurredAt.toString() };
}

const LAST = `select coalesce(max(sequence), 0) as last from event`;

const laterWhere = (also: string) => `
  select sequence, id, kind, record_id as record, occurred_at as "occurredAt", addressees as "to", rule as under
  from event
  where sequence > :last::bigint${also}
  order by sequence
  limit :take::int`;

const LATER = laterWhere('');
const LATER_OF_KIND = laterWhere(' and kind = :kind');
