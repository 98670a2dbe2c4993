import { byKey, manyByKey } from '@good-standing/kernel/postgres/batch.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import type DataLoader from 'dataloader';
import { preparedText } from '../prepared-text.ts';
import { manifestConfidentiality } from '../rules/manifest-confidentiality.ts';
import type { ConfidentialityCertificationRow, ConfidentialityReviewRow } from '../tables.ts';
import { predicateParams, related } from '../visibility.ts';
import { MOST_NESTED } from './most-nested.ts';

export interface CertificationLoaders {
  /** Latest first. One statement a tick. */
  readonly certificationsOf: DataLoader<string, readonly ConfidentialityCertificationRow[]>;
  /** Null also where the viewer may not know of it. One statement a tick. */
  readonly certificationById: DataLoader<string, ConfidentialityCertificationRow | null>;
  /** What keeps a manifest of a day confidential (CF-005). One statement a tick. */
  readonly manifestConfidentialityOf: (
    importerId: string,
    manifestOn: Temporal.PlainDate,
  ) => Promise<ConfidentialityCertificationRow | null>;
  /** Decisions on a certification that the viewer may know of, latest first. One statement a tick. */
  readonly reviewsOf: DataLoader<string, readonly ConfidentialityReviewRow[]>;
}

export function certificationLoaders(setting: LoaderSetting): CertificationLoaders {
  const certificationsOf = ofImporters(setting);
  return {
    certificationsOf,
    certificationById: byId(setting),
    manifestConfidentialityOf: async (importerId, manifestOn) =>
      manifestConfidentiality(await certificationsOf.load(importerId), manifestOn, setting.today),
    reviewsOf: reviewsOf(setting),
  };
}

/**
 * The certifications of importers `i` as days and names, each beside the one
 * before and after it; one that was taken back on the day of its receipt is beside
 * none, since it was never in force.
 *
 * @param importers SQL that gives a column `id`.
 */
export function certificationsText(viewer: Viewer, importers: string): string {
  return `
    select certified.*
    from (${importers}) as i (id)
    cross join lateral (
      select c.id, c.importer_id as "importerId", c.names, c.received_on as "receivedOn",
             c.last_in_force_on as "validUntil", least(c.withdrawn_on, c.ended_on) as "withdrawnOn",
             case when c.ended_on <= c.withdrawn_on or c.withdrawn_on is null then c.ended_by else 'LIST' end
               as "withdrawnBy",
             c.under_review_since as "underReviewSince", c.reviewed_on as "reviewedOn",
             lead(c.received_on) over in_order as "renewedOn",
             lag(case when coalesce(c.withdrawn_on, c.ended_on) is null then c.last_in_force_on end) over in_order
               as "earlierUntil",
             row_number() over (order by c.received_on desc, c.filed_at desc nulls last, c.id desc) as nth,
             true as related
      from confidentiality_certification c
      where c.importer_id = i.id and ${related(viewer)}
      window in_order as (
        partition by coalesce(least(c.withdrawn_on, c.ended_on) <= c.received_on, false)
        order by c.received_on, c.filed_at nulls first, c.id)
      order by nth
      limit ${MOST_NESTED}
    ) certified`;
}

function ofImporters({ sql, viewer, today }: LoaderSetting): CertificationLoaders['certificationsOf'] {
  const rows = statement<ConfidentialityCertificationRow>(
    sql,
    preparedText(
      viewer,
      'certificationsOf',
      () => `${certificationsText(viewer, 'select unnest(:ids::text[])')}
     order by certified."importerId", certified.nth`,
    ),
  );
  return manyByKey(
    (ids: readonly string[]) => rows({ ...predicateParams(viewer, today), ids }),
    (row) => row.importerId,
  );
}

const CERTIFIERS =
  'select distinct importer_id from confidentiality_certification where id = any(:ids::text[])';

function byId({ sql, viewer, today }: LoaderSetting): CertificationLoaders['certificationById'] {
  const rows = statement<ConfidentialityCertificationRow>(
    sql,
    preparedText(
      viewer,
      'certificationById',
      () => `${certificationsText(viewer, CERTIFIERS)} where certified.id = any(:ids::text[])`,
    ),
  );
  return byKey(
    (ids: readonly string[]) => rows({ ...predicateParams(viewer, today), ids }),
    (row) => row.id,
  );
}

function reviewsOf({ sql, viewer, today }: LoaderSetting): CertificationLoaders['reviewsOf'] {
  const rows = statement<ConfidentialityReviewRow>(
    sql,
    preparedText(
      viewer,
      'reviewsOf',
      () => `select decided.*
     from confidentiality_certification c
     cross join lateral (select c.importer_id as id) i
     cross join lateral (
       select d.certification_id as "certificationId", d.decision, d.note, d.decided_at as "decidedAt", d.decision_id
       from certification_decision d
       where d.certification_id = c.id
       order by d.decision_id desc
       limit ${MOST_NESTED}
     ) decided
     where c.id = any(:ids::text[]) and ${related(viewer)}
     order by decided."certificationId", decided.decision_id desc`,
    ),
  );
  return manyByKey(
    (ids: readonly string[]) => rows({ ...predicateParams(viewer, today), ids }),
    (row) => row.certificationId,
  );
}
