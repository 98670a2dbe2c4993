import { byKey } from '@good-standing/kernel/postgres/batch.ts';
import { connection, type PageArguments, readPage } from '@good-standing/kernel/postgres/page.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { listCursors } from '@good-standing/kernel/subgraph/list-cursors.ts';
import type DataLoader from 'dataloader';
import { afterKeysOf, nameKey } from '../name-key.ts';
import type { TrustedImporterFilter } from '../schema.generated.ts';
import { searchKey, searchKeys } from '../search-key.ts';
import type {
  KnownShipperEnrollmentRow,
  TrustedImporterConnectionRow,
  TrustedListingRow,
} from '../tables.ts';
import { LISTING_IN_FORCE, predicateParams, TRUSTED_IN_FORCE } from '../visibility.ts';

export interface TrustedImportersArguments extends PageArguments {
  readonly search?: string | null;
  readonly filter?: TrustedImporterFilter | null;
}

export interface ListingLoaders {
  /** By name. One statement. */
  readonly trustedImporters: (args: TrustedImportersArguments) => Promise<TrustedImporterConnectionRow>;
  readonly namesNotListed: (names: readonly string[]) => Promise<readonly string[]>;
  /** When the last complete list was received, or null. One statement. */
  readonly trustedImportersReceivedAt: () => Promise<Temporal.Instant | null>;
  /** The listing in force, the oldest where there are several. One statement a tick. */
  readonly trustedListingOf: DataLoader<string, TrustedListingRow | null>;
  /** One statement a tick. */
  readonly knownShipperOf: (importerId: string) => Promise<KnownShipperEnrollmentRow>;
}

export function listingLoaders(setting: LoaderSetting): ListingLoaders {
  return {
    trustedImporters: trustedImporters(setting),
    namesNotListed: namesNotListed(setting),
    trustedImportersReceivedAt: receivedAt(setting),
    trustedListingOf: trustedListingOf(setting),
    knownShipperOf: knownShipperOf(setting),
  };
}

const LISTING = `
  l.id, l.importer_id as "importerId", l.name, l.name_key as "nameKey", l.mode, l.listed_on as "listedOn",
  l.until_on as until`;

function trustedImporters(setting: LoaderSetting): ListingLoaders['trustedImporters'] {
  return async ({ search, filter, ...args }) => {
    const where = {
      search: searchKey('search', search),
      names: searchKeys('filter.names', filter?.names),
      mode: filter?.mode?.trim().toUpperCase() ?? null,
      word: searchKey('filter.word', filter?.word),
      since: filter?.listedSince?.toString() ?? null,
    };
    const cursors = listCursors(setting, 'Query.trustedImporters', where);
    const { first, after } = readPage(args, cursors);
    const conditions = [
      where.search === null ? null : 'l.name_key >= :search and l.name_key < :search_end',
      where.names === null ? null : 'l.name_key = any(:names::text[])',
      where.mode === null ? null : 'l.mode = :mode',
      where.word === null ? null : `position(' ' || :word in ' ' || l.name_key) > 0`,
      where.since === null ? null : 'l.listed_on >= :since::date',
    ].filter((condition) => condition !== null);
    const rows = statement<TrustedListingRow>(
      setting.sql,
      `select ${LISTING}
       from listing l
       where l.programme = 'TRUSTED' and ${TRUSTED_IN_FORCE}
         and (:after_key::text is null or (l.name_key, l.id) > (:after_key::text, :after_id::text))
         ${conditions.map((condition) => `and ${condition}`).join('\n         ')}
       order by l.name_key, l.id
       limit :take::int`,
    );
    const found = await rows({
      ...predicateParams(setting.viewer, setting.today),
      ...where,
      search_end: where.search === null ? null : afterKeysOf(where.search),
      after_key: after?.[0] ?? null,
      after_id: after?.[1] ?? null,
      take: first + 1,
    });
    const page = connection(found, first, cursors, (listing) => [listing.nameKey, listing.id]);
    return { ...page, asked: filter?.names ?? [] };
  };
}

/** Of names asked for, those that no listing in force has, as they were asked for. One statement. */
function namesNotListed({ sql, viewer, today }: LoaderSetting): ListingLoaders['namesNotListed'] {
  const rows = statement<{ readonly key: string }>(
    sql,
    `select distinct l.name_key as key
     from listing l
     where l.programme = 'TRUSTED' and l.name_key = any(:keys::text[]) and ${TRUSTED_IN_FORCE}`,
  );
  return async (names) => {
    if (names.length === 0) return [];
    const found = await rows({ ...predicateParams(viewer, today), keys: names.map(nameKey) });
    const listed = new Set(found.map(({ key }) => key));
    return names.filter((name) => !listed.has(nameKey(name)));
  };
}

function receivedAt({ sql }: LoaderSetting): ListingLoaders['trustedImportersReceivedAt'] {
  const rows = statement<{ readonly receivedAt: Temporal.Instant | null }>(
    sql,
    `select max(received_at) as "receivedAt" from run where feed = 'trusted-listings' and state = 'DONE'`,
  );
  return async () => (await rows({}))[0]?.receivedAt ?? null;
}

function trustedListingOf({ sql, viewer, today }: LoaderSetting): ListingLoaders['trustedListingOf'] {
  const rows = statement<TrustedListingRow>(
    sql,
    `select distinct on (l.importer_id) ${LISTING}
     from listing l
     where l.importer_id = any(:ids::text[]) and l.programme = 'TRUSTED' and ${TRUSTED_IN_FORCE}
     order by l.importer_id, l.listed_on, l.id`,
  );
  return byKey(
    (ids: readonly string[]) => rows({ ...predicateParams(viewer, today), ids }),
    (row) => row.importerId,
  );
}

function knownShipperOf({ sql, viewer, today }: LoaderSetting): ListingLoaders['knownShipperOf'] {
  const rows = statement<KnownShipperEnrollmentRow>(
    sql,
    `select l.importer_id as "importerId", true as enrolled,
            coalesce(array_agg(distinct l.mode order by l.mode) filter (where l.mode is not null), '{}') as modes
     from listing l
     where l.importer_id = any(:ids::text[]) and l.programme = 'KNOWN_SHIPPER' and ${LISTING_IN_FORCE}
     group by l.importer_id`,
  );
  const enrolments = byKey(
    (ids: readonly string[]) => rows({ ...predicateParams(viewer, today), ids }),
    (row) => row.importerId,
  );
  return async (importerId) =>
    (await enrolments.load(importerId)) ?? { importerId, enrolled: false, modes: [] };
}
