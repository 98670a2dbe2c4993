import {
  type FieldNode,
  GraphQLError,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  type InlineFragmentNode,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionSetNode,
  visit,
} from 'graphql';
import type { Supergraph } from '../plan/supergraph.ts';
import { isIncluded, type Truth } from './conditions.ts';
import { isIntrospection, type PreparedOperation } from './prepare.ts';

/**
 * An operation with its conditions decided, each response key once in a selection
 * set, and of its fragments only those that do narrow a type, in the order in which
 * the client reads its fields. Plans and writers are made from this: the planner
 * does not find its way through every way to write an operation.
 */
export interface CanonicalOperation {
  readonly operation: OperationDefinitionNode;
  /** Fields at the root that are answered here, as the client wrote them. */
  readonly introspection: readonly FieldNode[];
}

/** What follows one another in a selection set under the same type condition. */
interface Narrowed {
  readonly condition: string;
  readonly sets: SelectionSetNode[];
}

interface Scope {
  readonly schema: GraphQLSchema;
  readonly supergraph: Supergraph;
  readonly prepared: PreparedOperation;
  readonly truth: Truth;
}

/** Fragments of fragments grow without limit: an operation that comes out larger is not run. */
const MAX_SELECTIONS = 50_000;

export function canonicalOperation(scope: Scope): CanonicalOperation {
  const { schema, prepared } = scope;
  const root = schema.getRootType(prepared.operation.operation);
  if (!root) throw new Error(`The schema has no ${prepared.operation.operation} type.`);
  let selections = 0;
  const introspection: FieldNode[] = [];
  const selectionSet = canonicalSet([prepared.operation.selectionSet], root);
  return { operation: { ...prepared.operation, directives: [], selectionSet }, introspection };

  function canonicalSet(sets: readonly SelectionSetNode[], type: GraphQLNamedType): SelectionSetNode {
    const fields = new Map<string, FieldNode[]>();
    const entries: (FieldNode[] | Narrowed)[] = [];
    const spread = new Set<string>();
    for (const set of sets) collect(set);
    if (entries.length === 0 || hidesMembers(type, scope)) entries.push([typenameField]);
    return {
      kind: Kind.SELECTION_SET,
      selections: entries.map((entry) =>
        'condition' in entry ? canonicalFragment(entry) : canonicalField(entry, type),
      ),
    };

    function collect(set: SelectionSetNode): void {
      for (const selection of set.selections) {
        if (++selections > MAX_SELECTIONS)
          throw new GraphQLError(`The operation selects more than ${MAX_SELECTIONS} fields.`);
        if (!isIncluded(selection.directives ?? [], scope.truth)) continue;
        if (selection.kind === Kind.FIELD) {
          if (isIntrospection(selection) && type === root) introspection.push(selection);
          const key = (selection.alias ?? selection.name).value;
          const nodes = fields.get(key);
          if (nodes !== undefined) nodes.push(selection);
          else {
            const first = [selection];
            fields.set(key, first);
            entries.push(first);
          }
        } else if (selection.kind === Kind.INLINE_FRAGMENT) {
          within(selection.typeCondition?.name.value ?? type.name, selection.selectionSet);
        } else if (!spread.has(selection.name.value)) {
          spread.add(selection.name.value);
          const fragment = prepared.fragments.get(selection.name.value);
          if (fragment !== undefined) within(fragment.typeCondition.name.value, fragment.selectionSet);
        }
      }
    }

    function within(condition: string, set: SelectionSetNode): void {
      if (condition === type.name || includesAll(schema, condition, type)) collect(set);
      else if (isAbstractType(type)) {
        const last = entries.at(-1);
        if (last !== undefined && 'condition' in last && last.condition === condition) last.sets.push(set);
        else entries.push({ condition, sets: [set] });
      }
    }
  }

  function canonicalFragment({ condition, sets }: Narrowed): InlineFragmentNode {
    const type = schema.getType(condition);
    if (type === undefined) throw new Error(`The schema has no type ${condition}.`);
    return {
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: condition } },
      selectionSet: canonicalSet(sets, type),
    };
  }

  function canonicalField(nodes: readonly FieldNode[], parent: GraphQLNamedType): FieldNode {
    const [first] = nodes;
    if (first === undefined) throw new Error('Expected a field for each key.');
    if (first === typenameField) return first;
    const below = nodes.flatMap((node) => node.selectionSet ?? []);
    const { directives: _decided, ...field } = first;
    if (below.length === 0 || isIntrospection(first)) return field;
    const definition =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[first.name.value] : undefined;
    if (definition === undefined) throw new Error(`${parent.name} has no field ${first.name.value}.`);
    return { ...field, selectionSet: canonicalSet(below, getNamedType(definition.type)) };
  }
}

/** Whether every object of the type is one of the condition too. */
function includesAll(schema: GraphQLSchema, condition: string, type: GraphQLNamedType): boolean {
  const wide = schema.getType(condition);
  return (
    isAbstractType(wide) && (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(wide, type)
  );
}

/** Where this audience must not see every member of a type, each object has to say what it is. */
function hidesMembers(type: GraphQLNamedType, { schema, supergraph }: Scope): boolean {
  if (!isAbstractType(type)) return false;
  const whole = supergraph.schema.getType(type.name);
  return (
    isAbstractType(whole) &&
    supergraph.schema.getPossibleTypes(whole).length > schema.getPossibleTypes(type).length
  );
}

const typenameName = { kind: Kind.NAME, value: '__typename' } as const;

/** Asked of subgraphs though the client did not: writers know it by its identity. */
export const typenameField: FieldNode = { kind: Kind.FIELD, name: typenameName };

/**
 * The text to plan: without introspection, with `__typename` under no other name,
 * which is where the steps of a plan look for it, and with no variable it does not
 * use. Null when nothing is left for any subgraph.
 */
export function plannedText({ operation }: CanonicalOperation): string | null {
  let asksSubgraphs = false;
  const used = new Set<string>();
  const asked = visit(operation, {
    VariableDefinition: () => false,
    Variable: ({ name }) => {
      used.add(name.value);
    },
    Field(field) {
      if (isIntrospection(field) || field.name.value === '__typename') return typenameField;
      asksSubgraphs = true;
      return undefined;
    },
  });
  if (!asksSubgraphs) return null;
  const variableDefinitions = asked.variableDefinitions?.filter(({ variable }) =>
    used.has(variable.name.value),
  );
  return print({ ...asked, variableDefinitions: variableDefinitions ?? [] });
}
