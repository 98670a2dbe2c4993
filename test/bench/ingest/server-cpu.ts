import { readdirSync, readFileSync } from 'node:fs';
import type { Sql } from '@good-standing/kernel/postgres/pool.ts';

/** NOTE: Linux counts in hundredths of a second. */
const TICKS_A_SECOND = 100;

/** CPU that a Postgres on this machine has used so far, all its processes together, in seconds. */
export async function serverCpu(sql: Sql): Promise<() => number> {
  const [backend] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
  const postmaster = stat(backend?.pid ?? 0)?.parent;
  return () => {
    let ticks = 0;
    for (const name of readdirSync('/proc')) {
      if (!/^\d+$/.test(name)) continue;
      const found = stat(Number(name));
      if (found === null) continue;
      if (found.pid === postmaster) ticks += found.own + found.ofEnded;
      else if (found.parent === postmaster) ticks += found.own;
    }
    return ticks / TICKS_A_SECOND;
  };
}

/** A process: its own ticks, and those of its children that have ended. Null where it has just ended. */
function stat(pid: number): { pid: number; parent: number; own: number; ofEnded: number } | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ').map(Number) ?? [];
    const [, parent = 0] = fields;
    const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15);
    return { pid, parent, own: user + system, ofEnded: endedUser + endedSystem };
  } catch {
    return null;
  }
}
