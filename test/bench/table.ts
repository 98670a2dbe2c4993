import type { Measured } from './load.ts';

/** Medians over the rounds: CPU per request, throughput, and each as a ratio to the first entrant's. */
export function table(
  entrants: readonly string[],
  operations: readonly string[],
  measured: (entrant: string, operation: string) => readonly Measured[],
): string {
  const rows = operations.flatMap((operation) =>
    entrants.map((entrant) => {
      const runs = measured(entrant, operation);
      const base = measured(entrants[0] ?? '', operation);
      return {
        operation,
        entrant,
        cpu: middle(runs.map(cpu)),
        rps: middle(runs.map(rps)),
        median: middle(runs.map((run) => run.median)),
        cpuRatio: middle(runs.map(cpu)) / middle(base.map(cpu)),
        rpsRatio: middle(runs.map(rps)) / middle(base.map(rps)),
      };
    }),
  );
  return [
    '| operation | entrant | CPU ms/request | ratio | requests/s | ratio | median ms |',
    '|---|---|---:|---:|---:|---:|---:|',
    ...rows.map(
      (row) =>
        `| ${row.operation} | ${row.entrant} | ${row.cpu.toFixed(2)} | ${row.cpuRatio.toFixed(2)} | ${row.rps.toFixed(0)} | ${row.rpsRatio.toFixed(2)} | ${row.median.toFixed(1)} |`,
    ),
  ].join('\n');
}

const cpu = (run: Measured) => run.cpuMs / run.requests;
const rps = (run: Measured) => run.requests / run.seconds;

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
