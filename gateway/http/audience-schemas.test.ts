import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery, printSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { post as postTo, type Sent } from './client-under-test.ts';
import { type ServedHouse, serveHouse } from './house-under-test.ts';

let house: ServedHouse;
let fda: string;
let cbp: string;

beforeAll(async () => {
  house = await serveHouse({ deadlineMs: 600 });
  fda = await house.tokenFor('PGA', 'fda');
  cbp = await house.tokenFor('CBP', 'cbp');
});

afterAll(async () => {
  await house.close();
});

function post(body: unknown, sent: Sent = {}) {
  return postTo(house.url, body, sent);
}

function ask(query: string, sent: Sent = {}, variables: Readonly<Record<string, unknown>> = {}) {
  return post({ query, variables }, sent);
}

describe('the contract of each audience', () => {
  async function introspected(token?: string) {
    const { body } = await ask(getIntrospectionQuery(), token === undefined ? {} : { token });
    return printSchema(buildClientSchema(body.data as unknown as IntrospectionQuery));
  }

  test('is what introspection answers', async () => {
    expect(await introspected()).not.toMatch(
      /^ {2}(desk|violations|confidentiality|importerByNumber)\b|@disclose|join__/m,
    );
    expect(await introspected(fda)).toMatch(/^ {2}violations:/m);
    expect(await introspected(fda)).not.toMatch(/^ {2}(desk|confidentiality):/m);
    expect(await introspected(cbp)).toMatch(/^ {2}desk:/m);
  });

  test.each([
    ['a field', '{ importer(id: "x") { violations } }', 'violations'],
    ['an operation', '{ desk }', 'desk'],
    [
      'an argument that filters by what one may not read',
      '{ importerByNumber(number: "1") { id } }',
      'importerByNumber',
    ],
    ['entities', '{ _entities(representations: []) { __typename } }', '_entities'],
    ["a subgraph's own SDL", '{ _service { sdl } }', '_service'],
  ])('what is hidden is unknown: %s', async (_case, query, name) => {
    const { status, body } = await ask(query);
    expect(status).toBe(400);
    expect(body.errors[0].message).toBe(
      `Cannot query field "${name}" on type "${name === 'violations' ? 'Importer' : 'Query'}".`,
    );
    expect(body.errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  test('A57: nothing is suggested', async () => {
    const { body } = await ask('{ impotrers { id } echo(wrd: "a") }', { token: cbp });
    expect(JSON.stringify(body)).not.toMatch(/[Dd]id you mean/);
  });

  test('A09: introspection beside it opens nothing', async () => {
    expect((await ask('{ __schema { __typename } desk }')).status).toBe(400);
  });
});
