import { openHouse } from '@good-standing/gateway/house/house.ts';
import { listen } from '@good-standing/gateway/http/server.ts';
import { settingOf } from './setting.ts';

/** Ours: federated in one process, or over HTTP where BENCH_SUBGRAPHS names them; authentication, guard and ledger on. */
const { database, port } = settingOf(process.env);
const urls = process.env.BENCH_SUBGRAPHS;
const config = { isProduction: false, host: '127.0.0.1', keys: database.keys, oidc: null, deadlineMs: null };
const house = await openHouse({
  config,
  database,
  ...(urls === undefined
    ? {}
    : { elsewhere: new Map(Object.entries(JSON.parse(urls) as Record<string, string>)) }),
});
await listen(house.handler, { port, host: '127.0.0.1' });
console.log('ready');
