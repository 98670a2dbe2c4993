import type { ConstDirectiveNode, GraphQLArgument, GraphQLField, GraphQLInputField } from 'graphql';
import { AUDIENCES, type Audience } from '../viewer/viewer.ts';
import { type DisclosureRule, isDisclosureRule } from './rules.ts';

/** How a field stands in the SDL: open, protected by a rule, or an operation for some audiences alone. */
export type Classification =
  | { readonly kind: 'PUBLIC' }
  | { readonly kind: 'AUDIENCE' }
  | { readonly kind: 'RULE'; readonly rule: DisclosureRule };

type Classified = GraphQLField<unknown, never> | GraphQLArgument | GraphQLInputField;

/** Exactly one of @public, @disclose and @audience, or the start stops. */
export function classificationOf(field: GraphQLField<unknown, never>, coordinate: string): Classification {
  const rule = ruleOf(field, coordinate);
  const found = [
    ...(directives(field, 'public').length > 0 ? [{ kind: 'PUBLIC' } as const] : []),
    ...(directives(field, 'audience').length > 0 ? [{ kind: 'AUDIENCE' } as const] : []),
    ...(rule === null ? [] : [{ kind: 'RULE', rule } as const]),
  ];
  const [classification] = found;
  if (classification === undefined || found.length > 1) {
    throw new Error(
      `${coordinate} must carry exactly one of @public, @disclose and @audience; it carries ${found.length}`,
    );
  }
  return classification;
}

/** The rule that a field, argument or input field carries; null where it carries none. */
export function ruleOf(element: Classified, coordinate: string): DisclosureRule | null {
  const [directive] = directives(element, 'disclose');
  if (directive === undefined) return null;
  const value = directive.arguments?.find((argument) => argument.name.value === 'rule')?.value;
  if (value?.kind !== 'EnumValue' || !isDisclosureRule(value.value)) {
    throw new Error(`${coordinate}: @disclose names no known rule`);
  }
  return value.value;
}

/** The audiences of @audience(only: …). CBP is in only where it is named. */
export function audienceOf(field: GraphQLField<unknown, never>): readonly Audience[] {
  const value = directives(field, 'audience')[0]?.arguments?.find(
    (argument) => argument.name.value === 'only',
  )?.value;
  if (value?.kind !== 'ListValue') return [];
  const named = value.values.map((item) => (item.kind === 'EnumValue' ? item.value : ''));
  return AUDIENCES.filter((audience) => named.includes(audience));
}

function directives(element: Classified, name: string): readonly ConstDirectiveNode[] {
  return (element.astNode?.directives ?? []).filter((directive) => directive.name.value === name);
}
