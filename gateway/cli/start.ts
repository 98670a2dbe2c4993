import { accessSync, constants, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { developmentIssuer } from '../authenticate/development-issuer.ts';
import { PERSONAS } from '../authenticate/personas.ts';
import { type Config, readConfig } from '../config.ts';
import { checkpointsIn } from '../house/chaining.ts';
import { openDatabase } from '../house/database.ts';
import { openHouse } from '../house/house.ts';
import { lastFirst } from '../house/last-first.ts';
import { loadWorld } from '../house/load-world.ts';
import { prepare } from '../house/prepare.ts';
import { urlsAlone } from '../house/sources.ts';
import { listen } from '../http/server.ts';
import { command, readArguments, UsageError } from './arguments.ts';
import { signalled } from './signals.ts';
import { tell } from './welcome.ts';

const USAGE = 'expected: npm start [-- --subgraphs-elsewhere]';

/** `npm start`: Postgres, migrations, the invented world where nothing else is, five subgraphs and the gateway. */
await command(async () => {
  const { values } = readArguments(USAGE, { 'subgraphs-elsewhere': { type: 'boolean' } }, false);
  const config = readConfig(process.env);
  const issuer = config.oidc === null ? developmentIssuer(config) : null;
  await free(config);
  if (config.databaseUrl === null) writable(config.dataDir);

  tell.step('database');
  const database = await openDatabase(config, false);
  const opened = lastFirst();
  opened.add(database.stop);
  try {
    tell.step('migrations');
    await prepare(database);
    const house = await openHouse({
      config,
      database,
      metering: config.metering,
      checkpoints: checkpointsIn(config.dataDir),
      ...(values['subgraphs-elsewhere'] === true ? { elsewhere: urlsAlone() } : {}),
    });
    opened.add(house.close);
    if (!config.isProduction) {
      tell.step('the invented world');
      const { pools } = house;
      await loadWorld({ database, pools, dataDir: config.dataDir, onFeed: tell.feed });
    }
    const server = await listen(house.handler, config);
    opened.add(server.close);
    const tokens = new Map<string, string>();
    if (issuer !== null) {
      for (const [name, persona] of Object.entries(PERSONAS)) {
        tokens.set(name, await issuer.issue(persona, Date.now()));
      }
    }
    tell.ready(server.url, tokens);
    await ended();
    tell.step('stopping');
  } finally {
    await opened.close();
  }
});

/** Says early that the port is taken, before anything was started for nothing. */
async function free({ port, host }: Config): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(new UsageError(portProblem(error.code, port, host))),
    );
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

function portProblem(code: string | undefined, port: number, host: string): string {
  if (code === 'EADDRINUSE') return `Port ${port} on ${host} is taken: end what uses it, or set PORT.`;
  if (code === 'EACCES') return `Port ${port} may not be opened by this user: set PORT to one above 1023.`;
  return `${host}:${port} cannot be listened on (${code ?? 'unknown'}): set HOST and PORT.`;
}

function writable(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch {
    throw new UsageError(`The data folder ${folder} cannot be written: set DATA_DIR to one that can.`);
  }
}

/** Until a person or a supervisor ends it, or the npm that started it is gone. */
async function ended(): Promise<void> {
  const parent = process.ppid;
  let watch: NodeJS.Timeout | undefined;
  const orphaned = new Promise<void>((resolve) => {
    if (process.env.npm_lifecycle_event === undefined) return;
    watch = setInterval(() => {
      if (process.ppid !== parent) resolve();
    }, 1_000);
  });
  await Promise.race([signalled(), orphaned]);
  clearInterval(watch);
}
