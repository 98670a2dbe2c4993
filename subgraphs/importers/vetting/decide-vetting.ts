import { type MutationAsked, mutate } from '@good-standing/kernel/mutation/mutate.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { readNote } from '@good-standing/kernel/vetting/read-note.ts';
import { broughtForward } from '@good-standing/kernel/vetting/vetting-due.ts';
import type { VettingDecision } from '../schema.generated.ts';

export interface VettingDecisionAsked {
  readonly id: string;
  readonly decision: VettingDecision;
  readonly note: string;
  readonly clientMutationKey?: string | null;
}

interface Adverse {
  readonly subject: string;
  readonly result: string | null;
  readonly decision: VettingDecision | null;
}

/**
 * A person decides what an adverse vetting leads to, kept with who, when and why. It is
 * decided once; the same decision again changes nothing. Nothing follows by itself but that
 * the person is vetted again where that is the decision. Null where there is no vetting of the id.
 */
export function decideVetting(setting: LoaderSetting) {
  const { viewer, today, now } = setting;
  return async (asked: VettingDecisionAsked): Promise<string | null> => {
    const { id, decision } = asked;
    const note = readNote(asked.note);
    const work: MutationAsked['work'] = async (tx) => {
      const [vetting] = await statement<Adverse>(tx, FIND)({ id });
      if (vetting === undefined) return null;
      if (vetting.result !== 'ADVERSE') {
        throw badInput(
          `id: expected a vetting with an adverse result, this one is ${vetting.result ?? 'due'}`,
        );
      }
      if (vetting.decision === decision) return id;
      if (vetting.decision !== null) {
        throw badInput(`decision: expected none before, ${vetting.decision} was decided`);
      }
      const officer = { by: viewer.actor, organization: viewer.organization?.id ?? null, now };
      await statement(tx, DECIDE)({ id, decision, note, ...officer });
      if (decision === 'VET_AGAIN') await bringForward(tx, vetting.subject, today);
      return id;
    };
    return mutate(setting, { name: 'decideVetting', input: asked, work });
  };
}

async function bringForward(tx: TransactionSql, subject: string, today: Temporal.PlainDate): Promise<void> {
  const [open] = await statement<{ id: string; dueOn: Temporal.PlainDate }>(tx, DUE)({ subject });
  if (open === undefined) return;
  await statement(tx, MOVE)({ id: open.id, dueOn: broughtForward(today, open.dueOn, today) });
}

const FIND = 'select subject_id as subject, result, decision from vetting where id = :id for update';

const DECIDE = `
  update vetting
  set decision = :decision, decision_note = :note,
    decided_by = :by, decided_organization = :organization, decided_at = :now
  where id = :id`;

const DUE = `
  select id, due_on as "dueOn" from vetting
  where subject_id = :subject and completed_on is null and ended_on is null
  for update`;

const MOVE = 'update vetting set due_on = :dueOn::date, is_ordered = true where id = :id';
