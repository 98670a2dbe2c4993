import type DataLoader from 'dataloader';
import { byKey } from '../postgres/batch.ts';
import { statement } from '../postgres/statement.ts';
import type { LoaderSetting } from '../subgraph/definition.ts';
import type { Viewer } from '../viewer/viewer.ts';
import { relatedToImporter, viewerParams } from './importer-relation.ts';

/** An importer as an owner of other records knows it: an id, and whether the viewer stands in the relation of its audience to it. */
export interface ImporterStub {
  readonly id: string;
  readonly related: boolean;
}

export interface ImporterStubs {
  load(id: string): ImporterStub | Promise<ImporterStub>;
}

/**
 * Any id as an importer: whether there is one is for its owner to say, so an id of
 * none answers as one without relation. For agencies and brokers one statement a
 * tick; for all others the id itself decides and no statement is needed.
 */
export function importerStubs(setting: LoaderSetting): ImporterStubs {
  const { viewer } = setting;
  if (viewer.audience !== 'PGA' && viewer.audience !== 'BROKER') {
    return { load: (id) => ({ id, related: isRelatedById(viewer, id) }) };
  }
  const loader = stubsByStatement(setting);
  return { load: async (id) => (await loader.load(id)) ?? { id, related: false } };
}

function isRelatedById({ audience, subject }: Viewer, id: string): boolean {
  return audience === 'CBP' || (audience === 'IMPORTER' && id === subject);
}

function stubsByStatement({ sql, viewer, today }: LoaderSetting): DataLoader<string, ImporterStub | null> {
  const rows = statement<ImporterStub>(
    sql,
    `select asked.id, ${relatedToImporter(viewer, 'asked.id')} as related
     from unnest(:ids::text[]) as asked (id)`,
  );
  const params = viewerParams(viewer, today);
  return byKey(
    (ids: readonly string[]) => rows({ ...params, ids }),
    (row) => row.id,
  );
}
