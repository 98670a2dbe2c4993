import { startPostgres } from '../embedded.ts';

/** Starts Postgres on a folder, says where, and stays until it is killed. */
const [dataDir] = process.argv.slice(2);
if (dataDir === undefined) throw new Error('expected: hold-postgres.ts FOLDER');
try {
  const { adminUrl } = await startPostgres({ dataDir, settings: { shared_buffers: '32MB' } });
  process.stdout.write(`${adminUrl}\n`);
} catch (error) {
  process.stdout.write(`refused: ${error instanceof Error ? error.message : 'unknown'}\n`);
}
