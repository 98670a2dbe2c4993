import { type FieldDefinitionNode, Kind, parse } from 'graphql';
import { expect, test } from 'vitest';
import { rulesOnTheWay } from './reach.ts';

const SDL = `
  type Query { importer: Importer anyone: Open }
  type Importer { owners: [Owner!] @disclose(rule: A) pages: Page @disclose(rule: B) kind: Kind }
  type Page { owner: Owner page: Page }
  type Owner { name: String address: Address }
  type Address { city: String }
  type Kind { word: String }
  type Open { address: String }
`;

const ruleOf = ({ directives }: FieldDefinitionNode) => {
  const value = directives?.[0]?.arguments?.[0]?.value;
  return value?.kind === Kind.ENUM ? value.value : null;
};

test.each([
  ['Importer', []], // a record
  ['Kind', []], // an open part of a record
  ['Open', []],
  ['Page', ['B']], // and itself, which opens nothing
  ['Owner', ['A', 'B']],
  ['Address', ['A', 'B']], // two steps from the rule
])('%s is told with %j', (type, rules) => {
  const types = parse(SDL).definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION
      ? [
          {
            name: definition.name.value,
            isRecord: ['Query', 'Importer'].includes(definition.name.value),
            fields: definition.fields ?? [],
          },
        ]
      : [],
  );
  expect(rulesOnTheWay(types, ruleOf)(type)).toEqual(rules);
});
