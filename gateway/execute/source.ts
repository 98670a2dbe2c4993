/** An error as a subgraph sends it: nothing in it is believed but its shape is read. */
export interface SubgraphError {
  readonly message?: unknown;
  readonly path?: unknown;
  readonly extensions?: unknown;
}

export interface SubgraphRequest<Context> {
  readonly subgraph: string;
  /** Stable for a step of a compiled operation: usable as a cache key. */
  readonly document: string;
  readonly operationKind: 'query' | 'mutation' | 'subscription';
  readonly variables: Readonly<Record<string, unknown>>;
  /** Whatever the caller of the operation gave; the executor does not look at it. */
  readonly context: Context;
  readonly signal: AbortSignal | undefined;
}

/** The executor takes `data` over and writes into it: a source must not keep or share it. */
export interface SubgraphResult {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly SubgraphError[];
  readonly extensions?: Record<string, unknown>;
}

/**
 * Asks one subgraph. Throwing means that no answer came; whatever is thrown, the
 * client reads `SUBGRAPH_UNAVAILABLE` and no detail.
 */
export type Source<Context> = (request: SubgraphRequest<Context>) => Promise<SubgraphResult> | SubgraphResult;

/**
 * Subscribes at one subgraph. Ending is the subscription's own end; throwing means
 * that it broke off. Leaving the iteration unsubscribes.
 */
export type StreamSource<Context> = (request: SubgraphRequest<Context>) => AsyncIterable<SubgraphResult>;

export type StreamSources<Context> = Readonly<Record<string, StreamSource<Context>>>;

export type Sources<Context> = Readonly<Record<string, Source<Context>>>;

/** An error as the client reads it. */
export interface FormattedError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}
