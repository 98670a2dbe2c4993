import type { Load } from './load.ts';

/** One feed's rounds, ours and the bare COPY's of the same rows. */
export interface Compared {
  readonly feed: string;
  readonly loads: readonly Load[];
  readonly copySeconds: readonly number[];
  /** Rows of the owner's tables that a row of the feed becomes. */
  readonly tableRows: number;
}

/** Medians over the rounds, as a Markdown table. */
export function report(compared: readonly Compared[]): string {
  return [
    '| feed | rows | rows in tables | ingest rows/s | bare COPY rows/s | ratio | lowest | highest | peak MB |',
    '|---|---:|---:|---:|---:|---:|---:|---:|---:|',
    ...compared.map(row),
  ].join('\n');
}

function row({ feed, loads, copySeconds, tableRows }: Compared): string {
  const rows = loads[0]?.rows ?? 0;
  const ratios = loads.map(({ seconds }, round) => (copySeconds[round] ?? Number.NaN) / seconds);
  const cells = [
    feed,
    rows.toLocaleString('en-US'),
    tableRows.toLocaleString('en-US'),
    rate(rows, middle(loads.map(({ seconds }) => seconds))),
    rate(rows, middle(copySeconds)),
    middle(ratios).toFixed(2),
    Math.min(...ratios).toFixed(2),
    Math.max(...ratios).toFixed(2),
    Math.max(...loads.map(({ peakMegabytes }) => peakMegabytes)).toFixed(0),
  ];
  return `| ${cells.join(' | ')} |`;
}

function rate(rows: number, seconds: number): string {
  return Math.round(rows / seconds).toLocaleString('en-US');
}

function middle(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}
