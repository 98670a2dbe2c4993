import { parentPort, workerData } from 'node:worker_threads';
import type { Supposed } from '@good-standing/kernel/parameter/supposing.ts';
import { connect } from '@good-standing/kernel/postgres/pool.ts';
import { simulate } from './simulate.ts';
import type { Tallied } from './tally.ts';

/** As structured clones carry it. */
export interface WorkerAsked {
  /** The owner's own database URL. Secret. */
  readonly url: string;
  readonly parameters: Supposed;
  readonly on: string;
  readonly simulation: string | null;
  readonly mostSampled: number;
}

export type WorkerTold = { readonly assessed: number } | { readonly done: Tallied };

/** Simulates beside the thread that answers requests, on a session of its own. */
const { url, on, ...asked } = workerData as WorkerAsked;
const sql = connect(url, { max: 1, applicationName: 'good-standing simulation', keep: true });
try {
  await sql.unsafe(`set statement_timeout = '60s'`);
  const tell = (told: WorkerTold) => parentPort?.postMessage(told);
  tell({ done: await simulate(sql, { ...asked, on: Temporal.PlainDate.from(on) }, tell) });
} finally {
  await sql.end({ timeout: 1 });
}
