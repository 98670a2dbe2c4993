import { ingest } from '../ingest.ts';
import { bonds } from './bonds.ts';

const [url, path] = process.argv.slice(2);
if (url === undefined || path === undefined) throw new Error('expected: ingest-bonds.ts URL FILE');
const counts = await ingest(url, bonds, path, { chunkRecords: 1_000 });
process.stdout.write(JSON.stringify(counts));
