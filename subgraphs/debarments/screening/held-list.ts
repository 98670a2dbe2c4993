import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Sql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { ListedIndex } from '../index/listed-index.ts';
import type { ListedParty, PartyFacts } from '../index/listed-party.ts';
import type { Found } from '../match/finder.ts';
import { type SearchPool, searchPool } from '../match/search-pool.ts';
import type { KeeperAsked, KeptEntries, Published } from './list-keeper.ts';
import { type EntryRow, partyKeyOf, partyOf } from './party-rows.ts';

/** A listed party that may be the one asked about, and its entries: of every day, in force or not. */
export interface FoundListed extends Found {
  readonly exclusionIds: readonly string[];
}

/** The exclusions of one database, held in memory for searching and kept as they are there. */
export interface HeldList {
  /**
   * What is like each party on the list as it is when asked. One statement more than
   * none; those that read the list only where it has changed since.
   *
   * @param cleared of each party, how many entries are looked past: so many more are found.
   */
  find(
    parties: readonly PartyFacts[],
    most: number,
    cleared?: readonly number[],
  ): Promise<readonly (readonly FoundListed[])[]>;
  /**
   * The list as it is when asked, and of the parties of these entries all entries: by
   * both, what has changed of it can be held against parties, instead of parties against it.
   */
  withParties(exclusionIds: readonly string[]): Promise<ListWithParties>;
  /** Reads the list before anyone asks. Where that fails, whoever asks first will hear of it. */
  warm(): void;
  /** Ends its threads, once what is being read has been read. */
  end(): Promise<void>;
}

export interface ListWithParties {
  readonly index: ListedIndex;
  readonly parties: readonly ListedParty[];
}

/** One core is left to what asks. */
const THREADS = Math.max(1, Math.min(4, availableParallelism() - 1));
const ROWS_A_BATCH = 2_000;

const held = new WeakMap<Sql, HeldList>();

/** One for each pool, made when first asked for. */
export function heldList(sql: Sql): HeldList {
  const before = held.get(sql);
  if (before !== undefined) return before;
  const made = makeHeldList(sql, THREADS);
  held.set(sql, made);
  return made;
}

/** Where a list is read from, and read again as it changes. */
export interface ListSource {
  /** Statement that gives `RunsSeen`. */
  readonly runs: string;
  /** Every entry that a run after this one brought or changed. */
  readonly changedSince: (sql: Sql, run: number) => AsyncGenerator<readonly EntryRow[]>;
  /** By what entries are one party. */
  readonly partyKeyOf: (row: EntryRow) => string;
}

const exclusions: ListSource = {
  runs: `
    select
      coalesce(max(run_id) filter (where state = 'DONE'), 0)::bigint as newest,
      (count(*) filter (where state = 'DONE'))::bigint as done,
      min(run_id) filter (where state = 'RUNNING') as "unfinished"
    from run`,
  changedSince,
  partyKeyOf,
};

export function makeHeldList(sql: Sql, threads: number, source: ListSource = exclusions): HeldList {
  const newestRun = statement<RunsSeen>(sql, source.runs);
  const partyOfEntry = new Map<string, string>();
  const entriesOf = new Map<string, Set<string>>();
  let seen: RunsSeen = { newest: -1, done: -1, unfinished: null };
  let reading: Promise<SearchPool> | null = null;
  let warming: Promise<void> | null = null;
  let keeper: Keeper | null = null;
  let pool: SearchPool | null = null;
  let index: ListedIndex | null = null;

  return {
    async withParties(exclusionIds) {
      await current();
      if (index === null) throw new Error('the list was read and is not there');
      const keys = [...new Set(exclusionIds.flatMap((id) => partyOfEntry.get(id) ?? []))];
      const rows = new Map<string, EntryRow[]>(keys.map((key) => [key, []]));
      for await (const batch of entriesOfParties(
        sql,
        keys.flatMap((key) => [...(entriesOf.get(key) ?? [])]),
      )) {
        for (const row of batch) rows.get(partyKeyOf(row))?.push(row);
      }
      return { index, parties: keys.flatMap((key) => partyOf(key, rows.get(key) ?? []) ?? []) };
    },
    warm() {
      warming = current().then(
        () => undefined,
        () => undefined,
      );
    },
    async end() {
      await warming;
      await reading?.catch(() => undefined);
      await Promise.all([keeper?.end(), pool?.end()]);
    },
    async find(parties, most, cleared) {
      const search = await current();
      const found = await search.find(parties, most, cleared);
      return found.map((each) =>
        each.map((one) => ({ ...one, exclusionIds: [...(entriesOf.get(one.key) ?? [])].sort() })),
      );
    },
  };

  async function current(): Promise<SearchPool> {
    const [runs = seen] = await newestRun({});
    if (pool !== null && runs.newest === seen.newest && runs.done === seen.done) return pool;
    reading ??= read(runs).finally(() => {
      reading = null;
    });
    return reading;
  }

  async function read(runs: RunsSeen): Promise<SearchPool> {
    const keeping = keeper ?? startKeeper(use);
    keeper = keeping;
    for await (const rows of source.changedSince(
      sql,
      Math.min(seen.newest, (seen.unfinished ?? Infinity) - 1),
    )) {
      keeping.tell({ entries: rows.map(kept) });
    }
    const published = await keeping.publish();
    const search = pool ?? searchPool(threads);
    pool = search;
    use(published);
    seen = runs;
    return search;
  }

  function use(published: ListedIndex): void {
    index = published;
    pool?.use(published);
  }

  function kept(row: EntryRow): KeptEntries['entries'][number] {
    const party = source.partyKeyOf(row);
    const left = partyOfEntry.get(row.id) ?? null;
    if (left !== null && left !== party) entriesOf.get(left)?.delete(row.id);
    const entries = entriesOf.get(party) ?? new Set<string>();
    entries.add(row.id);
    entriesOf.set(party, entries);
    partyOfEntry.set(row.id, party);
    return { party, left, row };
  }
}

interface RunsSeen {
  readonly newest: number;
  readonly done: number;
  /** A run that may yet bring entries under a number lower than the newest. */
  readonly unfinished: number | null;
}

interface EntryColumns extends Omit<EntryRow, 'addresses' | 'identifiers'> {
  readonly addressLines: readonly string[];
  readonly city: string | null;
  readonly region: string | null;
  readonly postalCode: string | null;
  readonly country: string;
  readonly otherAddresses: readonly (EntryRow['addresses'][number] & { readonly country: string })[];
  readonly keySchemes: readonly string[] | null;
  readonly keyValues: readonly string[] | null;
}

/** Every entry that a run after this one brought or changed. */
function changedSince(sql: Sql, run: number): AsyncGenerator<readonly EntryRow[]> {
  return entries(sql, 'e.run_id > $1', run);
}

function entriesOfParties(sql: Sql, ids: readonly string[]): AsyncGenerator<readonly EntryRow[]> {
  return entries(sql, 'e.exclusion_id = any($1::text[])', [...ids]);
}

async function* entries(
  sql: Sql,
  which: string,
  param: number | string[],
): AsyncGenerator<readonly EntryRow[]> {
  const rows = sql.unsafe<EntryColumns[]>(
    `select
       e.exclusion_id as id, e.classification, e.name, e.other_names as "otherNames", e.uei,
       e.excluding_agency as agency, e.active_on::text as "activeOn", e.address_lines as "addressLines", e.city, e.region, e.postal_code as "postalCode", e.country,
       e.other_addresses as "otherAddresses", k.schemes as "keySchemes", k.values as "keyValues"
     from exclusion e
     left join lateral (
       select array_agg(scheme order by scheme, value) as schemes, array_agg(value order by scheme, value) as values
       from exclusion_key
       where exclusion_key.exclusion_id = e.exclusion_id
         and scheme in ('UEI', 'CAGE', 'NPI', 'DUNS', 'SAM_NUMBER')
     ) k on true
     where ${which}`,
    [param],
  );
  for await (const batch of rows.cursor(ROWS_A_BATCH)) yield batch.map(entryOf);
}

function entryOf(row: EntryColumns): EntryRow {
  const { id, classification, name, otherNames, uei, agency, activeOn } = row;
  const { addressLines, city, region, postalCode, country } = row;
  const own = { lines: addressLines, city, region, postalCode, country };
  const values = row.keyValues ?? [];
  return {
    id,
    classification,
    name,
    otherNames,
    uei,
    agency,
    activeOn,
    addresses: [own, ...row.otherAddresses].map((address) => ({
      ...address,
      country: address.country === 'ZZ' ? null : address.country,
    })),
    identifiers: (row.keySchemes ?? []).map((scheme, nth) => ({ scheme, value: values[nth] ?? '' })),
  };
}

interface Keeper {
  tell(message: KeeperAsked): void;
  publish(): Promise<Published['index']>;
  end(): Promise<void>;
}

/** @param rebuilt hears of an index that nobody asked for: the same list built anew. */
function startKeeper(rebuilt: (index: Published['index']) => void): Keeper {
  const worker = new Worker(new URL('./list-keeper.ts', import.meta.url));
  const waiting = new Map<number, PromiseWithResolvers<Published['index']>>();
  let asked = 0;
  worker.unref();
  worker.on('message', ({ publish, index }: Published) => {
    if (publish === null) rebuilt(index);
    else {
      waiting.get(publish)?.resolve(index);
      waiting.delete(publish);
    }
    if (waiting.size === 0) worker.unref();
  });
  const fail = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('the thread that keeps the list ended')));
  return {
    tell: (message) => worker.postMessage(message),
    publish() {
      asked += 1;
      const answer = Promise.withResolvers<Published['index']>();
      waiting.set(asked, answer);
      worker.ref();
      worker.postMessage({ publish: asked } satisfies KeeperAsked);
      return answer.promise;
    },
    end: async () => void (await worker.terminate()),
  };
}
