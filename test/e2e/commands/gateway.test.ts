import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { composeServices } from '@theguild/federation-composition';
import { graphql, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { begin, endAll, type Running, refusedWith, run } from './command.ts';
import { heldPort, type TestFolder, testFolder } from './data-folder.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key"])';
const PORTS = parse(`${LINK}
  type Query { port(code: ID!): Port }
  type Port @key(fields: "code") { code: ID! name: String }`);
const ARRIVALS = parse(`${LINK}
  type Port @key(fields: "code") { code: ID! arrivals: Int }`);

interface PortKey {
  readonly code: string;
}
type Resolvers = Record<string, Record<string, (of: PortKey, given: PortKey) => unknown>>;

interface TinySubgraph {
  readonly server: Server;
  readonly url: string;
}

let folder: TestFolder;
let ports: TinySubgraph;
let arrivals: TinySubgraph;
let supergraph: string;
let gateway: Running;
let url: string;

beforeAll(async () => {
  folder = testFolder('gateway');
  ports = await serve(PORTS, { Query: { port: (_root, { code }) => ({ code, name: `Port ${code}` }) } });
  arrivals = await serve(ARRIVALS, { Port: { arrivals: ({ code }) => code.length } });
  supergraph = `${folder.path}/supergraph.graphql`;
  const composed = composeServices([
    { name: 'ports', url: ports.url, typeDefs: PORTS },
    { name: 'arrivals', url: arrivals.url, typeDefs: ARRIVALS },
  ]);
  writeFileSync(supergraph, composed.supergraphSdl ?? '');
  gateway = begin('gateway', ['--supergraph', supergraph, '--port', '0'], {});
  [, url = ''] = await gateway.until(/^Serving \S+ at (http:\/\/127\.0\.0\.1:\d+\/graphql)\n/);
});

afterAll(async () => {
  await endAll();
  for (const { server } of [ports, arrivals]) {
    server.close();
    server.closeAllConnections();
  }
  await folder.remove();
});

async function serve(typeDefs: ReturnType<typeof parse>, resolvers: Resolvers): Promise<TinySubgraph> {
  const schema = buildSubgraphSchema([{ typeDefs, resolvers }]);
  const server = createServer(async (request, response) => {
    const { query, variables } = JSON.parse(await text(request));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(await graphql({ schema, source: query, variableValues: variables })));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql` };
}

async function ask(query: string): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

const BOTH = '{ port(code: "2704") { name arrivals } }';

describe('gateway serves any supergraph', () => {
  test('is ready when it says so', async () => {
    expect((await fetch(url.replace('/graphql', '/health/ready'))).status).toBe(200);
  });

  test('answers from both subgraphs', async () => {
    expect(await ask(BOTH)).toEqual({ data: { port: { name: 'Port 2704', arrivals: 4 } } });
  });

  test('what one does not answer is null, with its path', async () => {
    arrivals.server.close();
    arrivals.server.closeAllConnections();
    expect(await ask(BOTH)).toMatchObject({
      data: { port: { name: 'Port 2704', arrivals: null } },
      errors: [{ path: ['port', 'arrivals'] }],
    });
  });

  test('SIGTERM ends it cleanly', async () => {
    gateway.send('SIGTERM');
    expect(await gateway.ended).toMatchObject({ code: 0 });
  });
});

test('a port that is taken is one line', async () => {
  const taken = await heldPort();
  const ended = await run('gateway', ['--supergraph', supergraph, '--port', String(taken.port)], {});
  await taken.close();
  expect(ended).toEqual(refusedWith(expect.stringMatching(/^gateway: [^\n]*EADDRINUSE[^\n]*\n$/)));
});
