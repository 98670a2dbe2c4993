import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isScalarType,
  isSpecifiedScalarType,
  Kind,
  parseType,
  print,
  TypeInfo,
  type TypeNode,
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
  /** Variables of the document that had a default in it: what they are where they are not given. */
  readonly defaults: Readonly<Record<string, unknown>>;
}

/**
 * Literals of custom scalars become variables, and defaults of variables are given as
 * the client would give them.
 *
 * NOTE: graphql-jit writes a literal argument and the default of a variable into its
 * code as JSON text, so that a `Date` literal would reach the resolver as a string and
 * not as a PlainDate. What is given for a variable is read by the scalar itself.
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
  const defaults: Record<string, unknown> = {};
  const withoutDefault = (node: VariableDefinitionNode): VariableDefinitionNode => {
    const { defaultValue, ...rest } = node;
    if (defaultValue === undefined || !mayHoldOurScalar(schema, node.type)) return node;
    defaults[node.variable.name.value] = valueFromASTUntyped(defaultValue);
    return rest;
  };
  return {
    document: visit(visited, {
      OperationDefinition: (node) => ({
        ...node,
        variableDefinitions: [...(node.variableDefinitions ?? []).map(withoutDefault), ...definitions],
      }),
    }),
    constants,
    defaults,
  };
}

/** One of our scalars, or an input type, which may have one in it. */
function mayHoldOurScalar(schema: GraphQLSchema, type: TypeNode): boolean {
  const named = schema.getType(print(type).replaceAll(/[[\]!]/g, ''));
  return isInputObjectType(named) || (isScalarType(named) && !isSpecifiedScalarType(named));
}

/** The variables of one call, with those that the document no longer has in it. */
export function withHoisted(
  given: Readonly<Record<string, unknown>>,
  { constants, defaults }: Pick<Hoisted, 'constants' | 'defaults'>,
): Readonly<Record<string, unknown>> {
  const absent = Object.entries(defaults).filter(([name]) => given[name] === undefined);
  if (absent.length === 0 && Object.keys(constants).length === 0) return given;
  return { ...given, ...Object.fromEntries(absent), ...constants };
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
