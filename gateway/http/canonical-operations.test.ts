import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AUDIENCES, type Audience } from '@good-standing/kernel/viewer/viewer.ts';
import { printContract } from '@good-standing/schema/contract/contract.ts';
import {
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  Kind,
  parse,
  typeFromAST,
  validateSchema,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { graphOf } from './house-graph.ts';
import { operations } from './operations.ts';
import { isRefused } from './refused.ts';
import { trustedDocuments } from './trusted-documents.ts';

const schemaFolder = new URL('../../schema/', import.meta.url);
const folder = new URL('operations/', schemaFolder);
const graph = graphOf(readFileSync(new URL('supergraph.generated.graphql', schemaFolder), 'utf8'));
const settle = operations(graph);
const paths = globSync('*/*.graphql', { cwd: fileURLToPath(folder) }).sort();

describe('the contracts of the whole graph', () => {
  test.each(AUDIENCES)('%s has a schema that is whole and names no directive of ours', (audience) => {
    expect(validateSchema(graph.contracts[audience])).toEqual([]);
    expect(printContract(graph.contracts[audience], audience)).not.toMatch(
      /@(disclose|audience|public|join__|link)\b|join__/,
    );
  });
});

describe('the canonical operations', () => {
  test.each(paths)('%s is within the limits of its audience', (path) => {
    const text = readFileSync(new URL(path, folder), 'utf8');
    const audience = audienceOf(path);
    const variables = sampleVariables(text, graph.contracts[audience]);
    const ready = settle({ text, operationName: null, variables }, audience);
    expect(isRefused(ready) ? ready.errors : []).toEqual([]);
  });

  test('each has both its names', () => {
    const documents = trustedDocuments(folder);
    // One text that two audiences have is one digest.
    const texts = new Set(paths.map((path) => readFileSync(new URL(path, folder), 'utf8')));
    expect(documents.size).toBe(paths.length + texts.size);
    for (const path of paths) expect(documents.has(path.replace(/\.graphql$/, ''))).toBe(true);
  });
});

function audienceOf(path: string): Audience {
  const written = path.split('/')[0]?.toUpperCase().replaceAll('-', '_');
  const audience = AUDIENCES.find((each) => each === written);
  if (audience === undefined) throw new Error(`${path}: expected a folder named for an audience`);
  return audience;
}

/** Values for what the operation requires: text and numbers of no meaning. */
function sampleVariables(text: string, schema: GraphQLSchema): Record<string, unknown> {
  const [operation] = parse(text).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('expected one operation');
  return Object.fromEntries(
    (operation.variableDefinitions ?? []).flatMap(({ variable, type: written }) => {
      const type = typeFromAST(schema, written) as GraphQLInputType | undefined;
      return type && isNonNullType(type) ? [[variable.name.value, sample(type)]] : [];
    }),
  );
}

/** Of the scalars that not every text is. */
const SAMPLES: Readonly<Record<string, unknown>> = {
  Int: 1,
  Float: 1,
  Boolean: true,
  Date: '2026-11-02',
  DateTime: '2026-11-02T15:00:00Z',
  UsDollars: '1.00',
  CountryCode: 'QM',
  EntryNumber: 'ABC-1234567-6',
};

function sample(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return sample(type.ofType);
  if (isListType(type)) return [sample(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (!isInputObjectType(type)) return SAMPLES[type.name] ?? 'Sample';
  const required = Object.values(type.getFields()).filter(isRequiredInputField);
  return Object.fromEntries(required.map((field) => [field.name, sample(field.type)]));
}
