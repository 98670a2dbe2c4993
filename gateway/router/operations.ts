import { type DocumentNode, GraphQLError, getOperationAST, parse, specifiedRules, validate } from 'graphql';
import { type CompiledOperation, compileOperation } from '../execute/compile.ts';
import type { Planner } from '../plan/planner.ts';

/** An operation ready to run, or why the graph cannot run it. */
export type Operation<Context> =
  | { readonly document: DocumentNode; readonly compiled: CompiledOperation<Context> }
  | { readonly errors: readonly GraphQLError[] };

const MAX_TOKENS = 20_000;
const MAX_HELD = 1_000;
/** Longer texts are compiled each time: a thousand of them must fit in memory. */
const MAX_HELD_LENGTH = 64 * 1024;

/** Parses, validates and plans, keeping what was compiled by its text. */
export function operationsOf<Context>(
  planner: Planner,
): (text: string, operationName: string | null) => Operation<Context> {
  const held = new Map<string, Operation<Context>>();
  return (text, operationName) => {
    const key = `${operationName ?? ''}\n${text}`;
    const known = held.get(key);
    if (known !== undefined) {
      held.delete(key);
      held.set(key, known);
      return known;
    }
    const operation = prepare<Context>(planner, text, operationName);
    if (key.length > MAX_HELD_LENGTH) return operation;
    held.set(key, operation);
    for (const [oldest] of held) {
      if (held.size <= MAX_HELD) break;
      held.delete(oldest);
    }
    return operation;
  };
}

function prepare<Context>(planner: Planner, text: string, operationName: string | null): Operation<Context> {
  let document: DocumentNode;
  try {
    document = parse(text, { maxTokens: MAX_TOKENS });
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    if (error instanceof RangeError)
      return { errors: [new GraphQLError('The operation is nested too deeply.')] };
    throw error;
  }
  const errors = validate(planner.apiSchema, document, specifiedRules);
  if (errors.length > 0) return { errors };
  if (!getOperationAST(document, operationName))
    return { errors: [new GraphQLError(whichOperation(operationName))] };
  const compiled = compileOperation<Context>(planner, planner.apiSchema, document, operationName, {
    errorExtensions: 'all',
  });
  return { document, compiled };
}

function whichOperation(operationName: string | null): string {
  return operationName === null
    ? 'Expected operationName, for the document does not have exactly one operation.'
    : `The document has no operation named "${operationName}".`;
}
