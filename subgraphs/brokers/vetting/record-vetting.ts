import { type MutationAsked, mutate } from '@good-standing/kernel/mutation/mutate.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { readNote } from '@good-standing/kernel/vetting/read-note.ts';
import type { RecordBrokerVettingInput } from '../schema.generated.ts';
import {
  brokersById,
  type OpenVetting,
  openingOf,
  openVettings,
  schedule,
  type VettedBroker,
} from './schedule.ts';

/**
 * An officer records the vetting of a broker and what it came to (EO 14411 § 2(f)): the one
 * that was due is done, and the next one is due. An adverse result goes to a person
 * (decide-vetting.ts) and does nothing by itself. The same again changes nothing. Null where
 * no broker of the id is to be vetted.
 */
export function recordBrokerVetting(setting: LoaderSetting) {
  const { today } = setting;
  return async (input: RecordBrokerVettingInput): Promise<string | null> => {
    const note = readNote(input.note);
    if (Temporal.PlainDate.compare(input.completedOn, today) > 0) {
      throw badInput(`completedOn: expected a day until ${today}, got ${input.completedOn}`);
    }
    const work: MutationAsked['work'] = async (tx) => {
      const [same] = await statement<{ id: string }>(tx, SAME)({ ...input, note });
      if (same !== undefined) return same.id;
      await schedule(tx, [input.broker], today);
      await statement(tx, LOCK)({ broker: input.broker });
      const [broker] = await brokersById(tx, [input.broker], today);
      if (broker === undefined || broker.open === null) return null;
      return done(tx, setting, broker, broker.open, { ...input, note });
    };
    return mutate(setting, { name: 'recordBrokerVetting', input, work });
  };
}

async function done(
  tx: TransactionSql,
  { viewer, today, now }: LoaderSetting,
  broker: VettedBroker,
  open: OpenVetting,
  { completedOn, result, note }: RecordBrokerVettingInput,
): Promise<string> {
  const { lastOn } = broker;
  if (lastOn !== null && Temporal.PlainDate.compare(completedOn, lastOn) < 0) {
    throw badInput(
      `completedOn: expected a day from ${lastOn}, that of the last vetting, got ${completedOn}`,
    );
  }
  const officer = { by: viewer.actor, organization: viewer.organization?.id ?? null, now };
  await statement(tx, COMPLETE)({ id: open.id, completedOn, result, note, ...officer });
  await openVettings(tx, [openingOf(broker, completedOn, today)]);
  return open.id;
}

const SAME = `
  select id from broker_vetting
  where broker_id = :broker and completed_on = :completedOn::date and result = :result and note = :note
  order by id
  limit 1`;

const LOCK = `
  select from broker_vetting
  where broker_id = :broker and completed_on is null and ended_on is null
  for update`;

const COMPLETE = `
  update broker_vetting
  set completed_on = :completedOn::date, result = :result, note = :note,
    recorded_by = :by, recorded_organization = :organization, recorded_at = :now
  where id = :id`;
