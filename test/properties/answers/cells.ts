import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  isCompositeType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';

/** One field of one object of an answer. */
export interface Cell {
  readonly coordinate: string;
  /** Id of the record that it is of: of its own object, or of the one that the object is part of; null: of none, or not said. */
  readonly record: string | null;
  /** Where within the record it stands, with the arguments given: `profile.uei`, `entries({"first":2}).edges[0].cursor`. */
  readonly place: string;
  readonly path: readonly (string | number)[];
  readonly args: Readonly<Record<string, unknown>>;
  /** A leaf as it is; of objects whether they are there, and which records they are. */
  readonly value: unknown;
  readonly isLeaf: boolean;
}

export interface Asked {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

type Data = Readonly<Record<string, unknown>>;

/**
 * Objects that are a record's own cells though they have no id of their own: whose they
 * are is said by a field, or by nothing: a former number is accounted for as itself, and the
 * standing beside a screened party as the importer's that consents, where one does.
 */
const RECORD_SAID_BY: Readonly<Record<string, string>> = {
  Affiliation: 'declaredBy',
  ImporterNumberRecord: '',
  ScreeningResult: '',
};

/** Every cell of an answer whose records say their `id`. What `@skip` and `@include` leave out is not there. */
export function cellsOf(schema: GraphQLSchema, { query, variables }: Asked, data: Data): readonly Cell[] {
  const document = parse(query);
  const fragments = fragmentsOf(document);
  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  const root = operation === undefined ? undefined : schema.getRootType(operation.operation);
  if (operation === undefined || !isObjectType(root)) throw new Error('no operation to read the answer by');
  const given: Record<string, unknown> = { ...variables };
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    if (!(variable.name.value in given) && defaultValue?.kind === Kind.BOOLEAN)
      given[variable.name.value] = defaultValue.value;
  }
  const cells: Cell[] = [];
  read(root, [operation.selectionSet], data, { record: '', place: root.name, path: [] });
  return cells;

  function read(type: GraphQLObjectType, sets: readonly SelectionSetNode[], object: Data, at: At): void {
    const here = standing(type, object, at);
    for (const [key, nodes] of collected(type, sets)) {
      const [node] = nodes;
      const definition = node === undefined ? undefined : type.getFields()[node.name.value];
      if (node === undefined || definition === undefined || !(key in object)) continue;
      const args = getArgumentValues(definition, node, given);
      const told = Object.keys(args).length === 0 ? '' : `(${JSON.stringify(args)})`;
      const place = `${here.place}.${definition.name}${told}`;
      const path = [...here.path, key];
      const value = object[key];
      const below = getNamedType(definition.type);
      const isLeaf = !isCompositeType(below);
      cells.push({
        coordinate: `${type.name}.${definition.name}`,
        record: here.record,
        place,
        path,
        args,
        value: isLeaf ? value : outline(value),
        isLeaf,
      });
      if (isObjectType(below)) {
        const within = nodes.flatMap(({ selectionSet }) =>
          selectionSet === undefined ? [] : [selectionSet],
        );
        each(value, { record: here.record, place, path }, (item, where) => read(below, within, item, where));
      }
    }
  }

  function collected(
    type: GraphQLObjectType,
    sets: readonly SelectionSetNode[],
    into: Map<string, FieldNode[]> = new Map(),
  ): ReadonlyMap<string, readonly FieldNode[]> {
    for (const selection of sets.flatMap(({ selections }) => selections)) {
      if (getDirectiveValues(GraphQLSkipDirective, selection, given)?.if === true) continue;
      if (getDirectiveValues(GraphQLIncludeDirective, selection, given)?.if === false) continue;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        into.set(key, [...(into.get(key) ?? []), selection]);
        continue;
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (fragment !== undefined) collected(type, [fragment.selectionSet], into);
    }
    return into;
  }
}

interface At {
  readonly record: string | null;
  readonly place: string;
  readonly path: readonly (string | number)[];
}

/** A record of its own begins its own places; anything else is part of the record above. */
function standing(type: GraphQLObjectType, object: Data, at: At): At {
  const saidBy = RECORD_SAID_BY[type.name];
  if (saidBy !== undefined) {
    const declarer = object[saidBy];
    const id = isObject(declarer) ? declarer.id : undefined;
    return { ...at, record: typeof id === 'string' ? id : null };
  }
  if (!('id' in type.getFields())) return at;
  const { id } = object;
  return typeof id === 'string'
    ? { ...at, record: id, place: `${type.name} ${id}` }
    : { ...at, record: null };
}

function each(value: unknown, at: At, work: (item: Data, at: At) => void): void {
  if (Array.isArray(value)) {
    value.forEach((item, nth) => {
      each(item, { ...at, place: `${at.place}[${nth}]`, path: [...at.path, nth] }, work);
    });
  } else if (isObject(value)) work(value, at);
}

/** Of objects only which they are: their fields are cells of their own. */
function outline(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(outline);
  if (!isObject(value)) return value;
  return typeof value.id === 'string' ? value.id : true;
}

function isObject(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  );
}
