import { readFileSync } from 'node:fs';
import { startRouter } from '@good-standing/gateway/cli/gateway.ts';
import { settingOf } from './setting.ts';

/** Our executor as a plain router over HTTP, as `npm run gateway` serves any supergraph. */
const { port } = settingOf(process.env);
const supergraphSdl = readFileSync(process.env.BENCH_SUPERGRAPH ?? '', 'utf8');
await startRouter({ supergraphSdl, port, host: '127.0.0.1', log: () => undefined });
console.log('ready');
