import { openHouse } from '@good-standing/gateway/house/house.ts';
import { listen } from '@good-standing/gateway/http/server.ts';
import { CRASH_KEYS } from './crash-keys.ts';

/** The house on a prepared database, in a process of its own that may be killed at any moment. Says where it listens. */
const { CRASH_DATABASE: adminUrl = '', CRASH_CHECKPOINTS: checkpoints = '' } = process.env;
const house = await openHouse({
  config: { isProduction: false, host: '127.0.0.1', keys: CRASH_KEYS, oidc: null, deadlineMs: 10_000 },
  database: { adminUrl, keys: CRASH_KEYS },
  checkpoints,
});
const server = await listen(house.handler, { port: 0, host: '127.0.0.1' });
console.log(`${server.url}/graphql`);
