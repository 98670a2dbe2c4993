import { connect, type Sql, urlOf } from '@good-standing/kernel/postgres/pool.ts';

/** Held while a simulation runs. */
export interface Place {
  giveUp(): Promise<void>;
}

/**
 * The one place for a simulation that a registry has, whichever process is asked: null
 * while another holds it. It is a lock of a connection of its own, so that the place of a
 * process that is killed is free at once.
 */
export async function takePlace(sql: Sql): Promise<Place | null> {
  const own = connect(urlOf(sql), { max: 1, applicationName: 'good-standing simulation' });
  const giveUp = () => own.end({ timeout: 1 });
  try {
    const [row] = await own<{ taken: boolean }[]>`
      select pg_try_advisory_lock(hashtextextended('a simulation of the ruleset', 0)) as taken`;
    if (row?.taken === true) return { giveUp };
  } catch (reason) {
    await giveUp();
    throw reason;
  }
  await giveUp();
  return null;
}
