import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { oneOf, random } from './screening/random.ts';

/**
 * `npm run bench -- screen-file [--lines n] [--listed n] [--threads n]`: a file of
 * invented sellers through `npm run screen --list` in a process of its own, killed at a
 * third of its way and gone on with; what memory it takes on its way, and whether the
 * results have every seller once and in order.
 */
const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '1000000' },
    listed: { type: 'string', default: '170000' },
    threads: { type: 'string', default: '2' },
  },
});
const LINES = Number(values.lines);
const LISTED = Number(values.listed);
const SAMPLE_MS = 200;

const SYLLABLES = 'BA KO RIN TAL ME SU VAR DEN LO MIR CAS TEL NOR FIN GAR PEL ZAN HAR WES DOR QUI LEN'.split(
  ' ',
);
const TRADES = 'TRADING FOODS SUPPLY HOLDING LOGISTICS TEXTILES TOYS ELECTRONICS IMPORTS GARDEN'.split(' ');
const STREETS = 'MAIN OAK PARK CEDAR ELM LAKE HILL RIVER SPRING MILL CHURCH WALNUT PINE MAPLE'.split(' ');

const folder = mkdtempSync(join(tmpdir(), 'gs-bench-'));
const file = (name: string) => join(folder, name);
try {
  const next = random(11);
  const party = () =>
    `${oneOf(SYLLABLES, next)}${oneOf(SYLLABLES, next)}${oneOf(SYLLABLES, next)} ${oneOf(TRADES, next)} ${oneOf(['INC', 'LLC', 'LTD'], next)},${Math.floor(next() * 9_000)} ${oneOf(STREETS, next)} ST,TESTERTON,NJ,${String(7_000 + Math.floor(next() * 900)).padStart(5, '0')}`;
  await written('own.csv', 'id,name,address,city,region,postalCode', LISTED, party);
  await written('sellers.csv', 'reference,name,address,city,region,postalCode', LINES, party);
  const memory: number[] = [];
  const killedAt = await run({ memory, until: (read) => read >= LINES / 3 });
  const started = performance.now();
  await run({ memory, until: () => false });
  const seconds = (performance.now() - started) / 1_000;
  await check();
  const tenths = Array.from({ length: 10 }, (_, nth) => memory[Math.floor((nth * memory.length) / 10)] ?? 0);
  console.log(
    [
      `| npm run screen, ${LINES} sellers on ${LISTED} listed, ${values.threads} threads | measured |`,
      '|---|---:|',
      `| killed at, and gone on with from the checkpoint | ${killedAt} |`,
      `| sellers/s after that, reading list and file among it | ${((LINES - killedAt) / seconds).toFixed(0)} |`,
      `| resident memory, MiB, at each tenth of the time, both runs | ${tenths.join(', ')} |`,
      '| every seller in the results, in order and once | yes |',
    ].join('\n'),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function written(name: string, header: string, rows: number, row: () => string): Promise<void> {
  const stream = createWriteStream(file(name));
  stream.write(`${header}\n`);
  for (let nth = 0; nth < rows; nth += 1) {
    if (!stream.write(`${nth},${row()}\n`)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'close');
}

/** @returns rows read when it was killed, or all. */
async function run({ memory, until }: { memory: number[]; until: (read: number) => boolean }) {
  const screen = new URL('../../gateway/cli/screen.ts', import.meta.url).pathname;
  const options = ['--out', file('results.csv'), '--list', file('own.csv'), '--threads', values.threads];
  const child = spawn(process.execPath, [screen, file('sellers.csv'), ...options], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const ended = once(child, 'exit');
  for (;;) {
    await Promise.race([ended, wait(SAMPLE_MS)]);
    if (child.exitCode !== null) break;
    const resident = residentMebibytes(child);
    const read = readSoFar();
    if (read > 0 && resident > 0) memory.push(resident);
    if (!until(read)) continue;
    child.kill('SIGKILL');
    await ended;
    return readSoFar();
  }
  if (child.exitCode !== 0) throw new Error(`screen ended with ${child.exitCode}`);
  return LINES;
}

function readSoFar(): number {
  const checkpoint = `${file('results.csv')}.checkpoint`;
  if (!existsSync(checkpoint)) return 0;
  return (JSON.parse(readFileSync(checkpoint, 'utf8')) as { read: number }).read;
}

async function check(): Promise<void> {
  let expected = 0;
  let isHeader = true;
  for await (const line of createInterface({ input: createReadStream(file('results.csv')) })) {
    if (isHeader) {
      isHeader = false;
      continue;
    }
    const reference = Number(line.slice(0, line.indexOf(',')));
    if (reference === expected) expected += 1;
    else if (reference !== expected - 1) throw new Error(`expected seller ${expected}, got ${reference}`);
  }
  if (expected !== LINES) throw new Error(`expected ${LINES} sellers, got ${expected}`);
}

function residentMebibytes({ pid }: ChildProcess): number {
  const status = `/proc/${pid}/status`;
  if (!existsSync(status)) return 0;
  const [, kibibytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(status, 'utf8')) ?? [];
  return Math.round(Number(kibibytes) / 1_024);
}
