import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { type AuthenticationRefusal, isRefusal } from '../authenticate/authenticate.ts';

/** Why a stream ends that its subscriber would have gone on with. */
export interface StreamEnd {
  readonly message: string;
  readonly code: 'UNAUTHENTICATED' | 'STREAM_ENDED' | 'SERVICE_UNAVAILABLE' | 'PURPOSE_NOT_AGREED';
  readonly reason: string;
}

/**
 * Whether a stream that was opened by one viewer goes on now that its credentials make
 * another: null where they are the same organisation under the same agreement.
 */
export function endOf(opened: Viewer, current: Viewer | AuthenticationRefusal): StreamEnd | null {
  if (isRefusal(current)) {
    const { message, code, reason } = current;
    return { message, code, reason };
  }
  if (current.demoted !== null) {
    return { message: AGREEMENT_OVER, code: 'STREAM_ENDED', reason: current.demoted };
  }
  const isSame =
    current.agreementId === opened.agreementId &&
    current.audience === opened.audience &&
    current.subject === opened.subject &&
    current.agency === opened.agency &&
    current.organization?.id === opened.organization?.id;
  return isSame ? null : { message: AGREEMENT_OVER, code: 'STREAM_ENDED', reason: 'OTHER_AGREEMENT' };
}

const AGREEMENT_OVER = 'The agreement that the stream was opened under is not in force. Subscribe again.';
