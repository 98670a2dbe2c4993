import { writeArray } from '../postgres/array-text.ts';
import type { Owner } from '../postgres/owners.ts';
import type { Sql } from '../postgres/pool.ts';
import type { Accounting } from './accounting.ts';
import { answerDigest } from './answer-digest.ts';

/** Owner of the accounting: its login role may only insert. */
export const ledgerOwner: Owner = {
  name: 'ledger',
  migrations: new URL('./migrations/', import.meta.url),
  grants: 'INSERT_ONLY',
  // NOTE: less than COMMIT_WITHIN_MS, so that the database has given up a statement that is given up here: an
  // answer that was withheld for want of the ledger is not written as disclosed a moment later.
  statementSeconds: 4,
};

export class LedgerUnavailable extends Error {
  override readonly name = 'LedgerUnavailable';
}

export interface Ledger {
  /** Durable when it resolves. Throws `LedgerUnavailable` where the entries could not be written. */
  record(accounting: Accounting): Promise<void>;
  /** False for a moment after a failure, so that not every request tries a ledger that is down. */
  available(): boolean;
}

/** What was asked to be recorded; the answer itself is not held while it waits. */
interface Waiting {
  readonly accounting: Omit<Accounting, 'answer'>;
  readonly digest: string;
  readonly written: () => void;
  readonly failed: (reason: LedgerUnavailable) => void;
}

/** Entries of one statement: bounds its size whatever the load. */
const MOST_ENTRIES_A_COMMIT = 20_000;
/** Entries that may wait while a commit is under way: bounds memory while the ledger is slow. */
const MOST_ENTRIES_WAITING = 200_000;
/** A row of so many fits in a page of the database as it is, neither compressed nor kept apart. */
const MOST_RECORDS_A_ROW = 50;
const RETRY_AFTER_MS = 1_000;
const COMMIT_WITHIN_MS = 5_000;
const MONTHS_AHEAD = 2;

/**
 * Commits in groups: while one commit is under way the requests that finish
 * wait together for the next, so that a commit is shared under load and
 * immediate without it. One statement, one round trip, one transaction a group.
 * Where a group fails, what waits behind it fails with it: nobody waits for a
 * ledger that is down.
 *
 * @param digestKey of the digests of answers.
 */
export function ledger(sql: Sql, digestKey: Buffer): Ledger {
  let waiting: Waiting[] = [];
  let entriesWaiting = 0;
  let committing = false;
  let unavailableUntil = 0;

  async function commitAll(): Promise<void> {
    committing = true;
    while (waiting.length > 0) {
      const group = takeGroup(waiting);
      waiting = waiting.slice(group.length);
      for (const { accounting } of group) entriesWaiting -= entriesOf(accounting);
      if (!(await commit(group))) giveUpWaiting();
    }
    committing = false;
  }

  /** Whether the ledger answers. */
  async function commit(group: readonly Waiting[]): Promise<boolean> {
    try {
      await withinDeadline(sql.unsafe(INSERT, columnsOf(group), { prepare: true }));
      for (const { written } of group) written();
      return true;
    } catch (error) {
      if (isRefusedAsWritten(error) && group.length > 1) return commitSingly(group);
      fail(group);
      return isRefusedAsWritten(error);
    }
  }

  /** One accounting that cannot be written fails alone, and not all that happened to finish with it. */
  async function commitSingly(group: readonly Waiting[]): Promise<boolean> {
    for (const [nth, one] of group.entries()) {
      if (await commit([one])) continue;
      fail(group.slice(nth + 1));
      return false;
    }
    return true;
  }

  function giveUpWaiting(): void {
    unavailableUntil = performance.now() + RETRY_AFTER_MS;
    fail(waiting);
    waiting = [];
    entriesWaiting = 0;
  }

  const available = () => performance.now() >= unavailableUntil;
  return {
    available,
    record({ answer, ...accounting }) {
      return new Promise<void>((written, failed) => {
        const entries = entriesOf(accounting);
        if (!available() || entriesWaiting + entries > MOST_ENTRIES_WAITING) {
          failed(new LedgerUnavailable('the ledger takes no more for a moment'));
          return;
        }
        const digest = answerDigest(digestKey, accounting.requestId, answer);
        waiting.push({ accounting, digest, written, failed });
        entriesWaiting += entries;
        if (!committing) void commitAll();
      });
    },
  };
}

function fail(group: readonly Waiting[]): void {
  for (const { failed } of group) failed(new LedgerUnavailable('the ledger could not be written'));
}

/** The database answered, and refused the values (SQLSTATE classes 22 and 23). */
function isRefusedAsWritten(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^2[23]/.test(String(error.code));
}

/** Makes the partitions of the months to come; call at start and daily. */
export async function prepareMonths(sql: Sql): Promise<void> {
  await sql.unsafe('select ledger.prepare_months($1)', [MONTHS_AHEAD]);
}

function entriesOf({ disclosed }: Pick<Accounting, 'disclosed'>): number {
  return disclosed.reduce((sum, { records }) => sum + records.length, 0);
}

function takeGroup(waiting: readonly Waiting[]): readonly Waiting[] {
  let entries = 0;
  const end = waiting.findIndex(({ accounting }, nth) => {
    entries += entriesOf(accounting);
    return nth > 0 && entries > MOST_ENTRIES_A_COMMIT;
  });
  return end === -1 ? waiting : waiting.slice(0, end);
}

const INSERT = `
  with requests as (
    insert into ledger.request (
      request_id, disclosed_at, subgraph, audience, actor, organization_id, recipient_name, recipient_address,
      agreement_id, purpose, policy_version, digest)
    select * from unnest(
      $1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
      $9::text[], $10::text[], $11::text[], $12::text[])
  )
  insert into ledger.disclosure (
    request_id, disclosed_at, record_ids, rule, authority, coordinates, relation, stage, audience, purpose,
    organization_id)
  select request_id, disclosed_at, records::text[], rule, authority, coordinates, relation, stage, audience, purpose,
    organization_id
  from unnest(
    $13::uuid[], $14::timestamptz[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[],
    $21::text[], $22::text[], $23::text[]) as disclosed (request_id, disclosed_at, records, rule, authority,
      coordinates, relation, stage, audience, purpose, organization_id)`;

function columnsOf(group: readonly Waiting[]): string[] {
  const requests = group.map(({ accounting, digest }) => {
    const { viewer } = accounting;
    return [
      accounting.requestId,
      accounting.at.toString(),
      accounting.subgraph,
      viewer.audience,
      viewer.actor,
      viewer.organization?.id ?? null,
      viewer.organization?.name ?? null,
      viewer.organization?.address ?? null,
      viewer.agreementId,
      viewer.purpose,
      accounting.policyVersion,
      digest,
    ];
  });
  const disclosures = group.flatMap(({ accounting }) => {
    const { viewer } = accounting;
    const at = accounting.at.toString();
    return accounting.disclosed.flatMap((one) =>
      inRows(one.records).map((records) => [
        accounting.requestId,
        at,
        writeArray(records),
        one.rule,
        one.authority,
        one.coordinates,
        one.relation,
        one.stage,
        viewer.audience,
        viewer.purpose,
        viewer.organization?.id ?? null,
      ]),
    );
  });
  return [...transposed(requests, 12), ...transposed(disclosures, 11)];
}

function inRows(records: readonly string[]): readonly (readonly string[])[] {
  if (records.length <= MOST_RECORDS_A_ROW) return [records];
  return Array.from({ length: Math.ceil(records.length / MOST_RECORDS_A_ROW) }, (_, nth) =>
    records.slice(nth * MOST_RECORDS_A_ROW, (nth + 1) * MOST_RECORDS_A_ROW),
  );
}

function transposed(rows: readonly (readonly (string | null)[])[], columns: number): string[] {
  return Array.from({ length: columns }, (_, column) => writeArray(rows.map((row) => row[column] ?? null)));
}

/** A ledger that does not answer is a ledger that is down. */
async function withinDeadline(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new LedgerUnavailable('the ledger did not answer in time')),
      COMMIT_WITHIN_MS,
    );
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
