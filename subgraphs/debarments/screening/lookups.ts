import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { viewerParams } from '@good-standing/kernel/relation/importer-relation.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { exclusionColumns } from '../loaders/exclusions.ts';
import type { ExclusionRow } from '../tables.ts';
import type { FoundBy } from './evidence.ts';
import type { ReceivedList } from './freshness.ts';

/** An exclusion, and one of the keys it was found by. */
export interface FoundExclusion {
  readonly exclusion: ExclusionRow;
  readonly by: FoundBy;
}

/** A trusted listing as the public registry has it. */
export interface TrustedListing {
  readonly name: string;
  readonly listedOn: Temporal.PlainDate;
  readonly untilOn: Temporal.PlainDate | null;
}

/** What screening reads, one statement each. */
export interface Lookups {
  /** Exclusions with any of these identifiers or normalised names, once for each key. */
  readonly exclusions: (keys: readonly string[]) => Promise<readonly FoundExclusion[]>;
  /** Exclusions by id. */
  readonly exclusionsById: (ids: readonly string[]) => Promise<readonly ExclusionRow[]>;
  /** Listings in force on the day, by normalised name; of two of one name the earlier. */
  readonly trustedListings: (
    nameKeys: readonly string[],
    asOf: Temporal.PlainDate,
  ) => Promise<ReadonlyMap<string, TrustedListing>>;
  /** The newest list of the day or of a day before it. */
  readonly newestList: (asOf: Temporal.PlainDate) => Promise<ReceivedList | null>;
  /** When the registry last changed. */
  readonly trustedHeardAt: () => Promise<Temporal.Instant | null>;
}

export function lookups(setting: LoaderSetting): Lookups {
  const viewer = viewerParams(setting.viewer, setting.today);
  const exclusions = statement<
    ExclusionRow & { readonly foundScheme: FoundBy['scheme']; readonly foundValue: string }
  >(
    setting.sql,
    `select k.scheme as "foundScheme", k.value as "foundValue", ${exclusionColumns(setting.viewer)}
     from exclusion_key k
     join exclusion e using (exclusion_id)
     where k.value = any(:keys::text[])`,
  );
  const byId = statement<ExclusionRow>(
    setting.sql,
    `select ${exclusionColumns(setting.viewer)}
     from exclusion e
     where e.exclusion_id = any(:ids::text[])`,
  );
  const trusted = statement<TrustedListing & { readonly key: string }>(
    setting.sql,
    `select distinct on (trusted_key)
       trusted_key as key, trusted_name as name, trusted_from as "listedOn", trusted_until as "untilOn"
     from importer_identity
     where trusted_key = any(:keys::text[])
       and trusted_from <= :as_of::date
       and (trusted_until is null or trusted_until >= :as_of::date)
     order by trusted_key, trusted_from, trusted_name`,
  );
  const newest = statement<ReceivedList>(
    setting.sql,
    `select receipt.listed_on as "listedOn", receipt.is_dated as "isDated",
       receipt.received_at as "receivedAt", run.rejected as "rejectedRows"
     from (
       select run_id, listed_on, is_dated, received_at from list join run using (run_id)
       union all
       select run_id, listed_on, is_dated, received_at from list_renewal
     ) receipt
     join run using (run_id)
     where run.state = 'DONE' and receipt.listed_on <= :as_of::date
     order by receipt.listed_on desc, run.run_id desc, receipt.received_at desc
     limit 1`,
  );
  const heard = statement<{ readonly heardAt: Temporal.Instant | null }>(
    setting.sql,
    'select max(trusted_at) as "heardAt" from importer_identity',
  );
  return {
    async exclusions(keys) {
      const rows = await exclusions({ ...viewer, keys });
      return rows.map((row) => ({ exclusion: row, by: { scheme: row.foundScheme, value: row.foundValue } }));
    },
    exclusionsById: (ids) => byId({ ...viewer, ids }),
    async trustedListings(keys, asOf) {
      const rows = await trusted({ keys, as_of: asOf });
      return new Map(rows.map((row) => [row.key, row]));
    },
    newestList: async (asOf) => (await newest({ as_of: asOf }))[0] ?? null,
    trustedHeardAt: async () => (await heard({}))[0]?.heardAt ?? null,
  };
}
