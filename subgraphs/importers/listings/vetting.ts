import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import DataLoader from 'dataloader';
import { cleanSince, type Vetted, vettingOf } from '../rules/listing-vetting.ts';
import type { ListingCheck } from '../schema.generated.ts';
import type { TrustedListingApplicationRow } from '../tables.ts';

/** What the vetting reads of importers `asked (importer_id, name_key, nth)`; no row where there is no such importer. */
const VETTED = `
  select
    asked.nth::int as nth, i.registry_status as "registryStatus",
    (
      select a.status from assessment a
      where a.importer_id = i.id and a.known_until is null
        and a.valid_from <= :today::date and (a.valid_until is null or a.valid_until >= :today::date)
    ) as status,
    asked.name_key is null
      or exists (select from importer_name n where n.importer_id = i.id and n.key = asked.name_key) as "isNameCurrent",
    exists (
      select from finding f
      where f.importer_id = i.id and f.known_until is null and f.state <> 'WITHDRAWN'
        and f.effect in ('FAIL_INELIGIBLE', 'FAIL_NOT_GOOD')
        and f.valid_from <= :today::date and (f.valid_until is null or f.valid_until >= :since::date)
    ) as "hasFailed"
  from unnest(:importers::text[], :keys::text[]) with ordinality as asked (importer_id, name_key, nth)
  join importer i on i.id = asked.importer_id`;

type Row = Vetted & { readonly nth: number };

/** The checks of an application: as they were kept, or as they stand where it is pending. One statement a tick. */
export function vettingOfApplication({ sql, today }: LoaderSetting) {
  const rows = statement<Row>(sql, VETTED);
  const loader = new DataLoader<TrustedListingApplicationRow, readonly ListingCheck[] | null, string>(
    async (applications) => {
      const found = await rows({
        importers: applications.map(({ importerId }) => importerId),
        keys: applications.map(({ nameKey }) => nameKey),
        today,
        since: cleanSince(today),
      });
      const held = new Map(found.map((row) => [row.nth, vettingOf(row)]));
      return applications.map((_each, nth) => held.get(nth + 1) ?? null);
    },
    { cacheKeyFn: ({ id }) => id, maxBatchSize: 5_000 },
  );
  return async (application: TrustedListingApplicationRow): Promise<readonly ListingCheck[] | null> => {
    if (application.decided !== null) return application.decided;
    return application.state === 'APPLIED' ? loader.load(application) : null;
  };
}

/** The checks of an importer as they stand, in the transaction at hand; null where there is no such importer. */
export async function vettingNow(
  tx: TransactionSql,
  { today }: LoaderSetting,
  importer: string,
  nameKey: string | null,
): Promise<readonly ListingCheck[] | null> {
  const rows = statement<Row>(tx, VETTED);
  const [row] = await rows({ importers: [importer], keys: [nameKey], today, since: cleanSince(today) });
  return row === undefined ? null : vettingOf(row);
}
