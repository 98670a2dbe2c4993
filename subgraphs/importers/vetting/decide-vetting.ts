import { decideVettingIn } from '@good-standing/kernel/vetting/decide-vetting.ts';

/** Of an importer and of who is vetted beside it: what an officer ordered is not put off again. */
export const decideVetting = decideVettingIn({
  mutation: 'decideVetting',
  table: 'vetting',
  subject: 'subject_id',
  ordered: ', is_ordered = true',
});
