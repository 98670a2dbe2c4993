import type { ServerResponse } from 'node:http';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { answerWithAccount, type Execution } from '../account.ts';
import { isRefused } from '../refused.ts';
import { withinDeadline } from '../within-deadline.ts';
import type { AskedLine, ReadLine, UnreadLine } from './read-line.ts';
import { endedBy, StreamEnded } from './stream-ended.ts';

export interface ChunkSetting {
  readonly response: ServerResponse;
  readonly execution: Execution;
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly deadlineMs: number;
  readonly clock: () => Temporal.Instant;
}

interface Screened {
  readonly screen: { readonly results: readonly object[]; readonly rulesVersion: string };
}

/**
 * The lines of a chunk answered as one call of `screen`, within the deadline of one:
 * an output line for each, in their order. Throws `StreamEnded` where the call has no
 * whole answer.
 */
export async function answerChunk(lines: readonly ReadLine[], setting: ChunkSetting): Promise<string> {
  const asked = lines.filter((line): line is AskedLine => 'operation' in line);
  const { results, rulesVersion } = await screened(asked, setting);
  let nth = 0;
  return lines
    .map((line) => {
      if (!('operation' in line)) return unreadLine(line);
      const result = results[nth];
      nth += 1;
      return `${JSON.stringify({ line: line.line, reference: line.reference, result, rulesVersion })}\n`;
    })
    .join('');
}

function unreadLine({ line, reference, error }: UnreadLine): string {
  return `${JSON.stringify({ line, reference, error })}\n`;
}

async function screened(
  asked: readonly AskedLine[],
  { response, execution, viewer, requestId, deadlineMs, clock }: ChunkSetting,
): Promise<Screened['screen']> {
  const [first] = asked;
  if (first === undefined) return { results: [], rulesVersion: '' };
  const sellers = asked.flatMap(({ operation }) => operation.variables.sellers as readonly unknown[]);
  const answered = await withinDeadline(response, deadlineMs, (signal) =>
    answerWithAccount(
      {
        ...first.operation,
        variables: { sellers },
        viewer,
        requestId,
        now: clock(),
        signal,
        recordWithinMs: deadlineMs / 2,
      },
      execution,
    ),
  );
  if (isRefused(answered)) throw endedBy(answered);
  const [error] = answered.errors;
  if (error !== undefined) {
    throw new StreamEnded(String(error.extensions?.code ?? 'INTERNAL_SERVER_ERROR'), error.message);
  }
  const { screen } = JSON.parse(answered.dataJson) as Screened;
  if (screen.results.length !== sellers.length) throw new Error('not one result for each party');
  return screen;
}
