import type { Sql, TransactionSql } from '../postgres/pool.ts';
import { BEGINNING, batchOf, insertBatch, lastBatch } from './batch.ts';
import { horizon, nextSpan, written } from './written.ts';

/** The two logins of whoever chains: the one that may read the ledger may not write in it, the other only inserts. */
export interface Chaining {
  readonly reader: Sql;
  readonly writer: Sql;
}

/** Any number: held by the one process that chains. */
const CHAINING = 4_714;

/**
 * Chains all that finished transactions wrote and that is in no batch yet. Gives
 * the number of batches made; null where another process is at it.
 *
 * A row is passed over only while a transaction that began before its own is under
 * way, anywhere on the server; its turn comes once that has ended.
 *
 * @param enough ends it after the batch under way, where there is much to chain.
 */
export async function chain(chaining: Chaining, enough?: AbortSignal): Promise<number | null> {
  for (let made = 0; ; made += 1) {
    if (enough?.aborted) return made;
    const outcome = await chainOne(chaining);
    if (outcome === 'ELSEWHERE') return made === 0 ? null : made;
    if (outcome === 'NOTHING_NEW') return made;
  }
}

type Outcome = 'CHAINED' | 'NOTHING_NEW' | 'ELSEWHERE';

function chainOne({ reader, writer }: Chaining): Promise<Outcome> {
  return reader.begin(async (tx): Promise<Outcome> => {
    if (!(await alone(tx))) return 'ELSEWHERE';
    const before = (await lastBatch(tx)) ?? BEGINNING;
    const end = await horizon(tx);
    if (end < before.upto) {
      // NOTE: rows written now would carry numbers of transactions that are already chained.
      throw new Error('the transactions of this server are behind those of the ledger it holds');
    }
    const span = await nextSpan(tx, before.upto, end);
    if (span === null) return 'NOTHING_NEW';
    const requests = await written(tx, span);
    await insertBatch(writer, batchOf(before, span.upto, now(), requests));
    return 'CHAINED';
  });
}

/** As exactly as the database keeps it. */
function now(): Temporal.Instant {
  return Temporal.Now.instant().round({ smallestUnit: 'microsecond', roundingMode: 'floor' });
}

async function alone(tx: TransactionSql): Promise<boolean> {
  const [row] = await tx<{ mine: boolean }[]>`select pg_try_advisory_xact_lock(${CHAINING}) as mine`;
  return row?.mine === true;
}
