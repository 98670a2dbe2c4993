import { manyByKey } from '@good-standing/kernel/postgres/batch.ts';
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
import type DataLoader from 'dataloader';
import { type ClockKind, SEIZURE_CLOCK_KINDS } from '../rules/statutory-clocks.ts';
import type { ClockDueRow, ClockRow } from '../tables.ts';
import { visibleCaseClocks, visibleClocks } from '../visibility.ts';

/** The importer's answer counts as its feed has it or as recorded here, whichever is first. */
const CLOCK = `
  seizure_clock.id, seizure_clock.seizure_id as "seizureId", seizure_clock.kind,
  seizure_clock.recordation_id as "recordationId", seizure_clock.authority,
  seizure_clock.from_on as "from", seizure_clock.due_on as "dueOn",
  case
    when seizure_clock.kind = 'IMPORTER_RESPONSE' then least(seizure_clock.met_on, (
      select seizure.recorded_response_on from seizure where seizure.id = seizure_clock.seizure_id))
    else seizure_clock.met_on
  end as "metOn"`;

/** Clocks of a visible seizure, by kind and recordation; few by nature. One statement a tick. */
export function clocksOfSeizure(setting: LoaderSetting): DataLoader<string, readonly ClockRow[]> {
  const rows = statement<ClockRow>(
    setting.sql,
    `select ${CLOCK}
     from seizure_clock
     where seizure_clock.seizure_id = any(:ids::text[]) and ${visibleClocks(setting.viewer)}
     order by seizure_clock.seizure_id, array_position(array[${SEIZURE_CLOCK_KINDS.map((kind) => `'${kind}'`).join(', ')}], seizure_clock.kind),
       seizure_clock.recordation_id`,
  );
  const params = viewerParams(setting.viewer, setting.today);
  return manyByKey(
    (ids: readonly string[]) => rows({ ...params, ids }),
    (row) => row.seizureId,
  );
}

export interface ClocksDueArguments extends PageArguments {
  readonly by?: Temporal.PlainDate | null;
  readonly kind?: ClockKind | null;
}

/**
 * What CBP owes by a day and has not done, the day longest past first, of seizures and of
 * cases. Each is read off the index of what is owed, or of what is owed of one kind, a page
 * of each, and the page is of both. One statement.
 */
export function clocksDue(
  setting: LoaderSetting,
): (args: ClocksDueArguments) => Promise<Connection<ClockDueRow>> {
  const dueOf = (table: string, ofKind: string) => `
         and ${table}.due_on <= :by::date
         and ${table}.from_on <= :today::date
         and (:after_on::date is null or (${table}.due_on, ${table}.id) > (:after_on, :after_id))
         ${ofKind === '' ? '' : `and ${table}.kind = :kind`}
       order by ${table}.due_on, ${table}.id
       limit :take::int`;
  const due = (ofKind: string) =>
    statement<ClockDueRow>(
      setting.sql,
      `select due.*
       from (
         (select ${CLOCK}, null::text as "caseId",
            (select seizure.importer_id from seizure where seizure.id = seizure_clock.seizure_id) as "importerId"
          from seizure_clock
          where seizure_clock.met_on is null
            and seizure_clock.kind not in ('IMPORTER_RESPONSE', 'OWNER_CONSENT')
            and ${visibleClocks(setting.viewer)}
            ${dueOf('seizure_clock', ofKind)})
         union all
         (select case_clock.id, null, case_clock.kind, null, case_clock.authority, case_clock.from_on,
            case_clock.due_on, case_clock.met_on, case_clock.case_id,
            coalesce(
              (select evasion_case.importer_id from evasion_case where evasion_case.id = case_clock.case_id),
              (select held.importer_id from forced_labor_detention held where held.id = case_clock.case_id))
          from case_clock
          where case_clock.met_on is null
            and ${visibleCaseClocks(setting.viewer)}
            ${dueOf('case_clock', ofKind)})
       ) due
       order by due."dueOn", due.id
       limit :take::int`,
    );
  const ofAll = due('');
  const ofOneKind = due('of one kind');
  const params = viewerParams(setting.viewer, setting.today);
  return async ({ by, kind, first = null, after = null }) => {
    const where = { by: (by ?? setting.today).toString() };
    const cursors = listCursors(setting, 'Query.clocksDue', { ...where, kind: kind ?? null });
    const page = readPage({ first, after }, cursors);
    const [after_on = null, after_id = null] = page.after ?? [];
    const asked = { ...params, ...where, after_on, after_id, take: page.first + 1 };
    const found =
      kind === undefined || kind === null ? await ofAll(asked) : await ofOneKind({ ...asked, kind });
    return connection(found, page.first, cursors, (clock) => [clock.dueOn.toString(), clock.id]);
  };
}
