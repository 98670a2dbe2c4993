import { type Notes, notes } from '@good-standing/kernel/disclosure/notes.ts';
import { comparePaths, MOST_WITHHELD_ERRORS } from '@good-standing/kernel/disclosure/withheld-errors.ts';
import { disclosedIn } from '@good-standing/kernel/ledger/accounting.ts';
import { type Ledger, LedgerUnavailable } from '@good-standing/kernel/ledger/ledger.ts';
import type { FormattedError, Sources } from '../execute/source.ts';
import type { ReadyOperation } from './operations.ts';
import type { RequestFacts } from './request-facts.ts';

/** What is needed to run operations and to account for what they disclose. */
export interface Execution {
  readonly sources: Sources<RequestFacts>;
  readonly ledger: Ledger;
  /** Stands in the ledger with every disclosure. */
  readonly policyVersion: string;
  readonly onSubgraphFailure: (requestId: string, subgraph: string, reason: unknown) => void;
}

export interface Answered {
  /** JSON text of `data`. */
  readonly dataJson: string;
  readonly errors: readonly FormattedError[];
  readonly notes: Notes;
}

export interface Running extends ReadyOperation, Omit<RequestFacts, 'notes'> {
  readonly signal: AbortSignal;
  /** Milliseconds after which a ledger that says nothing counts as down, so that there is time left to answer without it. */
  readonly recordWithinMs: number;
}

/**
 * Runs an operation; what it disclosed under a rule is durable in the ledger before
 * this resolves. Without the ledger a query is run again with every protected cell
 * withheld, and of a mutation, which cannot be run again, nothing is shown.
 */
export async function answerWithAccount(running: Running, execution: Execution): Promise<Answered> {
  const answered = await run(running, execution, execution.ledger.available());
  if (answered.notes.disclosed.length === 0) return answered;
  if (await isRecorded(running, answered, execution)) return answered;
  if (running.compiled.kind === 'mutation') return madeButNotShown();
  return run(running, execution, false);
}

async function run(running: Running, execution: Execution, ledgerAvailable: boolean): Promise<Answered> {
  const { compiled, variables, viewer, requestId, now, signal, event = null } = running;
  const noted = notes(ledgerAvailable);
  const { dataJson, errors } = await compiled.run({
    variables,
    context: { viewer, requestId, now, notes: noted, event },
    signal,
    sources: execution.sources,
    onSubgraphFailure: (subgraph, reason) => execution.onSubgraphFailure(requestId, subgraph, reason),
  });
  const told = withoutRepeats(inPlace(errors));
  // What failed as a whole holds nothing, whatever was decided on the way there.
  return { dataJson, errors: told, notes: dataJson === 'null' ? notes(ledgerAvailable) : noted };
}

async function isRecorded(
  running: Running,
  { dataJson, notes }: Answered,
  execution: Execution,
): Promise<boolean> {
  running.signal.throwIfAborted();
  const recorded = execution.ledger
    .record({
      requestId: running.requestId,
      at: running.now,
      subgraph: 'gateway',
      viewer: running.viewer,
      policyVersion: execution.policyVersion,
      answer: dataJson,
      disclosed: disclosedIn(notes.disclosed),
    })
    .then(
      () => true,
      (reason: unknown) => {
        if (reason instanceof LedgerUnavailable) return false;
        throw reason;
      },
    );
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), running.recordWithinMs);
  try {
    return await Promise.race([recorded, late]);
  } finally {
    clearTimeout(timer);
  }
}

function madeButNotShown(): Answered {
  const message =
    'The change was made. Its result cannot be shown, because the accounting of disclosures is not available; ask for it again later.';
  return {
    dataJson: 'null',
    errors: [{ message, extensions: { code: 'LEDGER_UNAVAILABLE' } }],
    notes: notes(false),
  };
}

/** By place in the answer: subgraphs answer in any order, and the same answer is the same bytes. */
function inPlace(errors: readonly FormattedError[]): readonly FormattedError[] {
  return errors.length < 2
    ? errors
    : errors.toSorted((one, other) => comparePaths(one.path ?? [], other.path ?? []));
}

/** One cell that stands at many places of the answer is an error at each of them, up to the number told. */
function withoutRepeats(errors: readonly FormattedError[]): readonly FormattedError[] {
  if (errors.length <= MOST_WITHHELD_ERRORS) return errors;
  let left = MOST_WITHHELD_ERRORS;
  return errors.filter((error) => {
    if (error.extensions?.code !== 'FIELD_WITHHELD') return true;
    left -= 1;
    return left >= 0;
  });
}
