import { byKey } from '@good-standing/kernel/postgres/batch.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { relatedToImporter, viewerParams } from '@good-standing/kernel/relation/importer-relation.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type DataLoader from 'dataloader';
import type { BrokerRow, ImporterRow } from '../tables.ts';

/**
 * Any id as an importer, with the viewer's relation to it: never null, so that
 * nothing tells an importer that is not from one that the viewer may not know of.
 */
export function importerById(setting: LoaderSetting): DataLoader<string, ImporterRow | null> {
  const rows = statement<ImporterRow>(
    setting.sql,
    `select importer.id, ${relatedToImporter(setting.viewer, 'importer.id')} as related
     from unnest(:ids::text[]) as importer (id)`,
  );
  const params = viewerParams(setting.viewer, setting.today);
  return byKey(
    (ids: readonly string[]) => rows({ ...params, ids }),
    (row) => row.id,
  );
}

/** The broker that files under each code, or null where none is known to. */
export function brokerByFilerCode(setting: LoaderSetting): DataLoader<string, BrokerRow | null> {
  const rows = statement<BrokerRow & { readonly code: string }>(
    setting.sql,
    'select filer_code.code, filer_code.broker_id as id from filer_code where filer_code.code = any(:codes::text[])',
  );
  return byKey(
    (codes: readonly string[]) => rows({ codes }),
    (row) => row.code,
  );
}
