import {
  type ASTNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionNode,
  specifiedRules,
  validate,
  visit,
} from 'graphql';

export interface Asking {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * The least operation that still fails: whatever can be left out one thing at a time is.
 * What is tried is valid against the schema, so that it is refused for nothing else.
 *
 * @param fails asked again for every attempt.
 * @param most attempts, so that a failure that does not come back ends.
 */
export async function minimal(
  schema: GraphQLSchema,
  asking: Asking,
  fails: (asking: Asking) => Promise<boolean>,
  most = 400,
): Promise<Asking> {
  let least = asking;
  let left = most;
  for (let isLess = true; isLess && left > 0; ) {
    isLess = false;
    for (const attempt of lesser(least)) {
      if (left === 0) break;
      if (validate(schema, parse(attempt.query), specifiedRules).length > 0) continue;
      left -= 1;
      if (!(await fails(attempt))) continue;
      least = attempt;
      isLess = true;
      break;
    }
  }
  return least;
}

/** Every operation that is one thing less, the largest things first. */
function* lesser({ query, variables }: Asking): Generator<Asking> {
  const document = parse(query);
  let places = 0;
  visit(document, {
    enter: () => {
      places += 1;
    },
  });
  for (const change of [
    withoutSelection,
    unfolded,
    withoutDirectives,
    withoutArgument,
    withoutAlias,
    withLiteral,
  ]) {
    for (let place = 0; place < places; place += 1) {
      const changed = changedAt(document, place, (node) => change(node, document, variables));
      if (changed !== null) yield tidy(changed, variables);
    }
  }
}

/** Null: leave out. Undefined: nothing to change here. */
type Change = (
  node: ASTNode,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
) => ASTNode | null | undefined;

const withoutSelection: Change = (node) =>
  node.kind === Kind.FIELD || node.kind === Kind.FRAGMENT_SPREAD || node.kind === Kind.INLINE_FRAGMENT
    ? null
    : undefined;

/** A selection set of the one selection that is a fragment becomes that of the fragment. */
const unfolded: Change = (node, document) => {
  if (node.kind !== Kind.SELECTION_SET) return undefined;
  const at = node.selections.findIndex(({ kind }) => kind !== Kind.FIELD);
  const selection = node.selections[at];
  if (selection === undefined) return undefined;
  const selections = node.selections.toSpliced(at, 1, ...selectionsOf(selection, document));
  return { ...node, selections };
};

function selectionsOf(selection: SelectionNode, document: DocumentNode): readonly SelectionNode[] {
  if (selection.kind === Kind.FIELD) return [selection];
  if (selection.kind === Kind.INLINE_FRAGMENT) return selection.selectionSet.selections;
  const fragment = document.definitions.find(
    (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === selection.name.value,
  );
  return fragment?.kind === Kind.FRAGMENT_DEFINITION ? fragment.selectionSet.selections : [];
}

const withoutDirectives: Change = (node) => (node.kind === Kind.DIRECTIVE ? null : undefined);
const withoutArgument: Change = (node) =>
  node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD ? null : undefined;

const withoutAlias: Change = (node) => {
  if (node.kind !== Kind.FIELD || node.alias === undefined) return undefined;
  const { alias: _alias, ...field } = node;
  return field satisfies FieldNode;
};

/** A variable with a plain value becomes the value. */
const withLiteral: Change = (node, _document, variables) => {
  if (node.kind !== Kind.ARGUMENT || node.value.kind !== Kind.VARIABLE) return undefined;
  const value = variables[node.value.name.value];
  if (typeof value === 'string') return { ...node, value: { kind: Kind.STRING, value } };
  if (typeof value === 'number') return { ...node, value: { kind: Kind.INT, value: String(value) } };
  return typeof value === 'boolean' ? { ...node, value: { kind: Kind.BOOLEAN, value } } : undefined;
};

function changedAt(
  document: DocumentNode,
  place: number,
  change: (node: ASTNode) => ASTNode | null | undefined,
): DocumentNode | null {
  let at = -1;
  let isChanged = false;
  const changed: DocumentNode = visit(document, {
    enter: (node) => {
      at += 1;
      if (isChanged || at !== place) return undefined;
      const other = change(node);
      if (other === undefined) return undefined;
      isChanged = true;
      return other;
    },
  });
  return isChanged ? changed : null;
}

/** Without selection sets that are empty, and what is named and no longer used. */
function tidy(document: DocumentNode, variables: Readonly<Record<string, unknown>>): Asking {
  const text = print(document);
  const used = (name: string) => text.split(name).length > 2;
  const definitions = document.definitions.flatMap((definition): DefinitionNode[] => {
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      return text.includes(`...${definition.name.value}`) ? [definition] : [];
    return definition.kind === Kind.OPERATION_DEFINITION ? [withUsedVariables(definition, used)] : [];
  });
  const query = print({ kind: Kind.DOCUMENT, definitions });
  const left = Object.entries(variables).filter(([name]) => new RegExp(`\\$${name}\\b`).test(query));
  return { query: parseable(query) ? query : '{ __typename }', variables: Object.fromEntries(left) };
}

function withUsedVariables(
  definition: OperationDefinitionNode,
  used: (name: string) => boolean,
): OperationDefinitionNode {
  const variableDefinitions = definition.variableDefinitions?.filter(({ variable }) =>
    used(`$${variable.name.value}`),
  );
  return { ...definition, ...(variableDefinitions === undefined ? {} : { variableDefinitions }) };
}

function parseable(query: string): boolean {
  try {
    parse(query);
    return true;
  } catch {
    return false;
  }
}
