import { DISCLOSURE_RULES, isDisclosureRule } from '@good-standing/kernel/disclosure/rules.ts';
import {
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  parse,
  print,
  type TypeNode,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { composeSupergraph, SUBGRAPHS, subgraphSdl } from './compose.ts';

const root = new URL('../', import.meta.url);

interface Field {
  readonly coordinate: string;
  readonly node: FieldDefinitionNode;
  readonly keys: readonly string[];
}

const documents = SUBGRAPHS.map(({ name, room }) => ({ name, document: parse(subgraphSdl(root, room)) }));

function objectTypes(name: string): readonly (ObjectTypeDefinitionNode | ObjectTypeExtensionNode)[] {
  const found = documents.find((each) => each.name === name);
  return (found?.document.definitions ?? []).filter(
    (definition): definition is ObjectTypeDefinitionNode | ObjectTypeExtensionNode =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION,
  );
}

function fields(name: string): readonly Field[] {
  return objectTypes(name).flatMap((type) => {
    const keys = (type.directives ?? [])
      .filter((each) => each.name.value === 'key')
      .map((each) => text(each, 'fields'));
    return (type.fields ?? []).map((node) => ({
      coordinate: `${type.name.value}.${node.name.value}`,
      node,
      keys,
    }));
  });
}

function text(directive: ConstDirectiveNode, argument: string): string {
  const value = directive.arguments?.find((each) => each.name.value === argument)?.value;
  return value !== undefined && 'value' in value ? String(value.value) : '';
}

function rulesOn(directives: readonly ConstDirectiveNode[] | undefined): readonly string[] {
  return (directives ?? [])
    .filter((each) => each.name.value === 'disclose')
    .map((each) => text(each, 'rule'));
}

const isList = (type: TypeNode): boolean =>
  type.kind === Kind.NON_NULL_TYPE ? isList(type.type) : type.kind === Kind.LIST_TYPE;

describe.each(SUBGRAPHS)('laws of the SDL: $name', ({ name }) => {
  const all = fields(name);

  test('every field carries exactly one of @public, @disclose and @audience', () => {
    const marks = ['public', 'disclose', 'audience'];
    const wrong = all.filter(
      ({ node }) => (node.directives ?? []).filter((each) => marks.includes(each.name.value)).length !== 1,
    );
    expect(wrong.map(({ coordinate }) => coordinate)).toEqual([]);
  });

  test('a protected field is under a rule that exists, and nullable', () => {
    const guarded = all.filter(({ node }) => rulesOn(node.directives).length > 0);
    expect(guarded.filter(({ node }) => !rulesOn(node.directives).every(isDisclosureRule))).toEqual([]);
    expect(
      guarded.filter(({ node }) => node.type.kind === Kind.NON_NULL_TYPE).map((each) => each.coordinate),
    ).toEqual([]);
  });

  test('a @key field is never protected, and is an opaque id or a public code', () => {
    const keyed = all.filter(({ coordinate, keys }) =>
      keys.some((key) => key.split(' ').includes(coordinate.split('.')[1] ?? '')),
    );
    expect(
      keyed.filter(({ node }) => rulesOn(node.directives).length > 0).map((each) => each.coordinate),
    ).toEqual([]);
    expect(
      [...new Set(keyed.map(({ node }) => node.name.value))].filter(
        (key) => !['id', 'code', 'consent'].includes(key),
      ),
    ).toEqual([]);
  });

  test('a @requires input is never protected', () => {
    const required = all.flatMap(({ node }) =>
      (node.directives ?? [])
        .filter((each) => each.name.value === 'requires')
        .map((each) => text(each, 'fields')),
    );
    expect(required).toEqual([]);
  });

  test('an identifier of a person is no argument but under its rule', () => {
    const numbers = all.flatMap(({ coordinate, node }) =>
      (node.arguments ?? [])
        .filter(({ type }) => /ImporterNumber|EntryNumber/.test(JSON.stringify(type)))
        .map((argument) => ({ coordinate, rules: rulesOn(argument.directives) })),
    );
    expect(numbers.filter(({ rules }) => rules.length === 0)).toEqual([]);
  });

  test('a filter by a field under a rule is under it too, but of lists of CBP alone', () => {
    const inputs = new Map(
      (documents.find((each) => each.name === name)?.document.definitions ?? []).flatMap((definition) =>
        definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION
          ? [[definition.name.value, definition.fields ?? []] as const]
          : [],
      ),
    );
    const rules = new Map(all.map(({ coordinate, node }) => [coordinate, rulesOn(node.directives)]));
    const isOfCbp = ({ directives }: FieldDefinitionNode) =>
      directives?.some(
        (each) => each.name.value === 'audience' && print(each) === '@audience(only: [CBP])',
      ) ?? false;
    const open = all.flatMap(({ node }) => {
      if (isOfCbp(node)) return [];
      const listed = /^(\w+)Connection$/.exec(named(node.type))?.[1] ?? '';
      return (node.arguments ?? [])
        .flatMap((argument) => [argument, ...(inputs.get(named(argument.type)) ?? [])])
        .filter((input) => {
          const [rule] = [input.name.value, `${input.name.value}s`].flatMap(
            (field) => rules.get(`${listed}.${field}`) ?? [],
          );
          return rule !== undefined && !rulesOn(input.directives).includes(rule);
        })
        .map((input) => `${listed}: ${input.name.value}`);
    });
    expect([...new Set(open)]).toEqual([]);
  });

  test('a list of pages within a record may be null: a cursor that is refused does not empty the record', () => {
    const within = all.filter(
      ({ coordinate, node }) =>
        !/^(Query|Mutation)\./.test(coordinate) && /Connection$/.test(named(node.type)),
    );
    const never = within.filter(({ node }) => node.type.kind === Kind.NON_NULL_TYPE);
    expect(never.map(({ coordinate }) => coordinate)).toEqual([]);
  });

  test('every list of pages is a connection that takes first and after', () => {
    const pages = all.filter(({ node }) => /Connection$/.test(named(node.type)));
    const without = pages.filter(
      ({ node }) =>
        !['first', 'after'].every((argument) => node.arguments?.some((each) => each.name.value === argument)),
    );
    expect(without.map(({ coordinate }) => coordinate)).toEqual([]);
    expect(all.filter(({ node }) => isList(node.type) && /Connection/.test(named(node.type)))).toEqual([]);
  });

  test('every list of objects that is no page says how long it is taken to be', () => {
    const objects = new Set(objectTypes(name).map((type) => type.name.value));
    const unsized = all.filter(
      ({ coordinate, node }) =>
        isList(node.type) &&
        objects.has(named(node.type)) &&
        !/^\w+Connection\.(nodes|edges)$/.test(coordinate) &&
        !node.directives?.some((each) => each.name.value === 'listSize'),
    );
    expect(unsized.map(({ coordinate }) => coordinate)).toEqual([]);
  });

  test('no input holds itself, which would be compiled without end', () => {
    const found = documents.find((each) => each.name === name);
    const inputs = new Map(
      (found?.document.definitions ?? []).flatMap((definition) =>
        definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION
          ? [[definition.name.value, (definition.fields ?? []).map(({ type }) => named(type))]]
          : [],
      ),
    );
    const holdsItself = (type: string, above: readonly string[]): boolean =>
      above.includes(type) || (inputs.get(type) ?? []).some((each) => holdsItself(each, [...above, type]));
    expect([...inputs.keys()].filter((type) => holdsItself(type, []))).toEqual([]);
  });

  test('every type, field, argument, enum value and input field is described', () => {
    const bare: string[] = [];
    const found = documents.find((each) => each.name === name);
    for (const definition of found?.document.definitions ?? []) {
      if (
        !('name' in definition) ||
        definition.name === undefined ||
        definition.kind === Kind.DIRECTIVE_DEFINITION
      )
        continue;
      const type = definition.name.value;
      const isExtension = definition.kind === Kind.OBJECT_TYPE_EXTENSION;
      if (
        !isExtension &&
        type !== 'Query' &&
        type !== 'Mutation' &&
        !('description' in definition && definition.description)
      )
        bare.push(type);
      if ('values' in definition)
        for (const value of definition.values ?? [])
          if (!value.description) bare.push(`${type}.${value.name.value}`);
      if (!('fields' in definition)) continue;
      for (const field of definition.fields ?? []) {
        const external = field.directives?.some((each) => each.name.value === 'external');
        if (!field.description && !external) bare.push(`${type}.${field.name.value}`);
        if (!('arguments' in field)) continue;
        for (const argument of field.arguments ?? [])
          if (!argument.description) bare.push(`${type}.${field.name.value}(${argument.name.value}:)`);
      }
    }
    expect(bare).toEqual([]);
  });

  test('directives of disclosure stand on fields, arguments and input fields only', () => {
    const found = documents.find((each) => each.name === name);
    const astray = (found?.document.definitions ?? []).filter(
      (definition) =>
        definition.kind !== Kind.SCHEMA_EXTENSION &&
        'directives' in definition &&
        definition.directives?.some((each) => ['disclose', 'audience', 'public'].includes(each.name.value)),
    );
    expect(astray).toEqual([]);
  });
});

function named(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : named(type.type);
}

test('the rules are in the SDL as they are enforced, in the same words and order', () => {
  const [{ document } = { document: null }] = documents;
  const said = (document?.definitions ?? []).flatMap((definition) =>
    definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'DisclosureRule'
      ? (definition.values ?? []).map(({ name, description }) => [name.value, description?.value])
      : [],
  );
  expect(said).toEqual(Object.entries(DISCLOSURE_RULES).map(([rule, { says }]) => [rule, says]));
});

describe('laws of the supergraph', () => {
  const supergraph = composeSupergraph(root);

  test('every rule of every subgraph stands in the supergraph', () => {
    const composed = new Set(
      parse(supergraph).definitions.flatMap((definition) =>
        definition.kind === Kind.OBJECT_TYPE_DEFINITION
          ? (definition.fields ?? []).flatMap((node) =>
              rulesOn(node.directives).map((rule) => `${definition.name.value}.${node.name.value} ${rule}`),
            )
          : [],
      ),
    );
    const declared = SUBGRAPHS.flatMap(({ name }) =>
      fields(name).flatMap(({ coordinate, node }) =>
        rulesOn(node.directives).map((rule) => `${coordinate} ${rule}`),
      ),
    );
    expect(declared.filter((each) => !composed.has(each))).toEqual([]);
    expect(declared.length).toBeGreaterThan(40);
  });

  test('directives of authorization are never imported under another name', () => {
    expect(supergraph).not.toMatch(/\bas:\s*"@?(disclose|audience)/);
    expect(supergraph.match(/import: \["@disclose", "@audience", "@public"\]/g)).toHaveLength(1);
  });
});
