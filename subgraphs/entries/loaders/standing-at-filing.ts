import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import DataLoader from 'dataloader';
import type { StandingStatus } from '../schema.generated.ts';
import type { EntryRow } from '../tables.ts';

interface Asked extends Pick<EntryRow, 'importerId' | 'filedOn'> {
  readonly knownAt: Temporal.Instant | null;
}

/**
 * Standing of the importer of an entry on the day of filing, as it is known or as it was known
 * at an instant, of entries that were read already. One statement a tick.
 */
export function standingAtFiling({
  sql,
}: Pick<LoaderSetting, 'sql'>): DataLoader<Asked, StandingStatus | null, string> {
  const rows = statement<{ readonly status: StandingStatus | null }>(
    sql,
    `select (
       select span->>'status'
       from jsonb_array_elements(
         case
           when filed.known_at is null then
             (select held.spans from importer_standing held where held.importer_id = filed.importer_id)
           else (
             select told.spans from importer_standing_told told
             where told.importer_id = filed.importer_id and told.stated_at <= filed.known_at
             order by told.stated_at desc
             limit 1)
         end) as span
       where (span->>'from')::date <= filed.day
         and (span->>'until' is null or (span->>'until')::date >= filed.day)
     ) as status
     from unnest(:importers::text[], :days::date[], :instants::timestamptz[])
       with ordinality as filed (importer_id, day, known_at, ordinal)
     order by filed.ordinal`,
  );
  return new DataLoader(
    async (entries) => {
      const found = await rows({
        importers: entries.map(({ importerId }) => importerId),
        days: entries.map(({ filedOn }) => filedOn),
        instants: entries.map(({ knownAt }) => knownAt),
      });
      return found.map(({ status }) => status);
    },
    {
      cacheKeyFn: ({ importerId, filedOn, knownAt }) => `${importerId} ${filedOn} ${knownAt}`,
      maxBatchSize: 5_000,
    },
  );
}
