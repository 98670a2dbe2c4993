import { type Consuming, wakeForever } from '@good-standing/kernel/findings/queue.ts';
import { PUBLIC_SENDING } from '@good-standing/kernel/webhook/send.ts';
import { type Delivering, deliver } from '../access/webhooks/deliver.ts';
import { FAILING_DAYS, RETRY_AFTER_MS } from '../access/webhooks/parameters.ts';
import { DELIVERING, readLane } from '../access/webhooks/wake.ts';

/** How webhooks are sent and tried again. */
export type DeliverySetting = Pick<Delivering, 'sending' | 'retryAfterMs' | 'failingDays'>;

export const USUAL_DELIVERY: DeliverySetting = {
  sending: PUBLIC_SENDING,
  retryAfterMs: RETRY_AFTER_MS,
  failingDays: FAILING_DAYS,
};

/** Sends webhooks for as long as the process serves; any number of processes may. */
export function deliverForever(queueUrl: string, delivering: Delivering): Promise<Consuming> {
  return wakeForever(queueUrl, DELIVERING, (lane) => deliver(delivering, readLane(lane)));
}
