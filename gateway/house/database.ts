import { startPostgres } from '@good-standing/kernel/postgres/embedded.ts';
import { reach } from '@good-standing/kernel/postgres/pool.ts';
import type { Config } from '../config.ts';
import type { HouseDatabase } from './prepare.ts';

export interface OpenDatabase extends HouseDatabase {
  /** Where it runs, for people. */
  readonly place: 'DATABASE_URL' | 'embedded';
  stop(): Promise<void>;
}

/**
 * The database of `DATABASE_URL`, or the embedded Postgres of the data folder.
 *
 * @param join true for a command beside a running house: it uses the same server.
 */
export async function openDatabase(config: Config, join: boolean): Promise<OpenDatabase> {
  const { databaseUrl, dataDir, keys } = config;
  if (databaseUrl !== null) {
    await reach(databaseUrl);
    return { adminUrl: databaseUrl, keys, place: 'DATABASE_URL', stop: async () => undefined };
  }
  const { adminUrl, stop } = await startPostgres({ dataDir: `${dataDir}/postgres`, join });
  return { adminUrl, keys, place: 'embedded', stop };
}
