import type { ListSize, MarksByCoordinate } from '@good-standing/schema/contract/directives.ts';
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type SelectionSetNode,
  typeFromAST,
  valueFromAST,
} from 'graphql';

/** Objects that the answer may hold, from coerced variables. */
export type Cost = (variables: Readonly<Record<string, unknown>>) => number;

/** A list that no `@listSize` bounds. */
const UNSIZED_LIST = 10;

/** How many times the fields of one level may stand in the answer: `nodes` of a connection as often as its page is long. */
interface Sized {
  readonly fields: readonly string[];
  readonly size: Cost;
}

/**
 * Compiles the estimate once. Every object counts one, or what `@cost` says; a list as many
 * as the page asked for, or as the schema assumes; leaves nothing. Alternatives
 * count together, and what `@skip` leaves out is counted.
 *
 * @param document valid against the schema, its shape within limits: fragments are written out.
 */
export function costOf(schema: GraphQLSchema, marks: MarksByCoordinate, document: DocumentNode): Cost {
  const fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  );
  const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  return total(
    operations.flatMap(({ operation, selectionSet }) => {
      const root = schema.getRootType(operation);
      return root ? ofSelections(selectionSet, root, null) : [];
    }),
  );

  function ofSelections(set: SelectionSetNode, parent: GraphQLCompositeType, sized: Sized | null): Cost[] {
    return set.selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return ofField(selection, parent, sized);
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      const condition = fragment?.typeCondition;
      const type = condition === undefined ? parent : typeFromAST(schema, condition);
      return fragment && isCompositeType(type) ? ofSelections(fragment.selectionSet, type, sized) : [];
    });
  }

  function ofField(node: FieldNode, parent: GraphQLCompositeType, sized: Sized | null): Cost[] {
    const definition =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    const type = definition && getNamedType(definition.type);
    if (definition === undefined) return [];
    const { listSize = null, weight = null } = marks.get(`${parent.name}.${definition.name}`) ?? {};
    if (!isCompositeType(type) || node.selectionSet === undefined)
      return weight === null ? [] : [() => weight];
    const asked = listSize === null ? null : sizeOf(node, definition, listSize);
    const isSizedWithin = listSize !== null && listSize.sized.length > 0;
    const below = ofSelections(
      node.selectionSet,
      type,
      asked !== null && isSizedWithin ? { fields: listSize.sized, size: asked } : null,
    );
    const each = total(below);
    const size = sizeHere(definition, asked !== null && !isSizedWithin ? asked : null, sized);
    const own = weight ?? 1;
    return [(variables) => size(variables) * (own + each(variables))];
  }
}

function sizeHere(definition: GraphQLField<unknown, unknown>, asked: Cost | null, sized: Sized | null): Cost {
  if (sized?.fields.includes(definition.name)) return sized.size;
  if (asked !== null) return asked;
  return isListType(getNullableType(definition.type)) ? () => UNSIZED_LIST : () => 1;
}

/**
 * The largest of the slicing arguments as coerced, or what the schema assumes.
 * Sized fields without slicing arguments answer a list given as input item by
 * item, and are as many as it has.
 */
function sizeOf(node: FieldNode, definition: GraphQLField<unknown, unknown>, listSize: ListSize): Cost {
  const assumed = listSize.assumed ?? UNSIZED_LIST;
  const isItemByItem = listSize.slicing.length === 0 && listSize.sized.length > 0;
  const arguments_ = definition.args.filter(({ name, type }) =>
    isItemByItem ? isListType(getNullableType(type)) : listSize.slicing.includes(name),
  );
  return (variables) => {
    const sizes = arguments_.flatMap((argument) => {
      const given = node.arguments?.find(({ name }) => name.value === argument.name)?.value;
      const value = given === undefined ? undefined : valueFromAST(given, argument.type, variables);
      const coerced = value === undefined ? argument.defaultValue : value;
      if (Array.isArray(coerced)) return [coerced.length];
      return typeof coerced === 'number' ? [Math.max(coerced, 0)] : [];
    });
    return sizes.length === 0 ? assumed : Math.max(...sizes);
  };
}

function total(costs: readonly Cost[]): Cost {
  const [only] = costs;
  if (only === undefined) return () => 0;
  if (costs.length === 1) return only;
  return (variables) => {
    let sum = 0;
    for (const cost of costs) sum += cost(variables);
    return sum;
  };
}
