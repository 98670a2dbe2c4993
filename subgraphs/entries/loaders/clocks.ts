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
import { CLOCK_KINDS, type ClockKind } from '../rules/statutory-clocks.ts';
import type { ClockDueRow, ClockRow } from '../tables.ts';
import { visibleClocks } from '../visibility.ts';

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
     order by seizure_clock.seizure_id, array_position(array[${CLOCK_KINDS.map((kind) => `'${kind}'`).join(', ')}], seizure_clock.kind),
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
 * What CBP owes by a day and has not done, the day longest past first. Read off the index
 * of what is owed, or of what is owed of one kind. One statement.
 */
export function clocksDue(
  setting: LoaderSetting,
): (args: ClocksDueArguments) => Promise<Connection<ClockDueRow>> {
  const due = (ofKind: string) =>
    statement<ClockDueRow>(
      setting.sql,
      `select ${CLOCK}
       from seizure_clock
       where seizure_clock.met_on is null
         and seizure_clock.kind <> 'IMPORTER_RESPONSE'
         ${ofKind}
         and seizure_clock.due_on <= :by::date
         and seizure_clock.from_on <= :today::date
         and (:after_on::date is null or (seizure_clock.due_on, seizure_clock.id) > (:after_on, :after_id))
         and ${visibleClocks(setting.viewer)}
       order by seizure_clock.due_on, seizure_clock.id
       limit :take::int`,
    );
  const ofAll = due('');
  const ofOneKind = due('and seizure_clock.kind = :kind');
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
