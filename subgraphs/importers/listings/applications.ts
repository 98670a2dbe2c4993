import { byKey, manyByKey } from '@good-standing/kernel/postgres/batch.ts';
import {
  type Connection,
  connection,
  type PageArguments,
  readPage,
} from '@good-standing/kernel/postgres/page.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { listCursors } from '@good-standing/kernel/subgraph/list-cursors.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import type DataLoader from 'dataloader';
import { MOST_NESTED } from '../loaders/most-nested.ts';
import type { TrustedListingState } from '../schema.generated.ts';
import type { ListingDecisionRow, ListingSuspensionRow, TrustedListingApplicationRow } from '../tables.ts';
import { predicateParams } from '../visibility.ts';
import { IS_LOST, standingLost } from './standing-lost.ts';

/** Whose applications and enrolments the viewer may know of, by an importer's id as SQL: CBP all, an importer its own. */
export function visibleListingRecord(viewer: Viewer, importerId: string): string {
  if (viewer.audience === 'CBP') return 'true';
  return viewer.audience === 'IMPORTER' ? `${importerId} = :subject` : 'false';
}

const STATE = `
  case
    when a.state <> 'LISTED' then a.state
    when l.ended_on <= :today::date then 'ENDED'
    when l.until_on < :today::date then 'EXPIRED'
    when ${standingLost('a.importer_id', ':today::date')} then 'SUSPENDED'
    else 'LISTED'
  end`;

const APPLICATION = `
  a.application_id as id, a.nth, a.importer_id as "importerId", a.name, a.name_key as "nameKey", a.mode,
  a.applied_at as "appliedAt", ${STATE} as state, a.vetting as decided, l.listed_on as "listedOn", l.until_on as until,
  true as related`;

const FROM = 'from listing_application a left join listing l on l.id = a.listing_id';

export interface ApplicationsArguments extends PageArguments {
  readonly state?: TrustedListingState | null;
}

export interface ApplicationLoaders {
  /** Null also where the viewer may not know of it. One statement a tick. */
  readonly applicationById: DataLoader<string, TrustedListingApplicationRow | null>;
  /** Latest first, at most 200. One statement a tick. */
  readonly applicationsOf: DataLoader<string, readonly TrustedListingApplicationRow[]>;
  /** Latest first. One statement. */
  readonly trustedListingApplications: (
    args: ApplicationsArguments,
  ) => Promise<Connection<TrustedListingApplicationRow>>;
  /** On an application or enrolment that the viewer knows of, latest first, at most 200. One statement a tick. */
  readonly listingDecisionsOf: DataLoader<string, readonly ListingDecisionRow[]>;
  /** Days on which listings of each importer are suspended, latest first, at most 200. One statement a tick. */
  readonly listingSuspensionsOf: DataLoader<string, readonly ListingSuspensionRow[]>;
}

export function applicationLoaders(setting: LoaderSetting): ApplicationLoaders {
  const { sql, viewer, today } = setting;
  const params = predicateParams(viewer, today);
  const isVisible = visibleListingRecord(viewer, 'a.importer_id');
  const byIds = statement<TrustedListingApplicationRow>(
    sql,
    `select ${APPLICATION} ${FROM} where a.application_id = any(:ids::text[]) and ${isVisible}`,
  );
  const ofImporters = statement<TrustedListingApplicationRow>(
    sql,
    `select made.*
     from unnest(:ids::text[]) as i (id)
     cross join lateral (
       select ${APPLICATION} ${FROM}
       where a.importer_id = i.id and ${isVisible}
       order by a.nth desc
       limit ${MOST_NESTED}
     ) made
     order by made."importerId", made.nth desc`,
  );
  const pages = statement<TrustedListingApplicationRow>(
    sql,
    `select ${APPLICATION} ${FROM}
     where ${isVisible}
       and (:state::text is null or ${STATE} = :state)
       and (:after_nth::bigint is null or a.nth < :after_nth)
     order by a.nth desc
     limit :take::int`,
  );
  const decisions = statement<ListingDecisionRow>(
    sql,
    `select made.*
     from unnest(:ids::text[]) as asked (id)
     cross join lateral (
       select d.record_id as "recordId", d.decision, d.note, d.decided_at as "decidedAt", d.nth
       from listing_decision d
       where d.record_id = asked.id
       order by d.nth desc
       limit ${MOST_NESTED}
     ) made
     order by made."recordId", made.nth desc`,
  );
  const suspensions = statement<ListingSuspensionRow>(
    sql,
    `select suspended.*
     from unnest(:ids::text[]) as i (id)
     cross join lateral (
       select
         lost.importer_id as "importerId", greatest(min(lost.valid_from), l.listed_on) as "from",
         nullif(least(max(coalesce(lost.valid_until, 'infinity')), l.last_on), 'infinity') as until
       from (
         select listed_on, coalesce(least(until_on, delisted_on - 1, ended_on - 1), 'infinity') as last_on
         from listing
         where listing.importer_id = i.id and programme = 'TRUSTED'
           and coalesce(least(until_on, delisted_on - 1, ended_on - 1), 'infinity') >= listed_on
       ) l
       join (
         select lost.*,
           sum(case when lost.starts then 1 else 0 end) over (order by lost.valid_from) as stretch
         from (
           select lost.*,
             lag(lost.valid_until) over (order by lost.valid_from) is distinct from lost.valid_from - 1 as starts
           from assessment lost
           where lost.importer_id = i.id and ${IS_LOST} and ${isVisible.replaceAll('a.importer_id', 'i.id')}
         ) lost
       ) lost on lost.valid_from <= l.last_on and coalesce(lost.valid_until, 'infinity') >= l.listed_on
       group by lost.importer_id, lost.stretch, l.listed_on, l.last_on
       order by 2 desc
       limit ${MOST_NESTED}
     ) suspended
     order by suspended."importerId", suspended."from" desc`,
  );
  return {
    applicationById: byKey<string, TrustedListingApplicationRow>(
      (ids) => byIds({ ...params, ids }),
      (row) => row.id,
    ),
    applicationsOf: manyByKey<string, TrustedListingApplicationRow>(
      (ids) => ofImporters({ ...params, ids }),
      (row) => row.importerId,
    ),
    async trustedListingApplications({ state = null, ...args }) {
      const cursors = listCursors(setting, 'Query.trustedListingApplications', { state });
      const { first, after } = readPage(args, cursors);
      const found = await pages({ ...params, state, after_nth: after?.[0] ?? null, take: first + 1 });
      return connection(found, first, cursors, ({ nth }) => [nth]);
    },
    listingDecisionsOf: manyByKey<string, ListingDecisionRow>(
      (ids) => decisions({ ids }),
      (row) => row.recordId,
    ),
    listingSuspensionsOf: manyByKey<string, ListingSuspensionRow>(
      (ids) => suspensions({ ...params, ids }),
      (row) => row.importerId,
    ),
  };
}
