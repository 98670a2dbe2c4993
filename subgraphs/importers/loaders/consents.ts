import { byKey, manyByKey } from '@good-standing/kernel/postgres/batch.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type DataLoader from 'dataloader';
import { preparedText } from '../prepared-text.ts';
import type { StandingConsentRow } from '../tables.ts';
import { CONSENT_IN_FORCE, predicateParams, related } from '../visibility.ts';
import { MOST_NESTED } from './most-nested.ts';

export interface ConsentLoaders {
  /** Latest first. One statement a tick. */
  readonly consentsOf: DataLoader<string, readonly StandingConsentRow[]>;
  /** Null also where the viewer may not know of it. One statement a tick. */
  readonly consentById: DataLoader<string, StandingConsentRow | null>;
}

const CONSENT = `
  s.id, s.importer_id as "importerId", s.platform, s.scopes, s.granted_on as "grantedOn", s.until_on as until,
  s.revoked_at as "revokedAt", ${CONSENT_IN_FORCE} as "inForce", true as related`;

export function consentLoaders({ sql, viewer, today }: LoaderSetting): ConsentLoaders {
  const ofImporters = statement<StandingConsentRow>(
    sql,
    preparedText(
      viewer,
      'consentsOf',
      () => `select given.*
     from unnest(:ids::text[]) as i (id)
     cross join lateral (
       select ${CONSENT}, row_number() over (order by s.granted_at desc, s.id) as nth
       from standing_consent s
       where s.importer_id = i.id and ${related(viewer)}
       order by nth
       limit ${MOST_NESTED}
     ) given
     order by given."importerId", given.nth`,
    ),
  );
  const byIds = statement<StandingConsentRow>(
    sql,
    preparedText(
      viewer,
      'consentById',
      () => `select ${CONSENT}
     from standing_consent s
     cross join lateral (select s.importer_id as id) i
     where s.id = any(:ids::text[]) and ${related(viewer)}`,
    ),
  );
  const params = predicateParams(viewer, today);
  return {
    consentsOf: manyByKey(
      (ids: readonly string[]) => ofImporters({ ...params, ids }),
      (row) => row.importerId,
    ),
    consentById: byKey(
      (ids: readonly string[]) => byIds({ ...params, ids }),
      (row) => row.id,
    ),
  };
}
