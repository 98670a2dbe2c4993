import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import DataLoader from 'dataloader';
import type { StandingStatus } from '../schema.generated.ts';
import type { EntryRow } from '../tables.ts';

type Filed = Pick<EntryRow, 'id' | 'importerId' | 'filedOn'>;

/** Standing of the importer of an entry on the day of filing, of entries that were read already. One statement a tick. */
export function standingAtFiling({ sql }: LoaderSetting): DataLoader<Filed, StandingStatus | null, string> {
  const rows = statement<{ readonly status: StandingStatus | null }>(
    sql,
    `select (
       select span->>'status'
       from importer_standing held
       cross join jsonb_array_elements(held.spans) as span
       where held.importer_id = filed.importer_id
         and (span->>'from')::date <= filed.day
         and (span->>'until' is null or (span->>'until')::date >= filed.day)
     ) as status
     from unnest(:importers::text[], :days::date[]) with ordinality as filed (importer_id, day, ordinal)
     order by filed.ordinal`,
  );
  return new DataLoader(
    async (entries) => {
      const found = await rows({
        importers: entries.map(({ importerId }) => importerId),
        days: entries.map(({ filedOn }) => filedOn),
      });
      return found.map(({ status }) => status);
    },
    { cacheKeyFn: ({ importerId, filedOn }) => `${importerId} ${filedOn}`, maxBatchSize: 5_000 },
  );
}
