import type { Sql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { buildIndex } from '../index/listed-index.ts';
import type { PartyFacts } from '../index/listed-party.ts';
import { REVIEW_FROM } from '../match/evidence-weights.ts';
import { type SearchPool, searchPool } from '../match/search-pool.ts';
import type { MatchFeature } from './explanation.ts';
import { AGREES_FROM } from './explanation.ts';
import { isListingConclusive } from './listing-conclusive.ts';

export type PublicList = 'UFLPA_ENTITY_LIST' | 'SECTION_1592A_LIST' | 'EAPA_DETERMINATIONS';

interface PublicListing {
  readonly id: string;
  readonly list: PublicList;
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly kind: 'PERSON' | 'ORGANIZATION' | null;
  readonly address: string | null;
  readonly city: string | null;
  readonly region: string | null;
  readonly postalCode: string | null;
  readonly country: string | null;
  readonly listedOn: Temporal.PlainDate;
  readonly endedOn: Temporal.PlainDate | null;
  readonly delistedOn: Temporal.PlainDate | null;
  readonly citation: string;
}

/** An entry of a public list that may be the party's, and why. */
export interface FoundPublicListing
  extends Pick<PublicListing, 'id' | 'list' | 'name' | 'listedOn' | 'endedOn' | 'citation'> {
  readonly score: number;
  readonly conclusive: boolean;
  readonly explanation: readonly MatchFeature[];
}

export interface ListingsFound {
  /** For each party, the strongest first. */
  readonly found: readonly (readonly FoundPublicListing[])[];
  /** When the lists were last received; null where they never were: then they are not looked at. */
  readonly receivedAt: Temporal.Instant | null;
  readonly rejectedRows: number | null;
}

/** The public lists of one database, held in memory. */
export interface HeldListings {
  /** What is like each party and in force on the day. One statement more than none. */
  find(parties: readonly PartyFacts[], asOf: Temporal.PlainDate): Promise<ListingsFound>;
  end(): Promise<void>;
}

/** Listings looked at for each party: some may not be in force. */
const MOST_FOUND = 40;
const MOST_TOLD = 25;

const held = new WeakMap<Sql, HeldListings>();

/** One for each pool, made when first asked for. */
export function heldListings(sql: Sql): HeldListings {
  const before = held.get(sql);
  if (before !== undefined) return before;
  const made = makeHeldListings(sql);
  held.set(sql, made);
  return made;
}

interface Version {
  readonly run: number;
  readonly receivedAt: Temporal.Instant;
  readonly rejectedRows: number;
}

function makeHeldListings(sql: Sql): HeldListings {
  const newest = statement<Version>(
    sql,
    `select run_id as run, received_at as "receivedAt", rejected::int as "rejectedRows"
     from run
     where feed = 'public-listings' and state = 'DONE'
     order by run_id desc
     limit 1`,
  );
  const rows = statement<PublicListing>(
    sql,
    `select id, list, name, other_names as "otherNames", kind, address, city, region,
       postal_code as "postalCode", country, listed_on as "listedOn", ended_on as "endedOn",
       delisted_on as "delistedOn", citation
     from public_listing
     order by id`,
  );
  let pool: SearchPool | null = null;
  let read: { readonly run: number; readonly byId: ReadonlyMap<string, PublicListing> } | null = null;
  let reading: Promise<void> = Promise.resolve();

  return {
    async end() {
      await reading.catch(() => undefined);
      await pool?.end();
    },
    async find(parties, asOf) {
      const [version] = await newest({});
      if (version === undefined) {
        return { found: parties.map(() => []), receivedAt: null, rejectedRows: null };
      }
      if (read?.run !== version.run) {
        const next = reading.then(
          () => readSince(version.run),
          () => readSince(version.run),
        );
        reading = next;
        await next;
      }
      // NOTE: both of one reading: the search is asked before anything else can change it.
      const byId = read?.byId ?? new Map<string, PublicListing>();
      const found = byId.size === 0 ? [] : ((await pool?.find(parties, MOST_FOUND)) ?? []);
      const { compare } = Temporal.PlainDate;
      const isInForce = ({ listedOn, endedOn, delistedOn }: PublicListing) =>
        compare(listedOn, asOf) <= 0 &&
        (endedOn === null || compare(endedOn, asOf) >= 0) &&
        (delistedOn === null || compare(delistedOn, asOf) > 0);
      const told = ({ kind }: PartyFacts, nth: number): readonly FoundPublicListing[] =>
        (found[nth] ?? [])
          .filter(({ score }) => score >= REVIEW_FROM)
          .flatMap((one): readonly FoundPublicListing[] => {
            const listing = byId.get(one.key);
            if (listing === undefined || !isInForce(listing)) return [];
            const { id, list, name, listedOn, endedOn, citation } = listing;
            const explanation = one.features.map((each) => ({ ...each, agrees: each.score >= AGREES_FROM }));
            const conclusive = isListingConclusive(one, kind !== 'PERSON');
            return [
              { id, list, name, listedOn, endedOn, citation, score: one.score, conclusive, explanation },
            ];
          })
          .slice(0, MOST_TOLD);
      return { found: parties.map(told), receivedAt: version.receivedAt, rejectedRows: version.rejectedRows };
    },
  };

  async function readSince(run: number): Promise<void> {
    if (read?.run === run) return;
    const listings = await rows({});
    const search = pool ?? searchPool(1);
    search.use(
      buildIndex(
        listings.map(({ id, name, otherNames, kind, address, city, region, postalCode, country }) => ({
          key: id,
          kind: kind ?? ('OTHER' as const),
          names: [name, ...otherNames],
          addresses: [{ lines: address === null ? [] : [address], city, region, postalCode, country }],
          identifiers: [],
          phones: [],
          emails: [],
        })),
      ).index,
    );
    pool = search;
    read = { run, byId: new Map(listings.map((listing) => [listing.id, listing])) };
  }
}
