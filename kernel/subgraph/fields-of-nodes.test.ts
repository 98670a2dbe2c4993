import { type FieldNode, type FragmentDefinitionNode, parse } from 'graphql';
import { expect, test } from 'vitest';
import { fieldsOfNodes } from './fields-of-nodes.ts';

test.each([
  ['{ list { nodes { a b: c } } }', ['a', 'c']],
  ['{ list { edges { cursor node { a { inner } } } pageInfo { endCursor } } }', ['a']],
  ['{ list { nodes { a } edges { node { b } } } list { nodes { c } } }', ['a', 'b', 'c']],
  [
    'fragment Page on Connection { nodes { ...Row } } fragment Row on Node { a ... on Node { b } } { list { ...Page } }',
    ['a', 'b'],
  ],
  ['query ($with: Boolean!) { list { nodes { a @include(if: $with) b @skip(if: true) } } }', ['a', 'b']],
  ['{ list { pageInfo { endCursor } } }', []],
])('%s selects %j of its nodes', (document, names) => {
  expect([...fieldsOfNodes(selecting(document))].sort()).toEqual(names);
});

test('the same place of a compiled query is looked through once', () => {
  const info = selecting('{ list { nodes { a } } }');
  expect(fieldsOfNodes({ ...info })).toBe(fieldsOfNodes(info));
});

function selecting(document: string): Parameters<typeof fieldsOfNodes>[0] {
  const { definitions } = parse(document);
  const fieldNodes = definitions
    .filter((definition) => definition.kind === 'OperationDefinition')
    .flatMap(({ selectionSet }) => selectionSet.selections as readonly FieldNode[]);
  const fragments = definitions.filter(
    (definition): definition is FragmentDefinitionNode => definition.kind === 'FragmentDefinition',
  );
  return {
    fieldNodes,
    fragments: Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment])),
  };
}
