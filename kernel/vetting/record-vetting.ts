import { type MutationAsked, mutate } from '../mutation/mutate.ts';
import { dayThatHasCome } from '../mutation/written-text.ts';
import type { TransactionSql } from '../postgres/pool.ts';
import { statement } from '../postgres/statement.ts';
import type { LoaderSetting } from '../subgraph/definition.ts';
import { badInput } from '../subgraph/errors.ts';
import { readNote } from './read-note.ts';

export interface VettingRecorded {
  readonly completedOn: Temporal.PlainDate;
  readonly result: string;
  readonly note: string;
  readonly clientMutationKey?: string | null;
}

/** Who is vetted, with the vetting that is due. */
export interface Vetted {
  readonly lastOn: Temporal.PlainDate | null;
  readonly open: { readonly id: string } | null;
}

/** What was due of a person and is done. */
export interface DoneVetting<Person extends Vetted> {
  readonly person: Person;
  readonly open: NonNullable<Person['open']>;
  readonly completedOn: Temporal.PlainDate;
  readonly today: Temporal.PlainDate;
}

/** Where an owner keeps its vettings, and who is vetted there. */
export interface VettingRecord<Input extends VettingRecorded, Person extends Vetted> {
  /** As the graph names the recording. */
  readonly mutation: string;
  /** Constants of the owner: they stand in the text of statements. */
  readonly table: string;
  /** The column of who is vetted. */
  readonly subject: string;
  readonly subjectOf: (input: Input) => string;
  /** Looks at what is due of it. */
  readonly schedule: (tx: TransactionSql, subject: string, today: Temporal.PlainDate) => Promise<void>;
  /** Null: nobody of the id is to be vetted. */
  readonly find: (tx: TransactionSql, subject: string, today: Temporal.PlainDate) => Promise<Person | null>;
  /** Opens the next one. */
  readonly next: (tx: TransactionSql, done: DoneVetting<Person>) => Promise<void>;
}

/**
 * An officer records a vetting and what it came to (EO 14411 § 2(f)): the one that was due is
 * done, and the next one is due. An adverse result goes to a person (decide-vetting.ts) and
 * does nothing by itself. The same again changes nothing. Null where nobody of the id is to
 * be vetted.
 */
export function recordVettingIn<Input extends VettingRecorded, Person extends Vetted>(
  kept: VettingRecord<Input, Person>,
) {
  const sql = statementsOf(kept);
  return (setting: LoaderSetting) => {
    const { viewer, today, now } = setting;
    return async (input: Input): Promise<string | null> => {
      const subject = kept.subjectOf(input);
      const { result } = input;
      const note = readNote(input.note);
      const completedOn = dayThatHasCome('completedOn', input.completedOn, today);
      const work: MutationAsked['work'] = async (tx) => {
        const [same] = await statement<{ id: string }>(tx, sql.same)({ subject, completedOn, result, note });
        if (same !== undefined) return same.id;
        await kept.schedule(tx, subject, today);
        await statement(tx, sql.lock)({ subject });
        const person = await kept.find(tx, subject, today);
        const open: Person['open'] = person?.open ?? null;
        if (person === null || open === null) return null;
        if (person.lastOn !== null && Temporal.PlainDate.compare(completedOn, person.lastOn) < 0) {
          throw badInput(
            `completedOn: expected a day from ${person.lastOn}, that of the last vetting, got ${completedOn}`,
          );
        }
        const officer = { by: viewer.actor, organization: viewer.organization?.id ?? null, now };
        await statement(tx, sql.complete)({ id: open.id, completedOn, result, note, ...officer });
        await kept.next(tx, { person, open, completedOn, today });
        return open.id;
      };
      return mutate(setting, { name: kept.mutation, input, work });
    };
  };
}

function statementsOf({ table, subject }: Pick<VettingRecord<never, never>, 'table' | 'subject'>) {
  return {
    same: `
      select id from ${table}
      where ${subject} = :subject and completed_on = :completedOn::date and result = :result and note = :note
      order by id
      limit 1`,
    lock: `
      select from ${table}
      where ${subject} = :subject and completed_on is null and ended_on is null
      for update`,
    complete: `
      update ${table}
      set completed_on = :completedOn::date, result = :result, note = :note,
        recorded_by = :by, recorded_organization = :organization, recorded_at = :now
      where id = :id`,
  };
}
