import { byKey, manyByKey } from '@good-standing/kernel/postgres/batch.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { viewerParams } from '@good-standing/kernel/relation/importer-relation.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import type DataLoader from 'dataloader';
import type { ExclusionRow } from '../tables.ts';
import { visibleLink } from '../visibility.ts';

/** The columns of `ExclusionRow`, of `exclusion e`. Parameters: `viewerParams`. */
export function exclusionColumns(viewer: Viewer): string {
  return `
    e.exclusion_id as id, e.sam_number as "samNumber", e.classification, e.name, e.other_names as "otherNames",
    e.uei, e.cage, e.npi, e.address_lines as "addressLines", e.city, e.region, e.postal_code as "postalCode",
    e.country, e.other_addresses as "otherAddresses", e.program, e.excluding_agency as "excludingAgency",
    e.exclusion_type as "exclusionType", e.proceeding, e.ct_code as "ctCode", e.comments,
    e.active_on as "activeOn", e.active_on_basis as "activeOnBasis", e.terminates_on as "terminatesOn",
    e.active_ons as "activeOns", e.terminates_ons as "terminatesOns", e.published_on as "publishedOn",
    e.by_cbp_as as "byCbpAs", e.trade_related as "tradeRelated", e.defects,
    e.delisted_ons as "delistedOns", e.relisted_ons as "relistedOns",
    upper(e.name) collate "C" as "sortName", e.run_id as "runId", e.line,
    exists (
      select from exclusion_link l where l.exclusion_id = e.exclusion_id and ${visibleLink(viewer, 'l')}
    ) as related`;
}

/** One statement a tick; null where there is none. */
export function exclusionById(setting: LoaderSetting): DataLoader<string, ExclusionRow | null> {
  const rows = statement<ExclusionRow>(
    setting.sql,
    `select ${exclusionColumns(setting.viewer)}
     from exclusion e
     where e.exclusion_id = any(:ids::text[])`,
  );
  const viewer = viewerParams(setting.viewer, setting.today);
  return byKey<string, ExclusionRow>(
    (ids) => rows({ ...viewer, ids }),
    (row) => row.id,
  );
}

/** Entries given for one entry's cross-reference; the longest published has about 250 names. */
const MOST_FOLLOWED = 300;

/**
 * Listed entries that the other names of each entry name: of each name those of one
 * person, told by SAM number or else UEI; a name that several persons have leads
 * nowhere. In order of their names. One statement a tick.
 */
export function crossReferencesOf(setting: LoaderSetting): DataLoader<string, readonly ExclusionRow[]> {
  const rows = statement<ExclusionRow & { readonly namedBy: string }>(
    setting.sql,
    `with named as (
       select
         mention.exclusion_id as named_by, mention.value, e.exclusion_id,
         coalesce(e.sam_number, e.uei, e.exclusion_id) as person,
         coalesce(own.sam_number, own.uei, own.exclusion_id) as own_person
       from exclusion_key mention
       join exclusion own on own.exclusion_id = mention.exclusion_id
       join exclusion_key found on found.value = mention.value and found.scheme in ('NAME', 'SHORT_NAME')
       join exclusion e on e.exclusion_id = found.exclusion_id
       where mention.exclusion_id = any(:ids::text[])
         and mention.scheme = 'OTHER_NAME'
         and cardinality(e.delisted_ons) = cardinality(e.relisted_ons)
     ), sure as (
       select named_by, value
       from named
       where person <> own_person
       group by named_by, value
       having count(distinct person) = 1
     )
     select * from (
       select
         named_by as "namedBy", ${exclusionColumns(setting.viewer)},
         row_number() over (partition by named_by order by upper(e.name) collate "C", e.exclusion_id) as nth
       from (
         select distinct named_by, named.exclusion_id
         from sure
         join named using (named_by, value)
         where person <> own_person
       ) referenced
       join exclusion e using (exclusion_id)
     ) ranked
     where nth <= ${MOST_FOLLOWED}
     order by "namedBy", nth`,
  );
  const viewer = viewerParams(setting.viewer, setting.today);
  return manyByKey<string, ExclusionRow & { readonly namedBy: string }>(
    (ids) => rows({ ...viewer, ids }),
    (row) => row.namedBy,
  );
}
