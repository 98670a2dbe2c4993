import type { RequestContext } from '@good-standing/kernel/subgraph/context.ts';
import {
  buildASTSchema,
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isObjectType,
  isScalarType,
  parse,
  printSchema,
} from 'graphql';

/** One subgraph's part of a monolith: its schema with resolvers, and how it finds an entity by key. */
export interface MonolithPart {
  readonly name: string;
  readonly schema: GraphQLSchema;
  readonly reference: (type: string) => Reference | undefined;
}

export type Reference = (key: never, context: never) => unknown;

/** One request in every part. */
export type MonolithContext = Readonly<Record<string, RequestContext>>;

/**
 * The whole graph as one schema that graphql-js executes without a plan: the
 * same resolvers, each called with an object of its own subgraph, found by
 * reference where the parent came from another. What federation must equal.
 */
export function monolith(apiSchema: GraphQLSchema, parts: readonly MonolithPart[]): GraphQLSchema {
  const schema = buildASTSchema(parse(printSchema(apiSchema)), { assumeValidSDL: true });
  const from = new WeakMap<object, string>();
  const found = new WeakMap<object, Map<string, unknown>>();

  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isScalarType(type)) adoptScalar(type.name);
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      field.resolve = (parent, args, context: MonolithContext, info) => {
        const part = partFor(type.name, field.name, ownerOf(parent));
        const own = objectIn(part, type.name, parent, context);
        return then(own, (object) => {
          if (object === null || object === undefined) return null;
          const inner = fieldOf(part, type.name, field.name)?.resolve ?? defaultFieldResolver;
          const isObject = isCompositeType(getNamedType(field.type));
          const value = inner(object, args, context[part.name], info as GraphQLResolveInfo);
          return isObject ? then(value, (each) => mark(each, part.name)) : value;
        });
      };
    }
  }
  return schema;

  function adoptScalar(name: string): void {
    const target = schema.getType(name);
    const source = parts.map((part) => part.schema.getType(name)).find((type) => type !== undefined);
    if (!isScalarType(target) || !isScalarType(source)) return;
    target.serialize = source.serialize;
    target.parseValue = source.parseValue;
    target.parseLiteral = source.parseLiteral;
  }

  function ownerOf(parent: unknown): string | undefined {
    return typeof parent === 'object' && parent !== null ? from.get(parent) : undefined;
  }

  function partFor(type: string, field: string, owner: string | undefined): MonolithPart {
    const having = parts.filter((part) => fieldOf(part, type, field) !== undefined);
    const part = having.find(({ name }) => name === owner) ?? having[0];
    if (part === undefined) throw new Error(`no part has ${type}.${field}`);
    return part;
  }

  function objectIn(part: MonolithPart, type: string, parent: unknown, context: MonolithContext): unknown {
    if (typeof parent !== 'object' || parent === null) return {};
    const owner = from.get(parent);
    if (owner === undefined || owner === part.name) return parent;
    const known = found.get(parent) ?? new Map<string, unknown>();
    found.set(parent, known);
    if (!known.has(part.name)) {
      const key = { __typename: type, ...parent };
      known.set(part.name, part.reference(type)?.(key as never, context[part.name] as never) ?? null);
    }
    return then(known.get(part.name), (object) => mark(object, part.name));
  }

  function mark(value: unknown, owner: string): unknown {
    if (Array.isArray(value)) return value.map((each) => mark(each, owner));
    if (value instanceof Promise) return value.then((each) => mark(each, owner));
    if (typeof value === 'object' && value !== null) from.set(value, owner);
    return value;
  }
}

function fieldOf(
  part: MonolithPart,
  type: string,
  field: string,
): GraphQLField<unknown, unknown> | undefined {
  const object = part.schema.getType(type);
  return isObjectType(object) ? object.getFields()[field] : undefined;
}

function then(value: unknown, next: (value: unknown) => unknown): unknown {
  return value instanceof Promise ? value.then(next) : next(value);
}
