import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentIssuer } from '@good-standing/gateway/authenticate/development-issuer.ts';
import { castNumber } from '@good-standing/gateway/world/cast.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { startPostgres } from '@good-standing/kernel/postgres/embedded.ts';
import { SUBGRAPHS, subgraphSdl } from '@good-standing/schema/compose.ts';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { type Contestant, cpuMsOf, type Started, start } from './contestant.ts';
import { OPERATIONS, type OperationName, variablesOf } from './gateway/operations.ts';
import { benchKeys } from './gateway/setting.ts';
import { type Measured, measure } from './load.ts';
import { loadSmallWorld } from './small-world.ts';
import { table } from './table.ts';

/** `npm run bench -- gateway`: ours and its peers on the same data, in one interleaved run. */
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const WARM_SECONDS = 1;
const SECONDS = 3;
const CONNECTIONS = 16;
const FIRST_PORT = 4_700;

const root = new URL('../../', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'gs-bench-'));
const postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
const database = { adminUrl: postgres.adminUrl, keys: benchKeys() };
const started: Started[] = [];
try {
  console.log('loading the small world …');
  await loadSmallWorld(database, join(folder, 'world'));
  await rounds(await contestants());
} finally {
  for (const { stop } of started) stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function contestants(): Promise<readonly Contestant[]> {
  let port = FIRST_PORT;
  const next = () => port++;
  const common = { BENCH_DATABASE: database.adminUrl };
  const issuer = developmentIssuer({ isProduction: false, host: '127.0.0.1', keys: database.keys });
  const token = await issuer.issue({ audience: 'CBP', organization: 'cbp' }, Date.now());
  const officer = { authorization: `Bearer ${token}` };

  const launch = async (file: string, environment: Readonly<Record<string, string>> = {}) => {
    const own = next();
    const one = await start(file, { ...common, ...environment, BENCH_PORT: String(own) });
    started.push(one);
    return { one, own };
  };
  const entrant = (
    name: string,
    url: string,
    processes: readonly Started[],
    headers: Readonly<Record<string, string>> = {},
  ): Contestant => ({ name, url, headers, cpuMs: () => cpuMsOf(processes) });

  const house = await launch('house-server.ts');
  const monolith = await launch('monolith-server.ts');
  const bare = await Promise.all(
    SUBGRAPHS.map(async ({ name, room }) => ({
      name,
      room,
      ...(await launch('bare-subgraph.ts', { BENCH_SUBGRAPH: name })),
    })),
  );
  const supergraph = join(folder, 'supergraph.graphql');
  writeFileSync(supergraph, composed(bare));
  const behind = bare.map(({ one }) => one);
  const ours = await launch('router-server.ts', { BENCH_SUPERGRAPH: supergraph });
  const apollo = await launch('apollo-gateway-server.ts', { BENCH_SUPERGRAPH: supergraph });
  const hive = await launch('hive-gateway-server.ts', { BENCH_SUPERGRAPH: supergraph });
  const guarded = await Promise.all(
    SUBGRAPHS.filter(({ name }) => name !== 'access').map(async ({ name }) => ({
      name,
      ...(await launch('guarded-subgraph.ts', { BENCH_SUBGRAPH: name })),
    })),
  );
  const urls = Object.fromEntries(guarded.map(({ name, own }) => [name, `http://127.0.0.1:${own}/graphql`]));
  const far = await launch('house-server.ts', {
    BENCH_SUBGRAPHS: JSON.stringify(urls),
  });

  const at = ({ own }: { readonly own: number }, path: string) => `http://127.0.0.1:${own}${path}`;
  const farProcesses = [far.one, ...guarded.map(({ one }) => one)];
  return [
    entrant('one process: Apollo Server monolith, no auth, guard, ledger', at(monolith, '/'), [monolith.one]),
    entrant('one process: Good Standing, auth + guard + ledger', at(house, '/graphql'), [house.one], officer),
    entrant('HTTP: @apollo/gateway, no auth, guard, ledger', at(apollo, '/'), [apollo.one, ...behind]),
    entrant('HTTP: Hive Gateway, no auth, guard, ledger', at(hive, '/graphql'), [hive.one, ...behind]),
    entrant('HTTP: our executor, no auth, guard, ledger', at(ours, '/graphql'), [ours.one, ...behind]),
    entrant(
      'HTTP: Good Standing, auth + assertions + guard + ledger',
      at(far, '/graphql'),
      farProcesses,
      officer,
    ),
  ];
}

function composed(
  bare: readonly { readonly name: string; readonly room: string; readonly own: number }[],
): string {
  const services = bare.map(({ name, room, own }) => ({
    name,
    url: `http://127.0.0.1:${own}/graphql`,
    typeDefs: parse(subgraphSdl(root, room)),
  }));
  const { supergraphSdl } = composeServices(services);
  if (supergraphSdl === undefined) throw new Error('the subgraphs do not compose');
  return supergraphSdl;
}

async function rounds(entrants: readonly Contestant[]): Promise<void> {
  const ids = Array.from({ length: 1_000 }, (_, nth) => recordId('imp', database.keys.ids, castNumber(nth)));
  const names = Object.keys(OPERATIONS) as OperationName[];
  const measured = new Map<string, Measured[]>();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of names) {
      for (const entrant of entrants) {
        const variables = (nth: number) => variablesOf(name, ids, nth + round * 31);
        const load = { connections: CONNECTIONS, query: OPERATIONS[name], variables };
        await measure(entrant, { ...load, seconds: WARM_SECONDS });
        const one = await measure(entrant, { ...load, seconds: SECONDS });
        const key = `${entrant.name} ${name}`;
        measured.set(key, [...(measured.get(key) ?? []), one]);
      }
    }
    console.log(`round ${round + 1} of ${ROUNDS} done`);
  }
  console.log(
    table(
      entrants.map(({ name }) => name),
      names,
      (entrant, name) => measured.get(`${entrant} ${name}`) ?? [],
    ),
  );
}
