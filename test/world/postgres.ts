import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {} from '@good-standing/kernel/postgres/disposable.ts';
import { type EmbeddedPostgres, startPostgres } from '@good-standing/kernel/postgres/embedded.ts';
import { endPostmaster, isAlive, survivor } from '@good-standing/kernel/postgres/postmaster.ts';
import type { TestProject } from 'vitest/node';

/** Quick, and worthless after a crash. A house holds up to forty connections, and a test file several houses. */
const FOR_TESTS = {
  max_connections: '400',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '128MB',
};

/**
 * One Postgres for a whole test run, started when the first test file asks for a
 * database, so that runs of pure tests pay nothing.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweep();
  let running: Promise<{ server: EmbeddedPostgres; folder: string }> | null = null;
  const start = async () => {
    const folder = mkdtempSync(join(tmpdir(), `gs-test-${process.pid}-`));
    return { folder, server: await startPostgres({ dataDir: join(folder, 'pg'), settings: FOR_TESTS }) };
  };

  const desk = createServer(async (_request, response) => {
    try {
      running ??= start();
      response.end((await running).server.adminUrl);
    } catch (error) {
      response.writeHead(500).end(error instanceof Error ? error.message : 'Postgres did not start');
    }
  });
  await new Promise<void>((ready) => desk.listen(0, '127.0.0.1', ready));
  const address = desk.address();
  if (address === null || typeof address === 'string') throw new Error('the desk has no port');
  project.provide('postgresDesk', `http://127.0.0.1:${address.port}`);

  return async () => {
    desk.close();
    desk.closeAllConnections();
    if (running === null) return;
    const { server, folder } = await running;
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Ends and removes what test runs that were killed left behind. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const [, pid] = /^gs-test-(\d+)-/.exec(name) ?? [];
    if (pid === undefined || isAlive(Number(pid))) continue;
    const folder = join(tmpdir(), name);
    const cluster = join(folder, 'pg', 'cluster');
    const left = survivor(cluster);
    if (left !== null) await endPostmaster(cluster, left.pid);
    rmSync(folder, { recursive: true, force: true });
  }
}
