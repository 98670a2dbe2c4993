import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { archivePast } from './archive.ts';
import { openArchive } from './archived.ts';
import { archivedDisclosuresOf } from './archived-record.ts';
import { ledger } from './ledger.ts';
import { accountingOf, DIGEST_KEY, type LedgerUnderTest, ledgerUnderTest } from './ledger-under-test.ts';
import { archivedFrom, isPastRetention } from './retention.ts';
import { verifyLedger } from './verify.ts';

const month = Temporal.PlainYearMonth.from;
const day = Temporal.PlainDate.from;

describe('5 USC 552a(c)(2): an entry stays for five years from the end of its month', () => {
  test.each([
    ['2021-11', '2026-11-30', false], // its last day of five years
    ['2021-11', '2026-12-01', true],
    ['2020-02', '2025-02-28', false], // leap year
    ['2020-02', '2025-03-01', true],
    ['2026-11', '2026-11-22', false],
  ] as const)('%s on %s: past retention %s', (of, on, expected) => {
    expect(isPastRetention(month(of), day(on))).toBe(expected);
  });

  test('the first day past it', () => {
    expect(archivedFrom(month('2021-11')).toString()).toBe('2026-12-01');
  });
});

describe('archiving', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const today = Temporal.Now.plainDateISO('UTC');
  /** Two months past retention, and the last one that is within. */
  const old = [today.subtract({ years: 5, months: 3 }), today.subtract({ years: 5, months: 2 })].map((on) =>
    on.toPlainYearMonth(),
  );
  const within = today.subtract({ years: 5 }).toPlainYearMonth();
  let under: LedgerUnderTest;
  let folder: string;
  let rows: number;

  async function makeMonth(of: Temporal.PlainYearMonth): Promise<void> {
    for (const table of ['request', 'disclosure', 'posting']) {
      const name = `${table}_${of.toString().replace('-', '_')}`;
      await under.admin.unsafe(`
        create table ledger.${name} partition of ledger.${table}
        for values from ('${of}-01T00:00:00Z') to ('${of.add({ months: 1 })}-01T00:00:00Z');
        alter table ledger.${name} owner to gs_ledger_owner`);
    }
  }

  const archiving = () => archivePast({ admin: under.admin, folder, key: privateKey, today });
  const verified = async (from = folder) =>
    verifyLedger(under.reader, [], publicKey, await openArchive(under.reader, from, publicKey));
  const held = async () => {
    const tables = await under.admin<{ name: string }[]>`
      select relname::text as name from pg_class
      where relnamespace = 'ledger'::regnamespace and relkind = 'r' and relname ~ '_[0-9]{4}_[0-9]{2}$'`;
    return tables.map(({ name }) => name);
  };

  beforeAll(async () => {
    under = await ledgerUnderTest();
    folder = await mkdtemp(join(tmpdir(), 'gs-archive-'));
    const book = ledger(under.writer, DIGEST_KEY);
    for (const of of [...old, within]) await makeMonth(of);
    // Commits of several months at a time: their batches hold rows that leave and rows that stay.
    for (let nth = 0; nth < 6; nth += 1) {
      const at = (of: Temporal.PlainYearMonth) => Temporal.Instant.from(`${of}-0${1 + nth}T12:00:00Z`);
      await Promise.all([
        ...[...old, within].map((of) =>
          book.record({ ...accountingOf(randomUUID(), [`imp_${of}_${nth}`, 'imp_read_often']), at: at(of) }),
        ),
        book.record(accountingOf(randomUUID(), ['imp_recent', 'imp_read_often'])),
      ]);
      if (nth % 2 === 1) await under.chainAll();
    }
    rows = (await verifyLedger(under.reader, [], publicKey)).rows;
    expect(rows).toBe(6 * 4 * 2);
  });

  afterAll(async () => {
    await under.drop();
    await rm(folder, { recursive: true });
  });

  test('nobody the house logs in as may take a month from the ledger', async () => {
    for (const sql of [under.writer, under.reader]) {
      await expect(sql`select ledger.archive_month('2019-01-01', 0, 0)`).rejects.toMatchObject({
        code: '42501',
      });
    }
  });

  test('a month within retention is refused by the database', async () => {
    const before = await held();
    await expect(
      under.admin.unsafe('select ledger.archive_month($1::text::date, 6, 6)', [`${within}-01`]),
    ).rejects.toThrow('within the five years');
    expect(await held()).toEqual(before);
  });

  test('a month of which the archive holds other rows is refused', async () => {
    await expect(
      under.admin.unsafe('select ledger.archive_month($1::text::date, 5, 6)', [`${old[0]}-01`]),
    ).rejects.toThrow('does not hold what the ledger holds');
    expect(await held()).toContain(`request_${old[0]?.toString().replace('-', '_')}`);
  });

  test('broken off before the tables went, it leaves a ledger that is what it was, and goes on', async () => {
    await under.admin.unsafe('alter function ledger.archive_month rename to away');
    await expect(Array.fromAsync(archiving())).rejects.toThrow();
    expect(await verified()).toMatchObject({ rows, fault: null });
    await under.admin.unsafe('alter function ledger.away rename to archive_month');
    const done = await Array.fromAsync(archiving());
    expect(done.map((one) => one.month)).toEqual(old.map(String));
    expect(done.map(({ requests, disclosures }) => [requests.rows, disclosures.rows])).toEqual([
      [6, 6],
      [6, 6],
    ]);
    expect(await Array.fromAsync(archiving())).toEqual([]);
  });

  test('what is archived is gone from the tables and nothing else is, and all of it is verified', async () => {
    const tables = await held();
    for (const of of old) {
      for (const table of ['request', 'disclosure', 'posting'])
        expect(tables).not.toContain(`${table}_${of.toString().replace('-', '_')}`);
    }
    expect(tables).toContain(`disclosure_${within.toString().replace('-', '_')}`);
    const [left] = await under.reader<{ left: number }[]>`
      select (select count(*) from ledger.request) + (select count(*) from ledger.disclosure) as left`;
    expect(left).toEqual({ left: rows - 2 * 12 });
    expect(await verified()).toMatchObject({ rows, waiting: 0, fault: null });
    for (const name of await readdir(folder)) expect((await stat(join(folder, name))).mode & 0o077).toBe(0);
  });

  test('a house whose clock is forty years ahead archives nothing that is within retention', async () => {
    const ahead = await mkdtemp(join(tmpdir(), 'gs-archive-'));
    const before = await held();
    const late = { admin: under.admin, folder: ahead, key: privateKey, today: today.add({ years: 40 }) };
    await expect(Array.fromAsync(archivePast(late))).rejects.toThrow('within the five years');
    expect(await held()).toEqual(before);
    await rm(ahead, { recursive: true });
  });

  test('the accounting of a record goes on in its archive', async () => {
    const { months } = await openArchive(under.reader, folder, publicKey);
    const pages = await Array.fromAsync(archivedDisclosuresOf(folder, months, 'imp_read_often'));
    const shown = pages.flat();
    expect(shown.map(({ disclosedAt }) => disclosedAt.toString())).toEqual(
      old.toReversed().flatMap((of) => [6, 5, 4, 3, 2, 1].map((nth) => `${of}-0${nth}T12:00:00Z`)),
    );
    expect(shown[0]).toMatchObject({
      audience: 'PGA',
      purpose: 'RISK_ASSESSMENT',
      coordinates: 'Importer.name',
      relation: 'JURISDICTION',
      stage: null,
    });
  });

  describe('found:', () => {
    async function after(change: (copy: string) => Promise<unknown>): Promise<string | undefined> {
      const copy = await mkdtemp(join(tmpdir(), 'gs-archive-'));
      for (const name of await readdir(folder)) await copyFile(join(folder, name), join(copy, name));
      await change(copy);
      const { fault } = await verified(copy);
      await rm(copy, { recursive: true });
      return fault?.says;
    }
    const manifest = (copy: string) => join(copy, 'manifest.ndjson');
    const edited = async (copy: string, edit: (text: string) => string) =>
      writeFile(manifest(copy), edit(await readFile(manifest(copy), 'utf8')));

    test.each([
      ['nothing was changed', async () => undefined, undefined],
      ['a file is gone', (copy) => rm(join(copy, `requests-${old[0]}.ndjson.gz`)), 'is not here'],
      [
        'a file is another',
        (copy) =>
          copyFile(join(copy, `requests-${old[1]}.ndjson.gz`), join(copy, `requests-${old[0]}.ndjson.gz`)),
        'is not the one that was signed',
      ],
      [
        'the manifest says other rows',
        (copy) => edited(copy, (text) => text.replace('"rows":6', '"rows":5')),
        'was not signed by this house',
      ],
      ['a line of it cannot be read', (copy) => edited(copy, (text) => text.slice(5)), 'cannot be read'],
      [
        'a month is gone from it',
        (copy) => edited(copy, (text) => text.split('\n').slice(1).join('\n')),
        'the request is missing',
      ],
      ['all of it is gone', (copy) => rm(manifest(copy)), 'the request is missing'],
    ] as [string, (copy: string) => Promise<unknown>, string | undefined][])(
      '%s',
      async (_what, change, says) => {
        const found = await after(change);
        if (says === undefined) expect(found).toBeUndefined();
        else expect(found).toContain(says);
      },
    );
  });
});
