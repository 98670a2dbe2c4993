import { recordVettingIn } from '@good-standing/kernel/vetting/record-vetting.ts';
import { nextVetting } from '@good-standing/kernel/vetting/vetting-due.ts';
import type { RecordVettingInput } from '../schema.generated.ts';
import { openingOf, openVettings, schedule } from './schedule.ts';
import { subjectKind, subjectsById, type VettedSubject } from './subjects.ts';
import { tellOverdue } from './tell-overdue.ts';

/** Of an importer, an affiliate, a custodian or a forwarder; of an importer what was overdue ends. */
export const recordVetting = recordVettingIn<RecordVettingInput, VettedSubject>({
  mutation: 'recordVetting',
  table: 'vetting',
  subject: 'subject_id',
  subjectOf: ({ subject }) => subject,
  schedule: async (tx, subject, today) => {
    const kind = subjectKind(subject);
    if (kind !== null) await schedule(tx, kind, [subject], today);
  },
  find: async (tx, subject, today) => {
    const kind = subjectKind(subject);
    return kind === null ? null : ((await subjectsById(tx, kind, [subject], today))[0] ?? null);
  },
  next: async (tx, { person, open, completedOn, today }) => {
    const next = nextVetting({ everyDays: open.everyDays, lastOn: completedOn }, null, today);
    await openVettings(tx, [openingOf(person, open.tier, next)]);
    if (person.kind === 'IMPORTER') await tellOverdue(tx, [person.id], today);
  },
});
