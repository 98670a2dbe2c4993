import { type MutationAsked, mutate } from '../mutation/mutate.ts';
import type { TransactionSql } from '../postgres/pool.ts';
import { statement } from '../postgres/statement.ts';
import type { LoaderSetting } from '../subgraph/definition.ts';
import { badInput } from '../subgraph/errors.ts';
import { readNote } from './read-note.ts';
import { broughtForward } from './vetting-due.ts';

export type VettingDecision = 'NO_ACTION' | 'VET_AGAIN' | 'REFER';

export interface VettingDecisionAsked {
  readonly id: string;
  readonly decision: VettingDecision;
  readonly note: string;
  readonly clientMutationKey?: string | null;
}

/** Where an owner keeps its vettings. Constants of the owner: they stand in the text of statements. */
export interface VettingTable {
  /** As the graph names the deciding. */
  readonly mutation: string;
  readonly table: string;
  /** The column of who is vetted. */
  readonly subject: string;
  /** What is set of a vetting that is brought forward, besides its day; empty: nothing. */
  readonly ordered: string;
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
export function decideVettingIn(kept: VettingTable) {
  const sql = statementsOf(kept);
  return (setting: LoaderSetting) => {
    const { viewer, today, now } = setting;
    return async (asked: VettingDecisionAsked): Promise<string | null> => {
      const { id, decision } = asked;
      const note = readNote(asked.note);
      const work: MutationAsked['work'] = async (tx) => {
        const [vetting] = await statement<Adverse>(tx, sql.find)({ id });
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
        await statement(tx, sql.decide)({ id, decision, note, ...officer });
        if (decision === 'VET_AGAIN') await bringForward(tx, sql, vetting.subject, today);
        return id;
      };
      return mutate(setting, { name: kept.mutation, input: asked, work });
    };
  };
}

type Statements = ReturnType<typeof statementsOf>;

async function bringForward(
  tx: TransactionSql,
  sql: Statements,
  subject: string,
  today: Temporal.PlainDate,
): Promise<void> {
  const [open] = await statement<{ id: string; dueOn: Temporal.PlainDate }>(tx, sql.due)({ subject });
  if (open === undefined) return;
  await statement(tx, sql.move)({ id: open.id, dueOn: broughtForward(today, open.dueOn, today) });
}

function statementsOf({ table, subject, ordered }: VettingTable) {
  return {
    find: `select ${subject} as subject, result, decision from ${table} where id = :id for update`,
    decide: `
      update ${table}
      set decision = :decision, decision_note = :note,
        decided_by = :by, decided_organization = :organization, decided_at = :now
      where id = :id`,
    due: `
      select id, due_on as "dueOn" from ${table}
      where ${subject} = :subject and completed_on is null and ended_on is null
      for update`,
    move: `update ${table} set due_on = :dueOn::date${ordered} where id = :id`,
  };
}
