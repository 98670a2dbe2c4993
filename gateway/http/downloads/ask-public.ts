import type { ServerResponse } from 'node:http';
import { PUBLIC_VIEWER } from '@good-standing/kernel/viewer/viewer.ts';
import { answerWithAccount, type Execution } from '../account.ts';
import type { Operations } from '../operations.ts';
import type { TrustedDocuments } from '../read-asked.ts';
import { isRefused, type Refused, refused } from '../refused.ts';
import { withinDeadline } from '../within-deadline.ts';
import type { Ask } from './dataset.ts';
import { PAGE_LIMITS } from './limits.ts';

/** A page that has no whole answer: what the client is told where it was not yet told anything. */
export class NoPage extends Error {
  override readonly name = 'NoPage';
  readonly refusal: Refused;

  constructor(refusal: Refused) {
    super(refusal.errors[0].message);
    this.refusal = refusal;
  }
}

export interface AskSetting {
  readonly settle: Operations;
  readonly trusted: TrustedDocuments;
  readonly execution: Execution;
  readonly response: ServerResponse;
  readonly requestId: string;
  readonly now: Temporal.Instant;
}

/**
 * Asks canonical operations as anyone without a token may, each within the deadline of a page.
 * What is protected is in none of them: one that discloses anything under a rule is a broken
 * promise, and nothing is given of it.
 */
export function askPublic({ settle, trusted, execution, response, requestId, now }: AskSetting): Ask {
  return async (document, variables) => {
    const text = trusted.get(document);
    if (text === undefined) throw new Error(`there is no canonical operation ${document}`);
    const operation = settle({ text, operationName: null, variables }, 'PUBLIC');
    if (isRefused(operation)) throw new NoPage(operation);
    const { deadlineMs } = PAGE_LIMITS;
    const answered = await withinDeadline(response, deadlineMs, (signal) =>
      answerWithAccount(
        {
          ...operation,
          viewer: PUBLIC_VIEWER,
          requestId,
          now,
          signal,
          recordWithinMs: deadlineMs / 2,
        },
        execution,
      ),
    );
    if (isRefused(answered)) throw new NoPage(answered);
    const [error] = answered.errors;
    if (error?.extensions?.code === 'BAD_USER_INPUT')
      throw new NoPage(refused(400, 'BAD_USER_INPUT', error.message));
    if (error !== undefined)
      throw new NoPage(refused(503, 'INTERNAL_SERVER_ERROR', 'The download could not be made.', AGAIN));
    if (answered.notes.disclosed.length > 0) throw new Error('a download disclosed what is protected');
    return JSON.parse(answered.dataJson);
  };
}

export const AGAIN = { 'retry-after': '5' };
