import { byKey, manyByKey, pagesByParent } from '@good-standing/kernel/postgres/batch.ts';
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
import type { BrokerFindingState } from '../schema.generated.ts';
import type { BrokerFindingRow, BrokerFindingStepRow, BrokerRow } from '../tables.ts';
import { visibleRecord } from '../visibility.ts';

/** The columns of a row `f` of `broker_finding`. */
export const FINDING = `
  f.finding_id as id, f.nth, f.broker_id as "brokerId", f.kind, f.importer_ids as "importerIds", f.found_on as "foundOn",
  f.basis, f.opened_at as "openedAt", f.respond_by as "respondBy", f.state, f.outcome`;

/** Null where there is none that the viewer may know of. One statement a tick. */
export function findingById(setting: LoaderSetting): DataLoader<string, BrokerFindingRow | null> {
  const rows = statement<BrokerFindingRow>(
    setting.sql,
    `select ${FINDING}
     from broker_finding f
     where f.finding_id = any(:ids::text[]) and ${visibleRecord(setting.viewer, 'f.broker_id')}`,
  );
  const viewer = viewerParams(setting.viewer, setting.today);
  return byKey<string, BrokerFindingRow>(
    (ids) => rows({ ...viewer, ids }),
    (row) => row.id,
  );
}

/** A page of each broker's, the latest first. One statement a tick. */
export function findingsOf(setting: LoaderSetting) {
  type Row = BrokerFindingRow & { readonly ordinal: number };
  const rows = statement<Row>(
    setting.sql,
    `select page.ordinal::int, found.*
     from unnest(:parents::text[], :takes::int[], :after_nth::bigint[])
       with ordinality as page (broker_id, take, after_nth, ordinal)
     cross join lateral (
       select ${FINDING}
       from broker_finding f
       where f.broker_id = page.broker_id and ${visibleRecord(setting.viewer, 'f.broker_id')}
         and (page.after_nth is null or f.nth < page.after_nth)
       order by f.nth desc
       limit page.take
     ) found
     order by page.ordinal, found.nth desc`,
  );
  const viewer = viewerParams(setting.viewer, setting.today);
  const pages = pagesByParent<string, Row>(1, ({ parents, takes, afters: [nths = []] }) =>
    rows({ ...viewer, parents, takes, after_nth: nths }),
  );
  return async (broker: BrokerRow, args: PageArguments): Promise<Connection<BrokerFindingRow>> => {
    const cursors = listCursors(setting, 'Broker.findings', { broker: broker.id });
    const page = readPage(args, cursors);
    const found = await pages.load({ ...page, parent: broker.id });
    return connection<BrokerFindingRow>(found, page.first, cursors, ({ nth }) => [nth]);
  };
}

export interface FindingsArguments extends PageArguments {
  readonly state?: BrokerFindingState | null;
}

/** Of all brokers, the latest first. One statement. */
export function findingPages(setting: LoaderSetting) {
  const rows = statement<BrokerFindingRow>(
    setting.sql,
    `select ${FINDING}
     from broker_finding f
     where ${visibleRecord(setting.viewer, 'f.broker_id')}
       and (:state::text is null or f.state = :state)
       and (:after_nth::bigint is null or f.nth < :after_nth)
     order by f.nth desc
     limit :take::int`,
  );
  const viewer = viewerParams(setting.viewer, setting.today);
  return async ({ state = null, ...args }: FindingsArguments): Promise<Connection<BrokerFindingRow>> => {
    const cursors = listCursors(setting, 'Query.brokerFindings', { state });
    const { first, after } = readPage(args, cursors);
    const found = await rows({ ...viewer, state, after_nth: after?.[0] ?? null, take: first + 1 });
    return connection(found, first, cursors, ({ nth }) => [nth]);
  };
}

/** The steps of each finding, the first one first, at most 200. Only of findings that the viewer may know of. One statement a tick. */
export function findingStepsOf({ sql }: LoaderSetting): DataLoader<string, readonly BrokerFindingStepRow[]> {
  const rows = statement<BrokerFindingStepRow>(
    sql,
    `select taken.*
     from unnest(:ids::text[]) as f (id)
     cross join lateral (
       select s.finding_id as "findingId", s.step, s.outcome, s.note, s.taken_at as "takenAt", s.nth
       from broker_finding_step s
       where s.finding_id = f.id
       order by s.nth
       limit 200
     ) taken
     order by taken."findingId", taken.nth`,
  );
  return manyByKey<string, BrokerFindingStepRow>(
    (ids) => rows({ ids }),
    (row) => row.findingId,
  );
}
