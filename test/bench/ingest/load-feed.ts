import { feedsByName, ingestFile } from '@good-standing/gateway/house/ingest-feed.ts';
import { benchKeys } from '../gateway/setting.ts';
import type { Load } from './load.ts';

/** One file through one feed, in a process of its own; says how long it took and what memory it needed. */
const [name = '', path = ''] = process.argv.slice(2);
const database = { adminUrl: process.env.BENCH_DATABASE ?? '', keys: benchKeys() };
const owned = feedsByName(database).get(name);
if (owned === undefined) throw new Error(`there is no feed ${name}`);
const started = performance.now();
const cpuBefore = process.cpuUsage();
const { read, rejected, alreadyDone } = await ingestFile(database, owned, path, {});
const cpu = process.cpuUsage(cpuBefore);
if (alreadyDone) throw new Error(`${name} was not empty before it was measured`);
const load: Load = {
  rows: read,
  rejected,
  seconds: (performance.now() - started) / 1_000,
  cpuSeconds: (cpu.user + cpu.system) / 1_000_000,
  peakMegabytes: process.resourceUsage().maxRSS / 1_024,
};
console.log(JSON.stringify(load));
