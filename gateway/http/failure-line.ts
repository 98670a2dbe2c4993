import { errorCodeOf } from '@good-standing/kernel/subgraph/errors.ts';

/** One failure, as it is logged: no variables, tokens, texts or values, for any of them may be personal. */
export interface Failure {
  readonly event: 'refused' | 'failed' | 'subgraph_unavailable' | 'ledger_unavailable';
  readonly requestId: string;
  readonly status?: number;
  readonly code?: string;
  readonly audience?: string;
  readonly subgraph?: string;
  /** Name of an error and the frames of its stack; its message can quote values. */
  readonly error?: string;
  /** What a system says of an error in a word: the SQLSTATE of Postgres, `ECONNRESET`. */
  readonly errorCode?: string;
  readonly frames?: readonly string[];
}

export type LogFailure = (failure: Failure) => void;

const MOST_FRAMES = 8;

export function errorFacts(reason: unknown): Pick<Failure, 'error' | 'errorCode' | 'frames'> {
  if (!(reason instanceof Error)) return { error: typeof reason };
  const frames = (reason.stack ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, MOST_FRAMES);
  return { error: reason.name, ...errorCodeOf(reason), frames };
}

/** JSON, one line each, to standard error. */
export function logToStandardError(failure: Failure): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...failure })}\n`);
}
