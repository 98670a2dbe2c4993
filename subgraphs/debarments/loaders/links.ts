import { byKey, manyByKey } from '@good-standing/kernel/postgres/batch.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { viewerParams } from '@good-standing/kernel/relation/importer-relation.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type DataLoader from 'dataloader';
import type { ExclusionLinkRow, LinkDecisionMadeRow } from '../tables.ts';
import { visibleLink } from '../visibility.ts';

const LINK = `
  l.link_id as id, l.importer_id as "importerId", l.exclusion_id as "exclusionId", l.status, l.basis,
  l.found_at as "foundAt", true as related`;

type LinkColumn = 'link_id' | 'importer_id' | 'exclusion_id';

/** The visible links of `keys`, oldest first. */
function linkRows(setting: LoaderSetting, column: LinkColumn) {
  const rows = statement<ExclusionLinkRow>(
    setting.sql,
    `select ${LINK}
     from exclusion_link l
     where l.${column} = any(:keys::text[])
       and ${visibleLink(setting.viewer, 'l')}
     order by l.found_at, l.link_id`,
  );
  const viewer = viewerParams(setting.viewer, setting.today);
  return (keys: readonly string[]) => rows({ ...viewer, keys });
}

/** Null where there is none, or none that the viewer may know of. One statement a tick. */
export function linkById(setting: LoaderSetting): DataLoader<string, ExclusionLinkRow | null> {
  return byKey<string, ExclusionLinkRow>(linkRows(setting, 'link_id'), (row) => row.id);
}

/** Links of each exclusion that the viewer may know of. One statement a tick. */
export function linksOfExclusion(setting: LoaderSetting): DataLoader<string, readonly ExclusionLinkRow[]> {
  return manyByKey<string, ExclusionLinkRow>(linkRows(setting, 'exclusion_id'), (row) => row.exclusionId);
}

/** Links of each importer that the viewer may know of. One statement a tick. */
export function linksOfImporter(setting: LoaderSetting): DataLoader<string, readonly ExclusionLinkRow[]> {
  return manyByKey<string, ExclusionLinkRow>(linkRows(setting, 'importer_id'), (row) => row.importerId);
}

/** Decisions on each link, the latest first. One statement a tick. */
export function decisionsOf(setting: LoaderSetting): DataLoader<string, readonly LinkDecisionMadeRow[]> {
  const rows = statement<LinkDecisionMadeRow>(
    setting.sql,
    `select link_id as "linkId", decision, note, decided_by as "decidedBy", decided_at as "decidedAt"
     from link_decision
     where link_id = any(:ids::text[])
     order by link_id, nth desc`,
  );
  return manyByKey<string, LinkDecisionMadeRow>(
    (ids) => rows({ ids }),
    (row) => row.linkId,
  );
}
