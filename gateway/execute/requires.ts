import type { RequiresSelection } from '@graphql-hive/router-query-planner';
import type { Supergraph } from '../plan/supergraph.ts';
import { type Entity, isEntity, type Progress } from './run.ts';

/** What a subgraph must be given of an entity to resolve it, or undefined when that is not known. */
export type Project = (entity: Entity, run: Progress) => Entity | undefined;

/** Copies selected parts of an object; false when a part is missing for want of an answer. */
type Fill = (from: Entity, into: Entity, run: Progress) => boolean;

/**
 * Keys and `@requires` of an entity fetch. An entity whose keys are all null cannot
 * be resolved anywhere and is left out. Nulls beside a key are given as nulls.
 * Where an earlier fetch failed, an entity that lacks a part is left out: a value
 * computed without it would be wrong, not missing.
 */
export function compileRequires(selections: readonly RequiresSelection[], supergraph: Supergraph): Project {
  const fill = compileSelections(selections, supergraph);
  return (entity, run) => {
    const representation: Entity = { __typename: entity.__typename ?? onlyType(selections) };
    if (!fill(entity, representation, run)) return undefined;
    for (const key in representation)
      if (key !== '__typename' && representation[key] !== null) return representation;
    return undefined;
  };
}

function onlyType(selections: readonly RequiresSelection[]): string | undefined {
  const [only, ...others] = selections;
  return only?.kind === 'InlineFragment' && others.length === 0 ? only.typeCondition : undefined;
}

function compileSelections(selections: readonly RequiresSelection[], supergraph: Supergraph): Fill {
  const parts = selections.flatMap((selection) => compileSelection(selection, supergraph));
  const [first, ...others] = parts;
  if (first !== undefined && others.length === 0) return first;
  return (from, into, run) => {
    for (const part of parts) if (!part(from, into, run)) return false;
    return true;
  };
}

function compileSelection(selection: RequiresSelection, supergraph: Supergraph): Fill[] {
  if (selection.kind === 'Field') {
    if (selection.name === '__typename') return [];
    return [compileField(selection.name, selection.alias, selection.selections, supergraph)];
  }
  if (selection.kind === 'InlineFragment') {
    const { typeCondition, skipIf, includeIf } = selection;
    const fill = compileSelections(selection.selections, supergraph);
    return [
      (from, into, run) => {
        if (skipIf !== undefined && run.variables[skipIf] === true) return true;
        if (includeIf !== undefined && run.variables[includeIf] !== true) return true;
        const typename = from.__typename;
        const applies =
          typeof typename !== 'string' ||
          supergraph.satisfies(typename, typeCondition) ||
          supergraph.satisfies(typeCondition, typename);
        return !applies || fill(from, into, run);
      },
    ];
  }
  throw new Error(`The planner gave a ${selection.kind} among the requirements of a fetch.`);
}

function compileField(
  name: string,
  alias: string | undefined,
  selections: readonly RequiresSelection[] | undefined,
  supergraph: Supergraph,
): Fill {
  const key = alias ?? name;
  const fill = selections?.length ? compileSelections(selections, supergraph) : undefined;
  return (from, into, run) => {
    const value = from[name] ?? from[key];
    if (value === undefined) return !run.isIncomplete;
    if (fill === undefined || value === null) {
      into[key] = value;
      return true;
    }
    const projected = projectValue(value, into[key], fill, run);
    if (projected === undefined) return false;
    into[key] = projected;
    return true;
  };
}

function projectValue(value: unknown, held: unknown, fill: Fill, run: Progress): unknown {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (const [index, item] of value.entries()) {
      const projected = projectValue(item, Array.isArray(held) ? held[index] : undefined, fill, run);
      if (projected === undefined) return undefined;
      items.push(projected);
    }
    return items;
  }
  if (!isEntity(value)) return value;
  const into: Entity = isEntity(held) ? held : {};
  const typename = value.__typename;
  if (typeof typename === 'string') into.__typename = typename;
  return fill(value, into, run) ? into : undefined;
}
