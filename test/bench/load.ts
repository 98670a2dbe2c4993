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
}

/** A closed loop: every connection asks again as soon as it is answered. An answer with anything but data ends the run. */
export async function measure(contestant: Contestant, load: Load): Promise<Measured> {
  const url = new URL(contestant.url);
  const pool = new Pool(url.origin, { connections: load.connections });
  const until = performance.now() + load.seconds * 1_000;
  const latencies: number[] = [];
  const cpuBefore = contestant.cpuMs();
  const begun = performance.now();
  let asked = 0;
  await Promise.all(
    Array.from({ length: load.connections }, async () => {
      while (performance.now() < until) {
        const sent = performance.now();
        const { statusCode, body } = await pool.request({
          method: 'POST',
          path: url.pathname,
          headers: { 'content-type': 'application/json', ...contestant.headers },
          body: JSON.stringify({ query: load.query, variables: load.variables(asked++) }),
        });
        const text = await body.text();
        if (statusCode !== 200 || !text.startsWith('{"data":{') || text.includes('"errors":')) {
          throw new Error(`${contestant.name} answered ${statusCode} ${text.slice(0, 300)}`);
        }
        latencies.push(performance.now() - sent);
      }
    }),
  );
  const seconds = (performance.now() - begun) / 1_000;
  const cpuMs = contestant.cpuMs() - cpuBefore;
  await pool.close();
  latencies.sort((one, other) => one - other);
  return { requests: latencies.length, seconds, cpuMs, median: latencies[latencies.length >> 1] ?? 0 };
}
