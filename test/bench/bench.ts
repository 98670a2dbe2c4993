/** `npm run bench -- <name>`: one table, peers measured in the same run. */
const BENCHMARKS: Readonly<Record<string, () => Promise<unknown>>> = {
  gateway: () => import('./gateway.ts'),
  disclosure: () => import('./disclosure.ts'),
  timing: () => import('./timing.ts'),
  ingest: () => import('./ingest.ts'),
  ledger: () => import('./ledger.ts'),
  standing: () => import('./standing.ts'),
  record,
  'record-world': () => import('./record-world.ts'),
  'record-posts': () => import('./record-posts.ts'),
  'record-history': () => import('./record-history.ts'),
  'record-publication': () => import('./record-publication.ts'),
  screening: () => import('./screening.ts'),
  'screen-file': () => import('./screen-file.ts'),
  'screen-stream': () => import('./screen-stream.ts'),
  watching: () => import('./screening/watching.ts'),
};

/** What the enforcement record and the posts are measured by, one after another: each prints its table. */
async function record(): Promise<void> {
  for (const part of ['record-world', 'record-history', 'record-posts', 'record-publication']) {
    console.log(`\n${part}`);
    await BENCHMARKS[part]?.();
    process.argv.splice(2);
  }
}

const [name = ''] = process.argv.slice(2);
const run = BENCHMARKS[name];
if (run === undefined) {
  console.error(`expected: npm run bench -- ${Object.keys(BENCHMARKS).join('|')}`);
  process.exitCode = 1;
} else {
  process.argv.splice(2, 1);
  await run();
}
