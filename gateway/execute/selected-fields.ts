import {
  type DirectiveNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
  visit,
} from 'graphql';
import type { PreparedOperation } from './prepare.ts';

/** What the variables of `@skip` and `@include` are in one variant of an operation. */
export type Truth = (variable: string) => boolean;

/** The variables that `@skip` and `@include` of an operation depend on. */
export function conditionVariables(prepared: PreparedOperation): readonly string[] {
  const names = new Set<string>();
  for (const definition of [prepared.operation, ...prepared.fragments.values()])
    visit(definition, {
      Directive(directive) {
        const condition = conditionOf(directive);
        if (condition?.kind === Kind.VARIABLE) names.add(condition.name.value);
      },
    });
  return [...names];
}

/** The fields that are selected on an object of this type, in the order of the operation, by response key. */
export function selectedFields(
  selectionSets: readonly SelectionSetNode[],
  type: GraphQLNamedType,
  schema: GraphQLSchema,
  prepared: PreparedOperation,
  truth: Truth,
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  for (const set of selectionSets) collect(set);
  return fields;

  function collect(set: SelectionSetNode): void {
    for (const selection of set.selections) {
      if (!isIncluded(selection.directives ?? [], truth)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        const nodes = fields.get(key);
        if (nodes === undefined) fields.set(key, [selection]);
        else nodes.push(selection);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (applies(selection.typeCondition?.name.value)) collect(selection.selectionSet);
      } else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value);
        const fragment = prepared.fragments.get(selection.name.value);
        if (fragment !== undefined && applies(fragment.typeCondition.name.value))
          collect(fragment.selectionSet);
      }
    }
  }

  function applies(condition: string | undefined): boolean {
    if (condition === undefined || condition === type.name) return true;
    const abstract = schema.getType(condition);
    return (
      isAbstractType(abstract) &&
      (isObjectType(type) || isInterfaceType(type)) &&
      schema.isSubType(abstract, type)
    );
  }
}

function isIncluded(directives: readonly DirectiveNode[], truth: Truth): boolean {
  return directives.every((directive) => {
    const condition = conditionOf(directive);
    if (condition === undefined) return true;
    const holds =
      condition.kind === Kind.VARIABLE
        ? truth(condition.name.value)
        : condition.kind === Kind.BOOLEAN && condition.value;
    return holds === (directive.name.value === 'include');
  });
}

function conditionOf(directive: DirectiveNode) {
  if (directive.name.value !== 'skip' && directive.name.value !== 'include') return undefined;
  return directive.arguments?.find((argument) => argument.name.value === 'if')?.value;
}
