import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { type Consumer, consumer } from '@good-standing/kernel/findings/consumer.ts';
import { publish } from '@good-standing/kernel/findings/publish.ts';
import type { Supposed } from '@good-standing/kernel/parameter/supposing.ts';
import type { Sql, TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { KnownFinding } from '../standing/inputs.ts';

const LOOK_EVERY_MS = 100;

/** What was left by a process that died while it waited. */
const FORGET = `delete from supposition where asked_at < now() - interval '15 minutes'`;

/**
 * Asks the owners of evidence what their rules would find, and waits for all of it.
 *
 * @returns the simulation under which it stands: to be forgotten when it is over.
 */
export async function askOwners(sql: Sql, parameters: Supposed, signal: AbortSignal): Promise<string> {
  const simulation = randomUUID();
  await sql.begin(async (tx) => {
    await tx.unsafe(FORGET);
    await statement(tx, 'insert into supposition (simulation) values (:simulation)')({ simulation });
    await publish(tx, 'what-if', [{ simulation, parameters }]);
  });
  const isTold = statement<object>(sql, 'select from supposition where simulation = :simulation and is_told');
  try {
    while ((await isTold({ simulation })).length === 0) await after(LOOK_EVERY_MS, undefined, { signal });
  } catch (error) {
    await forget(sql, simulation);
    throw error;
  }
  return simulation;
}

export async function forget(sql: Sql, simulation: string): Promise<void> {
  await statement(sql, 'delete from supposition where simulation = :simulation')({ simulation });
}

/** Keeps what is answered for as long as somebody waits for it. */
export const whatIfFoundConsumer: Consumer = consumer('what-if-found', async (tx, items) => {
  const findings = items.flatMap(({ simulation, finding }) =>
    finding === null ? [] : [{ ...finding, simulation }],
  );
  await statement(tx, KEEP)({ findings: { json: findings } });
  const told = items.filter(({ finding }) => finding === null).map(({ simulation }) => simulation);
  await statement(
    tx,
    'update supposition set is_told = true where simulation = any(:told::text[])',
  )({ told });
});

const KEEP = `
  insert into supposed_finding (
    simulation, importer_id, key, rule, rule_version, effect, valid_from, valid_until, evidence)
  select item.simulation, subject, key, rule, "ruleVersion", effect, "validFrom", "validUntil", evidence
  from jsonb_to_recordset(:findings::text::jsonb) as item (
    simulation text, subject text, key text, rule text, "ruleVersion" int, effect text,
    "validFrom" date, "validUntil" date, evidence jsonb)
  where exists (select from supposition s where s.simulation = item.simulation)
  order by 2, 3
  on conflict do nothing`;

/** What would be found of each of these importers. One statement. */
export async function supposedFindings(
  tx: TransactionSql,
  simulation: string,
  importers: readonly string[],
): Promise<(importer: string) => readonly KnownFinding[]> {
  const rows = await statement<KnownFinding & { readonly importerId: string }>(
    tx,
    SUPPOSED,
  )({ simulation, importers });
  const held = Map.groupBy(rows, ({ importerId }) => importerId);
  return (importer) => (held.get(importer) ?? []).map(({ importerId: _, ...finding }) => finding);
}

const SUPPOSED = `
  select
    importer_id as "importerId", key, rule, rule_version as "ruleVersion", effect,
    valid_from::text as "validFrom", valid_until::text as "validUntil", evidence
  from supposed_finding
  where simulation = :simulation and importer_id = any(:importers::text[])
  order by importer_id, key`;
