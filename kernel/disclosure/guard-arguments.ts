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
import { precheck } from './precheck.ts';
import type { DisclosureRule } from './rules.ts';

interface GuardedInput {
  readonly path: readonly string[];
  readonly rule: DisclosureRule;
}

/** Input objects nest no deeper in this graph. */
const DEEPEST_INPUT = 3;

/**
 * An argument or input field that filters by a protected field carries that
 * field's rule. Where the viewer could read no such field, the argument does
 * not exist; over which rows it ranges is settled by the row predicates.
 */
export function guardArguments(field: GraphQLField<unknown, RequestContext>, coordinate: string): void {
  const inputs = field.args.flatMap((argument) => guardedInputs(argument, [argument.name], coordinate));
  if (inputs.length === 0) return;
  const inner = field.resolve ?? defaultFieldResolver;
  field.resolve = (parent, args, context, info) => {
    for (const input of inputs) {
      if (given(args, input.path) && refused(context, input.rule)) {
        throw new GraphQLError(`Unknown argument "${input.path.join('.')}" on field "${coordinate}".`, {
          extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
        });
      }
    }
    return inner(parent, args, context, info);
  };
}

function refused(context: RequestContext, rule: DisclosureRule): boolean {
  return precheck(context.viewer, { rule, decide: () => neverAsked() })?.outcome === 'WITHHOLD';
}

function neverAsked(): never {
  throw new Error('a precheck asks no record');
}

function guardedInputs(
  input: GraphQLArgument | GraphQLInputField,
  path: readonly string[],
  coordinate: string,
): readonly GuardedInput[] {
  const rule = ruleOf(input, `${coordinate}(${path.join('.')}:)`);
  const own = rule === null ? [] : [{ path, rule }];
  const type = getNamedType(input.type);
  if (!isInputObjectType(type) || path.length >= DEEPEST_INPUT) return own;
  const nested = Object.values(type.getFields());
  return [...own, ...nested.flatMap((child) => guardedInputs(child, [...path, child.name], coordinate))];
}

function given(args: Readonly<Record<string, unknown>>, path: readonly string[]): boolean {
  let value: unknown = args;
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return false;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return value !== undefined && value !== null;
}
