import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';
import type { RequestContext } from '../subgraph/context.ts';
import { type Cell, decideCell, type Protected } from './cells.ts';
import { audienceOf, classificationOf } from './classification.ts';
import { guardArguments } from './guard-arguments.ts';
import type { Disclosure, Policy } from './policy.ts';

/** Fields that federation adds; the assertion guards them. */
const FEDERATION_FIELDS = new Set(['Query._entities', 'Query._service', '_Service.sdl']);

/**
 * Puts the policy in front of every protected field of a subgraph's schema.
 * Throws at start where a field is unclassified, where SDL and policy disagree,
 * or where the policy names a field that is not there.
 */
export function guard(schema: GraphQLSchema, policy: Policy): void {
  const guarded = new Set<string>();
  const slots = new Map<string, { index: number; coordinates: string[] }>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      if (FEDERATION_FIELDS.has(coordinate)) continue;
      guardField(type, field, policy, slots);
      if (coordinate in policy) guarded.add(coordinate);
      guardArguments(field, coordinate);
    }
  }
  const stray = Object.keys(policy).filter((coordinate) => !guarded.has(coordinate));
  if (stray.length > 0)
    throw new Error(`the policy names fields that the schema has not: ${stray.join(', ')}`);
}

function guardField(
  type: GraphQLObjectType,
  field: GraphQLField<unknown, RequestContext>,
  policy: Policy,
  slots: Map<string, { index: number; coordinates: string[] }>,
): void {
  const coordinate = `${type.name}.${field.name}`;
  const classification = classificationOf(field, coordinate);
  const disclosure: Disclosure<never> | undefined = policy[coordinate];
  if (classification.kind === 'AUDIENCE') {
    const only = audienceOf(field);
    const inner = field.resolve ?? defaultFieldResolver;
    field.resolve = (parent, args, context, info) =>
      only.includes(context.viewer.audience) ? inner(parent, args, context, info) : null;
    return;
  }
  if (classification.kind === 'PUBLIC') {
    if (disclosure !== undefined)
      throw new Error(`${coordinate} is @public in the SDL but has a rule in the policy`);
    return;
  }
  if (disclosure === undefined)
    throw new Error(`${coordinate} is protected in the SDL but has no rule in the policy`);
  if (disclosure.rule !== classification.rule) {
    throw new Error(
      `${coordinate} is under ${classification.rule} in the SDL but under ${disclosure.rule} in the policy`,
    );
  }
  const key = `${type.name} ${disclosure.rule}`;
  const slot = slots.get(key) ?? { index: slots.size, coordinates: [] };
  slots.set(key, slot);
  const cell: Cell = {
    coordinate,
    slot: slot.index,
    bit: slot.coordinates.length,
    coordinates: slot.coordinates,
    disclosure,
  };
  slot.coordinates.push(coordinate);
  if (cell.bit > 30) throw new Error(`${key} covers more than 31 fields; split the type`);
  field.resolve = guarded(cell, field.name, field.resolve);
}

function guarded(
  cell: Cell,
  name: string,
  inner: GraphQLFieldResolver<unknown, RequestContext> | undefined,
): GraphQLFieldResolver<unknown, RequestContext> {
  if (inner === undefined) {
    return (parent, _args, context) =>
      decideCell(context.cells, parent as Protected, cell) ? (parent as Record<string, unknown>)[name] : null;
  }
  return (parent, args, context, info) =>
    decideCell(context.cells, parent as Protected, cell) ? inner(parent, args, context, info) : null;
}
