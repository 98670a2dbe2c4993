import {
  type ConstDirectiveNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  Kind,
} from 'graphql';

/** Which subgraph has what, as the join directives of a supergraph say. */
export interface Ownership {
  /** Whether any union has members that not every subgraph which knows it counts to it. */
  readonly hasPartialUnions: boolean;
  /** Whether this subgraph counts the member to the union. */
  hasMember(subgraph: string, union: string, member: string): boolean;
  /** Whether this subgraph resolves the field by itself. */
  resolves(subgraph: string, type: GraphQLNamedType, field: string): boolean;
}

export function ownershipOf(schema: GraphQLSchema): Ownership {
  const graphOf = new Map<string, string>();
  const graphs = schema.getType('join__Graph');
  for (const value of isEnumType(graphs) ? graphs.getValues() : [])
    for (const { name } of argumentsOf(value.astNode?.directives, 'join__graph'))
      if (name !== undefined) graphOf.set(value.name, name);

  const isOf = (subgraph: string, graph: string | undefined) =>
    graph !== undefined && graphOf.get(graph) === subgraph;

  return {
    hasPartialUnions: Object.values(schema.getTypeMap()).some((type) => {
      if (!isUnionType(type)) return false;
      const graphs = argumentsOf(type.astNode?.directives, 'join__type').length;
      return (
        argumentsOf(type.astNode?.directives, 'join__unionMember').length < graphs * type.getTypes().length
      );
    }),
    hasMember: (subgraph, union, member) =>
      argumentsOf(schema.getType(union)?.astNode?.directives, 'join__unionMember').some(
        (join) => join.member === member && isOf(subgraph, join.graph),
      ),
    resolves(subgraph, type, field) {
      if (!isObjectType(type) && !isInterfaceType(type)) return false;
      const joins = argumentsOf(type.getFields()[field]?.astNode?.directives, 'join__field');
      if (joins.length > 0) {
        const own = joins.find((join) => isOf(subgraph, join.graph));
        return (
          own !== undefined &&
          own.external === undefined &&
          own.type === undefined &&
          own.requires === undefined
        );
      }
      return argumentsOf(type.astNode?.directives, 'join__type').some((join) => isOf(subgraph, join.graph));
    },
  };
}

/** The arguments of each directive of a name, as they are written; a false one counts as absent. */
function argumentsOf(
  directives: readonly ConstDirectiveNode[] | undefined,
  name: string,
): Partial<Record<string, string>>[] {
  return (directives ?? [])
    .filter((directive) => directive.name.value === name)
    .map((directive) =>
      Object.fromEntries(
        (directive.arguments ?? []).flatMap(({ name, value }) => {
          if (value.kind === Kind.STRING || value.kind === Kind.ENUM) return [[name.value, value.value]];
          return value.kind === Kind.BOOLEAN && value.value ? [[name.value, 'true']] : [];
        }),
      ),
    );
}
