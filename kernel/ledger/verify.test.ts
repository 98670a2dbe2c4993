import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TransactionSql } from '../postgres/pool.ts';
import { type Batch, BEGINNING, batchAfter, batchOf, insertBatch } from './batch.ts';
import { appendCheckpoint, type Checkpoint, checkpoint, readCheckpoints } from './checkpoint.ts';
import { ledger } from './ledger.ts';
import { accountingOf, DIGEST_KEY, type LedgerUnderTest, ledgerUnderTest } from './ledger-under-test.ts';
import { type Verdict, verifyLedger } from './verify.ts';
import { written } from './written.ts';

const house = generateKeyPairSync('ed25519');
const BATCHES = 4;
const REQUESTS = 3;

const victim = randomUUID();
let under: LedgerUnderTest;
let batches: readonly Batch[];
let checkpoints: readonly Checkpoint[];

beforeAll(async () => {
  under = await ledgerUnderTest();
  const book = ledger(under.writer, DIGEST_KEY);
  const made: Batch[] = [];
  for (let nth = 1; nth <= BATCHES; nth += 1) {
    for (let request = 0; request < REQUESTS; request += 1) {
      const id = nth === 2 && request === 1 ? victim : randomUUID();
      await book.record(accountingOf(id, [`imp_${nth}_${request}_a`, `imp_${nth}_${request}_b`]));
    }
    await under.chainAll();
    for (let next = await batchAfter(under.reader, made.length); next !== null; ) {
      made.push(next);
      next = await batchAfter(under.reader, made.length);
    }
  }
  batches = made;
  checkpoints = made.map((batch) => checkpoint(batch, Temporal.Now.instant(), house.privateKey));
});

afterAll(() => under.drop());

class Undone extends Error {}

/** What is found after an administrator, past all triggers, did this; then it is undone. */
async function after(tamper: (tx: TransactionSql) => Promise<unknown>): Promise<Verdict> {
  let verdict: Verdict | null = null;
  await under.admin
    .begin(async (tx) => {
      await tx
        .unsafe('set local session_replication_role = replica; set local search_path = ledger')
        .simple();
      await tamper(tx);
      verdict = await verifyLedger(tx, checkpoints, house.publicKey);
      throw new Undone();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
  if (verdict === null) throw new Error('nothing was verified');
  return verdict;
}

const batchOfVictim = () =>
  batches.find(({ requestIds }) => requestIds.includes(victim))?.sequence ?? Number.NaN;

test('a ledger that nobody touched is what it was', async () => {
  expect(await verifyLedger(under.reader, checkpoints, house.publicKey)).toEqual({
    batches: batches.length,
    rows: BATCHES * REQUESTS * 2,
    waiting: 0,
    checkpoints: checkpoints.length,
    fault: null,
  });
});

const CHANGED: Readonly<Record<string, string>> = {
  text: `coalesce(%, '') || 'x'`,
  uuid: 'gen_random_uuid()',
  'timestamp with time zone': `% + interval '1 microsecond'`,
  bigint: '% + 1',
  'integer[]': '% || 1',
  'uuid[]': '% || gen_random_uuid()',
  'text[]': `array['imp_2_1_a']`,
  'bigint[]': '% || 1::bigint',
  boolean: 'not %',
  bytea: 'set_byte(%, 0, 255 - get_byte(%, 0))',
};

async function columnsOf(table: string): Promise<readonly (readonly [string, string])[]> {
  const rows = await under.admin<{ name: string; type: string }[]>`
    select attname as name, format_type(atttypid, null) as type from pg_attribute
    where attrelid = ${`ledger.${table}`}::text::regclass and attnum > 0 and not attisdropped`;
  return rows.map(({ name, type }) => [name, (CHANGED[type] ?? '').replaceAll('%', name)]);
}

const REPEATED = new Set(['audience', 'purpose', 'organization_id']);

/** One record, as a row of the time before rows had several: the two columns change together. */
const AS_ONE = `record_id = 'imp_2_1_b', record_ids = null`;

describe('an altered column', () => {
  test.each([
    ['request', 14, () => `request_id = '${victim}'`],
    ['disclosure', 14, () => `request_id = '${victim}'`],
  ] as const)('of a %s, each of all %i, is found and named', async (table, count, where) => {
    const columns = await columnsOf(table);
    expect(columns).toHaveLength(count);
    for (const [name, changed] of columns) {
      const { fault } = await after((tx) =>
        tx.unsafe(
          `update ${table} set ${name === 'record_id' ? AS_ONE : `${name} = ${changed}`} where ${where()}`,
        ),
      );
      expect(fault, name).toMatchObject({ batch: batchOfVictim(), request: victim });
      if (table === 'disclosure' && !['request_id', 'record_id', 'record_ids', 'written_in'].includes(name)) {
        const says = REPEATED.has(name) ? 'does not repeat its request' : 'was altered';
        expect(fault, name).toMatchObject({ record: 'imp_2_1_a imp_2_1_b', says: `a disclosure ${says}` });
      }
    }
  });

  test('of a request alone is told from one of its entries', async () => {
    const { fault } = await after(
      (tx) => tx`update request set purpose = 'OTHER' where request_id = ${victim}`,
    );
    expect(fault).toEqual({
      batch: batchOfVictim(),
      request: victim,
      record: null,
      says: 'the request was altered',
    });
  });

  test.each([
    ['a record taken out', `record_ids[1:1]`],
    ['a record added', `record_ids || 'imp_other'::text`],
    ['a record twice', `record_ids || record_ids[1]`],
    ['a record in the place of another', `array[record_ids[1], 'imp_other']`],
    ['no record', `'{}'`],
    ['the records in another order', `array[record_ids[2], record_ids[1]]`],
  ])('the records of a disclosure, %s: found and named', async (_how, changed) => {
    const { fault } = await after((tx) =>
      tx.unsafe(`update disclosure set record_ids = ${changed} where request_id = '${victim}'`),
    );
    expect(fault).toMatchObject({
      batch: batchOfVictim(),
      request: victim,
      says: 'a disclosure was altered',
    });
  });

  test('of a posting, each of all 5, is found, and the batch and the record named', async () => {
    const columns = await columnsOf('posting');
    expect(columns).toHaveLength(5);
    for (const [name, changed] of columns) {
      const { fault } = await after((tx) =>
        tx.unsafe(`update posting set ${name} = ${changed} where record_id = 'imp_2_1_b'`),
      );
      expect(fault, name).toMatchObject({
        batch: batchOfVictim(),
        record: 'imp_2_1_b',
        says: expect.stringContaining('postings'),
      });
    }
  });

  test('of a batch, each, is found and the batch named', async () => {
    const columns = await columnsOf('batch');
    expect(columns).toHaveLength(8);
    for (const [name, changed] of columns) {
      const { fault } = await after((tx) =>
        tx.unsafe(
          `update batch set ${name} = ${name === 'sequence' ? 'sequence + 1000' : changed} where sequence = 2`,
        ),
      );
      expect(fault, name).toMatchObject({ batch: 2 });
    }
  });
});

describe('rows', () => {
  const copied = `(request_id, disclosed_at, record_ids, rule, authority, coordinates, relation, stage, written_in, audience,
      purpose, organization_id)
    select request_id, disclosed_at, array['imp_x'], rule, authority, coordinates, relation, stage, written_in, audience,
      purpose, organization_id
    from disclosure where request_id = '${victim}' limit 1`;
  test.each([
    ['a deleted request row', `delete from request where request_id = '${victim}'`, victim],
    ['a deleted disclosure', `delete from disclosure where request_id = '${victim}'`, victim],
    [
      'a request deleted whole',
      `delete from request where request_id = '${victim}'; delete from disclosure where request_id = '${victim}'`,
      victim,
    ],
    ['an inserted disclosure', `insert into disclosure ${copied}`, victim],
    [
      'a disclosure twice',
      `insert into disclosure select * from disclosure where request_id = '${victim}' limit 1`,
      victim,
    ],
    [
      'a disclosure of another request',
      `update disclosure set request_id = '${victim}' where 'imp_2_0_a' = any (record_ids)`,
      undefined,
    ],
    [
      'an inserted request',
      `create temp table copy as select * from request where request_id = '${victim}';
       update copy set request_id = gen_random_uuid(), position = 1000000; insert into request select * from copy`,
      undefined,
    ],
    [
      "two requests in each other's place",
      `update request a set position = b.position from request b
       where a.request_id <> b.request_id
         and a.request_id in ('${victim}', (select request_id from entry where record_id = 'imp_2_0_a'))
         and b.request_id in ('${victim}', (select request_id from entry where record_id = 'imp_2_0_a'))`,
      undefined,
    ],
    ['the ledger emptied', 'truncate request; truncate disclosure', undefined],
  ])('%s: found', async (_case, text, request) => {
    const { fault } = await after((tx) => tx.unsafe(text).simple());
    expect(fault).toMatchObject({ batch: expect.any(Number), ...(request === undefined ? {} : { request }) });
  });

  test('one that would never be chained is found', async () => {
    const { fault } = await after(
      (tx) => tx`update request set written_in = 9000000000000 where request_id = ${victim}`,
    );
    expect(fault).not.toBeNull();
    const added = await after(
      (tx) =>
        tx`insert into disclosure (
             request_id, disclosed_at, record_ids, rule, authority, coordinates, relation, written_in)
           select ${victim}, now(), array['imp'], 'R', 'A', 'C', 'SELF', 9000000000000`,
    );
    expect(added.fault).toMatchObject({ request: victim, says: 'the transaction it names has not been' });
  });
});

describe('postings', () => {
  test.each([
    ['one deleted', `delete from posting where record_id = 'imp_2_1_b'`],
    [
      'one added',
      `insert into posting select disclosed_at, 'imp_2_1_b', is_told, positions, chained_upto
      from posting where record_id = 'imp_2_0_b'`,
    ],
    ['one twice', `insert into posting select * from posting where record_id = 'imp_2_1_b'`],
    [
      'one of a disclosure that is not there',
      `insert into posting select disclosed_at, 'imp_2_1_b', is_told, '{0}', chained_upto
      from posting where record_id = 'imp_2_1_a'`,
    ],
    [
      'all those of a batch gone',
      `delete from posting where chained_upto = (select upto from batch where sequence = 2)`,
    ],
    ['all gone', 'truncate posting'],
    ['one of no batch', `insert into posting values (now(), 'imp_2_1_b', true, '{1}', 3)`],
  ])('%s: found', async (_case, text) => {
    const { fault } = await after((tx) => tx.unsafe(text).simple());
    expect(fault).toMatchObject({ record: expect.any(String), says: expect.stringContaining('posting') });
  });
});

describe('batches', () => {
  test.each([
    ['the first', () => 'sequence = 1', () => 1],
    ['one between', () => 'sequence = 2', () => 2],
    ['the last', () => `sequence = ${batches.length}`, () => batches.length],
    ['all', () => 'true', () => 1],
  ])('%s dropped: found', async (_which, where, first) => {
    const { fault } = await after((tx) => tx.unsafe(`delete from batch where ${where()}`));
    expect(fault).toMatchObject({ batch: first(), says: expect.stringContaining('missing') });
  });

  test('a chain made anew over altered rows is not the one that was signed', async () => {
    const { fault } = await after(async (tx) => {
      await tx`update request set purpose = 'OTHER' where request_id = ${victim}`;
      await tx`update disclosure set purpose = 'OTHER' where request_id = ${victim}`;
      await tx`delete from batch`;
      let before: Pick<Batch, 'sequence' | 'upto' | 'chainedRoot'> = BEGINNING;
      for (const { upto, chainedAt } of batches) {
        const batch = batchOf(before, upto, chainedAt, await written(tx, { from: before.upto, upto }));
        await insertBatch(tx, batch);
        before = batch;
      }
    });
    expect(fault).toMatchObject({
      batch: batchOfVictim(),
      says: expect.stringContaining('signed checkpoint'),
    });
  });
});

describe('checkpoints', () => {
  const found = async (changed: readonly (Checkpoint | null)[]) =>
    (await verifyLedger(under.reader, changed, house.publicKey)).fault?.says;
  const first = () => checkpoints[0] ?? expect.fail('no checkpoint');

  test.each([
    ['another number', (): Checkpoint => ({ ...first(), sequence: 0.5 })],
    ['another root', (): Checkpoint => ({ ...first(), root: '00' })],
    ['another time', (): Checkpoint => ({ ...first(), at: '2020-01-01T00:00:00Z' })],
    ['another signature', (): Checkpoint => ({ ...first(), signature: 'AAAA' })],
  ])('%s: found', async (_what, changed) => {
    expect(await found([changed(), ...checkpoints.slice(1)])).toBeDefined();
  });

  test('a line that is none, lines out of order, a signature of someone else: found', async () => {
    expect(await found([null, ...checkpoints])).toBe('checkpoint 1 cannot be read');
    expect(await found(checkpoints.toReversed())).toBe('checkpoint 2 is not in its place');
    const other = generateKeyPairSync('ed25519').privateKey;
    const forged = batches.map((batch) => checkpoint(batch, Temporal.Now.instant(), other));
    expect(await found(forged)).toBe('checkpoint 1 does not bear the signature of this house');
  });

  test('a file of them comes back as it was written, readable by its owner alone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gs-ledger-'));
    const path = join(folder, 'ledger', 'checkpoints.ndjson');
    expect(await readCheckpoints(path)).toEqual([]);
    for (const one of checkpoints) await appendCheckpoint(path, one);
    expect(await readCheckpoints(path)).toEqual(checkpoints);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await rm(folder, { recursive: true });
  });
});
