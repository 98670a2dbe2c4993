import { type DirectiveNode, Kind, visit } from 'graphql';
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

export function isIncluded(directives: readonly DirectiveNode[], truth: Truth): boolean {
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
