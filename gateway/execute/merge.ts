import type { Supergraph } from '../plan/supergraph.ts';
import { type Entity, isEntity } from './run.ts';

export type Merge = (target: Entity, source: Entity) => void;

/**
 * Deep merge of what another subgraph knows of the same object, in place. Lists are
 * merged item by item. A null never replaces a value, and the name of an interface
 * never replaces the name of an object type: a subgraph with an interface object
 * knows no better.
 *
 * Parts of `source` end up in `target`; to merge one source twice, give a `copy`.
 */
export function mergeWith(supergraph: Supergraph): Merge {
  return merge;

  function merge(target: Entity, source: Entity): void {
    for (const key in source) {
      const value = source[key];
      if (value === undefined) continue;
      if (key === '__proto__') continue;
      const held = target[key];
      if (typeof held !== 'object' || held === null) {
        if (held === undefined || value !== null) {
          if (key !== '__typename' || held === undefined || supergraph.isObjectType(String(value)))
            target[key] = value;
        }
      } else if (Array.isArray(held)) {
        if (Array.isArray(value)) mergeLists(held, value);
      } else if (isEntity(value)) {
        merge(held as Entity, value);
      }
    }
  }

  function mergeLists(target: unknown[], source: readonly unknown[]): void {
    const length = Math.min(target.length, source.length);
    for (let index = 0; index < length; index++) {
      const held = target[index];
      const value = source[index];
      if (value === null || value === undefined) continue;
      if (Array.isArray(held)) {
        if (Array.isArray(value)) mergeLists(held, value);
      } else if (isEntity(held) && isEntity(value)) merge(held, value);
      else target[index] = value;
    }
  }
}

/** A deep copy of JSON, without any key that could reach a prototype. */
export function copy<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copy) as Value;
  const copied: Entity = {};
  for (const key in value) if (key !== '__proto__') copied[key] = copy(value[key]);
  return copied as Value;
}
