import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@good-standing/kernel/postgres/embedded.ts';
import { connect } from '@good-standing/kernel/postgres/pool.ts';
import type { EmptyDatabase } from './open.ts';

/** A Postgres of its own for a run outside the tests. */
export interface Server {
  empty(): Promise<EmptyDatabase>;
  stop(): Promise<void>;
}

const WORTHLESS_AFTER_A_CRASH = {
  max_connections: '400',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '128MB',
};

export async function startServer(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'gs-fuzz-'));
  const server = await startPostgres({ dataDir: join(folder, 'pg'), settings: WORTHLESS_AFTER_A_CRASH });
  const run = async (command: string) => {
    const sql = connect(server.adminUrl, { max: 1, applicationName: 'good-standing fuzz' });
    await sql.unsafe(command);
    await sql.end({ timeout: 1 });
  };
  return {
    async empty() {
      const name = `f_${randomBytes(8).toString('hex')}`;
      await run(`create database ${name}`);
      const url = new URL(server.adminUrl);
      url.pathname = `/${name}`;
      return {
        adminUrl: url.href,
        roleSecret: 'a secret of the run',
        drop: () => run(`drop database if exists ${name} with (force)`),
      };
    },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
