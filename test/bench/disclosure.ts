import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentIssuer } from '@good-standing/gateway/authenticate/development-issuer.ts';
import { startPostgres } from '@good-standing/kernel/postgres/embedded.ts';
import { type Contestant, cpuMsOf, type Started, start } from './contestant.ts';
import { cellMicroseconds } from './disclosure/cell-decision.ts';
import { ASKERS, type Asker, variablesFor } from './disclosure/operations.ts';
import { VARIANTS, type Variant } from './disclosure/variants.ts';
import { benchKeys } from './gateway/setting.ts';
import { type Measured, measure, measureAtRate } from './load.ts';
import { loadSmallWorld } from './small-world.ts';

/**
 * `npm run bench -- disclosure`: what the guard costs in CPU and the ledger in latency, by
 * the same house with neither, with the guard, and with both, in one interleaved run.
 */
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const WARM_SECONDS = 0.5;
const SECONDS = 2;
const CONNECTIONS = 16;
const FIRST_PORT = 4_740;
const RATE = 200;
const RATE_SECONDS = 5;

const folder = mkdtempSync(join(tmpdir(), 'gs-bench-'));
const postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
const database = { adminUrl: postgres.adminUrl, keys: benchKeys() };
const started: Started[] = [];
try {
  console.log('loading the small world …');
  await loadSmallWorld(database, join(folder, 'world'));
  const servers = await launch();
  console.log(await guardTable(servers));
  console.log(await ledgerTable(servers));
  console.log(cellTable());
} finally {
  for (const { stop } of started) stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

type Servers = ReadonlyMap<Variant, Omit<Contestant, 'headers'>>;

async function launch(): Promise<Servers> {
  const servers = new Map<Variant, Omit<Contestant, 'headers'>>();
  for (const [nth, variant] of (Object.keys(VARIANTS) as Variant[]).entries()) {
    const port = FIRST_PORT + nth;
    const one = await start('../disclosure/variant-server.ts', {
      BENCH_DATABASE: database.adminUrl,
      BENCH_PORT: String(port),
      BENCH_VARIANT: variant,
    });
    started.push(one);
    servers.set(variant, {
      name: VARIANTS[variant],
      url: `http://127.0.0.1:${port}/graphql`,
      cpuMs: () => cpuMsOf([one]),
    });
  }
  return servers;
}

async function asking(servers: Servers, variant: Variant, asker: Asker): Promise<Contestant> {
  const server = servers.get(variant);
  if (server === undefined) throw new Error(`${variant} was not started`);
  const { audience, organization } = asker;
  const issuer = developmentIssuer({ isProduction: false, host: '127.0.0.1', keys: database.keys });
  const token = await issuer.issue({ audience, organization }, Date.now());
  return { ...server, headers: { authorization: `Bearer ${token}` } };
}

async function idsFor(servers: Servers, asker: Asker): Promise<readonly string[]> {
  const { url, headers } = await asking(servers, 'whole', asker);
  const reply = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: asker.ids.query }),
  });
  const ids = [...(await reply.text()).matchAll(asker.ids.pattern)].map((match) => match[1] ?? '');
  if (ids.length === 0) throw new Error(`${asker.name} has no record to ask for`);
  return ids;
}

async function guardTable(servers: Servers): Promise<string> {
  const measured = new Map<string, Measured[]>();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const asker of ASKERS) {
      const ids = await idsFor(servers, asker);
      for (const [operation, query] of Object.entries(asker.operations)) {
        for (const variant of servers.keys()) {
          const contestant = await asking(servers, variant, asker);
          const variables = (nth: number) => variablesFor(query, ids, nth + round * 31);
          const load = { connections: CONNECTIONS, query, variables, mayWithhold: true };
          await measure(contestant, { ...load, seconds: WARM_SECONDS });
          const key = `${asker.name} ${operation} ${variant}`;
          measured.set(key, [
            ...(measured.get(key) ?? []),
            await measure(contestant, { ...load, seconds: SECONDS }),
          ]);
        }
      }
    }
    console.log(`round ${round + 1} of ${ROUNDS} done`);
  }
  const rows = ASKERS.flatMap((asker) =>
    Object.keys(asker.operations).map((operation) => {
      const [bare = Number.NaN, guard = Number.NaN, whole = Number.NaN] = [...servers.keys()].map((variant) =>
        middle(
          (measured.get(`${asker.name} ${operation} ${variant}`) ?? []).map(
            (run) => run.cpuMs / run.requests,
          ),
        ),
      );
      return `| ${asker.name} | ${operation} | ${bare.toFixed(2)} | ${guard.toFixed(2)} | ${(guard / bare).toFixed(2)} | ${whole.toFixed(2)} | ${(whole / bare).toFixed(2)} |`;
    }),
  );
  return [
    '',
    'CPU of the house, ms a request, closed loop (aim: guard at most 1.20)',
    '| viewer | operation | neither | guard | ratio | guard and ledger | ratio |',
    '|---|---|---:|---:|---:|---:|---:|',
    ...rows,
  ].join('\n');
}

async function ledgerTable(servers: Servers): Promise<string> {
  const rows: string[] = [];
  for (const asker of ASKERS) {
    const ids = await idsFor(servers, asker);
    for (const [operation, query] of Object.entries(asker.operations)) {
      const medians = { guard: [] as number[], whole: [] as number[] };
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const variant of ['guard', 'whole'] as const) {
          const variables = (nth: number) => variablesFor(query, ids, nth + round * 31);
          const load = { rate: RATE, seconds: RATE_SECONDS, query, variables };
          medians[variant].push(await measureAtRate(await asking(servers, variant, asker), load));
        }
      }
      const [without, with_] = [middle(medians.guard), middle(medians.whole)];
      rows.push(
        `| ${asker.name} | ${operation} | ${without.toFixed(2)} | ${with_.toFixed(2)} | ${(with_ - without).toFixed(2)} |`,
      );
    }
  }
  return [
    '',
    `Median latency at ${RATE} requests/s, ms (aim: at most 3 added)`,
    '| viewer | operation | no ledger | ledger | added |',
    '|---|---|---:|---:|---:|',
    ...rows,
  ].join('\n');
}

function cellTable(): string {
  const rows = (['CBP', 'PGA', 'IMPORTER', 'RIGHTS_HOLDER', 'PUBLIC'] as const).map(
    (audience) => `| ${audience} | ${cellMicroseconds(audience).toFixed(3)} |`,
  );
  return [
    '',
    'One cell of a seizure, decision and note, microseconds (aim: under 0.2)',
    '| viewer | µs |',
    '|---|---:|',
    ...rows,
  ].join('\n');
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
