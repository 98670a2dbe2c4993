import type { ImporterNumber } from '@good-standing/kernel/identifiers/importer-number.ts';
import { byKey } from '@good-standing/kernel/postgres/batch.ts';
import {
  type Connection,
  connection,
  type PageArguments,
  readPage,
} from '@good-standing/kernel/postgres/page.ts';
import { type Statement, statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { listCursors } from '@good-standing/kernel/subgraph/list-cursors.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import type DataLoader from 'dataloader';
import { afterKeysOf } from '../name-key.ts';
import { preparedText } from '../prepared-text.ts';
import type { ImporterFilter } from '../schema.generated.ts';
import { searchKey } from '../search-key.ts';
import type { ImporterRow } from '../tables.ts';
import {
  CONFIDENTIAL,
  consents,
  contactReadable,
  nameReadable,
  numberReadable,
  predicateParams,
  related,
  statusReadable,
  TRUSTED,
  visibleImporters,
} from '../visibility.ts';

export interface ImportersArguments extends PageArguments {
  readonly filter?: ImporterFilter | null;
}

export interface ImporterLoaders {
  /** Null where the viewer may know of no such importer. One statement a tick. */
  readonly importerById: DataLoader<string, ImporterRow | null>;
  /** Null also where the viewer may not read the number. One statement a tick. */
  readonly importerByNumber: DataLoader<ImporterNumber, ImporterRow | null>;
  /** In the order of their ids, which means nothing. One statement. */
  readonly importers: (args: ImportersArguments) => Promise<Connection<ImporterRow>>;
}

export function importerLoaders(setting: LoaderSetting): ImporterLoaders {
  const importerById = byId(setting);
  return {
    importerById,
    importerByNumber: byNumber(setting),
    importers: list(setting, importerById),
  };
}

function selectImporters(viewer: Viewer): string {
  return `
    select i.id, i.number, i.former_numbers as "formerNumbers", i.former_until as "formerUntil",
           i.name, i.other_names as "otherNames", i.kind,
           i.mailing_lines as "mailingLines", i.mailing_city as "mailingCity", i.mailing_region as "mailingRegion",
           i.mailing_postal_code as "mailingPostalCode", i.mailing_country as "mailingCountry",
           i.physical_lines as "physicalLines", i.physical_city as "physicalCity", i.physical_region as "physicalRegion",
           i.physical_postal_code as "physicalPostalCode", i.physical_country as "physicalCountry",
           i.registry_status as "registryStatus", i.last_used_on as "lastUsedOn",
           i.year_organized as "yearOrganized", i.organized_in as "organizedIn", i.naics,
           i.business_description as "businessDescription", i.website, i.phones, i.entries_per_year as "entriesPerYear",
           i.anticipated_value_cents as "anticipatedValue", i.anticipated_duties_cents as "anticipatedDuties", i.uei, i.cage, i.duns, i.lei,
           i.run_id as "runId", i.line,
           ${related(viewer)} as related, ${TRUSTED} as trusted, ${CONFIDENTIAL} as confidential,
           ${consents(viewer, 'IMPORTER_NAME')} as "consentsToName", ${consents(viewer, 'STANDING_STATUS')} as "consentsToStatus"
    from importer i
    where ${visibleImporters(viewer)}`;
}

function byId({ sql, viewer, today }: LoaderSetting): ImporterLoaders['importerById'] {
  const rows = statement<ImporterRow>(
    sql,
    preparedText(viewer, 'importerById', () => `${selectImporters(viewer)} and i.id = any(:ids::text[])`),
  );
  return byKey(
    (ids: readonly string[]) => rows({ ...predicateParams(viewer, today), ids }),
    (row) => row.id,
  );
}

function byNumber({ sql, viewer, today }: LoaderSetting): ImporterLoaders['importerByNumber'] {
  const rows = statement<ImporterRow>(
    sql,
    preparedText(
      viewer,
      'importerByNumber',
      () => `${selectImporters(viewer)} and i.number = any(:numbers::text[]) and ${numberReadable(viewer)}`,
    ),
  );
  return byKey(
    (numbers: readonly ImporterNumber[]) => rows({ ...predicateParams(viewer, today), numbers }),
    (row) => row.number,
  );
}

function list(
  setting: LoaderSetting,
  importerById: ImporterLoaders['importerById'],
): ImporterLoaders['importers'] {
  const { viewer, today } = setting;
  return async ({ filter, ...args }) => {
    const where = wanted(filter);
    const cursors = listCursors(setting, 'Query.importers', where);
    const { first, after } = readPage(args, cursors);
    const rows = listStatement(setting, where);
    const found = await rows({
      ...predicateParams(viewer, today),
      ...where,
      name_end: where.name === null ? null : afterKeysOf(where.name),
      after_id: after?.[0] ?? null,
      take: first + 1,
    });
    for (const row of found) importerById.prime(row.id, row);
    const known = await importerById.loadMany(found.map((row) => row.id));
    return connection(known.filter(isImporter), first, cursors, (row) => [row.id]);
  };
}

/** One object an importer and request, so that a cell is decided and recorded once. */
function isImporter(row: ImporterRow | Error | null): row is ImporterRow {
  return row !== null && !(row instanceof Error);
}

interface Wanted {
  readonly name: string | null;
  readonly status: string | null;
  readonly kind: string | null;
  readonly country: string | null;
}

function wanted(filter: ImporterFilter | null | undefined): Wanted {
  return {
    name: searchKey('filter.name', filter?.name),
    status: filter?.registryStatus ?? null,
    kind: filter?.kind ?? null,
    country: filter?.country ?? null,
  };
}

function listStatement({ sql, viewer }: LoaderSetting, where: Wanted): Statement<ImporterRow> {
  const given = Object.entries(where)
    .filter(([, value]) => value !== null)
    .map(([name]) => name);
  return statement(
    sql,
    preparedText(viewer, `importers ${given}`, () => listText(viewer, where)),
  );
}

/** A condition on a protected cell holds only where the viewer may read the cell. */
function listText(viewer: Viewer, where: Wanted): string {
  const conditions = [
    where.name === null
      ? null
      : `${nameReadable(viewer)}
         and i.id in (select n.importer_id from importer_name n where n.key >= :name and n.key < :name_end)`,
    where.status === null ? null : `${statusReadable(viewer)} and i.registry_status = :status`,
    where.kind === null ? null : 'i.kind = :kind',
    where.country === null
      ? null
      : `${contactReadable(viewer)} and (i.mailing_country = :country or i.physical_country = :country)`,
  ].filter((condition) => condition !== null);
  return `
    ${selectImporters(viewer)}
      and (:after_id::text is null or i.id > :after_id::text)
      ${conditions.map((condition) => `and ${condition}`).join('\n      ')}
    order by i.id
    limit :take::int`;
}
