import type { Sql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { Sweep } from '@good-standing/kernel/subgraph/definition.ts';
import { heldList } from '../screening/held-list.ts';
import { type ReversePool, reversePool, type WatchedToHold } from './reverse-pool.ts';

/** Threads that hold parties against what has changed, beside the one that reads them. */
const THREADS = 2;
/** Watched parties of one step: what is lost where a process ends is no more than that. */
const PARTIES_A_STEP = 250_000;
const PARTIES_A_BATCH = 5_000;
/** Where more has changed of the list than this, everyone is looked up anew. */
const MOST_REVERSED = 5_000;
/** Nearer than this to where the answer is another, a party is looked up with every list: words have become more common. */
const NEAR_AN_EDGE = 0.005;

/**
 * Holds the watched parties against what has changed of the list since they were last
 * held against it, and against what begins and ends with the day. Who may be concerned
 * is due to be looked up; nothing is told from here. A step for each call; what a
 * process that died had begun goes on in another.
 */
export const hearOfLists: Sweep = {
  name: 'watched parties and what has changed of the list',
  async run({ sql, now }) {
    const today = now.toZonedDateTimeISO('UTC').toPlainDate();
    const [lease] = await statement<{ readonly isOurs: boolean }>(sql, LEASE)({});
    if (lease === undefined) return false;
    try {
      const [begun] = await statement<Round>(sql, BEGIN)({ today });
      const [round] = begun === undefined ? await statement<Round>(sql, UNDER_WAY)({}) : [begun];
      if (round === undefined) return false;
      const changed = await changedOf(sql, round);
      if (begun !== undefined)
        await statement(sql, THOSE_MATCHED)({ ...changed, day: round.day, edge: NEAR_AN_EDGE });
      return await step(sql, round, changed.active);
    } finally {
      await statement(sql, 'update watch_round set leased_until = null')({});
    }
  },
};

interface Round {
  /** Lists and day up to which the parties were held before. */
  readonly run: number;
  readonly before: Temporal.PlainDate;
  readonly nextRun: number;
  readonly day: Temporal.PlainDate;
  readonly after: number;
}

/** Entries that are not as they were. */
interface Changed {
  readonly all: readonly string[];
  /** Those of them in force on the day. */
  readonly active: readonly string[];
}

async function changedOf(sql: Sql, round: Round): Promise<Changed> {
  const rows = await statement<{ id: string; isActive: boolean }>(sql, CHANGED)({ ...round });
  return {
    all: rows.map(({ id }) => id),
    active: rows.filter(({ isActive }) => isActive).map(({ id }) => id),
  };
}

/** Whether there is more of the round. */
async function step(sql: Sql, round: Round, changed: readonly string[]): Promise<boolean> {
  if (changed.length === 0) return finish(sql);
  let last = round.after;
  let read = 0;
  const concerned: number[] = [];
  const mark = changed.length > MOST_REVERSED ? null : await holding(sql, changed);
  try {
    const waiting: Promise<readonly number[]>[] = [];
    const rows = sql.unsafe<WatchedToHold[]>(WATCHED, [round.after, PARTIES_A_STEP]).cursor(PARTIES_A_BATCH);
    for await (const batch of rows) {
      read += batch.length;
      last = batch.at(-1)?.number ?? last;
      waiting.push(
        mark === null ? Promise.resolve(batch.map(({ number }) => number)) : mark.concerned(batch),
      );
      if (waiting.length > THREADS * 2) concerned.push(...((await waiting.shift()) ?? []));
    }
    for (const each of await Promise.all(waiting)) concerned.push(...each);
  } finally {
    await mark?.end();
  }
  await sql.begin(async (tx) => {
    await statement(tx, MAKE_DUE)({ numbers: concerned });
    await statement(tx, GO_ON)({ after: round.after, last });
  });
  return read === PARTIES_A_STEP ? true : finish(sql);
}

async function holding(sql: Sql, exclusionIds: readonly string[]): Promise<ReversePool> {
  const { index, parties } = await heldList(sql).withParties(exclusionIds);
  return reversePool(THREADS, index, parties);
}

async function finish(sql: Sql): Promise<boolean> {
  await statement(sql, THOSE_WRITTEN_MEANWHILE)({});
  await statement(sql, FINISH)({});
  return false;
}

/** One process at a time; one that died is waited for no longer than this. */
const LEASE = `
  update watch_round
  set leased_until = clock_timestamp() + interval '3 minutes'
  where leased_until is null or leased_until < clock_timestamp()
  returning true as "isOurs"`;

const ROUND = `
  run, day as before, next_run as "nextRun", next_day as day, after_number as after`;

/** Where another list was received, or another day has come. */
const BEGIN = `
  with heard as (
    select coalesce(max(run_id) filter (where state = 'DONE'), 0) as newest,
      count(*) filter (where state = 'DONE') as done,
      min(run_id) filter (where state = 'RUNNING') as unfinished
    from run
  )
  update watch_round
  set next_run = heard.newest, next_runs = heard.done, next_day = greatest(day, :today::date),
      run = least(run, coalesce(heard.unfinished - 1, run)),
      started_at = clock_timestamp(), after_number = 0
  from heard
  where next_run is null
    and ((run, runs) is distinct from (heard.newest, heard.done) or day < :today::date)
  returning ${ROUND}`;

const UNDER_WAY = `select ${ROUND} from watch_round where next_run is not null`;

const IS_ACTIVE = `
  exclusion_status(e.active_ons, e.terminates_ons, e.delisted_ons, e.relisted_ons, :day::date) = 'ACTIVE'`;

/** What a list brought, changed or named again, and what begins with the day. */
const CHANGED = `
  select e.exclusion_id as id, ${IS_ACTIVE} as "isActive"
  from exclusion e
  where e.run_id > :run::bigint
    or (cardinality(e.relisted_ons) > 0 and e.seen_run_id > :run::bigint)
    or exists (
      select from unnest(e.active_ons) as active_on
      where active_on > :before::date and active_on <= :day::date)`;

/** Who had an entry that changed or is not in force, and who is near an edge. */
const THOSE_MATCHED = `
  update watched_party w
  set due_at = clock_timestamp()
  where w.number in (
      select m.number
      from watched_match m
      join exclusion e using (exclusion_id)
      where m.exclusion_id = any(:all::text[]) or not ${IS_ACTIVE})
    or (w.edge < :edge::real and cardinality(:active::text[]) > 0)`;

const WATCHED = `
  select number, marks, facts, edge is not null as "hasAlike"
  from watched_party
  where number > $1
  order by number
  limit $2`;

const MAKE_DUE = `
  update watched_party set due_at = clock_timestamp() where number = any(:numbers::bigint[])`;

const GO_ON = `
  update watch_round
  set after_number = :last, leased_until = clock_timestamp() + interval '3 minutes'
  where after_number = :after and next_run is not null`;

/**
 * Who was given while the round went on, and looked up on the list before: written
 * behind the round's back, or seen by nobody until it was past. No transaction lasts so long.
 */
const THOSE_WRITTEN_MEANWHILE = `
  update watched_party w
  set due_at = clock_timestamp()
  from watch_round r
  where w.written_at > r.started_at - interval '10 minutes' and w.heard_run < r.next_run`;

const FINISH = `
  update watch_round
  set run = next_run, runs = next_runs, day = next_day, next_run = null, next_runs = null, next_day = null,
      started_at = null, after_number = 0
  where next_run is not null`;
