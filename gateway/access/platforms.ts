import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type { OrganizationRow } from './tables.ts';

/** As the SDL says. */
const MOST_PLATFORMS = 200;

/** Platforms with an agreement in force today, by name. One statement. */
export function platforms({ sql, today }: LoaderSetting): () => Promise<readonly OrganizationRow[]> {
  const rows = statement<OrganizationRow>(
    sql,
    `select o.id, o.name, o.address
     from organization o
     where exists (
       select from agreement a
       where a.organization_id = o.id and a.audience = 'PLATFORM'
         and a.effective_on <= :today::date and a.expires_on >= :today::date
         and (a.revoked_on is null or a.revoked_on > :today::date))
     order by o.name, o.id
     limit ${MOST_PLATFORMS}`,
  );
  return () => rows({ today: today.toString() });
}
