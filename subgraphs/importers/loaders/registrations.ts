import { manyByKey } from '@good-standing/kernel/postgres/batch.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type DataLoader from 'dataloader';
import type { ImporterFacts, ImporterRow, RegistrationRecordRow } from '../tables.ts';

type Kept = Omit<RegistrationRecordRow, 'id' | keyof ImporterFacts> & { readonly importerId: string };

/** What the registry said of each importer before, the latest first, at most 200. One statement a tick. */
export function registrationsOf({ sql }: LoaderSetting) {
  const rows = statement<Kept>(
    sql,
    `select was.*
     from unnest(:ids::text[]) as asked (id)
     cross join lateral (
       select r.importer_id as "importerId",
         lag(r.until_on) over (order by r.until_on) + 1 as "from", r.until_on as until,
         r.name, r.other_names as "otherNames", r.kind, r.registry_status as "registryStatus",
         r.year_organized as "yearOrganized", r.organized_in as "organizedIn",
         r.mailing_lines as "mailingLines", r.mailing_city as "mailingCity", r.mailing_region as "mailingRegion",
         r.mailing_postal_code as "mailingPostalCode", r.mailing_country as "mailingCountry",
         r.physical_lines as "physicalLines", r.physical_city as "physicalCity", r.physical_region as "physicalRegion",
         r.physical_postal_code as "physicalPostalCode", r.physical_country as "physicalCountry"
       from registration r
       where r.importer_id = asked.id
       order by r.until_on desc
       limit 200
     ) was
     order by was."importerId", was.until desc`,
  );
  const kept: DataLoader<string, readonly Kept[]> = manyByKey(
    (ids) => rows({ ids }),
    (row) => row.importerId,
  );
  return async (importer: ImporterRow): Promise<readonly RegistrationRecordRow[]> => {
    const { id, related, trusted, confidential, consentsToName, consentsToStatus } = importer;
    const facts = { id, related, trusted, confidential, consentsToName, consentsToStatus };
    return (await kept.load(importer.id)).map((row) => ({ ...row, ...facts }));
  };
}
