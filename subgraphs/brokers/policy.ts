import type { Policy } from '@good-standing/kernel/disclosure/policy.ts';
import { brokersOfImporter, clientsOfBroker } from './disclosures/clients.ts';
import { ctpatStatus } from './disclosures/ctpat.ts';

/** Who may have what of the brokers, field by field. What is not here is @public in the SDL. */
export const policy = {
  'Broker.ctpat': ctpatStatus,
  'Broker.clients': clientsOfBroker,
  'Importer.brokers': brokersOfImporter,
} satisfies Policy;
