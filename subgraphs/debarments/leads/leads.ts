import type { RecordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { byKey } from '@good-standing/kernel/postgres/batch.ts';
import {
  type Connection,
  connection,
  type PageArguments,
  readPage,
} from '@good-standing/kernel/postgres/page.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { listCursors } from '@good-standing/kernel/subgraph/list-cursors.ts';
import type DataLoader from 'dataloader';
import type { LeadStatus } from '../schema.generated.ts';
import { cbpsAlone } from '../visibility.ts';
import type { Evidence } from './weigh.ts';

export interface LeadRow {
  readonly id: RecordId<'led'>;
  readonly exclusionId: string;
  readonly importerId: string;
  readonly status: LeadStatus;
  readonly score: number;
  readonly evidence: readonly Evidence[];
  readonly foundAt: Temporal.Instant;
  readonly changedAt: Temporal.Instant;
}

const LEAD = `
  l.lead_id as id, l.exclusion_id as "exclusionId", l.importer_id as "importerId", l.status,
  l.score::float8 as score, l.evidence, l.found_at as "foundAt", l.changed_at as "changedAt"`;

/** Null where there is none, and to everyone but CBP. One statement a tick. */
export function leadById({ sql, viewer }: LoaderSetting): DataLoader<string, LeadRow | null> {
  const rows = statement<LeadRow>(
    sql,
    `select ${LEAD}
     from reestablishment_lead l
     where l.lead_id = any(:ids::text[])
       and ${cbpsAlone(viewer)}`,
  );
  return byKey<string, LeadRow>(
    (ids) => rows({ ids }),
    (row) => row.id,
  );
}

export interface LeadsArguments extends PageArguments {
  readonly status: LeadStatus;
}

/** Strongest first. One statement. */
export function leadPages(setting: LoaderSetting) {
  const rows = statement<LeadRow>(
    setting.sql,
    `select ${LEAD}
     from reestablishment_lead l
     where l.status = :status
       and ${cbpsAlone(setting.viewer)}
       and (
         :after_score::numeric is null
         or l.score < :after_score::numeric
         or (l.score = :after_score::numeric and l.lead_id > :after_id::text))
     order by l.score desc, l.lead_id
     limit :take::int`,
  );
  return async ({ status, ...args }: LeadsArguments): Promise<Connection<LeadRow>> => {
    const cursors = listCursors(setting, 'Query.reestablishmentLeads', { status });
    const { first, after } = readPage(args, cursors);
    const found = await rows({
      status,
      after_score: after?.[0] ?? null,
      after_id: after?.[1] ?? null,
      take: first + 1,
    });
    return connection(found, first, cursors, ({ score, id }) => [score.toFixed(4), id]);
  };
}
