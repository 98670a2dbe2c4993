import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { developmentIssuer } from '@good-standing/gateway/authenticate/development-issuer.ts';
import { startPostgres } from '@good-standing/kernel/postgres/embedded.ts';
import { openStream } from '../world/screen-client.ts';
import { cpuMsOf, type Started, start } from './contestant.ts';
import { benchKeys } from './gateway/setting.ts';
import { loadSmallWorld } from './small-world.ts';

/**
 * `npm run bench -- screen-stream [--lines n] [--exclusions n]`: a file of sellers
 * through `POST /screen` of a house in a process of its own, and what memory that takes
 * from its first tenth to its last.
 */
const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '200000' },
    exclusions: { type: 'string', default: '20000' },
  },
});
const LINES = Number(values.lines);
const AT_ONCE = 500;
const PORT = 4_790;
const SIZE = { importers: 60, entries: 600, brokers: 8, posts: 5, recordations: 20 };

const folder = mkdtempSync(join(tmpdir(), 'gs-bench-'));
const postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
const database = { adminUrl: postgres.adminUrl, keys: benchKeys() };
let house: Started | null = null;
try {
  const size = { ...SIZE, exclusions: Number(values.exclusions) };
  await loadSmallWorld(database, join(folder, 'world'), size);
  house = await start('house-server.ts', { BENCH_DATABASE: database.adminUrl, BENCH_PORT: String(PORT) });
  await run(house);
} finally {
  house?.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function run(server: Started): Promise<void> {
  const issuer = developmentIssuer({ isProduction: false, host: '127.0.0.1', keys: database.keys });
  const token = await issuer.issue({ audience: 'CBP', organization: 'cbp' }, Date.now());
  const url = `http://127.0.0.1:${PORT}/graphql`;
  const stream = openStream(url, { authorization: `Bearer ${token}` });
  const memory: number[] = [];
  let answered = 0;
  const cpu = cpuMsOf([server]);
  const started = performance.now();
  const sending = (async () => {
    for (let nth = 0; nth < LINES; nth += AT_ONCE) {
      await stream.send(Array.from({ length: AT_ONCE }, (_, at) => seller(nth + at)).join(''));
    }
    stream.finish();
  })();
  for await (const { end } of stream.lines()) {
    if (end !== undefined && end.code !== 'COMPLETE') throw new Error(`it ended: ${end.code}`);
    if (end === undefined && ++answered % (LINES / 10) === 0)
      memory.push(residentMebibytes(server.process.pid ?? 0));
  }
  await sending;
  const seconds = (performance.now() - started) / 1_000;
  const cpuSeconds = (cpuMsOf([server]) - cpu) / 1_000;
  console.log(
    [
      `| POST /screen, ${LINES} lines on ${values.exclusions} exclusions | measured |`,
      '|---|---:|',
      `| lines/s, the client on the same machine | ${(LINES / seconds).toFixed(0)} |`,
      `| lines/s of the house's CPU time, all its threads | ${(LINES / cpuSeconds).toFixed(0)} |`,
      `| resident memory of the house, MiB, at each tenth | ${memory.join(', ')} |`,
    ].join('\n'),
  );
}

/** One in ten is like somebody on the list by name. */
function seller(nth: number): string {
  const name = nth % 10 === 0 ? 'Northwynd Traders' : `Invented Seller ${nth.toString(36)} Trading`;
  const address = { lines: [`${nth % 900} Example Road`], city: 'Testerton', postalCode: '07001' };
  return `${JSON.stringify({ reference: String(nth), name, country: 'US', address })}\n`;
}

function residentMebibytes(pid: number): number {
  const [, kibibytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kibibytes) / 1_024);
}
