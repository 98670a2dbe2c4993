import type { Sql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { buildIndex } from '../index/listed-index.ts';
import type { PartyFacts } from '../index/listed-party.ts';
import { normalisedName } from '../keys/normalised-name.ts';
import { SAME_NAME_FROM } from '../match/evidence-weights.ts';
import { type SearchPool, searchPool } from '../match/search-pool.ts';

/** A trusted listing as the public registry has it. */
export interface TrustedListing {
  readonly name: string;
  readonly listedOn: Temporal.PlainDate;
  /** Last day; null: until it is ended. */
  readonly untilOn: Temporal.PlainDate | null;
  /** Days on which it is suspended, ISO; until null: it lasts. */
  readonly suspended: readonly { readonly from: string; readonly until: string | null }[];
}

export interface FoundListing extends TrustedListing {
  /** How alike the names are, from `SAME_NAME_FROM` to 1. */
  readonly score: number;
}

/** The public registry of trusted importers, held in memory by its names, for they are all of it that is public. */
export interface HeldRegistry {
  /**
   * For each party the listing in force on the day under its name or the one most like
   * it; of two the earlier. One statement more than none.
   */
  find(
    parties: readonly PartyFacts[],
    asOf: Temporal.PlainDate,
  ): Promise<{ readonly found: readonly (FoundListing | null)[]; readonly heardAt: Temporal.Instant | null }>;
  /** As `warm` of the list. */
  warm(): void;
  /** As `end` of the list. */
  end(): Promise<void>;
}

/** Listings looked at for each party: some may not be in force. */
const MOST_FOUND = 20;

const held = new WeakMap<Sql, HeldRegistry>();

/** One for each pool, made when first asked for. */
export function heldRegistry(sql: Sql): HeldRegistry {
  const before = held.get(sql);
  if (before !== undefined) return before;
  const made = makeHeldRegistry(sql);
  held.set(sql, made);
  return made;
}

interface Registry {
  readonly version: string;
  readonly listings: readonly TrustedListing[];
  readonly byKey: ReadonlyMap<string, readonly number[]>;
}

function makeHeldRegistry(sql: Sql): HeldRegistry {
  const versions = statement<{ readonly version: string; readonly heardAt: Temporal.Instant | null }>(
    sql,
    `select concat_ws(' ', count(*), max(trusted_at), sum(extract(epoch from trusted_at))) as version,
       max(trusted_at) as "heardAt"
     from importer_identity
     where trusted_at is not null`,
  );
  const rows = statement<TrustedListing>(
    sql,
    `select distinct trusted_name as name, trusted_from as "listedOn", trusted_until as "untilOn",
       trusted_suspended as suspended
     from importer_identity
     where trusted_name is not null
     order by "listedOn", name, "untilOn"`,
  );
  let pool: SearchPool | null = null;
  let registry: Registry = { version: '', listings: [], byKey: new Map() };
  let reading: Promise<void> = Promise.resolve();
  let warming: Promise<void> = Promise.resolve();

  return {
    warm() {
      warming = current().then(
        () => undefined,
        () => undefined,
      );
    },
    async end() {
      await warming;
      await reading.catch(() => undefined);
      await pool?.end();
    },
    async find(parties, asOf) {
      const { heardAt } = await current();
      // NOTE: both of one registry: the search is asked before anything else can change it.
      const { listings, byKey } = registry;
      if (listings.length === 0) return { found: parties.map(() => null), heardAt };
      const named = parties.map(({ kind, names }) => ({ ...NOTHING_KNOWN, kind, names }));
      const alike = (await pool?.find(named, MOST_FOUND)) ?? [];
      const day = asOf.toString();
      const isInForce = ({ listedOn, untilOn, suspended }: TrustedListing) =>
        Temporal.PlainDate.compare(listedOn, asOf) <= 0 &&
        (untilOn === null || Temporal.PlainDate.compare(untilOn, asOf) >= 0) &&
        !suspended.some(({ from, until }) => from <= day && (until === null || day <= until));
      const best = ({ names }: PartyFacts, nth: number): FoundListing | null => {
        const scores = new Map<number, number>();
        for (const { key, nameScore } of alike[nth] ?? []) {
          if (nameScore >= SAME_NAME_FROM) scores.set(Number(key), nameScore);
        }
        for (const name of names) {
          for (const number of byKey.get(normalisedName(name) ?? '') ?? []) scores.set(number, 1);
        }
        let found: FoundListing | null = null;
        for (const [number, score] of [...scores].sort(([one], [other]) => one - other)) {
          const listing = listings[number];
          if (listing === undefined || !isInForce(listing)) continue;
          if (found === null || score > found.score) found = { ...listing, score };
        }
        return found;
      };
      return { found: parties.map(best), heardAt };
    },
  };

  async function current(): Promise<{ readonly heardAt: Temporal.Instant | null }> {
    const [{ version, heardAt } = { version: '', heardAt: null }] = await versions({});
    if (version === registry.version) return { heardAt };
    const read = reading.then(
      () => readSince(version),
      () => readSince(version),
    );
    reading = read;
    await read;
    return { heardAt };
  }

  async function readSince(version: string): Promise<void> {
    if (registry.version === version) return;
    const listings = await rows({});
    const byKey = new Map<string, number[]>();
    listings.forEach(({ name }, number) => {
      const key = normalisedName(name);
      if (key !== null) byKey.set(key, [...(byKey.get(key) ?? []), number]);
    });
    const search = pool ?? searchPool(1);
    search.use(
      buildIndex(
        listings.map(({ name }, number) => ({
          ...NOTHING_KNOWN,
          key: String(number),
          kind: 'ORGANIZATION' as const,
          names: [name],
        })),
      ).index,
    );
    pool = search;
    registry = { version, listings, byKey };
  }
}

const NOTHING_KNOWN = { addresses: [], identifiers: [], phones: [], emails: [] };
