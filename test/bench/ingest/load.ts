import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** What one ingest of one file took. */
export interface Load {
  /** Rows of the feed: lines of entries, importers, exclusions. */
  readonly rows: number;
  readonly rejected: number;
  readonly seconds: number;
  /** CPU of the ingesting process meanwhile. */
  readonly cpuSeconds: number;
  /** Resident memory of the ingesting process at its largest. */
  readonly peakMegabytes: number;
}

/** What `npm run ingest` gives Node: a small young generation costs a little time and saves 50 MB. */
const AS_THE_COMMAND = ['--max-semi-space-size=8'];

/** Ingests in a child process, so that neither the bench's memory nor its start counts. */
export async function load(adminUrl: string, feed: string, path: string): Promise<Load> {
  const script = new URL('./load-feed.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [...AS_THE_COMMAND, ...nodeOptions(), script, feed, path], {
    env: { ...process.env, BENCH_DATABASE: adminUrl, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const said = await text(child.stdout);
  const code = await ended;
  if (code !== 0) throw new Error(`the ingest of ${feed} ended with ${code}`);
  return JSON.parse(said) as Load;
}

/** For profiling: `BENCH_NODE_OPTIONS="--cpu-prof"`. */
function nodeOptions(): readonly string[] {
  return (process.env.BENCH_NODE_OPTIONS ?? '').split(' ').filter((option) => option !== '');
}
