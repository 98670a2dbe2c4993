import {
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { Supergraph } from '../plan/supergraph.ts';
import { type CanonicalOperation, typenameField } from './canonical.ts';
import { leafWriter } from './leaves.ts';
import { noteInvalid, noteMissing, type Output, type Write } from './output.ts';
import { type Entity, isEntity } from './run.ts';

/** What the writers of one operation share. */
interface Selection {
  readonly schema: GraphQLSchema;
  readonly supergraph: Supergraph;
  /** The client's response key where it is not the key of the plan. */
  readonly labels: ReadonlyMap<string, string>;
}

/**
 * Writers for everything that an operation selects.
 *
 * @param constants JSON text of root fields that no subgraph answers, by key
 */
export function compileOutput(
  { operation }: CanonicalOperation,
  selection: Selection,
  constants: ReadonlyMap<string, string>,
): (data: Entity, output: Output) => string {
  const root = selection.schema.getRootType(operation.operation);
  if (!root) throw new Error(`The schema has no ${operation.operation} type.`);
  const write = objectWriter(selection, [operation.selectionSet], root, constants);
  return (data, output) => {
    output.depth = 0;
    return write(data, output) || 'null';
  };
}

function writerOf(type: GraphQLOutputType, selection: Selection, sets: readonly SelectionSetNode[]): Write {
  if (!isNonNullType(type)) return nullable(bareWriterOf(type, selection, sets));
  const write = bareWriterOf(type.ofType, selection, sets);
  return (value, output) => {
    const text = write(value, output);
    return text === 'null' ? noteMissing(output) : text;
  };
}

function nullable(write: Write): Write {
  return (value, output) => (value === null || value === undefined ? 'null' : write(value, output) || 'null');
}

function bareWriterOf(
  type: GraphQLOutputType,
  selection: Selection,
  sets: readonly SelectionSetNode[],
): Write {
  if (isListType(type)) return listWriter(writerOf(type.ofType, selection, sets));
  if (isLeafType(type))
    return leafWriter(type, isEnumType(type) ? selection.supergraph.schema.getType(type.name) : undefined);
  if (isObjectType(type)) return objectWriter(selection, sets, type);
  if (isInterfaceType(type) || isUnionType(type)) return abstractWriter(selection, sets, type);
  throw new Error(`${String(type)} is not an output type.`);
}

function listWriter(write: Write): Write {
  return (value, output) => {
    if (value === null || value === undefined) return 'null';
    if (!Array.isArray(value)) return noteInvalid(output, 'Expected a list.');
    if (value.length === 0) return '[]';
    const at = output.depth;
    output.depth = at + 1;
    let text = '[';
    for (let index = 0; index < value.length; index++) {
      output.path[at] = index;
      const item = write(value[index], output);
      if (item === '') {
        output.depth = at;
        return '';
      }
      text += index === 0 ? item : `,${item}`;
    }
    output.depth = at;
    return `${text}]`;
  };
}

interface WrittenField {
  readonly key: string;
  readonly label: string;
  /** `"label":`, after a comma for all but the first. */
  readonly prefix: string;
  readonly write: Write;
}

function objectWriter(
  selection: Selection,
  sets: readonly SelectionSetNode[],
  type: GraphQLNamedType,
  constants?: ReadonlyMap<string, string>,
): Write {
  const fields = fieldsOf(selection, sets, type, constants);
  return (value, output) => {
    if (value === null || value === undefined) return 'null';
    if (typeof value !== 'object') return noteInvalid(output, 'Expected an object.');
    const at = output.depth;
    output.depth = at + 1;
    let text = '{';
    for (let index = 0; index < fields.length; index++) {
      const field = fields[index] as WrittenField;
      output.path[at] = field.label;
      const written = field.write((value as Entity)[field.key], output);
      if (written === '') {
        output.depth = at;
        return '';
      }
      text += field.prefix + written;
    }
    output.depth = at;
    return `${text}}`;
  };
}

function fieldsOf(
  selection: Selection,
  sets: readonly SelectionSetNode[],
  type: GraphQLNamedType,
  constants: ReadonlyMap<string, string> | undefined,
): WrittenField[] {
  const { schema, labels } = selection;
  const definitions = isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
  const written: WrittenField[] = [];
  for (const [key, nodes] of fieldsOn(type, sets, schema)) {
    const name = nodes[0]?.name.value ?? key;
    const label = labels.get(key) ?? key;
    const prefix = `${written.length === 0 ? '' : ','}${JSON.stringify(label)}:`;
    const constant = constants?.get(key);
    if (constant !== undefined) {
      written.push({ key, label, prefix, write: () => constant });
    } else if (name === '__typename') {
      written.push({ key: '__typename', label, prefix, write: typenameWriter(type) });
    } else {
      const definition = definitions[name];
      if (definition === undefined) throw new Error(`${type.name} has no field ${name}.`);
      const below = nodes.flatMap((node) => node.selectionSet ?? []);
      written.push({ key, label, prefix, write: writerOf(definition.type, selection, below) });
    }
  }
  return written;
}

/** The fields selected on objects of one type, by key. */
function fieldsOn(
  type: GraphQLNamedType,
  sets: readonly SelectionSetNode[],
  schema: GraphQLSchema,
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  for (const set of sets) collect(set);
  return fields;

  function collect(set: SelectionSetNode): void {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        if (selection === typenameField) continue;
        const key = (selection.alias ?? selection.name).value;
        const nodes = fields.get(key);
        if (nodes === undefined) fields.set(key, [selection]);
        else nodes.push(selection);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition && schema.getType(selection.typeCondition.name.value);
        const applies =
          condition?.name === type.name ||
          (isAbstractType(condition) &&
            (isObjectType(type) || isInterfaceType(type)) &&
            schema.isSubType(condition, type));
        if (applies) collect(selection.selectionSet);
      }
    }
  }
}

/** The name of an interface is no answer: no object is of that type. */
function typenameWriter(type: GraphQLNamedType): Write {
  if (!isObjectType(type)) return (_value, output) => noteMissing(output);
  const name = JSON.stringify(type.name);
  return () => name;
}

/** One writer for each type that turns up, made when it does. */
function abstractWriter(
  selection: Selection,
  sets: readonly SelectionSetNode[],
  type: GraphQLNamedType,
): Write {
  const writers = new Map<string, Write>();
  const writeUntyped = untypedWriter(selection, sets, type);
  return (value, output) => {
    if (value === null || value === undefined) return 'null';
    if (!isEntity(value)) return noteInvalid(output, 'Expected an object.');
    const typename = value.__typename;
    if (typeof typename !== 'string') return writeUntyped(value, output);
    let write = writers.get(typename);
    if (write === undefined) {
      write = concreteWriter(selection, sets, type, typename);
      writers.set(typename, write);
    }
    return write(value, output);
  };
}

/** Plans leave `__typename` out where an interface is only asked for its own fields. */
function untypedWriter(
  selection: Selection,
  sets: readonly SelectionSetNode[],
  type: GraphQLNamedType,
): Write {
  if (isInterfaceType(type)) return objectWriter(selection, sets, type);
  return (_value, output) => noteInvalid(output, `Expected to know which ${type.name} this is.`);
}

/** A type that this schema hides is null; one that the whole graph has not got is an error. */
function concreteWriter(
  selection: Selection,
  sets: readonly SelectionSetNode[],
  type: GraphQLNamedType,
  typename: string,
): Write {
  const { schema, supergraph } = selection;
  const concrete = schema.getType(typename);
  if (isObjectType(concrete) || isInterfaceType(concrete)) return objectWriter(selection, sets, concrete);
  if (supergraph.satisfies(typename, type.name)) return () => 'null';
  return (_value, output) => noteInvalid(output, `Expected a ${type.name}.`);
}
