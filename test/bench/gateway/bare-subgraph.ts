import { createServer } from 'node:http';
import { connect } from '@good-standing/kernel/postgres/pool.ts';
import { ownerUrl } from '@good-standing/kernel/postgres/provision.ts';
import { parse } from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { parts } from '../../world/parts.ts';
import { OFFICER, settingOf } from './setting.ts';

/** One subgraph for the peers: the same resolvers on bare node:http, no assertion, guard or ledger. */
const { database, port } = settingOf(process.env);
const part = parts(false).find(({ name }) => name === process.env.BENCH_SUBGRAPH);
if (part === undefined) throw new Error('BENCH_SUBGRAPH: expected a subgraph');
const sql = connect(ownerUrl(database.adminUrl, part.owner, database.keys.roles), {
  max: 2,
  applicationName: 'bench subgraph',
});
const compiled = new Map<string, CompiledQuery>();

createServer(async (request, response) => {
  const bytes: Buffer[] = [];
  for await (const piece of request as AsyncIterable<Buffer>) bytes.push(piece);
  const { query, variables } = JSON.parse(Buffer.concat(bytes).toString('utf8')) as {
    query: string;
    variables?: Record<string, unknown>;
  };
  const context = part.context(sql, OFFICER, database.keys, Temporal.Now.instant());
  const result = await queryFor(query).query(undefined, context, variables ?? {});
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(result));
}).listen(port, '127.0.0.1', () => console.log('ready'));

function queryFor(text: string): CompiledQuery {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  if (part === undefined) throw new Error('unreachable');
  const fresh = compileQuery(part.schema, parse(text));
  if (!isCompiledQuery(fresh)) throw new Error('a sub-operation did not compile');
  compiled.set(text, fresh);
  return fresh;
}
