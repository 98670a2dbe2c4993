import type {
  BatchFetchNode,
  EntityBatchAlias,
  FetchNode,
  FetchNodePathSegment,
  FetchRewrite,
} from '@graphql-hive/router-query-planner';
import { parse } from 'graphql';
import { answerTo, askOf, isResponsePath, keysByType, variablesOf } from './fetch.ts';
import { copy } from './merge.ts';
import { type Collect, compilePath, locate, type PlanPath, type ResponsePath } from './path.ts';
import type { CompiledPlan } from './plan-steps.ts';
import { compileRequires, type Project } from './requires.ts';
import { compileRewrites, type Rewrite, renamedKeys } from './rewrites.ts';
import { type Entity, isEntity, type Progress, type Step } from './run.ts';
import type { SubgraphError, SubgraphResult } from './source.ts';

/** One list of representations of a fetch. */
interface EntityGroup {
  /** Response key of the `_entities` field that answers it. */
  readonly alias: string;
  readonly variable: string;
  readonly paths: readonly PlanPath[];
  readonly collects: readonly Collect[];
  readonly project: Project;
  readonly inputRewrites: readonly Rewrite[];
  readonly outputRewrites: readonly Rewrite[];
  readonly renamed: ReadonlyMap<string, string>;
}

/** The entities that a group found in one run; `slots[i]` is the representation of `targets[i]`. */
interface Found {
  readonly group: EntityGroup;
  readonly targets: readonly Entity[];
  readonly slots: readonly number[];
}

/**
 * Asks a subgraph for more of entities that stand in the response already. Equal
 * representations are asked once, and the answer goes to every entity they stand for.
 */
export function compileEntityFetch<Context>(
  node: FetchNode | BatchFetchNode,
  groupsOfNode: readonly EntityBatchAlias[],
  plan: CompiledPlan,
): Step<Context> {
  const ask = askOf(node);
  const groups = groupsOfNode.map((group) => compileGroup(group, plan));

  return (run) => {
    const variables = variablesOf(run, ask);
    const found: Found[] = [];
    let hasAny = false;
    for (const group of groups) {
      const { representations, ...entities } = representationsOf(group, run);
      variables[group.variable] = representations;
      found.push(entities);
      hasAny ||= representations.length > 0;
    }
    if (!hasAny) return undefined;
    const answer = answerTo(run, ask, variables);
    return answer instanceof Promise
      ? answer.then((result) => settle(run, found, result))
      : void settle(run, found, answer);
  };

  function settle(run: Progress, found: readonly Found[], result: SubgraphResult | undefined): void {
    if (result === undefined) {
      plan.failures.unavailable(run, missing(run, found));
      return;
    }
    const data = result.data ?? undefined;
    if (result.errors?.length) {
      const located = new Map<EntityGroup, Map<Entity, ResponsePath>>();
      for (const error of result.errors)
        plan.failures.subgraphError(run, error, pathsOf(error, run, { found, located }, data));
    } else if (data === undefined) plan.failures.unavailable(run, missing(run, found));
    if (data === undefined) run.isIncomplete = true;
    else for (const each of found) distribute(run, each, data[each.group.alias]);
  }

  function distribute(run: Progress, { group, targets, slots }: Found, entities: unknown): void {
    if (!Array.isArray(entities)) {
      run.isIncomplete = true;
      return;
    }
    for (const rewrite of group.outputRewrites) rewrite(entities);
    const isGiven: boolean[] = [];
    for (let index = 0; index < targets.length; index++) {
      const slot = slots[index] as number;
      const entity: unknown = entities[slot];
      if (!isEntity(entity)) {
        run.isIncomplete = true;
        continue;
      }
      plan.merge(targets[index] as Entity, isGiven[slot] === true ? copy(entity) : entity);
      isGiven[slot] = true;
    }
  }

  /** An error under `_entities, i` belongs to every entity that representation `i` stands for. */
  function pathsOf(
    error: SubgraphError,
    run: Progress,
    {
      found,
      located,
    }: { readonly found: readonly Found[]; readonly located: Map<EntityGroup, Map<Entity, ResponsePath>> },
    data: Entity | undefined,
  ): ResponsePath[] {
    const path = error.path;
    if (isResponsePath(path)) {
      const [alias, slot, ...below] = path;
      const entities = found.find(({ group }) => group.alias === alias);
      if (entities !== undefined && typeof slot === 'number') {
        const { group, targets, slots } = entities;
        const rest = below.map((key) => (typeof key === 'string' ? (group.renamed.get(key) ?? key) : key));
        const places = located.get(group) ?? locations(run, group);
        located.set(group, places);
        return targets.flatMap((target, index) => {
          const origin = slots[index] === slot ? places.get(target) : undefined;
          return origin === undefined ? [] : [[...origin, ...rest]];
        });
      }
    }
    return data === undefined || isResponsePath(path) ? missing(run, found) : [];
  }

  function missing(run: Progress, found: readonly Found[]): ResponsePath[] {
    const { definitions } = parse(ask.document, { noLocation: true });
    return found.flatMap(({ group, targets }) => {
      const keys = keysByType(definitions, group.alias);
      const located = locations(run, group);
      return targets.flatMap((target) => {
        const origin = located.get(target);
        const typename = String(target.__typename);
        if (origin === undefined) return [];
        return keys
          .filter(({ on }) => on === undefined || plan.supergraph.satisfies(typename, on))
          .map(({ key }) => [...origin, group.renamed.get(key) ?? key]);
      });
    });
  }

  function locations(run: Progress, group: EntityGroup): Map<Entity, ResponsePath> {
    return new Map(group.paths.flatMap((path) => [...locate(run.data, path, plan.supergraph)]));
  }
}

function compileGroup(group: EntityBatchAlias, { supergraph }: CompiledPlan): EntityGroup {
  return {
    alias: group.alias,
    variable: group.representationsVariableName,
    paths: group.paths,
    collects: group.paths.map((path) => compilePath(path, supergraph)),
    project: compileRequires(group.requires, supergraph),
    inputRewrites: compileRewrites(group.inputRewrites, supergraph),
    outputRewrites: compileRewrites(group.outputRewrites?.map(withoutRoot(group.alias)), supergraph),
    renamed: renamedKeys(group.outputRewrites),
  };
}

/** Rewrites are applied to each entity; some plans write them from the root of the answer. */
function withoutRoot(alias: string) {
  const strip = (path: FetchNodePathSegment[]): FetchNodePathSegment[] => {
    const first = path[0];
    return first !== undefined && 'Key' in first && first.Key === alias ? path.slice(1) : path;
  };
  return (rewrite: FetchRewrite): FetchRewrite => {
    if ('KeyRenamer' in rewrite)
      return { KeyRenamer: { ...rewrite.KeyRenamer, path: strip(rewrite.KeyRenamer.path) } };
    const setter = 'ValueSetter' in rewrite ? rewrite.ValueSetter : rewrite;
    return { ValueSetter: { ...setter, path: strip(setter.path) } };
  };
}

function representationsOf(
  group: EntityGroup,
  run: Progress,
): Found & { readonly representations: Entity[] } {
  const candidates: Entity[] = [];
  for (const collect of group.collects) collect(run.data, candidates);
  const targets: Entity[] = [];
  const slots: number[] = [];
  const representations: Entity[] = [];
  const slotOf = new Map<string, number>();
  for (const entity of candidates) {
    const representation = group.project(entity, run);
    if (representation === undefined) continue;
    for (const rewrite of group.inputRewrites) rewrite(representation);
    const identity = identityOf(representation);
    let slot = slotOf.get(identity);
    if (slot === undefined) {
      slot = representations.length;
      slotOf.set(identity, slot);
      representations.push(representation);
    }
    targets.push(entity);
    slots.push(slot);
  }
  return { group, targets, slots, representations };
}

/** Equal for equal representations and for no others. Most are a type and one key, which need no JSON. */
function identityOf(representation: Entity): string {
  let only: string | undefined;
  for (const key in representation) {
    if (key === '__typename') continue;
    if (only !== undefined || typeof representation[key] !== 'string') return JSON.stringify(representation);
    only = key;
  }
  return only === undefined
    ? JSON.stringify(representation)
    : `${representation.__typename}\n${only}\n${representation[only]}`;
}
