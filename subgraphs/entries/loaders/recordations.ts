import { byKey, manyByKey } from '@good-standing/kernel/postgres/batch.ts';
import {
  type Connection,
  connection,
  type PageArguments,
  readPage,
} from '@good-standing/kernel/postgres/page.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { viewerParams } from '@good-standing/kernel/relation/importer-relation.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { listCursors } from '@good-standing/kernel/subgraph/list-cursors.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import type DataLoader from 'dataloader';
import type { RecordationRow } from '../tables.ts';
import { OWN_RECORDATION, visibleSeizureLines } from '../visibility.ts';

const columns = ({ audience }: Viewer) => `
  recordation.id, recordation.number, recordation.title, recordation.owner_id as "ownerId",
  recordation.effective_on as "effectiveOn", recordation.expires_on as "expiresOn",
  recordation.delisted_on as "delistedOn", recordation.gray_market as "grayMarket",
  ${audience === 'RIGHTS_HOLDER' ? OWN_RECORDATION : 'false'} as "isOwn"`;

/** Public search record: the same rows for every viewer. */
export function recordationById(setting: LoaderSetting): DataLoader<string, RecordationRow | null> {
  const rows = statement<RecordationRow>(
    setting.sql,
    `select ${columns(setting.viewer)} from recordation where recordation.id = any(:ids::text[])`,
  );
  const params = ownParams(setting);
  return byKey(
    (ids: readonly string[]) => rows({ ...params, ids }),
    (row) => row.id,
  );
}

/** Those of the lines that the viewer may know of, by number. */
export function recordationsOfSeizure(setting: LoaderSetting): DataLoader<string, readonly RecordationRow[]> {
  const rows = statement<RecordationRow & { readonly seizureId: string }>(
    setting.sql,
    `select held.seizure_id as "seizureId", ${columns(setting.viewer)}
     from (
       select distinct seizure_line.seizure_id, seizure_line.recordation_id
       from seizure_line
       where seizure_line.seizure_id = any(:ids::text[]) and ${visibleSeizureLines(setting.viewer)}
     ) held
     join recordation on recordation.id = held.recordation_id
     order by held.seizure_id, recordation.number`,
  );
  const params = viewerParams(setting.viewer, setting.today);
  return manyByKey(
    (ids: readonly string[]) => rows({ ...params, ids }),
    (row) => row.seizureId,
  );
}

/** The recordations of the asking owner, or in its care as verified agent, by number. One statement. */
export function ownRecordations(
  setting: LoaderSetting,
): (args: PageArguments) => Promise<Connection<RecordationRow>> {
  const rows = statement<RecordationRow>(
    setting.sql,
    `select ${columns(setting.viewer)}
     from recordation
     where ${OWN_RECORDATION} and (:after::text is null or recordation.number > :after)
     order by recordation.number
     limit :take::int`,
  );
  const params = ownParams(setting);
  return async (args) => {
    const cursors = listCursors(setting, 'Query.myRecordations', {});
    const { first, after } = readPage(args, cursors);
    const found = await rows({ ...params, after: after?.[0] ?? null, take: first + 1 });
    return connection(found, first, cursors, (recordation) => [recordation.number]);
  };
}

function ownParams({ viewer, today }: LoaderSetting) {
  const { subject, today: day } = viewerParams(viewer, today);
  return { subject, today: day };
}
