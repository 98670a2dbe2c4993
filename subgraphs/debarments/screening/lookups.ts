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

/** What screening reads, one statement each. */
export interface Lookups {
  /** Exclusions with any of these identifiers or normalised names, once for each key. */
  readonly exclusions: (keys: readonly string[]) => Promise<readonly FoundExclusion[]>;
  /** Exclusions by id. */
  readonly exclusionsById: (ids: readonly string[]) => Promise<readonly ExclusionRow[]>;
  /** Of these consents those that open the standing to the viewer today. No statement where none is asked about. */
  readonly consentsInForce: (consents: readonly string[]) => Promise<ReadonlySet<string>>;
  /** The newest list of the day or of a day before it. */
  readonly newestList: (asOf: Temporal.PlainDate) => Promise<ReceivedList | null>;
}

export function lookups(setting: Pick<LoaderSetting, 'sql' | 'viewer' | 'today'>): Lookups {
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
  const consents = statement<{ id: string }>(
    setting.sql,
    `select consent_id as id
     from standing_consent
     where consent_id = any(:consents::text[]) and platform = :organization::text and opens_standing
       and from_on <= :today::date and until_on >= :today::date and revoked_at is null`,
  );
  const { audience, organization } = setting.viewer;
  return {
    async consentsInForce(asked) {
      if (asked.length === 0) return new Set();
      const platform = audience === 'PLATFORM' ? (organization?.id ?? null) : null;
      const rows = await consents({ consents: asked, organization: platform, today: setting.today });
      return new Set(rows.map(({ id }) => id));
    },
    async exclusions(keys) {
      const rows = await exclusions({ ...viewer, keys });
      return rows.map((row) => ({ exclusion: row, by: { scheme: row.foundScheme, value: row.foundValue } }));
    },
    exclusionsById: (ids) => byId({ ...viewer, ids }),
    newestList: async (asOf) => (await newest({ as_of: asOf }))[0] ?? null,
  };
}
