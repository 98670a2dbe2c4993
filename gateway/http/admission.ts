import type { IncomingMessage } from 'node:http';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import type { Credentials } from '../authenticate/authenticate.ts';
import { type Admitted, isRateRefusal, type Meter } from '../limits/meter.ts';
import { ratesUnder } from '../limits/rates.ts';
import { clientAddress } from './client-address.ts';
import { type Refused, refusedByRate } from './refused.ts';

export interface Metering {
  readonly meter: Meter;
  /** Proxies of our own in front: how many hops of X-Forwarded-For are theirs. */
  readonly trustedProxies: number;
}

const UNMETERED: Admitted = { charge: () => null, leave: () => undefined };

/**
 * Counted for the organisation, whichever way its requests come; without one, and
 * where a token does not hold, for the address.
 *
 * @param metering null: nothing is counted.
 * @param viewer null: nobody whom we believe.
 */
export function admit(
  metering: Metering | null,
  request: IncomingMessage,
  viewer: Viewer | null,
): Admitted | Refused {
  if (metering === null) return UNMETERED;
  const { meter, trustedProxies } = metering;
  const forwarded = request.headers['x-forwarded-for'];
  const hops = Array.isArray(forwarded) ? forwarded.join(',') : forwarded;
  const organization = viewer?.organization?.id;
  const who = organization ?? clientAddress(request.socket.remoteAddress, hops, trustedProxies);
  const admitted = meter.admit(
    who,
    ratesUnder(viewer?.audience ?? 'PUBLIC', viewer?.identifiersPerDay ?? null),
  );
  return isRateRefusal(admitted) ? refusedByRate(admitted) : admitted;
}

export function credentialsOf(request: IncomingMessage): Credentials {
  const { authorization, 'x-purpose': purpose } = request.headers;
  return { authorization, purpose: Array.isArray(purpose) ? purpose.join(',') : purpose };
}
