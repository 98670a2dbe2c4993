import type { Load } from './load.ts';

/** Both of one round; CPU is that of the server and, of ours, of our process too. */
export interface Round {
  readonly ours: Load;
  readonly oursCpu: number;
  readonly copySeconds: number;
  readonly copyCpu: number;
}

/** One feed's rounds, ours and the bare COPY's of the same rows. */
export interface Compared {
  readonly feed: string;
  readonly rounds: readonly Round[];
  /** Rows of the owner's tables that a row of the feed becomes. */
  readonly tableRows: number;
}

/** Medians over the rounds, as a Markdown table. A ratio is the bare COPY's time, or CPU, to ours. */
export function report(compared: readonly Compared[]): string {
  return [
    '| feed | rows | rows in tables | ingest rows/s | bare COPY rows/s | ratio | lowest | highest | CPU ratio | peak MB |',
    '|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|',
    ...compared.map(row),
  ].join('\n');
}

function row({ feed, rounds, tableRows }: Compared): string {
  const rows = rounds[0]?.ours.rows ?? 0;
  const ratios = rounds.map(({ ours, copySeconds }) => copySeconds / ours.seconds);
  const cells = [
    feed,
    rows.toLocaleString('en-US'),
    tableRows.toLocaleString('en-US'),
    rate(rows, middle(rounds.map(({ ours }) => ours.seconds))),
    rate(rows, middle(rounds.map(({ copySeconds }) => copySeconds))),
    middle(ratios).toFixed(2),
    Math.min(...ratios).toFixed(2),
    Math.max(...ratios).toFixed(2),
    middle(rounds.map(({ oursCpu, copyCpu }) => copyCpu / oursCpu)).toFixed(2),
    Math.max(...rounds.map(({ ours }) => ours.peakMegabytes)).toFixed(0),
  ];
  return `| ${cells.join(' | ')} |`;
}

function rate(rows: number, seconds: number): string {
  return Math.round(rows / seconds).toLocaleString('en-US');
}

function middle(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}
