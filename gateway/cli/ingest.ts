import { existsSync } from 'node:fs';
import { readConfig } from '../config.ts';
import { openDatabase } from '../house/database.ts';
import { feedsByName, ingestFile, settleQueue } from '../house/ingest-feed.ts';
import { openPools } from '../house/pools.ts';
import { type HouseDatabase, prepare } from '../house/prepare.ts';
import { command, readArguments, UsageError } from './arguments.ts';
import { progress } from './progress.ts';

/** `npm run ingest -- <feed> <file> [--json]`: brings one received file in, beside a running house or without one. */
await command(async () => {
  const { positionals, values } = readArguments(USAGE(), { json: { type: 'boolean' } });
  const config = readConfig(process.env);
  const [name, path, ...rest] = positionals;
  const known = feedsByName({ adminUrl: '', keys: config.keys });
  const owned = known.get(name ?? '');
  if (owned === undefined || path === undefined || rest.length > 0) {
    throw new UsageError(`${USAGE()}; feeds: ${[...known.keys()].sort().join(', ')}`);
  }
  if (!existsSync(path)) throw new UsageError(`expected a file that exists, got ${path}`);
  const database = await openDatabase(config, true);
  try {
    await prepare(database);
    const counts = await bring(database, owned, path);
    console.log(values.json === true ? JSON.stringify(counts) : told(counts));
  } finally {
    await database.stop();
  }
});

function USAGE(): string {
  return 'expected: npm run ingest -- <feed> <file> [--json]';
}

async function bring(database: HouseDatabase, owned: Parameters<typeof ingestFile>[1], path: string) {
  const bar = progress(owned.feed.name);
  const started = performance.now();
  try {
    const counts = await ingestFile(database, owned, path, {
      onProgress: ({ read, bytesRead, bytesTotal }) => bar.update(bytesRead, bytesTotal, read),
    });
    const pools = openPools(database);
    try {
      await settleQueue(pools);
    } finally {
      await pools.end();
    }
    return {
      feed: owned.feed.name,
      file: path,
      ...counts,
      seconds: Number(((performance.now() - started) / 1000).toFixed(1)),
    };
  } finally {
    bar.done();
  }
}

function told(counts: Awaited<ReturnType<typeof bring>>): string {
  const { feed, read, accepted, rejected, closed, alreadyDone, seconds } = counts;
  const before = alreadyDone ? ' (this file was ingested before: nothing changed)' : '';
  return `${feed}: ${read} read = ${accepted} accepted + ${rejected} rejected; ${closed} closed; ${seconds} s${before}`;
}
