import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { composeServices } from '@theguild/federation-composition';
import { graphql, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Router, startRouter } from './router.ts';

/** A subgraph behind real HTTP whose manners a test may change. */
interface Served {
  readonly server: Server;
  readonly url: string;
  /** Subscriptions that are open here. */
  open: number;
  requests: number;
  manner: 'answer' | 'drop-once' | 'drop' | 'hang' | 'html' | 'huge';
}

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key"])\n';
const typeDefs = {
  a: parse(
    `${link} type Query { thing(id: ID!): Thing } type Mutation { touch: Int } type Subscription { ticks(to: Int!): Thing } type Thing @key(fields: "id") { id: ID! name: String }`,
  ),
  b: parse(`${link} type Thing @key(fields: "id") { id: ID! size: Int }`),
};
const resolvers = {
  a: {
    Query: { thing: (_: unknown, { id }: { id: string }) => ({ id, name: `N${id}` }) },
    Mutation: { touch: () => 1 },
  },
  b: { Thing: { size: () => 3 } },
};

let a: Served;
let b: Served;
let router: Router;
let supergraphSdl: string;
const logged: string[] = [];

beforeAll(async () => {
  a = await serve('a');
  b = await serve('b');
  const composed = composeServices([
    { name: 'a', typeDefs: typeDefs.a, url: a.url },
    { name: 'b', typeDefs: typeDefs.b, url: b.url },
  ]);
  if (composed.supergraphSdl === undefined) throw new Error(String(composed.errors));
  supergraphSdl = composed.supergraphSdl;
  router = await startRouter({
    supergraphSdl,
    port: 0,
    deadlineMs: 1000,
    maxResponseBytes: 100_000,
    log: (line) => logged.push(line),
  });
});

afterAll(async () => {
  await router.close();
  for (const { server } of [a, b]) server.close().closeAllConnections();
});

async function serve(name: 'a' | 'b'): Promise<Served> {
  const schema = buildSubgraphSchema([{ typeDefs: typeDefs[name], resolvers: resolvers[name] }]);
  const served: Omit<Served, 'url' | 'server'> = { open: 0, requests: 0, manner: 'answer' };
  const server = createServer(async (request, response) => {
    served.requests++;
    const { manner } = served;
    if (manner === 'hang') return;
    if (manner === 'drop' || manner === 'drop-once') {
      if (manner === 'drop-once') served.manner = 'answer';
      request.socket.destroy();
      return;
    }
    if (request.headers.accept === 'text/event-stream')
      return tick(response, served, Number(JSON.parse(await textOf(request)).variables.to));
    if (manner === 'html') return response.writeHead(502).end('<h1>Bad gateway at 10.1.2.3</h1>');
    if (manner === 'huge') return response.end(`{"data":{"thing":{"name":"${'x'.repeat(200_000)}"}}}`);
    const { query, variables } = JSON.parse(await textOf(request));
    const result = await graphql({ schema, source: query, variableValues: variables });
    response.setHeader('content-type', 'application/json').end(JSON.stringify(result));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return Object.assign(served, { server, url: `http://127.0.0.1:${port}/graphql` });
}

/** Events up to a number, then the end; without end for 0, and broken off for a negative one. */
async function tick(response: ServerResponse, served: { open: number }, to: number): Promise<void> {
  served.open++;
  const before = b.requests;
  response.once('close', () => served.open--);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (let id = 1; id <= (Math.abs(to) || 1); id++) {
    const text = JSON.stringify({ data: { ticks: { __typename: 'Thing', id: String(id) } } });
    response.write(`:\n\nevent: next\nda`);
    await setTimeout(1);
    response.write(`ta: ${text}\n\n`);
  }
  if (to > 0) response.end('event: complete\ndata:\n\n');
  if (to >= 0) return;
  while (b.requests === before) await setTimeout(2);
  response.destroy();
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

async function post(body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(router.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() };
}

const THING = 'query($id: ID! = "1") { thing(id: $id) { name size } }';

describe('over HTTP', () => {
  test('answers from the subgraphs that the supergraph names', async () => {
    expect(await post({ query: THING, variables: { id: '7' } })).toEqual({
      status: 200,
      type: 'application/json; charset=utf-8',
      body: '{"data":{"thing":{"name":"N7","size":3}}}',
    });
  });

  test('is ready', async () => {
    expect((await fetch(new URL('/health/ready', router.url))).status).toBe(200);
  });

  test('answers a query in a URL, and no mutation', async () => {
    const got = await fetch(
      `${router.url}?query=${encodeURIComponent(THING)}&variables=${encodeURIComponent('{"id":"8"}')}`,
    );
    expect(await got.json()).toEqual({ data: { thing: { name: 'N8', size: 3 } } });
    expect((await fetch(`${router.url}?query=${encodeURIComponent('mutation { touch }')}`)).status).toBe(405);
  });

  const response = 'application/graphql-response+json';
  test.each([
    ['no JSON', '{', 400, {}],
    ['a batch', [{ query: THING }], 400, {}],
    ['no query', {}, 400, {}],
    ['variables in a list', { query: THING, variables: [] }, 400, {}],
    ['another content type', 'query=x', 415, { 'content-type': 'text/plain' }],
    ['more than a megabyte', { query: `{ ${'a '.repeat(600_000)} }` }, 413, {}],
    ['no media type of ours', { query: THING }, 406, { accept: 'text/html' }],
    ['a syntax error, the old media type', { query: '{' }, 200, { accept: 'application/json' }],
    ['a syntax error', { query: '{' }, 400, { accept: response }],
    ['an unknown field', { query: '{ nothing }' }, 400, { accept: response }],
    ['an unknown operation', { query: THING, operationName: 'Other' }, 400, { accept: response }],
    ['a variable of the wrong type', { query: THING, variables: { id: {} } }, 400, { accept: response }],
    ['more tokens than are read', { query: `{ ${'thing '.repeat(30_000)} }` }, 400, { accept: response }],
  ])('refuses %s', async (_case, body, status, headers) => {
    const refused = await post(body, headers);
    expect(refused.status).toBe(status);
    if (status !== 406)
      expect(JSON.parse(refused.body)).toMatchObject({ errors: [{ message: expect.any(String) }] });
  });
});

describe('a subgraph over HTTP', () => {
  const unavailable = [{ path: ['thing', 'size'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }];

  test('is asked a query again when the connection failed', async () => {
    b.manner = 'drop-once';
    b.requests = 0;
    expect(JSON.parse((await post({ query: THING })).body)).toEqual({
      data: { thing: { name: 'N1', size: 3 } },
    });
    expect(b.requests).toBe(2);
  });

  test('is asked a mutation once', async () => {
    a.manner = 'drop';
    a.requests = 0;
    const { errors } = JSON.parse((await post({ query: 'mutation { touch }' })).body);
    a.manner = 'answer';
    expect(errors).toMatchObject([{ path: ['touch'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
    expect(a.requests).toBe(1);
  });

  test.each([
    ['drop', 'other side closed|ECONNRESET|hang up'],
    ['hang', 'no answer within 1000 ms'],
    ['html', 'status 502, expected JSON'],
    ['huge', 'more than 100000 bytes'],
  ] as const)('that does %s costs its part of the answer', async (manner, reason) => {
    b.manner = manner;
    logged.length = 0;
    const { body } = await post({ query: THING });
    b.manner = 'answer';
    expect(JSON.parse(body)).toMatchObject({
      data: { thing: { name: 'N1', size: null } },
      errors: unavailable,
    });
    expect(body).not.toMatch(/10\.1\.2\.3|127\.0\.0\.1/);
    expect(logged.join()).toMatch(new RegExp(reason));
  });

  test('is let go when the client leaves', async () => {
    b.manner = 'hang';
    logged.length = 0;
    const closed = new Promise((resolve) =>
      b.server.once('request', ({ socket }) => socket.once('close', resolve)),
    );
    const leaving = new AbortController();
    b.server.once('request', () => void setTimeout(20).then(() => leaving.abort()));
    await expect(
      fetch(router.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: THING }),
        signal: leaving.signal,
      }),
    ).rejects.toThrow();
    await closed;
    b.manner = 'answer';
    expect(logged).toEqual([]);
  });
});

describe('a subscription', () => {
  const TICKS = 'subscription($to: Int!) { ticks(to: $to) { id size } }';
  const subscribe = (to: number, signal?: AbortSignal) =>
    fetch(router.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: TICKS, variables: { to } }),
      ...(signal && { signal }),
    });
  const next = (id: number) => `event: next\ndata: {"data":{"ticks":{"id":"${id}","size":3}}}\n\n`;

  test('streams each event, completed from the other subgraphs', async () => {
    const response = await subscribe(2);
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(await response.text()).toBe(`:\n\n${next(1)}${next(2)}event: complete\ndata:\n\n`);
  });

  test('that breaks off says so in its last event', async () => {
    logged.length = 0;
    const text = await (await subscribe(-1)).text();
    expect(text).toContain(next(1));
    expect(text).toMatch(
      /"data":\{"ticks":null\},"errors":\[\{.*"SUBGRAPH_UNAVAILABLE".*\n\nevent: complete/,
    );
    expect(logged).toHaveLength(1);
  });

  test('is ended at the subgraph when the client leaves', async () => {
    const leaving = new AbortController();
    const response = await subscribe(0, leaving.signal);
    const reader = response.body?.getReader();
    await reader?.read();
    await expect.poll(() => a.open).toBe(1);
    leaving.abort();
    await expect.poll(() => a.open).toBe(0);
  });

  test('needs a client that reads events', async () => {
    expect((await post({ query: TICKS, variables: { to: 1 } })).status).toBe(406);
  });

  test('does not keep a router from closing', async () => {
    const other = await startRouter({ supergraphSdl, port: 0 });
    const response = await fetch(other.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: TICKS, variables: { to: 0 } }),
    });
    const text = response.text();
    await other.close();
    expect(await text).not.toContain('complete');
  });
});
