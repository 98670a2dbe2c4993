import { describe, expect, test } from 'vitest';
import { type Asked, graphUnderTest } from './graph-under-test.ts';

const graph = graphUnderTest({
  people: {
    typeDefs: `type Query { people: [Person!]! person: Person first: Person! } type Person @key(fields: "id") { id: ID! name: String! nick: String weight: Int }`,
    resolvers: {
      Query: {
        people: () => ['1', '2', '1'].map((id) => ({ id })),
        person: () => ({ id: '1' }),
        first: () => ({ id: '1' }),
      },
      Person: {
        __resolveReference: ({ id }: { id: string }) => ({ id }),
        name: ({ id }: { id: string }) => `N${id}`,
        weight: () => 7,
        nick: ({ id }: { id: string }) => {
          if (id === '2')
            throw Object.assign(new Error('No nick.'), { extensions: { code: 'NO_NICK', host: 'db-7' } });
          return 'nick';
        },
      },
    },
  },
  scores: {
    typeDefs: `type Person @key(fields: "id") { id: ID! score: Int must: Int! weight: Int @external heavy: Int @requires(fields: "weight") pals: [Pal] }
      type Pal @shareable { name: String }`,
    resolvers: {
      Person: {
        must: ({ id }: { id: string }) => Number(id),
        heavy: ({ weight }: { weight: number }) => weight * 2,
        score: ({ id }: { id: string }) => {
          if (id === '2') throw new Error('No score.');
          return 5;
        },
        pals: () => [{ name: 'A' }, null],
      },
    },
  },
});

const { people, scores } = graph.sources;
if (people === undefined || scores === undefined) throw new Error('Expected both subgraphs.');
const down = () => {
  throw new Error('connect ECONNREFUSED 10.0.0.7:4001');
};
const unavailable = (...path: (string | number)[]) => ({
  message: 'This part of the answer is not available at the moment.',
  path,
  extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
});

describe('an error of a subgraph', () => {
  test('keeps its path under the aliases of the client, and of its extensions the code', async () => {
    const answer = await graph.ask('{ all: people { id: name alias: nick } }');
    expect(answer.errors).toEqual([
      { message: 'No nick.', path: ['all', 1, 'alias'], extensions: { code: 'NO_NICK' } },
    ]);
    expect(answer.data).toMatchObject({
      all: [{ id: 'N1', alias: 'nick' }, { alias: null }, { alias: 'nick' }],
    });
  });

  test('keeps every extension where that is wanted', async () => {
    const { errors } = await graph.ask('{ people { nick } }', { errorExtensions: 'all' });
    expect(errors[0]?.extensions).toMatchObject({ code: 'NO_NICK', host: 'db-7' });
  });

  test('A67: under _entities stands at every entity it is true of', async () => {
    const { errors } = await graph.ask('{ people { id: score } again: people { score } }');
    expect(errors.map(({ message, path }) => [message, path])).toEqual(
      expect.arrayContaining([
        ['No score.', ['people', 1, 'id']],
        ['No score.', ['again', 1, 'score']],
      ]),
    );
    expect(errors).toHaveLength(2);
  });

  test('without a path, with no data, stands where the data is missing', async () => {
    const refusing = {
      people,
      scores: () => ({ errors: [{ message: 'Forbidden.', extensions: { code: 'FORBIDDEN' } }] }),
    };
    const { data, errors } = await graph.ask('{ person { name score } }', { sources: refusing });
    expect({ data, errors }).toEqual({
      data: { person: { name: 'N1', score: null } },
      errors: [{ message: 'Forbidden.', path: ['person', 'score'], extensions: { code: 'FORBIDDEN' } }],
    });
  });

  test('on a field the client did not select ends at the part it did', async () => {
    const failing = {
      people,
      scores: () => ({
        data: { _entities: [null] },
        errors: [{ message: 'Bad.', path: ['_entities', 0, 'secret'] }],
      }),
    };
    const { errors } = await graph.ask('{ person { score } }', { sources: failing });
    expect(errors).toEqual([{ message: 'Bad.', path: ['person'] }]);
  });
});

describe('a subgraph that does not answer', () => {
  const rows: readonly (readonly [string, Asked, object, readonly object[]])[] = [
    [
      '{ people { name score } }',
      { sources: { people, scores: down } },
      { people: ['N1', 'N2', 'N1'].map((name) => ({ name, score: null })) },
      [0, 1, 2].map((index) => unavailable('people', index, 'score')),
    ],
    [
      '{ person { name other: must } }',
      { sources: { people, scores: down } },
      { person: null },
      [unavailable('person', 'other')],
    ],
    [
      '{ first { must } person { name } }',
      { sources: { people, scores: down } },
      null as unknown as object,
      [unavailable('first', 'must')],
    ],
    [
      '{ one: person { name } person { score } }',
      { sources: { people: down, scores } },
      { one: null, person: null },
      [unavailable('one'), unavailable('person')],
    ],
  ];
  test.each(rows)('%s', async (document, asked, data, errors) => {
    const answer = await graph.ask(document, asked);
    expect({ data: answer.data, errors: answer.errors }).toEqual({ data, errors });
    expect(JSON.stringify(answer.errors)).not.toMatch(/10\.0\.0\.7|scores"/);
    expect(answer.failures).toHaveLength(1);
  });

  test('under a long list is told of a bounded number of times', async () => {
    const many = () => ({
      data: { people: Array.from({ length: 500 }, (_, id) => ({ __typename: 'Person', id: String(id) })) },
    });
    const { errors, data } = await graph.ask('{ people { score } }', {
      sources: { people: many, scores: down },
    });
    expect(errors).toHaveLength(20);
    expect(data).toEqual({ people: Array.from({ length: 500 }, () => ({ score: null })) });
  });

  test('is not made up for: what needs its answer is not asked', async () => {
    const chain = graphUnderTest({
      names: { typeDefs: 'type Query { person: Person } type Person @key(fields: "id") { id: ID! }' },
      weights: { typeDefs: 'type Person @key(fields: "id") { id: ID! weight: Int }' },
      sums: {
        typeDefs: `type Person @key(fields: "id") { id: ID! weight: Int @external heavy: Int @requires(fields: "weight") }`,
      },
    });
    const person = { __typename: 'Person', id: '1' };
    const sources = {
      names: () => ({ data: { person } }),
      weights: down,
      sums: () => ({ data: { _entities: [{ heavy: 0 }] } }),
    };
    const answer = await chain.ask('{ person { heavy } }', { sources });
    expect({ data: answer.data, errors: answer.errors }).toEqual({
      data: { person: { heavy: null } },
      errors: [unavailable('person')],
    });
    expect(answer.requests.map(({ subgraph }) => subgraph)).toEqual(['names', 'weights']);
  });
});

describe('an answer that does not fit the schema', () => {
  const answering = (person: object) => ({ people: () => ({ data: { person } }), scores });
  test.each([
    [
      '{ person { name } }',
      { name: null },
      { person: null },
      'Cannot return null for a non-nullable field.',
      ['person', 'name'],
    ],
    [
      '{ person { nick } }',
      { nick: { a: 1 } },
      { person: { nick: null } },
      'Expected a value of type String.',
      ['person', 'nick'],
    ],
    [
      '{ person { weight } }',
      { weight: 2.5 },
      { person: { weight: null } },
      'Expected a value of type Int.',
      ['person', 'weight'],
    ],
    [
      '{ person { x: weight } }',
      { x: 2 ** 31 },
      { person: { x: null } },
      'Expected a value of type Int.',
      ['person', 'x'],
    ],
  ])('%s of %o', async (document, person, data, message, path) => {
    const answer = await graph.ask(document, { sources: answering(person) });
    expect(answer).toMatchObject({ data, errors: [{ message, path }] });
  });

  test('cannot reach a prototype', async () => {
    const evil = JSON.parse(
      '{"id":"1","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
    );
    const sources = {
      people: () => ({ data: { person: evil } }),
      scores: () => ({ data: { _entities: [evil] } }),
    };
    await graph.ask('{ person { id score } }', { sources });
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(Object.keys({})).toEqual([]);
  });
});

describe('a client that leaves', () => {
  test('cancels the fetch in flight, and nothing further is asked', async () => {
    const leaving = new AbortController();
    const signals: (AbortSignal | undefined)[] = [];
    const waiting = ({ signal }: Parameters<typeof people>[0]) => {
      signals.push(signal);
      return new Promise<never>((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
        queueMicrotask(() => leaving.abort(new Error('gone')));
      });
    };
    const asked = graph.ask('{ person { score } }', {
      signal: leaving.signal,
      sources: { people: waiting, scores },
    });
    await expect(asked).rejects.toThrow('gone');
    expect(signals).toEqual([leaving.signal]);
  });
});
