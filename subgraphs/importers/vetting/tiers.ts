import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { standingRecords } from '../loaders/standing-record.ts';
import { riskTier, type StandingStatus, type Tier } from '../rules/risk-tier.ts';
import { tierEvidence } from '../standing/record-facts.ts';

/** The owner's own look at its registry: nothing of it goes to a viewer. */
const HOUSE: Viewer = { ...PUBLIC_VIEWER, audience: 'CBP' };

/** The tier of each importer on the day. Of one that was not assessed yet: new. Two statements. */
export async function tiersOf(
  tx: TransactionSql,
  importers: readonly string[],
  today: Temporal.PlainDate,
): Promise<ReadonlyMap<string, Tier>> {
  const found = await statement<{ importerId: string; status: StandingStatus }>(
    tx,
    STATUSES,
  )({ importers, today });
  const statuses = new Map(found.map(({ importerId, status }) => [importerId, status]));
  const records = await standingRecords({ sql: tx, viewer: HOUSE, today }).loadMany([...importers]);
  return new Map(
    records.flatMap((record) => {
      if (record instanceof Error) throw record;
      if (record === null) return [];
      const status = statuses.get(record.id);
      const tier = status === undefined ? 'T0' : riskTier(tierEvidence(record, status, today), today).tier;
      return [[record.id, tier] as const];
    }),
  );
}

const STATUSES = `
  select a.importer_id as "importerId", a.status
  from assessment a
  where a.importer_id = any(:importers::text[]) and a.known_until is null
    and a.valid_from <= :today::date and (a.valid_until is null or a.valid_until >= :today::date)`;
