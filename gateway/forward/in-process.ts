import type { Subgraph } from '@good-standing/kernel/subgraph/subgraph.ts';
import type { Source } from '../execute/source.ts';
import type { RequestFacts } from '../http/request-facts.ts';

/** A subgraph in this process: called without HTTP, JSON or assertion, its guard noting into the request's own notes. */
export function inProcessSource(subgraph: Subgraph): Source<RequestFacts> {
  return ({ document, variables, context }) => subgraph.execute({ document, variables, ...context });
}
