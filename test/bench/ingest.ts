import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { type CsvRecord, csv } from '@good-standing/kernel/ingest/csv.ts';
import type { Feed } from '@good-standing/kernel/ingest/feed.ts';
import { ingest } from '@good-standing/kernel/ingest/ingest.ts';
import { startPostgres } from '@good-standing/kernel/postgres/embedded.ts';
import { migrate } from '@good-standing/kernel/postgres/migrate.ts';
import type { Owner } from '@good-standing/kernel/postgres/owners.ts';
import { connect, type Sql } from '@good-standing/kernel/postgres/pool.ts';
import { ownerUrl, provision } from '@good-standing/kernel/postgres/provision.ts';

/** What `npm run bench -- ingest` shows. Rates are medians of rounds that alternate on one machine. */
export interface IngestBench {
  readonly rows: number;
  readonly ingestRowsPerSecond: number;
  /** COPY of the same rows, ready in Postgres' own format, into the same table with the same indexes. */
  readonly copyRowsPerSecond: number;
  readonly ratio: number;
  /** Of this process, the bare COPY included. */
  readonly peakMegabytes: number;
}

const declared: Owner = { name: 'declared', migrations: new URL('./declared/', import.meta.url) };

const COLUMNS = {
  entry_number: 'text',
  line_number: 'int',
  filer_code: 'text',
  importer: 'text',
  port: 'text',
  entry_type: 'text',
  entered_on: 'date',
  origin: 'text',
  hts: 'text',
  value_cents: 'bigint',
  duty_cents: 'bigint',
  quantity: 'int',
  maker: 'text',
  mode: 'text',
  broker: 'text',
} as const;
type Column = keyof typeof COLUMNS;
const NAMES = Object.keys(COLUMNS) as readonly Column[];

const lines: Feed<CsvRecord<Column, never>> = {
  name: 'bench-lines',
  source: 'INVENTED_LINES',
  kind: 'SNAPSHOT',
  read: csv({
    required: Object.fromEntries(NAMES.map((name) => [name, [name]])) as unknown as Record<Column, [string]>,
  }),
  tables: [{ name: 'staged_line', columns: NAMES.map((name) => ({ name, type: COLUMNS[name] })) }],
  map: (record) => {
    const value = Number(record.value_cents);
    if (!Number.isSafeInteger(value))
      return { field: 'value_cents', expected: 'whole cents', got: record.value_cents };
    return {
      staged_line: [
        {
          ...record,
          value_cents: value,
          duty_cents: Number(record.duty_cents),
          broker: record.broker === '' ? null : record.broker,
        },
      ],
    };
  },
  merge: [
    `insert into line as held (${NAMES.join(', ')}, run_id, line, seen_run_id)
     select distinct on (entry_number, line_number) ${NAMES.join(', ')}, run_id, line, run_id
     from staged_line
     order by entry_number, line_number, record desc
     on conflict (entry_number, line_number) do update
     set ${NAMES.slice(2).map((name) => `${name} = excluded.${name}`)},
         run_id = excluded.run_id, line = excluded.line, seen_run_id = excluded.seen_run_id
     where held.seen_run_id <> excluded.seen_run_id or held.line < excluded.line`,
  ],
  close: 'delete from line where seen_run_id <> :run_id',
};

export async function benchIngest(rows: number, rounds: number): Promise<IngestBench> {
  const folder = mkdtempSync(join(tmpdir(), 'gs-bench-'));
  const server = await startPostgres({ dataDir: join(folder, 'pg') });
  const secret = 'a secret of the bench';
  await provision(server.adminUrl, [declared], secret);
  await migrate(server.adminUrl, declared);
  const url = ownerUrl(server.adminUrl, declared, secret);
  const sql = connect(url, { max: 1, applicationName: 'bench' });
  await sql`set statement_timeout = 0`;
  const feedFile = join(folder, 'lines.csv');
  const copyFile = join(folder, 'lines.copy');
  try {
    await writeFeed(feedFile, rows);
    const ingested: number[] = [];
    const copied: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await empty(sql);
      ingested.push(await rate(rows, () => ingest(url, lines, feedFile)));
      if (round === 0)
        await pipeline(await sql.unsafe('copy line to stdout').readable(), createWriteStream(copyFile));
      await empty(sql);
      copied.push(
        await rate(rows, async () =>
          pipeline(
            createReadStream(copyFile, { highWaterMark: 256 * 1024 }),
            await sql.unsafe('copy line from stdin').writable(),
          ),
        ),
      );
    }
    return {
      rows,
      ingestRowsPerSecond: median(ingested),
      copyRowsPerSecond: median(copied),
      ratio: median(ingested) / median(copied),
      peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    };
  } finally {
    await sql.end({ timeout: 1 });
    await server.stop();
    rmSync(folder, { recursive: true });
  }
}

async function empty(sql: Sql): Promise<void> {
  await sql`truncate line, quarantine, run`;
}

async function rate(rows: number, work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return Math.round(rows / ((performance.now() - from) / 1000));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** Invented lines: 5 to an entry, 100,000 importers of which few file most. */
async function writeFeed(path: string, rows: number): Promise<void> {
  const file = createWriteStream(path);
  let text = `${NAMES.join(',')}\r\n`;
  for (let n = 0; n < rows; n += 1) {
    const entry = Math.floor(n / 5);
    const importer = Math.floor(100_000 * (((n * 7919) % 100_003) / 100_003) ** 3);
    const day = Temporal.PlainDate.from('2024-01-01').add({ days: entry % 700 });
    text += `XYZ-${String(entry).padStart(7, '0')}-0,${(n % 5) + 1},XYZ,imp_${importer},${2700 + (n % 40)},01,${day},CN,`;
    text += `8471300${n % 900},${(n % 9_000) * 100},${n % 5_000},${n % 300},CNINVENTED${n % 1_000}SHE,11,${n % 4 === 0 ? '' : `brk_${n % 2_000}`}\r\n`;
    if (text.length > 1_000_000) {
      if (!file.write(text)) await once(file, 'drain');
      text = '';
    }
  }
  file.end(text);
  await once(file, 'finish');
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { rows: { type: 'string', default: '500000' }, rounds: { type: 'string', default: '3' } },
  });
  const bench = await benchIngest(Number(values.rows), Number(values.rounds));
  process.stdout.write(
    `${bench.rows.toLocaleString('en-US')} lines of 15 columns\n` +
      `  ingest     ${bench.ingestRowsPerSecond.toLocaleString('en-US')} rows/s\n` +
      `  bare COPY  ${bench.copyRowsPerSecond.toLocaleString('en-US')} rows/s\n` +
      `  ratio      ${bench.ratio.toFixed(2)}\n` +
      `  peak       ${bench.peakMegabytes} MB\n`,
  );
}
