import { readEntryType } from '@good-standing/kernel/identifiers/entry-type.ts';
import { readPort } from '@good-standing/kernel/identifiers/port.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { byKey, perArguments } from '@good-standing/kernel/postgres/batch.ts';
import type { Connection, PageArguments } from '@good-standing/kernel/postgres/page.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { viewerParams } from '@good-standing/kernel/relation/importer-relation.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { wellFormed } from '@good-standing/kernel/subgraph/well-formed.ts';
import type DataLoader from 'dataloader';
import type { EntryFilter } from '../schema.generated.ts';
import type { EntryLineRow, EntryRow } from '../tables.ts';
import { visibleEntries, visibleEntryLines } from '../visibility.ts';
import { nestedList } from './nested-list.ts';

const ENTRY = `
  entry.id, entry.filed_on as "filedOn", entry.number, entry.entry_type as type, entry.environment,
  entry.mode_of_transport as "modeOfTransport", entry.port, entry.released_on as "releasedOn",
  entry.importer_id as "importerId", entry.post_code as "postCode",
  entry.entered_value_cents as "enteredValueCents", entry.duties_owed_cents as "dutiesOwedCents",
  entry.duties_paid_cents as "dutiesPaidCents", entry.bond_type as "bondType",
  entry.surety_code as "suretyCode", entry.run_id as "runId", entry.line,
  (select filer_code.broker_id from filer_code where filer_code.code = left(entry.number, 3)) as "brokerId"`;

/** One statement a tick; the day finds the partition. */
export function entryById(setting: LoaderSetting): DataLoader<string, EntryRow | null> {
  const rows = statement<EntryRow>(
    setting.sql,
    `select ${ENTRY}
     from entry_day
     join entry on entry.filed_on = entry_day.filed_on and entry.id = entry_day.id
     where entry_day.id = any(:ids::text[]) and ${visibleEntries(setting.viewer)}`,
  );
  const params = viewerParams(setting.viewer, setting.today);
  return byKey(
    (ids: readonly string[]) => rows({ ...params, ids }),
    (row) => row.id,
  );
}

export type EntriesOfImporter = (
  importer: string,
  args: PageArguments,
  filter: EntryFilter | null | undefined,
) => Promise<Connection<EntryRow>>;

/** Latest filing first. One statement a tick for each filter asked with. */
export function entriesOfImporter(setting: LoaderSetting): EntriesOfImporter {
  const filtered = perArguments((where: ReturnType<typeof conditions>) =>
    nestedList<EntryRow>(
      setting,
      {
        coordinate: 'Importer.entries',
        key: ['date', 'text'],
        rows: `
          select ${ENTRY}
          from entry
          where entry.importer_id = page.parent
            and entry.filed_on >= coalesce(:filed_from::date, '-infinity')
            and entry.filed_on <= coalesce(:filed_until::date, 'infinity')
            and (:entry_type::text is null or entry.entry_type = :entry_type)
            and (:environment::text is null or entry.environment = :environment)
            and (:port::text is null or entry.port = :port)
            and ${visibleEntries(setting.viewer)}
            and (page.after_1 is null or (entry.filed_on, entry.id) < (page.after_1, page.after_2))
          order by entry.filed_on desc, entry.id desc
          limit page.take`,
        order: 'listed."filedOn" desc, listed.id desc',
        keyOf: (entry) => [entry.filedOn.toString(), entry.id],
      },
      where,
    ),
  );
  return (importer, args, filter) => filtered(conditions(filter))(importer, args);
}

function conditions(filter: EntryFilter | null | undefined) {
  const { type, port } = filter ?? {};
  return {
    filed_from: filter?.filedFrom?.toString() ?? null,
    filed_until: filter?.filedUntil?.toString() ?? null,
    entry_type: type === undefined || type === null ? null : wellFormed('filter.type', readEntryType(type)),
    environment: filter?.environment ?? null,
    port: port === undefined || port === null ? null : wellFormed('filter.port', readPort(port)),
  };
}

type StoredLine = Omit<EntryLineRow, 'id'> & { readonly entryId: string };

/** Lines by number. One statement a tick. */
export function linesOfEntry(
  setting: LoaderSetting,
): (entry: string, args: PageArguments) => Promise<Connection<EntryLineRow>> {
  const agencies = setting.viewer.audience === 'PGA' ? 'array[:agency::text]' : 'entry_line.agencies';
  const list = nestedList<StoredLine>(setting, {
    coordinate: 'Entry.lines',
    key: ['int', 'text'],
    rows: `
      select entry_line.entry_id as "entryId", entry_line.number, entry_line.hts, entry_line.description,
        entry_line.origin, entry_line.value_cents as "valueCents", entry_line.duty_cents as "dutyCents",
        entry_line.quantity, entry_line.unit, entry_line.mid as "manufacturerCode", ${agencies} as agencies
      from entry_day
      join entry_line on entry_line.filed_on = entry_day.filed_on and entry_line.entry_id = entry_day.id
      where entry_day.id = page.parent
        and ${visibleEntryLines(setting.viewer)}
        and (page.after_1 is null or entry_line.number > page.after_1)
      order by entry_line.number
      limit page.take`,
    order: 'listed.number',
    keyOf: (line) => [line.number, line.entryId],
  });
  return async (entry, args) => identified(setting, await list(entry, args));
}

/** Lines have no id in the table: it follows from the entry's and the number, and is derived where it is read. */
function identified(setting: LoaderSetting, page: Connection<StoredLine>): Connection<EntryLineRow> {
  const nodes = page.nodes.map((line) => ({
    ...line,
    get id() {
      return recordId('lin', setting.secret.ids, `${line.entryId}/${line.number}`);
    },
  }));
  return {
    nodes,
    get edges() {
      return page.edges.map((edge, place) => ({ cursor: edge.cursor, node: nodes[place] as EntryLineRow }));
    },
    pageInfo: page.pageInfo,
  };
}
