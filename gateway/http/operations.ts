import { type RecentlyUsed, recentlyUsed } from '@good-standing/kernel/subgraph/recently-used.ts';
import type { Audience } from '@good-standing/kernel/viewer/viewer.ts';
import type { EventKind } from '@good-standing/kernel/webhook/event-kinds.ts';
import type { MarksByCoordinate } from '@good-standing/schema/contract/directives.ts';
import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  specifiedRules,
  validate,
} from 'graphql';
import { type CompiledOperation, compileOperation } from '../execute/compile.ts';
import { coerceVariables } from '../execute/variables.ts';
import { type Cost, costOf } from '../limits/cost.ts';
import { givenValuesRefusal } from '../limits/given-values.ts';
import { type Identifiers, identifiersOf } from '../limits/identifiers.ts';
import { type InputCheck, inputCheck } from '../limits/inputs.ts';
import { type Limits, limitsFor } from '../limits/limits.ts';
import { forbiddenName } from '../limits/names.ts';
import { isUnreadable, readDocument } from '../limits/read-document.ts';
import { isLimitRefusal, limitRefusal } from '../limits/refusal.ts';
import { rootCoordinates, rootKeys } from '../limits/root-fields.ts';
import { isIntrospectionAlone, rootFieldsOf, shapeRefusal } from '../limits/shape.ts';
import { writtenOut } from '../limits/variables-only.ts';
import type { Planner } from '../plan/planner.ts';
import type { Asked } from './read-asked.ts';
import { isRefused, type Refused, refused, refusedByLimit } from './refused.ts';
import type { RequestFacts } from './request-facts.ts';
import { namedRecords, type Subscribed, subscribedKind } from './subscribed-kind.ts';
import { unquoted } from './unquoted.ts';

/** An operation of one audience that passed everything but what hangs on its variables. */
interface Operation {
  readonly document: DocumentNode;
  readonly checkInputs: InputCheck;
  readonly cost: Cost;
  readonly identifiers: Identifiers;
  readonly points: number;
  readonly fields: readonly string[];
  readonly roots: readonly string[];
  readonly compiled: CompiledOperation<RequestFacts>;
  readonly hears: Subscribed | null;
}

/** An operation and variables that fit it, within every limit. */
export interface ReadyOperation {
  readonly compiled: CompiledOperation<RequestFacts>;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The events that a subscription answers; null for queries and mutations. */
  readonly hears: Hearing | null;
}

/** Events of one kind, of the records that are named; null: of all. */
export interface Hearing {
  readonly kind: EventKind;
  readonly records: ReadonlySet<unknown> | null;
}

/** What a rate counts of an operation, and where its answer says what is not there. */
export interface Metered {
  /** Keys of its root fields in the answer. */
  readonly roots: readonly string[];
  readonly points: number;
  /** Coordinates of its root fields, each as often as it is asked for. */
  readonly fields: readonly string[];
  /** Asked for only where they are counted. */
  readonly identifiers: () => readonly string[];
}

/** Settles what a viewer of an audience may run of what it asked. */
export type Operations = (asked: Asked, audience: Audience) => (ReadyOperation & Metered) | Refused;

export interface Graph {
  readonly planner: Planner;
  /** The API schema of each audience. */
  readonly contracts: Readonly<Record<Audience, GraphQLSchema>>;
  readonly marks: MarksByCoordinate;
}

/** Kept of each audience: one audience's many operations do not push out another's. */
const MOST_KEPT = 500;
/** Longer ones are compiled each time, so that what is kept fits in memory. */
const LONGEST_KEPT = 16 * 1024;

/** @param limitsOf other than those of requests: of what the house asks itself. */
export function operations(graph: Graph, limitsOf: (audience: Audience) => Limits = limitsFor): Operations {
  const kept = new Map<Audience, RecentlyUsed<Operation>>();

  return (asked, audience) => {
    const limits = limitsOf(audience);
    const operation = operationFor(asked, audience, limits);
    return isRefused(operation)
      ? operation
      : withVariables(operation, asked, graph.contracts[audience], limits);
  };

  function operationFor(
    { text, operationName }: Asked,
    audience: Audience,
    limits: Limits,
  ): Operation | Refused {
    const own = kept.get(audience) ?? recentlyUsed<Operation>(MOST_KEPT);
    kept.set(audience, own);
    const key = `${operationName ?? ''}\n${text}`;
    const known = own.get(key);
    if (known !== undefined) return known;
    const fresh = prepare(text, operationName, graph, graph.contracts[audience], limits);
    if (isRefused(fresh) || key.length > LONGEST_KEPT) return fresh;
    own.set(key, fresh);
    return fresh;
  }
}

function prepare(
  text: string,
  operationName: string | null,
  { planner, marks }: Graph,
  contract: GraphQLSchema,
  limits: Limits,
): Operation | Refused {
  const document = readDocument(text, limits);
  if (isLimitRefusal(document)) return refusedByLimit(document);
  if (isUnreadable(document)) {
    const message = unquoted(document.message);
    const { locations } = document;
    return { status: 400, errors: [{ message, locations, extensions: { code: 'GRAPHQL_PARSE_FAILED' } }] };
  }
  const name = forbiddenName(document);
  if (name !== null) return refused(400, 'GRAPHQL_VALIDATION_FAILED', `Nothing can be named "${name}".`);
  const shape = shapeRefusal(document, limits);
  if (shape !== null) return refusedByLimit(shape);
  const [first, ...others] = validate(contract, document, specifiedRules, {
    hideSuggestions: true,
    maxErrors: 20,
  });
  if (first !== undefined) return { status: 400, errors: [invalid(first), ...others.map(invalid)] };
  const written = writtenOut(document);
  if (written !== null)
    return refused(400, 'BAD_USER_INPUT', `${written}: expected a variable, not a value in the document.`);
  const operation = getOperationAST(document, operationName);
  if (!operation) return refused(400, 'UNKNOWN_OPERATION', 'The document has no operation of this name.');
  if (!contract.getRootType(operation.operation)) {
    return refused(400, 'UNKNOWN_OPERATION', `There is no ${operation.operation} here.`);
  }
  const hears = operation.operation === 'subscription' ? subscribedKind(document, operation) : null;
  if (hears === undefined) {
    return refused(400, 'UNKNOWN_OPERATION', 'A subscription has one field, without conditions.');
  }
  return {
    document,
    hears,
    checkInputs: inputCheck(contract, marks, document, limits),
    identifiers: identifiersOf(contract, document),
    points: rootFieldsOf(document),
    fields: rootCoordinates(document, operation),
    roots: rootKeys(document, operation),
    cost: isIntrospectionAlone(document) ? () => 0 : costOf(contract, marks, document),
    compiled: compileOperation<RequestFacts>(planner, contract, document, operationName, {
      errorExtensions: TOLD_EXTENSIONS,
    }),
  };
}

/** What of a subgraph's error a client reads. */
const TOLD_EXTENSIONS = ['code', 'coordinate', 'rule', 'reason', 'authority', 'availableWhen'];

function withVariables(
  { document, checkInputs, cost, identifiers, points, fields, roots, compiled, hears }: Operation,
  { operationName, variables: given }: Asked,
  contract: GraphQLSchema,
  limits: Limits,
): (ReadyOperation & Metered) | Refused {
  const unfit = givenValuesRefusal(given);
  if (unfit !== null) {
    if (isLimitRefusal(unfit)) return refusedByLimit(unfit);
    return refused(400, 'BAD_USER_INPUT', `Nothing can be named "${unfit.forbidden}".`);
  }
  const coerced = coerceVariables(contract, document, operationName, given);
  if ('errors' in coerced) return unfitVariables(coerced.errors);
  const { variables } = coerced;
  const value = checkInputs(variables);
  if (value !== null) return refusedByLimit(value);
  const estimate = cost(variables);
  if (estimate > limits.cost) return refusedByLimit(limitRefusal('cost', estimate, limits.cost));
  return {
    compiled,
    variables,
    hears: hears === null ? null : { kind: hears.kind, records: namedRecords(hears, variables) },
    points,
    fields,
    roots,
    identifiers: () => identifiers(variables),
  };
}

function invalid(error: GraphQLError): GraphQLFormattedError {
  const locations = error.locations === undefined ? {} : { locations: error.locations };
  const message = unquoted(error.message);
  return { message, ...locations, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } };
}

/** Which variable, and where in it; never its value, which may be personal. */
function unfitVariables(errors: readonly GraphQLError[]): Refused {
  const told = errors.map(({ message }): GraphQLFormattedError => {
    const [, name = ''] = /^Variable "(\$\w+)"/.exec(message) ?? [];
    const [, place = ''] =
      /^Variable "\$\w+" got invalid value .* at "([\w.[\]]{1,200})"; /s.exec(message) ?? [];
    return {
      message: `Variable "${name}"${place === '' ? '' : ` at "${place}"`} does not fit its type.`,
      extensions: { code: 'BAD_USER_INPUT' },
    };
  });
  const [first = { message: 'The variables do not fit.' }, ...others] = told;
  return { status: 400, errors: [first, ...others] };
}
