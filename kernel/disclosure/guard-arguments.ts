import {
  defaultFieldResolver,
  type GraphQLArgument,
  GraphQLError,
  type GraphQLField,
  type GraphQLInputField,
  getNamedType,
  isInputObjectType,
} from 'graphql';
import type { RequestContext } from '../subgraph/context.ts';
import { ruleOf } from './classification.ts';
import type { Disclosure, Policy } from './policy.ts';
import { precheck } from './precheck.ts';
import type { DisclosureRule } from './rules.ts';

type Input = GraphQLArgument | GraphQLInputField;

interface Given {
  readonly path: readonly string[];
  readonly value: unknown;
}

/**
 * An argument or input field that filters by a protected field carries that
 * field's rule. Where the viewer could read no such field, the argument does
 * not exist; over which rows it ranges is settled by the row predicates.
 *
 * @param policy says of each rule for which purposes it discloses at all, and
 *   whether a record under it may be public.
 */
export function guardArguments(
  field: GraphQLField<unknown, RequestContext>,
  coordinate: string,
  policy: Policy,
): void {
  const rules = new Map<Input, DisclosureRule>();
  for (const argument of field.args)
    collectRules(argument, `${coordinate}(${argument.name}:)`, rules, new Set());
  if (rules.size === 0) return;
  const disclosuresOf = new Map([...rules.values()].map((rule) => [rule, disclosuresUnder(rule, policy)]));
  const inner = field.resolve ?? defaultFieldResolver;
  const isRefused = (context: RequestContext) => (input: Input) => {
    const rule = rules.get(input);
    return rule !== undefined && refuses(context, disclosuresOf.get(rule) ?? []);
  };
  field.resolve = (parent, args, context, info) => {
    for (const argument of field.args) {
      const given = { path: [argument.name], value: args[argument.name] };
      const path = refusedPath(argument, given, isRefused(context));
      if (path === null) continue;
      throw new GraphQLError(`Unknown argument "${path.join('.')}" on field "${coordinate}".`, {
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      });
    }
    return inner(parent, args, context, info);
  };
}

/** The rules of an input and of every input field that can be given within it, however deep. */
function collectRules(
  input: Input,
  coordinate: string,
  rules: Map<Input, DisclosureRule>,
  seen: Set<Input>,
): void {
  if (seen.has(input)) return;
  seen.add(input);
  const rule = ruleOf(input, coordinate);
  if (rule !== null) rules.set(input, rule);
  const type = getNamedType(input.type);
  if (!isInputObjectType(type)) return;
  for (const child of Object.values(type.getFields())) {
    collectRules(child, `${type.name}.${child.name}`, rules, seen);
  }
}

/** Path of the first given input under a rule that refuses the viewer; null where there is none. */
function refusedPath(
  input: Input,
  { path, value }: Given,
  isRefused: (input: Input) => boolean,
): readonly string[] | null {
  if (value === undefined || value === null) return null;
  if (isRefused(input)) return path;
  const type = getNamedType(input.type);
  if (!isInputObjectType(type)) return null;
  for (const object of objectsIn(value)) {
    for (const child of Object.values(type.getFields())) {
      const within = { path: [...path, child.name], value: object[child.name] };
      const refused = refusedPath(child, within, isRefused);
      if (refused !== null) return refused;
    }
  }
  return null;
}

/** The input objects of a value: itself, or those of its lists. */
function objectsIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  return typeof value === 'object' && value !== null ? [value as Readonly<Record<string, unknown>>] : [];
}

/** How the fields under a rule are disclosed; the rule alone where this owner has no such field. */
function disclosuresUnder(rule: DisclosureRule, policy: Policy): readonly Disclosure<never>[] {
  const found = new Set(Object.values(policy).filter((disclosure) => disclosure.rule === rule));
  return found.size > 0 ? [...found] : [{ rule, decide: neverAsked }];
}

/** Refused where every field under the rule is withheld whatever the record. */
function refuses({ viewer }: RequestContext, disclosures: readonly Disclosure<never>[]): boolean {
  return disclosures.every((disclosure) => precheck(viewer, disclosure)?.outcome === 'WITHHOLD');
}

function neverAsked(): never {
  throw new Error('a precheck asks no record');
}
