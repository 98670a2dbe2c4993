import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';

/** Whoever closes a quarter or acts on a post's standing waits for whoever does, until the transaction ends. */
export async function oneAtATime(tx: TransactionSql): Promise<void> {
  await statement(tx, LOCK)({});
}

const LOCK = `select pg_advisory_xact_lock(hashtextextended('posts.standing', 0))`;
