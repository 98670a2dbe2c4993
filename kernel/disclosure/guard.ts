import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';
import type { RequestContext } from '../subgraph/context.ts';
import { type Cell, decideCell, type Protected, withheldPlace } from './cells.ts';
import { audienceOf, classificationOf } from './classification.ts';
import { guardArguments } from './guard-arguments.ts';
import { MOST_COORDINATES } from './notes.ts';
import type { Disclosure, Policy } from './policy.ts';
import type { Place } from './withheld-errors.ts';

/** Fields that federation adds; the assertion guards them. */
const FEDERATION_FIELDS = new Set(['Query._entities', 'Query._service', '_Service.sdl']);

const ROOTS = new Set(['Query', 'Mutation', 'Subscription']);

/** The coordinates of one type that one disclosure decides alike. */
interface Slot {
  readonly type: string;
  readonly disclosure: Disclosure<never>;
  readonly coordinates: string[];
}

/**
 * Puts the policy in front of every protected field of a subgraph's schema.
 * Throws at start where a field is unclassified, where SDL and policy disagree,
 * or where the policy names a field that is not there.
 */
export function guard(schema: GraphQLSchema, policy: Policy): void {
  const guarded = new Set<string>();
  const slots: Slot[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      if (FEDERATION_FIELDS.has(coordinate)) continue;
      guardField(type, field, policy, slots);
      if (coordinate in policy) guarded.add(coordinate);
      guardArguments(field, coordinate, policy);
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
  slots: Slot[],
): void {
  const coordinate = `${type.name}.${field.name}`;
  const classification = classificationOf(field, coordinate);
  const disclosure: Disclosure<never> | undefined = policy[coordinate];
  if (classification.kind !== 'RULE') {
    if (disclosure !== undefined) {
      const mark = `@${classification.kind.toLowerCase()}`;
      throw new Error(`${coordinate} is ${mark} in the SDL but has a rule in the policy`);
    }
    if (classification.kind === 'AUDIENCE') guardOperation(field);
    return;
  }
  if (disclosure === undefined)
    throw new Error(`${coordinate} is protected in the SDL but has no rule in the policy`);
  if (ROOTS.has(type.name)) throw new Error(`${coordinate} is protected, but ${type.name} is no record`);
  if (disclosure.rule !== classification.rule) {
    throw new Error(
      `${coordinate} is under ${classification.rule} in the SDL but under ${disclosure.rule} in the policy`,
    );
  }
  field.resolve = guarded(cellOf(type.name, coordinate, disclosure, slots), field.name, field.resolve);
}

/** For other audiences the operation answers null. */
function guardOperation(field: GraphQLField<unknown, RequestContext>): void {
  const only = audienceOf(field);
  const inner = field.resolve ?? defaultFieldResolver;
  field.resolve = (parent, args, context, info) =>
    only.includes(context.viewer.audience) ? inner(parent, args, context, info) : null;
}

function cellOf(type: string, coordinate: string, disclosure: Disclosure<never>, slots: Slot[]): Cell {
  const known = slots.findIndex((each) => each.type === type && each.disclosure === disclosure);
  const slot = known === -1 ? slots.push({ type, disclosure, coordinates: [] }) - 1 : known;
  const coordinates = slots[slot]?.coordinates ?? [];
  const bit = coordinates.push(coordinate) - 1;
  if (bit >= MOST_COORDINATES) {
    throw new Error(
      `${disclosure.rule} covers more than ${MOST_COORDINATES} fields of ${type}; split the type`,
    );
  }
  return { coordinate, slot, bit, coordinates, disclosure };
}

/**
 * What our patch of graphql-jit asks before a resolver, where the resolver carries it: a cell
 * that may be shown then costs its decision alone, and only one that is withheld its place.
 */
interface Condition {
  readonly allows: (parent: Protected, context: RequestContext) => boolean;
  readonly refused: (parent: Protected, context: RequestContext, at: Place) => null;
}

type Resolver = GraphQLFieldResolver<unknown, RequestContext>;

/** The guarded resolver, whole in itself; `condition` and `inner` are the same in two parts. */
function guarded(cell: Cell, name: string, inner: Resolver | undefined): Resolver {
  const condition: Condition = {
    allows: (parent, context) => decideCell(context.cells, parent, cell),
    refused: (parent, context, at) => withheldPlace(context.cells, parent, cell, at),
  };
  const read = inner ?? ((parent) => (parent as Record<string, unknown>)[name]);
  const resolver: Resolver = (parent, args, context, info) =>
    condition.allows(parent as Protected, context)
      ? read(parent, args, context, info)
      : condition.refused(parent as Protected, context, info.path);
  return Object.assign(resolver, inner === undefined ? { condition } : { condition, inner });
}
