import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isScalarType,
  isSpecifiedScalarType,
  Kind,
  parseType,
  TypeInfo,
  type ValueNode,
  type VariableDefinitionNode,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** A document without literals of our scalars, and the variables that stand in their place. */
export interface Hoisted {
  readonly document: DocumentNode;
  readonly constants: Readonly<Record<string, unknown>>;
}

/**
 * Literals of custom scalars become variables.
 *
 * NOTE: graphql-jit writes a literal argument into its code as JSON text, so that a
 * `Date` literal would reach the resolver as a string and not as a PlainDate. A
 * variable is read by the scalar itself.
 *
 * @param document valid against the schema, of one operation.
 */
export function hoistLiterals(schema: GraphQLSchema, document: DocumentNode): Hoisted {
  const constants: Record<string, unknown> = {};
  const definitions: VariableDefinitionNode[] = [];
  const types = new TypeInfo(schema);

  const taken = variableNames(document);
  const hoist = (node: ValueNode): ValueNode | undefined => {
    const type = types.getInputType();
    if (!isOurScalar(type)) return undefined;
    const name = freeName(taken);
    constants[name] = valueFromASTUntyped(node);
    const variable = { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } } as const;
    definitions.push({ kind: Kind.VARIABLE_DEFINITION, variable, type: parseType(String(type)) });
    return variable;
  };

  const visited = visit(
    document,
    visitWithTypeInfo(types, {
      VariableDefinition: () => false,
      StringValue: hoist,
      IntValue: hoist,
      FloatValue: hoist,
      BooleanValue: hoist,
    }),
  );
  if (definitions.length === 0) return { document, constants };
  return {
    document: visit(visited, {
      OperationDefinition: (node) => ({
        ...node,
        variableDefinitions: [...(node.variableDefinitions ?? []), ...definitions],
      }),
    }),
    constants,
  };
}

function variableNames(document: DocumentNode): Set<string> {
  return new Set(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION
        ? (definition.variableDefinitions ?? []).map(({ variable }) => variable.name.value)
        : [],
    ),
  );
}

/** `literal_0` and on, without those that the document uses itself. */
function freeName(taken: Set<string>): string {
  let nth = 0;
  while (taken.has(`literal_${nth}`)) nth += 1;
  const name = `literal_${nth}`;
  taken.add(name);
  return name;
}

function isOurScalar(type: GraphQLInputType | null | undefined): boolean {
  const named = getNamedType(type);
  return isScalarType(named) && !isSpecifiedScalarType(named);
}
