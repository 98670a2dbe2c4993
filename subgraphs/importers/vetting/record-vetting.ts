import { type MutationAsked, mutate } from '@good-standing/kernel/mutation/mutate.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { readNote } from '@good-standing/kernel/vetting/read-note.ts';
import { nextVetting } from '@good-standing/kernel/vetting/vetting-due.ts';
import type { RecordVettingInput } from '../schema.generated.ts';
import { openingOf, openVettings, schedule } from './schedule.ts';
import { type OpenVetting, subjectKind, subjectsById, type VettedSubject } from './subjects.ts';
import { tellOverdue } from './tell-overdue.ts';

/**
 * An officer records the vetting of a person and what it came to (EO 14411 § 2(f)): the one
 * that was due is done, the next one is due, and of an importer what was overdue ends.
 * An adverse result goes to a person (decide-vetting.ts) and does nothing by itself. The
 * same again changes nothing. Null where nobody of the id is to be vetted.
 */
export function recordVetting(setting: LoaderSetting) {
  const { today } = setting;
  return async (input: RecordVettingInput): Promise<string | null> => {
    const kind = subjectKind(input.subject);
    const note = readNote(input.note);
    if (Temporal.PlainDate.compare(input.completedOn, today) > 0) {
      throw badInput(`completedOn: expected a day until ${today}, got ${input.completedOn}`);
    }
    const work: MutationAsked['work'] = async (tx) => {
      if (kind === null) return null;
      const [same] = await statement<{ id: string }>(tx, SAME)({ ...input, note });
      if (same !== undefined) return same.id;
      await schedule(tx, kind, [input.subject], today);
      await statement(tx, LOCK)({ subject: input.subject });
      const [subject] = await subjectsById(tx, kind, [input.subject], today);
      if (subject === undefined || subject.open === null) return null;
      return done(tx, setting, subject, subject.open, { ...input, note });
    };
    return mutate(setting, { name: 'recordVetting', input, work });
  };
}

async function done(
  tx: TransactionSql,
  { viewer, today, now }: LoaderSetting,
  subject: VettedSubject,
  open: OpenVetting,
  { completedOn, result, note }: RecordVettingInput,
): Promise<string> {
  const { lastOn } = subject;
  if (lastOn !== null && Temporal.PlainDate.compare(completedOn, lastOn) < 0) {
    throw badInput(
      `completedOn: expected a day from ${lastOn}, that of the last vetting, got ${completedOn}`,
    );
  }
  const officer = { by: viewer.actor, organization: viewer.organization?.id ?? null, now };
  await statement(tx, COMPLETE)({ id: open.id, completedOn, result, note, ...officer });
  const next = nextVetting({ everyDays: open.everyDays, lastOn: completedOn }, null, today);
  await openVettings(tx, [openingOf(subject, open.tier, next)]);
  if (subject.kind === 'IMPORTER') await tellOverdue(tx, [subject.id], today);
  return open.id;
}

const SAME = `
  select id from vetting
  where subject_id = :subject and completed_on = :completedOn::date and result = :result and note = :note
  order by id
  limit 1`;

const LOCK = `
  select from vetting
  where subject_id = :subject and completed_on is null and ended_on is null
  for update`;

const COMPLETE = `
  update vetting
  set completed_on = :completedOn::date, result = :result, note = :note,
    recorded_by = :by, recorded_organization = :organization, recorded_at = :now
  where id = :id`;
