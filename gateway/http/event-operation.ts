import type { CompiledOperation, RunInput } from '../execute/compile.ts';
import type { Source, StreamSource, StreamSources, SubgraphResult } from '../execute/source.ts';
import type { RequestFacts } from './request-facts.ts';

/** The answer of an event that tells this viewer nothing: it is not sent. */
export const SILENCE = { dataJson: 'null', errors: [] } as const;

/**
 * A subscription as an operation that answers one event, and may be run again as a
 * query may: the subgraph is asked for the event that stands in the context, and the
 * rest is fetched as for any other answer.
 */
export function eventOperation(compiled: CompiledOperation<RequestFacts>): CompiledOperation<RequestFacts> {
  return {
    ...compiled,
    kind: 'query',
    async run(input: RunInput<RequestFacts>) {
      const told = await compiled.subscribe({ ...input, streams: oneEventEach(input.sources) }).next();
      input.signal?.throwIfAborted();
      return told.done === true ? SILENCE : told.value;
    },
  };
}

export function isSilence(answer: {
  readonly dataJson: string;
  readonly errors: readonly unknown[];
}): boolean {
  return answer.dataJson === SILENCE.dataJson && answer.errors.length === 0;
}

function oneEventEach(sources: RunInput<RequestFacts>['sources']): StreamSources<RequestFacts> {
  return Object.fromEntries(Object.entries(sources).map(([name, source]) => [name, oneEvent(source)]));
}

function oneEvent(source: Source<RequestFacts>): StreamSource<RequestFacts> {
  return async function* answer(request) {
    const result = await source(request);
    if (!isNothing(result)) yield result;
  };
}

function isNothing({ data, errors = [] }: SubgraphResult): boolean {
  return errors.length === 0 && Object.values(data ?? {}).every((value) => value === null);
}
