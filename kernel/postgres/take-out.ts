import type { TransactionSql } from './pool.ts';

/** Rows of one batch. */
const AT_A_TIME = 1_000;

/**
 * Takes everything out of a table that this transaction alone has filled, in batches:
 * read once by a cursor, emptied at the end. A `delete … limit` for each batch would be
 * planned for an empty table, because rows that are not committed count for nothing in
 * its statistics, and would pass over all that went before.
 *
 * @param select what is read of it, in order.
 */
export async function* takeOut<Row extends object>(
  tx: TransactionSql,
  table: string,
  select: string,
): AsyncGenerator<readonly Row[]> {
  await tx.unsafe(`declare taken_out no scroll cursor for ${select}`);
  for (;;) {
    const rows = await tx.unsafe<Row[]>(`fetch ${AT_A_TIME} from taken_out`);
    if (rows.length > 0) yield rows;
    if (rows.length < AT_A_TIME) break;
  }
  await tx.unsafe(`close taken_out; delete from ${table}`);
}
