import type { FetchNodePathSegment, FetchRewrite } from '@graphql-hive/router-query-planner';
import type { Supergraph } from '../plan/supergraph.ts';
import { type Entity, isEntity } from './run.ts';

/** Changes an object in place on its way to or from a subgraph. */
export type Rewrite = (value: unknown) => void;

export function compileRewrites(
  rewrites: readonly FetchRewrite[] | undefined,
  supergraph: Supergraph,
): readonly Rewrite[] {
  return (rewrites ?? []).map((rewrite) => {
    if ('KeyRenamer' in rewrite) {
      const { path, renameKeyTo } = rewrite.KeyRenamer;
      return compileWalk(path, supergraph, (parent, key) => rename(parent, key, renameKeyTo));
    }
    const { path, setValueTo } = 'ValueSetter' in rewrite ? rewrite.ValueSetter : rewrite;
    return compileWalk(path, supergraph, (parent, key) => {
      if (key in parent) parent[key] = setValueTo;
    });
  });
}

/** Key of the client's operation by the key the planner put in its place. */
export function renamedKeys(rewrites: readonly FetchRewrite[] | undefined): ReadonlyMap<string, string> {
  const renamed = new Map<string, string>();
  for (const rewrite of rewrites ?? []) {
    if (!('KeyRenamer' in rewrite)) continue;
    const last = rewrite.KeyRenamer.path.at(-1);
    if (last !== undefined && 'Key' in last) renamed.set(last.Key, rewrite.KeyRenamer.renameKeyTo);
  }
  return renamed;
}

function rename(parent: Entity, from: string, to: string): void {
  if (!Object.hasOwn(parent, from)) return;
  parent[to] = parent[from];
  delete parent[from];
}

function compileWalk(
  path: readonly FetchNodePathSegment[],
  supergraph: Supergraph,
  apply: (parent: Entity, key: string) => void,
): Rewrite {
  return (value) => walk(value, 0);

  function walk(value: unknown, at: number): void {
    if (Array.isArray(value)) {
      for (const item of value) walk(item, at);
      return;
    }
    const segment = path[at];
    if (segment === undefined || !isEntity(value)) return;
    if ('Key' in segment) {
      if (at === path.length - 1) apply(value, segment.Key);
      else walk(value[segment.Key], at + 1);
      return;
    }
    const typename = value.__typename;
    const holds =
      typeof typename !== 'string' ||
      namesOf(segment.TypenameEquals).some((condition) => supergraph.satisfies(typename, condition));
    if (holds) walk(value, at + 1);
  }
}

/** One name or a list of them, by the planner's version. */
function namesOf(names: string | readonly string[]): readonly string[] {
  return typeof names === 'string' ? [names] : names;
}
