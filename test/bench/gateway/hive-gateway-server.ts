import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { settingOf } from './setting.ts';

/** Peer, for development only: Hive Gateway's runtime over HTTP. */
const { port } = settingOf(process.env);
const gateway = createGatewayRuntime({
  supergraph: readFileSync(process.env.BENCH_SUPERGRAPH ?? '', 'utf8'),
  logging: false,
});
createServer(gateway).listen(port, '127.0.0.1', () => console.log('ready'));
