import { generateKeyPairSync, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { batchAfter } from './batch.ts';
import { disclosuresOf, exportLedger } from './export.ts';
import { ledger } from './ledger.ts';
import { accountingOf, DIGEST_KEY, type LedgerUnderTest, ledgerUnderTest } from './ledger-under-test.ts';
import { chain } from './sequencer.ts';
import { verifyLedger } from './verify.ts';

const { publicKey } = generateKeyPairSync('ed25519');

let under: LedgerUnderTest;
beforeAll(async () => {
  under = await ledgerUnderTest();
});
afterAll(() => under.drop());

/** How often each request stands in a batch. */
async function chainedTimes(): Promise<ReadonlyMap<string, number>> {
  const times = new Map<string, number>();
  for (let batch = await batchAfter(under.reader, 0); batch !== null; ) {
    for (const id of batch.requestIds) times.set(id, (times.get(id) ?? 0) + 1);
    batch = await batchAfter(under.reader, batch.sequence);
  }
  return times;
}

test('a ledger in which nothing is new is not chained again', async () => {
  await ledger(under.writer, DIGEST_KEY).record(accountingOf(randomUUID(), ['imp_1']));
  await under.chainAll();
  const before = await chainedTimes();
  expect(await chain(under)).toBe(0);
  expect(await chainedTimes()).toEqual(before);
});

test('rows that are not chained yet are no fault', async () => {
  await ledger(under.writer, DIGEST_KEY).record(accountingOf(randomUUID(), ['imp_1', 'imp_2']));
  expect(await verifyLedger(under.reader, [], publicKey)).toMatchObject({ fault: null, waiting: 2 });
});

test('only one process chains at a time', async () => {
  await under.admin.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(4714)`;
    expect(await chain(under)).toBeNull();
  });
});

test("neither login does what is the other's", async () => {
  await expect(under.reader`delete from ledger.batch`).rejects.toMatchObject({ code: '42501' });
  await expect(under.reader`insert into ledger.batch select * from ledger.batch`).rejects.toMatchObject({
    code: '42501',
  });
  await expect(under.writer`select from ledger.batch`).rejects.toMatchObject({ code: '42501' });
  await expect(under.writer`insert into ledger.disclosure (written_in) values (1)`).rejects.toMatchObject({
    code: '42501',
  });
  await expect(under.admin`update ledger.batch set upto = 1`).rejects.toThrow('only ever added to');
});

test('a transaction that began first and commits last is not skipped, and neither is who came between', async () => {
  const late = randomUUID();
  const between = randomUUID();
  await under.admin.begin(async (tx) => {
    await tx`insert into ledger.request (request_id, disclosed_at, subgraph, audience, policy_version, digest)
      values (${late}, now(), 'gateway', 'PGA', 'p@1', 'd')`;
    await ledger(under.writer, DIGEST_KEY).record(accountingOf(between, ['imp_between']));
    await chain(under);
    const times = await chainedTimes();
    expect([times.get(late), times.get(between)]).toEqual([undefined, undefined]);
  });
  await under.chainAll();
  const times = await chainedTimes();
  expect([times.get(late), times.get(between)]).toEqual([1, 1]);
});

test('many writers and two who chain at once: every request in one batch, once', async () => {
  const ids = Array.from({ length: 400 }, () => randomUUID());
  let isWriting = true;
  const chaining = Promise.all(
    [1, 2].map(async () => {
      while (isWriting) await chain(under);
    }),
  );
  const books = Array.from({ length: 4 }, () => ledger(under.writer, DIGEST_KEY));
  await Promise.all(
    books.map(async (book, nth) => {
      for (let at = nth; at < ids.length; at += books.length) {
        const one = book.record(accountingOf(ids[at] ?? '', [`imp_${at}`, `imp_${at}_b`]));
        if (at % 3 === 0) await one;
        else one.catch(() => undefined);
      }
      await book.record(accountingOf(randomUUID(), []));
    }),
  );
  isWriting = false;
  await chaining;
  await under.chainAll();
  const times = await chainedTimes();
  expect(ids.filter((id) => times.get(id) !== 1)).toEqual([]);
  const verdict = await verifyLedger(under.reader, [], publicKey);
  const [all] = await under.reader<{ rows: number }[]>`
    select (select count(*) from ledger.request) + (select count(*) from ledger.disclosure) as rows`;
  expect(verdict).toMatchObject({ fault: null, waiting: 0, rows: all?.rows });
});

const text = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((value) => !value.includes('\0'));

test('whatever was written is chained as it was, and one altered row of it is found and named', async () => {
  const book = ledger(under.writer, DIGEST_KEY);
  const requests = fc.array(fc.array(text, { maxLength: 4 }), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(requests, fc.nat(), async (records, at) => {
      const ids = records.map(() => randomUUID());
      await Promise.all(records.map((each, nth) => book.record(accountingOf(ids[nth] ?? '', each))));
      await under.chainAll();
      expect((await verifyLedger(under.reader, [], publicKey)).fault).toBeNull();
      const victim = ids[at % ids.length] ?? '';
      const verdict = await under.admin.begin(async (tx) => {
        await tx.unsafe('set local session_replication_role = replica');
        const [row] = await tx`select digest from ledger.request where request_id = ${victim}`;
        const digest = row?.digest ?? '';
        await tx`update ledger.request set digest = 'other' where request_id = ${victim}`;
        const found = await verifyLedger(tx, [], publicKey);
        await tx`update ledger.request set digest = ${digest} where request_id = ${victim}`;
        return found;
      });
      expect(verdict.fault).toMatchObject({ request: victim, says: 'the request was altered' });
    }),
    { numRuns: 20 },
  );
});

test('a request that is recorded again, in one commit or in another, is counted again and breaks nothing', async () => {
  const book = ledger(under.writer, DIGEST_KEY);
  const again = accountingOf(randomUUID(), ['imp_again', 'imp_again_too']);
  await book.record(again);
  await Promise.all([book.record(again), book.record({ ...again, subgraph: 'entries' }), book.record(again)]);
  await under.chainAll();
  await book.record(again);
  await under.chainAll();
  expect((await verifyLedger(under.reader, [], publicKey)).fault).toBeNull();
  const shown = (await Array.fromAsync(disclosuresOf(under.reader, 'imp_again'))).flat();
  expect(shown).toHaveLength(5);
  const exported = (await Array.fromAsync(exportLedger(under.reader))).flat();
  const entries = exported.filter(({ requestId }) => requestId === again.requestId);
  expect(entries).toHaveLength(5);
  expect(entries.flatMap(({ disclosed }) => disclosed)).toHaveLength(10);
});

test('all that was written is exported once, and of one record what was disclosed of it', async () => {
  const id = randomUUID();
  await ledger(under.writer, DIGEST_KEY).record(accountingOf(id, ['imp_shown', 'imp_other']));
  await under.chainAll();
  const exported = (await Array.fromAsync(exportLedger(under.reader))).flat();
  const [all] = await under.reader<{ requests: number; disclosures: number }[]>`
    select (select count(*) from ledger.request) as requests, (select count(*) from ledger.entry) as disclosures`;
  expect(exported).toHaveLength(all?.requests ?? 0);
  expect(exported.flatMap(({ disclosed }) => disclosed)).toHaveLength(all?.disclosures ?? 0);
  expect(exported.find(({ requestId }) => requestId === id)?.disclosed).toEqual([
    expect.objectContaining({ record: 'imp_other' }),
    expect.objectContaining({ record: 'imp_shown', rule: 'IMPORTER_NAME', coordinates: 'Importer.name' }),
  ]);
  const shown = (await Array.fromAsync(disclosuresOf(under.reader, 'imp_shown'))).flat();
  expect(shown).toEqual([expect.objectContaining({ requestId: id, purpose: 'RISK_ASSESSMENT' })]);
});
