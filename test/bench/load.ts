import { Pool } from 'undici';
import type { Contestant } from './contestant.ts';

export interface Measured {
  readonly requests: number;
  readonly seconds: number;
  readonly cpuMs: number;
  /** Milliseconds, of all requests. */
  readonly median: number;
}

export interface Load {
  readonly connections: number;
  readonly seconds: number;
  /** The nth request's variables: another question every time. */
  readonly variables: (nth: number) => Readonly<Record<string, unknown>>;
  readonly query: string;
  /** Whether cells may be withheld from who asks; otherwise an error of any kind ends the run. */
  readonly mayWithhold?: boolean;
}

/** An open loop: requests leave at a fixed rate, whatever the answers do. */
export interface Rate {
  readonly rate: number;
  readonly seconds: number;
  readonly variables: Load['variables'];
  readonly query: string;
}

/** A closed loop: every connection asks again as soon as it is answered. An answer with anything but data ends the run. */
export async function measure(contestant: Contestant, load: Load): Promise<Measured> {
  const pool = new Pool(new URL(contestant.url).origin, { connections: load.connections });
  const until = performance.now() + load.seconds * 1_000;
  const latencies: number[] = [];
  const cpuBefore = contestant.cpuMs();
  const begun = performance.now();
  let asked = 0;
  await Promise.all(
    Array.from({ length: load.connections }, async () => {
      while (performance.now() < until) {
        const sent = performance.now();
        await askOnce(pool, contestant, load, asked++);
        latencies.push(performance.now() - sent);
      }
    }),
  );
  const seconds = (performance.now() - begun) / 1_000;
  const cpuMs = contestant.cpuMs() - cpuBefore;
  await pool.close();
  return { requests: latencies.length, seconds, cpuMs, median: median(latencies) };
}

/** Median milliseconds from the moment a request was due, so that a queue counts. */
export async function measureAtRate(contestant: Contestant, load: Rate): Promise<number> {
  const pool = new Pool(new URL(contestant.url).origin, { connections: 64 });
  const latencies: number[] = [];
  const begun = performance.now();
  const total = load.rate * load.seconds;
  const asked: Promise<void>[] = [];
  while (asked.length < total) {
    const due = begun + (asked.length * 1_000) / load.rate;
    const early = due - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    const one = askOnce(pool, contestant, { ...load, mayWithhold: true }, asked.length);
    asked.push(one.then(() => void latencies.push(performance.now() - due)));
  }
  await Promise.all(asked);
  await pool.close();
  return median(latencies);
}

async function askOnce(
  pool: Pool,
  contestant: Contestant,
  { query, variables, mayWithhold }: Pick<Load, 'query' | 'variables' | 'mayWithhold'>,
  nth: number,
): Promise<void> {
  const { statusCode, body } = await pool.request({
    method: 'POST',
    path: new URL(contestant.url).pathname,
    headers: { 'content-type': 'application/json', ...contestant.headers },
    body: JSON.stringify({ query, variables: variables(nth) }),
  });
  const text = await body.text();
  const isAnswer = statusCode === 200 && text.startsWith('{"data":{');
  if (!isAnswer || hasError(text, mayWithhold === true)) {
    throw new Error(`${contestant.name} answered ${statusCode} ${text.slice(0, 300)}`);
  }
}

function hasError(text: string, mayWithhold: boolean): boolean {
  if (!text.includes('"errors":')) return false;
  return !mayWithhold || /"code":"(?!FIELD_WITHHELD")/.test(text);
}

function median(latencies: number[]): number {
  return latencies.sort((one, other) => one - other)[latencies.length >> 1] ?? 0;
}
