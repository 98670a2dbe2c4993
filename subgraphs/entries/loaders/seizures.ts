import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { byKey, manyByKey, perArguments } from '@good-standing/kernel/postgres/batch.ts';
import type { Connection, PageArguments } from '@good-standing/kernel/postgres/page.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { viewerParams } from '@good-standing/kernel/relation/importer-relation.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import type DataLoader from 'dataloader';
import { SEIZURE_STAGE_SQL } from '../rules/seizure-stage.ts';
import type { SeizureFilter } from '../schema.generated.ts';
import type { SeizureLineRow, SeizureRow } from '../tables.ts';
import { IS_HELD, visibleSeizureLines, visibleSeizures } from '../visibility.ts';
import { nestedList } from './nested-list.ts';
import { hasGround, listedOn, seizureSource } from './seizure-source.ts';

const LATEST_FIRST = 'listed."listedOn" desc, listed.id desc';

const keyOf = (seizure: SeizureRow) => [seizure.listedOn.toString(), seizure.id] as const;

export function seizureById(setting: LoaderSetting): DataLoader<string, SeizureRow | null> {
  const { columns, joins } = seizureSource(setting.viewer);
  const rows = statement<SeizureRow>(
    setting.sql,
    `select ${columns}
     from seizure ${joins}
     where seizure.id = any(:ids::text[]) and ${visibleSeizures(setting.viewer)}`,
  );
  const params = viewerParams(setting.viewer, setting.today);
  return byKey(
    (ids: readonly string[]) => rows({ ...params, ids }),
    (row) => row.id,
  );
}

/** Few by nature; 200 of each entry at most. */
export function seizuresOfEntry(setting: LoaderSetting): DataLoader<string, readonly SeizureRow[]> {
  const { columns, joins } = seizureSource(setting.viewer);
  const on = listedOn(setting.viewer, 'seizure');
  const rows = statement<SeizureRow & { readonly parent: string }>(
    setting.sql,
    `select parent.id as parent, listed.*
     from unnest(:ids::text[]) as parent (id)
     cross join lateral (
       select ${columns}
       from (
         select seizure.*
         from seizure
         where seizure.entry_id = parent.id and ${visibleSeizures(setting.viewer)}
         order by ${on} desc, seizure.id desc
         limit 200
       ) seizure ${joins}
     ) listed
     order by ${LATEST_FIRST}`,
  );
  const params = viewerParams(setting.viewer, setting.today);
  return manyByKey(
    (ids: readonly string[]) => rows({ ...params, ids }),
    (row) => row.parent,
  );
}

export function seizuresOfImporter(
  setting: LoaderSetting,
): (importer: string, args: PageArguments) => Promise<Connection<SeizureRow>> {
  const { columns, joins } = seizureSource(setting.viewer);
  const on = listedOn(setting.viewer, 'seizure');
  return nestedList<SeizureRow>(setting, {
    coordinate: 'Importer.seizures',
    key: ['date', 'text'],
    rows: `
      select ${columns}
      from (
        select seizure.*
        from seizure
        where seizure.importer_id = page.parent
          and ${visibleSeizures(setting.viewer)}
          and (page.after_1 is null or (${on}, seizure.id) < (page.after_1, page.after_2))
        order by ${on} desc, seizure.id desc
        limit page.take
      ) seizure ${joins}`,
    order: LATEST_FIRST,
    keyOf,
  });
}

export type SeizuresOfRecordation = (
  recordation: string,
  args: PageArguments,
  filter: SeizureFilter | null | undefined,
) => Promise<Connection<SeizureRow>>;

/** Those with a line under the recordation itself that the viewer may know of. One statement a tick for each filter. */
export function seizuresOfRecordation(setting: LoaderSetting): SeizuresOfRecordation {
  const { columns, joins } = seizureSource(setting.viewer);
  const on = listedOn(setting.viewer, 'seizure_line');
  const filtered = perArguments((where: ReturnType<typeof conditions>) =>
    nestedList<SeizureRow>(
      setting,
      {
        coordinate: 'Recordation.seizures',
        key: ['date', 'text'],
        rows: `
          select ${columns}
          from (
            select seizure.*
            from (
              select distinct ${on} as day, seizure_line.seizure_id
              from seizure_line
              where seizure_line.recordation_id = page.parent
                and ${visibleSeizureLines(setting.viewer)}
                and (page.after_1 is null
                  or (${on}, seizure_line.seizure_id) < (page.after_1, page.after_2))
              order by day desc, seizure_line.seizure_id desc
            ) held
            join seizure on seizure.id = held.seizure_id
            where ${visibleSeizures(setting.viewer)}
              and (${mayBeFiltered(setting.viewer)} or coalesce(:stage, :ground, :environment) is null)
              and (:stage::text is null or ${SEIZURE_STAGE_SQL.replaceAll(':today', ':today::date')} = :stage)
              and (:ground::text is null or ${hasGround(setting.viewer, ':ground')})
              and (:environment::text is null or seizure.environment = :environment)
            order by held.day desc, held.seizure_id desc
            limit page.take
          ) seizure ${joins}`,
        order: LATEST_FIRST,
        keyOf,
      },
      where,
    ),
  );
  return (recordation, args, filter) => filtered(conditions(filter))(recordation, args);
}

/** A filter finds by what the viewer may read, and of what is held nobody but CBP may read anything. */
function mayBeFiltered({ audience }: Viewer): string {
  return audience === 'CBP' ? 'true' : `not ${IS_HELD}`;
}

function conditions(filter: SeizureFilter | null | undefined) {
  return {
    stage: filter?.stage ?? null,
    ground: filter?.ground ?? null,
    environment: filter?.environment ?? null,
  };
}

type StoredLine = Omit<SeizureLineRow, 'id'> & { readonly seizureId: string };

/** Lines of a visible seizure by number; the feed takes at most 999. */
export function linesOfSeizure(setting: LoaderSetting): DataLoader<string, readonly SeizureLineRow[]> {
  const agencies = setting.viewer.audience === 'PGA' ? 'array[:agency::text]' : 'seizure_line.agencies';
  const rows = statement<StoredLine>(
    setting.sql,
    `select seizure_line.seizure_id as "seizureId", seizure_line.number,
       seizure_line.recordation_id as "recordationId", ${agencies} as agencies, seizure_line.description,
       seizure_line.quantity, seizure.unit, seizure_line.value_cents as "valueCents",
       seizure_line.consent_asked_on as "consentAskedOn", seizure_line.consent_answer as "consentAnswer",
       seizure_line.consent_answered_on as "consentAnsweredOn",
       seizure.law_enforcement_hold as "lawEnforcementHold",
       seizure.national_security_hold as "nationalSecurityHold"
     from seizure_line
     join seizure on seizure.id = seizure_line.seizure_id
     where seizure_line.seizure_id = any(:ids::text[]) and ${visibleSeizureLines(setting.viewer)}
     order by seizure_line.seizure_id, seizure_line.number`,
  );
  const params = viewerParams(setting.viewer, setting.today);
  return manyByKey(
    async (ids: readonly string[]) =>
      (await rows({ ...params, ids })).map((line) => identified(setting, line)),
    (row) => row.seizureId,
  );
}

function identified(setting: LoaderSetting, line: StoredLine): SeizureLineRow & StoredLine {
  return { ...line, id: recordId('szl', setting.secret.ids, `${line.seizureId}/${line.number}`) };
}
