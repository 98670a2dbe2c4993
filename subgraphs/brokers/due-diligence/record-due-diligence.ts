import { randomUUID } from 'node:crypto';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { dayThatHasCome, writtenText } from '@good-standing/kernel/mutation/written-text.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { engagedOn } from '../engaged-on.ts';
import type { DueDiligenceInput } from '../schema.generated.ts';

/**
 * The broker that asks documents what it did for a client (19 CFR 111.32, 111.39). The same
 * again is the same record. Null where the importer was no client of it on that day.
 */
export function recordDueDiligence(setting: LoaderSetting) {
  const { viewer, today, now, secret } = setting;
  return async (input: DueDiligenceInput): Promise<string | null> => {
    const done = {
      broker: viewer.subject,
      importer: input.importer,
      kind: input.kind,
      done_on: dayThatHasCome('on', input.on, today),
      note: writtenText('note', input.note),
    };
    return mutate(setting, {
      name: 'recordDueDiligence',
      input,
      work: async (tx) => {
        if (!(await engagedOn(tx, viewer, input.importer, done.done_on))) return null;
        const [same] = await statement<{ id: string }>(tx, SAME)(done);
        if (same !== undefined) return same.id;
        const id = recordId('ddr', secret.ids, randomUUID());
        const by = { recorded_by: viewer.actor, organization: viewer.organization?.id ?? null };
        await statement(tx, KEEP)({ ...done, ...by, id, now });
        return id;
      },
    });
  };
}

const SAME = `
  select record_id as id
  from due_diligence
  where broker_id = :broker and importer_id = :importer and kind = :kind and done_on = :done_on::date and note = :note
  limit 1`;

const KEEP = `
  insert into due_diligence (
    record_id, broker_id, importer_id, kind, done_on, note, recorded_by, organization, recorded_at)
  values (:id, :broker, :importer, :kind, :done_on, :note, :recorded_by, :organization, :now)`;
