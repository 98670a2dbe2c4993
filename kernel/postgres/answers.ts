import type { Sql } from './pool.ts';

const ANSWERS_WITHIN_MS = 2_000;

/** Whether the database answers a pool, for a probe of readiness: one that is slow to is one that does not. */
export async function answers(sql: Sql): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), ANSWERS_WITHIN_MS);
  try {
    const asked = sql.unsafe('select 1').then(
      () => true,
      () => false,
    );
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}
