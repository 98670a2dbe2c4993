import { randomUUID } from 'node:crypto';
import { readRecordId, recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { dayThatHasCome, writtenText } from '@good-standing/kernel/mutation/written-text.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { wellFormed } from '@good-standing/kernel/subgraph/well-formed.ts';
import { lastDayToRespond } from '../rules/broker-finding.ts';
import type { BrokerFindingInput, BrokerFindingKind } from '../schema.generated.ts';
import { keepStep } from './keep-step.ts';

const MOST_IMPORTERS = 50;

/** CBP opens a finding; the same one that is still open is not opened again. Null where there is no such broker. */
export function openFinding(setting: LoaderSetting) {
  const { today } = setting;
  return async (input: BrokerFindingInput): Promise<string | null> => {
    const finding = {
      brokerId: input.broker,
      kind: input.kind,
      importerIds: readImporters(input.importers ?? []),
      foundOn: dayThatHasCome('foundOn', input.foundOn, today),
      basis: writtenText('basis', input.basis),
    };
    return mutate(setting, {
      name: 'openBrokerFinding',
      input,
      work: async (tx) => {
        const [broker] = await statement<object>(tx, BROKER)({ broker: input.broker });
        if (broker === undefined) return null;
        const clients = await statement<object>(
          tx,
          CLIENTS,
        )({ broker: input.broker, importers: finding.importerIds });
        if (clients.length < finding.importerIds.length)
          throw badInput('importers: expected importers that the broker acts or acted for');
        const [same] = await statement<{ id: string }>(
          tx,
          SAME,
        )({
          broker: finding.brokerId,
          kind: finding.kind,
          importers: finding.importerIds,
          found_on: finding.foundOn,
          basis: finding.basis,
        });
        return same?.id ?? keepFinding(tx, setting, finding);
      },
    });
  };
}

export interface Finding {
  readonly brokerId: string;
  readonly kind: BrokerFindingKind;
  readonly importerIds: readonly string[];
  readonly foundOn: Temporal.PlainDate;
  readonly basis: string;
}

/** A finding with its first step, in the transaction at hand. Gives its id. */
export async function keepFinding(
  tx: TransactionSql,
  setting: LoaderSetting,
  { brokerId, kind, importerIds, foundOn, basis }: Finding,
): Promise<string> {
  const id = recordId('brf', setting.secret.ids, randomUUID());
  await statement(
    tx,
    KEEP,
  )({
    id,
    broker: brokerId,
    kind,
    importers: importerIds,
    found_on: foundOn,
    basis,
    now: setting.now,
    respond_by: lastDayToRespond(setting.today),
  });
  await keepStep(tx, setting, { findingId: id, brokerId, step: 'OPENED', outcome: null, note: basis });
  return id;
}

/** In one order, each once. */
function readImporters(importers: readonly string[]): readonly string[] {
  if (importers.length > MOST_IMPORTERS)
    throw badInput(`importers: expected at most ${MOST_IMPORTERS}, got ${importers.length}`);
  return [...new Set(importers.map((id) => wellFormed('importers', readRecordId(id, 'imp'))))].sort();
}

const BROKER = 'select from broker where id = :broker for share';

const CLIENTS = `
  select distinct importer_id from engagement where broker_id = :broker and importer_id = any(:importers::text[])`;

const SAME = `
  select finding_id as id
  from broker_finding
  where broker_id = :broker and kind = :kind and importer_ids = :importers::text[] and found_on = :found_on::date
    and basis = :basis and state = 'OPEN'
  limit 1`;

const KEEP = `
  insert into broker_finding (
    finding_id, broker_id, kind, importer_ids, found_on, basis, opened_at, respond_by)
  values (:id, :broker, :kind, :importers, :found_on, :basis, :now, :respond_by)`;
