import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A server under measurement: one process or several, whose CPU is added up. */
export interface Contestant {
  readonly name: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** CPU used so far by all its processes, user and system, in milliseconds. */
  cpuMs(): number;
}

export interface Started {
  readonly process: ChildProcess;
  stop(): void;
}

const READY_WITHIN_MS = 60_000;

/** Starts a TypeScript server of the benchmark's; resolves when it has said `ready`. */
export async function start(file: string, environment: Readonly<Record<string, string>>): Promise<Started> {
  const child = spawn(process.execPath, [new URL(`./gateway/${file}`, import.meta.url).pathname], {
    env: { ...process.env, ...environment, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${file} was not ready in time`)), READY_WITHIN_MS);
    child.stdout?.on('data', (bytes: Buffer) => {
      if (!bytes.toString().includes('ready')) return;
      clearTimeout(late);
      resolve();
    });
    child.once('error', reject);
    child.once('exit', () => {
      clearTimeout(late);
      reject(new Error(`${file} ended before it was ready`));
    });
  });
  // NOTE: asked politely, some peers wait for connections that nobody will close.
  return { process: child, stop: () => void child.kill('SIGKILL') };
}

/** NOTE: Linux counts in hundredths of a second; a measurement of seconds is good to a percent. */
const TICK_MS = 10;

export function cpuMsOf(processes: readonly Started[]): number {
  return processes.reduce((total, { process: child }) => {
    const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return total + (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  }, 0);
}
