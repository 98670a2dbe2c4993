import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { type Authenticate, type Credentials, isRefusal } from '../../authenticate/authenticate.ts';
import { type Stopping, StreamEnded } from './stream-ended.ts';

const ASK_EVERY_MS = 500;
/** Nothing is sent on the word of an agreement that was looked at longer ago. */
const HELD_FOR_MS = 2_000;

/** Whether the one who was let in still may be. */
export interface Standing {
  /** At once where it was asked lately. */
  holds(): Promise<void>;
  end(): void;
}

export interface StandingSetting {
  readonly authenticate: Authenticate;
  readonly credentials: Credentials;
  readonly clock: () => Temporal.Instant;
  readonly viewer: Viewer;
}

/** Asks again and again for token and agreement, and stops the stream as soon as they do not hold. */
export function keepAsking(stop: Stopping, setting: StandingSetting): Standing {
  const { authenticate, credentials, clock, viewer } = setting;
  let heldAt = performance.now();
  let asking: Promise<void> | null = null;
  const ask = () => {
    asking ??= askOnce().finally(() => {
      asking = null;
    });
    return asking;
  };
  const timer = setInterval(ask, ASK_EVERY_MS);
  timer.unref();
  return {
    holds: async () => {
      if (performance.now() - heldAt > HELD_FOR_MS) await ask();
    },
    end: () => clearInterval(timer),
  };

  async function askOnce(): Promise<void> {
    const asked = performance.now();
    const now = await authenticate(credentials, clock());
    if (isRefusal(now)) stop.stop(new StreamEnded(now.code, now.message));
    else if (now.demoted !== null) stop.stop(new StreamEnded(now.demoted, 'The agreement no longer holds.'));
    else if (now.agreementId !== viewer.agreementId || now.audience !== viewer.audience) {
      stop.stop(new StreamEnded('AGREEMENT_CHANGED', 'Another agreement holds now: ask again under it.'));
    } else heldAt = asked;
  }
}
