import { recordVettingIn } from '@good-standing/kernel/vetting/record-vetting.ts';
import type { RecordBrokerVettingInput } from '../schema.generated.ts';
import { brokersById, openingOf, openVettings, schedule, type VettedBroker } from './schedule.ts';

/** Of a broker. */
export const recordBrokerVetting = recordVettingIn<RecordBrokerVettingInput, VettedBroker>({
  mutation: 'recordBrokerVetting',
  table: 'broker_vetting',
  subject: 'broker_id',
  subjectOf: ({ broker }) => broker,
  schedule: (tx, broker, today) => schedule(tx, [broker], today),
  find: async (tx, id, today) => (await brokersById(tx, [id], today))[0] ?? null,
  next: (tx, { person, completedOn, today }) => openVettings(tx, [openingOf(person, completedOn, today)]),
});
