import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { isPostBox } from '../rules/post-box.ts';
import type { RegistryFactKind } from '../rules/registry-rules.ts';

/** What the registry has of an importer now. */
interface Registered {
  readonly importerId: string;
  readonly registryStatus: string;
  readonly kind: string;
  readonly physicalLines: readonly string[];
  readonly hasVolume: boolean;
  readonly hasYear: boolean;
  readonly hasOwners: boolean;
  /** Disclosures were received, whole, at least once. */
  readonly areDisclosuresReceived: boolean;
}

/**
 * Keeps the facts of the registry that concern standing, with the days on which they
 * were received: what is so and was not opens, what was and is not ends on the day
 * before. What is so when an importer is first received is so since nobody knows.
 */
export async function keepRegistryFacts(tx: TransactionSql, importers: readonly string[]): Promise<void> {
  const registered = await statement<Registered>(tx, REGISTERED)({ importers });
  const facts = registered.flatMap((importer) =>
    factsOf(importer).map((kind) => ({ importer_id: importer.importerId, kind })),
  );
  await statement(tx, END)({ facts: { json: facts }, importers });
  await statement(tx, OPEN)({ facts: { json: facts } });
}

/** A natural person is not organized, and owns itself. */
function factsOf(importer: Registered): readonly RegistryFactKind[] {
  const isPerson = importer.kind === 'INDIVIDUAL' || importer.kind === 'SOLE_PROPRIETOR';
  const facts: readonly (readonly [RegistryFactKind, boolean])[] = [
    ['VOIDED', importer.registryStatus === 'VOIDED'],
    ['POST_BOX', isPostBox(importer.physicalLines)],
    ['NO_VOLUME', !importer.hasVolume],
    ['NO_YEAR_ORGANIZED', !importer.hasYear && !isPerson],
    ['NO_OWNERS', !importer.hasOwners && !isPerson && importer.areDisclosuresReceived],
  ];
  return facts.filter(([, holds]) => holds).map(([kind]) => kind);
}

const REGISTERED = `
  select
    i.id as "importerId", i.registry_status as "registryStatus", i.kind,
    coalesce(i.physical_lines, i.mailing_lines) as "physicalLines",
    i.entries_per_year is not null or i.anticipated_value_cents is not null as "hasVolume",
    i.year_organized is not null as "hasYear",
    exists (
      select from importer_disclosure d
      where d.importer_id = i.id and d.kind = 'OWNER' and d.delisted_on is null) as "hasOwners",
    exists (select from run where feed = 'importer-disclosures' and state = 'DONE') as "areDisclosuresReceived"
  from importer i
  where i.id = any(:importers::text[])
  order by i.id`;

/** Day of the latest receipt of what the facts are read off. */
const RECEIVED = `(
  select max(coalesce(confirmed_at, received_at))::date from run where feed in ('importers', 'importer-disclosures'))`;

const FACTS = `jsonb_to_recordset(:facts::text::jsonb) as item (importer_id text, kind text)`;

/** NOTE: what began and ended within one day never was. */
const END = `
  update registry_fact held
  set until_on = greatest(${RECEIVED} - 1, held.from_on - 1)
  where held.importer_id = any(:importers::text[])
    and held.until_on is null
    and not exists (select from ${FACTS} where item.importer_id = held.importer_id and item.kind = held.kind)`;

const OPEN = `
  insert into registry_fact (importer_id, kind, from_on)
  select
    item.importer_id, item.kind,
    case when exists (select from assessment a where a.importer_id = item.importer_id) then ${RECEIVED} end
  from ${FACTS}
  where not exists (
    select from registry_fact held
    where held.importer_id = item.importer_id and held.kind = item.kind and held.until_on is null)
  order by 1, 2`;
