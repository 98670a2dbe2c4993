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
      const note = (path: ResponsePath) =>
        run.errors.push(kept === undefined ? { message, path } : { message, path, extensions: kept });
      const [only] = paths;
      if (only === undefined) run.errors.push({ message, ...(kept && { extensions: kept }) });
      else if (paths.length === 1) note(clientPaths(only));
      else distinct(paths.map(clientPaths)).forEach(note);
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

/** The object itself where every one of its extensions may be read. */
function keptExtensions(given: unknown, allowed: ErrorExtensions): FormattedError['extensions'] {
  if (typeof given !== 'object' || given === null) return undefined;
  const extensions = given as Readonly<Record<string, unknown>>;
  const names = Object.keys(extensions);
  const kept = names.filter((name) => allowed === 'all' || allowed.includes(name));
  if (kept.length === 0) return undefined;
  if (kept.length === names.length) return extensions;
  return Object.fromEntries(kept.map((name) => [name, extensions[name]]));
}

function distinct(paths: readonly ResponsePath[]): ResponsePath[] {
  const byText = new Map<string, ResponsePath>();
  for (const path of paths) {
    byText.set(JSON.stringify(path), path);
    if (byText.size === MAX_ERRORS_PER_FETCH) break;
  }
  return [...byText.values()];
}
