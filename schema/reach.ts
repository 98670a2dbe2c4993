import { type FieldDefinitionNode, Kind, type TypeNode } from 'graphql';

/** One type of an owner, as far as it matters for how its records are come by. */
export interface ReachedType {
  readonly name: string;
  /** Whether it has records of its own, which a viewer may know of or not (`@key`, or an operation). */
  readonly isRecord: boolean;
  readonly fields: readonly FieldDefinitionNode[];
}

/**
 * The rules under which alone a type is come by: a part of a protected field has no
 * rule of its own and is told with it. Empty: it is open, or has records of its own.
 *
 * @param ruleOf the rule of a field; null where it has none.
 */
export function rulesOnTheWay<Rule extends string>(
  types: readonly ReachedType[],
  ruleOf: (field: FieldDefinitionNode) => Rule | null,
): (type: string) => readonly Rule[] {
  const ways = types.flatMap(({ name, fields }) =>
    fields.map((field) => ({ from: name, to: namedType(field.type), rule: ruleOf(field) })),
  );
  const records = new Set(types.filter(({ isRecord }) => isRecord).map(({ name }) => name));
  const rulesTo = (type: string, passed: ReadonlySet<string>): readonly Rule[] | null => {
    if (records.has(type)) return null;
    const found = new Set<Rule>();
    for (const { from, to, rule } of ways) {
      if (to !== type || passed.has(from)) continue;
      if (rule !== null) found.add(rule);
      else {
        const before = rulesTo(from, new Set([...passed, type]));
        if (before === null) return null;
        for (const each of before) found.add(each);
      }
    }
    return [...found].sort();
  };
  return (type) => rulesTo(type, new Set([type])) ?? [];
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
