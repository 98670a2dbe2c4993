import { decideVettingIn } from '@good-standing/kernel/vetting/decide-vetting.ts';

/** Of a broker. */
export const decideBrokerVetting = decideVettingIn({
  mutation: 'decideBrokerVetting',
  table: 'broker_vetting',
  subject: 'broker_id',
  ordered: '',
});
