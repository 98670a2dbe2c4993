import type { FlattenNodePathSegment } from '@graphql-hive/router-query-planner';
import type { Supergraph } from '../plan/supergraph.ts';
import { type Entity, isEntity } from './run.ts';

export type PlanPath = readonly FlattenNodePathSegment[];
export type ResponsePath = readonly (string | number)[];

/** Appends every object at a path of the response, in response order. */
export type Collect = (data: unknown, found: Entity[]) => void;

export function compilePath(path: PlanPath, supergraph: Supergraph): Collect {
  return path.reduceRight<Collect>((next, segment) => segmentOf(segment, next, supergraph), collectHere);
}

const collectHere: Collect = (value, found) => {
  if (Array.isArray(value)) for (const item of value) collectHere(item, found);
  else if (typeof value === 'object' && value !== null) found.push(value as Entity);
};

function segmentOf(segment: FlattenNodePathSegment, next: Collect, supergraph: Supergraph): Collect {
  if (segment === '@')
    return (value, found) => {
      if (Array.isArray(value)) for (const item of value) next(item, found);
    };
  if ('Field' in segment) {
    const key = segment.Field;
    return function collectField(value, found) {
      if (Array.isArray(value)) for (const item of value) collectField(item, found);
      else if (typeof value === 'object' && value !== null) next((value as Entity)[key], found);
    };
  }
  const conditions = segment.TypeCondition;
  return function collectTyped(value, found) {
    if (Array.isArray(value)) for (const item of value) collectTyped(item, found);
    else if (isEntity(value) && satisfiesAny(value, conditions, supergraph)) next(value, found);
  };
}

function satisfiesAny(entity: Entity, conditions: readonly string[], supergraph: Supergraph): boolean {
  const typename = entity.__typename;
  if (typeof typename !== 'string') return false;
  return conditions.some((condition) => supergraph.satisfies(typename, condition));
}

/**
 * Where in the response each object at a path stands. The slow twin of `Collect`,
 * walked only when there is an error to report.
 */
export function locate(data: unknown, path: PlanPath, supergraph: Supergraph): Map<Entity, ResponsePath> {
  const located = new Map<Entity, ResponsePath>();
  walk(data, 0, []);
  return located;

  function walk(value: unknown, at: number, here: ResponsePath): void {
    if (Array.isArray(value)) {
      const next = path[at] === '@' ? at + 1 : at;
      value.forEach((item, index) => {
        walk(item, next, [...here, index]);
      });
      return;
    }
    if (!isEntity(value)) return;
    const segment = path[at];
    if (segment === undefined) located.set(value, here);
    else if (segment === '@') return;
    else if ('Field' in segment) walk(value[segment.Field], at + 1, [...here, segment.Field]);
    else if (satisfiesAny(value, segment.TypeCondition, supergraph)) walk(value, at + 1, here);
  }
}
