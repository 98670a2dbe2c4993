import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { connect } from './pool.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the test run's Postgres is asked for; it starts when first asked. */
    postgresDesk: string;
  }
}

/** A fresh, empty database on the test run's own server. */
export interface DisposableDatabase {
  readonly adminUrl: string;
  /** For `provision` and `ownerUrl`: roles belong to the server, so a run shares one. */
  readonly roleSecret: string;
  drop(): Promise<void>;
}

/** For tests, in parallel too. Nothing on this server survives a crash; do not test durability on it. */
export async function disposableDatabase(): Promise<DisposableDatabase> {
  const answer = await fetch(inject('postgresDesk'));
  if (!answer.ok) throw new Error(await answer.text());
  const serverUrl = await answer.text();
  const name = `t_${randomBytes(8).toString('hex')}`;
  await asAdministrator(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    adminUrl: url.href,
    roleSecret: 'a secret of the test run',
    drop: () => asAdministrator(serverUrl, `drop database if exists ${name} with (force)`),
  };
}

async function asAdministrator(url: string, command: string): Promise<void> {
  const sql = connect(url, { max: 1, applicationName: 'good-standing tests' });
  try {
    await sql.unsafe(command);
  } finally {
    await sql.end({ timeout: 1 });
  }
}
