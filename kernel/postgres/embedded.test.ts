import { type ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddedPostgres, startPostgres } from './embedded.ts';
import { connect } from './pool.ts';
import { readPostmaster } from './postmaster.ts';

const settings = { shared_buffers: '32MB' };

let folder: string;
let dataDir: string;
let running: EmbeddedPostgres | null = null;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gs-embedded-'));
  dataDir = join(folder, 'data');
});

afterEach(async () => {
  await running?.stop();
  running = null;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function start(at = dataDir): Promise<EmbeddedPostgres> {
  running = await startPostgres({ dataDir: at, settings });
  return running;
}

async function ask<Row>(url: string, question: string): Promise<readonly Row[]> {
  const sql = connect(url, { max: 1, applicationName: 'embedded test' });
  try {
    return await sql.unsafe<Row[] & Record<string, never>[]>(question);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Another process of ours on the folder, and the first line it says. */
async function startElsewhere(at = dataDir): Promise<{ child: ChildProcess; said: string }> {
  const script = new URL('./sample/hold-postgres.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, at], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said = await new Promise<string>((resolve) => {
    child.stdout.setEncoding('utf8').once('data', (text: string) => resolve(text.trim()));
  });
  return { child, said };
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  await gone;
}

describe('one data folder from start to start', () => {
  test('an empty folder is initialised, and what commits is there after a restart', async () => {
    const first = await start();
    await ask(first.adminUrl, 'create table kept (x int); insert into kept values (1)');
    await first.stop();
    const second = await start();
    expect(await ask(second.adminUrl, 'select x from kept')).toEqual([{ x: 1 }]);
  });

  test('it is durable and listens on loopback alone', async () => {
    const { adminUrl } = await start();
    const [row] = await ask(
      adminUrl,
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commits,
              current_setting('listen_addresses') as listens, current_setting('log_min_error_statement') as logs`,
    );
    expect(row).toEqual({ fsync: 'on', commits: 'on', listens: '127.0.0.1', logs: 'panic' });
  });

  test('the log holds neither statements nor values', async () => {
    const { adminUrl } = await start();
    await ask(adminUrl, 'create table if not exists once (secret text primary key)');
    await expect(ask(adminUrl, "insert into once values ('123-45-6789'), ('123-45-6789')")).rejects.toThrow();
    const log = readFileSync(join(dataDir, 'postgres.log'), 'utf8');
    expect(log).toContain('duplicate key');
    expect(log).not.toContain('123-45-6789');
  });

  test('a Postgres whose starter was killed is taken over', async () => {
    const { child, said } = await startElsewhere();
    await ask(said, 'create table from_before (x int)');
    const left = readPostmaster(join(dataDir, 'cluster'));
    await kill(child);
    const { adminUrl } = await start();
    expect(readPostmaster(join(dataDir, 'cluster'))?.pid).toBe(left?.pid);
    expect(await ask(adminUrl, 'select * from from_before')).toEqual([]);
  });

  test('a Postgres that was killed itself recovers what was committed', async () => {
    const { child, said } = await startElsewhere();
    await ask(said, 'create table survives (x int); insert into survives select generate_series(1, 1000)');
    const left = readPostmaster(join(dataDir, 'cluster'));
    if (left === null) throw new Error('Postgres has no pid file');
    await kill(child);
    process.kill(left.pid, 'SIGKILL');
    const { adminUrl } = await start();
    expect(await ask(adminUrl, 'select count(*)::int as n from survives')).toEqual([{ n: 1000 }]);
  });

  test('a pid file that names a stranger does not keep it from starting', async () => {
    await (await start()).stop();
    writeFileSync(
      join(dataDir, 'cluster', 'postmaster.pid'),
      `${process.pid}\n${dataDir}/cluster\n1\n5432\n\n\n\nready\n`,
    );
    expect(await ask((await start()).adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('a folder that a living process runs is refused', async () => {
    await start();
    const { said } = await startElsewhere();
    expect(said).toBe(`refused: The data folder ${dataDir} is in use by another running Good Standing.`);
    expect(await ask(running?.adminUrl ?? '', 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

test('a half-initialised folder is initialised again', async () => {
  const at = join(folder, 'half');
  mkdirSync(join(at, 'cluster.half-made-1'), { recursive: true });
  writeFileSync(join(at, 'cluster.half-made-1', 'PG_VERSION'), '18');
  expect(await ask((await start(at)).adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(readdirSync(at).filter((name) => name.includes('half-made'))).toEqual([]);
});

test('a folder too deep for a unix socket has it elsewhere', async () => {
  const at = join(folder, 'deep'.repeat(30));
  const { adminUrl, stop } = await start(at);
  const socketFolder = new URL(adminUrl).searchParams.get('host') ?? '';
  expect(socketFolder.startsWith(at)).toBe(false);
  expect(await ask(adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  await stop();
  running = null;
  expect(existsSync(socketFolder)).toBe(false);
});

test('a folder that cannot be written is one clear line', async () => {
  const at = join(folder, 'a-file', 'data');
  writeFileSync(join(folder, 'a-file'), '');
  await expect(start(at)).rejects.toThrow(`The data folder ${at} cannot be written (ENOTDIR).`);
});

test('a port that is taken is one clear line', async () => {
  const first = await start();
  const port = Number(new URL(first.adminUrl).port);
  const at = join(folder, 'taken');
  await expect(startPostgres({ dataDir: at, port, settings })).rejects.toThrow(
    /^Postgres did not start: [^\n]+$/,
  );
});
