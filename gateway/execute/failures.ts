import type { ClientPaths } from './client-paths.ts';
import type { ResponsePath } from './path.ts';
import type { Progress } from './run.ts';
import type { FormattedError, SubgraphError } from './source.ts';

/** One dead subgraph under a long list must not make the answer longer than its data. */
const MAX_ERRORS_PER_FETCH = 20;

/** Extensions of a subgraph's errors that the client may read: by name, or every one. */
export type ErrorExtensions = readonly string[] | 'all';

export interface Failures {
  /** Notes one error of a subgraph at each of the paths, which are in keys of the plan. */
  subgraphError(run: Progress, error: SubgraphError, paths: readonly ResponsePath[]): void;
  /** Notes that no answer came, once for each response path that lacks it. */
  unavailable(run: Progress, paths: readonly ResponsePath[]): void;
}

export function failuresOf(clientPaths: ClientPaths, extensions: ErrorExtensions): Failures {
  return {
    subgraphError(run, error, paths) {
      const message = typeof error.message === 'string' ? error.message : 'Unexpected error.';
      const kept = keptExtensions(error.extensions, extensions);
      const [only] = paths;
      if (only === undefined) run.errors.push({ message, ...kept });
      else if (paths.length === 1) run.errors.push({ message, path: clientPaths(only), ...kept });
      else for (const path of distinct(paths.map(clientPaths))) run.errors.push({ message, path, ...kept });
    },
    unavailable(run, paths) {
      for (const path of distinct(paths.map(clientPaths)))
        run.errors.push({
          message: 'This part of the answer is not available at the moment.',
          path,
          extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
        });
    },
  };
}

function keptExtensions(
  given: unknown,
  allowed: ErrorExtensions,
): Pick<FormattedError, 'extensions'> | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  const kept = Object.entries(given).filter(([name]) => allowed === 'all' || allowed.includes(name));
  return kept.length === 0 ? undefined : { extensions: Object.fromEntries(kept) };
}

function distinct(paths: readonly ResponsePath[]): ResponsePath[] {
  const byText = new Map<string, ResponsePath>();
  for (const path of paths) {
    byText.set(JSON.stringify(path), path);
    if (byText.size === MAX_ERRORS_PER_FETCH) break;
  }
  return [...byText.values()];
}
