import type { FormattedError, Sources, SubgraphResult } from './source.ts';

/** A response object while it is put together. */
export type Entity = Record<string, unknown>;

/** How far one execution of a compiled operation has come. */
export interface Progress {
  readonly variables: Readonly<Record<string, unknown>>;
  /** Undefined until the first answer, which is taken over as it is. */
  data: Entity | undefined;
  readonly errors: FormattedError[];
  /** Something that a later step may need did not come. */
  isIncomplete: boolean;
}

/** One execution of a compiled operation. */
export interface Run<Context> extends Progress {
  readonly context: Context;
  readonly signal: AbortSignal | undefined;
  readonly sources: Sources<Context>;
  readonly onSubgraphResult: ((subgraph: string, result: SubgraphResult) => void) | undefined;
  readonly onSubgraphFailure: ((subgraph: string, reason: unknown) => void) | undefined;
}

/** A step of the plan; nothing is returned when it ended without waiting. */
export type Step<Context> = (run: Run<Context>) => Promise<void> | undefined;

export function isEntity(value: unknown): value is Entity {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
