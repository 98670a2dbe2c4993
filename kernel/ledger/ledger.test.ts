import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { disclose } from '../disclosure/decision.ts';
import type { Note } from '../disclosure/notes.ts';
import { type DisposableDatabase, disposableDatabase } from '../postgres/disposable.ts';
import { migrate } from '../postgres/migrate.ts';
import type { Owner } from '../postgres/owners.ts';
import { connect, type Sql } from '../postgres/pool.ts';
import { ownerUrl, provision } from '../postgres/provision.ts';
import { PUBLIC_VIEWER, type Viewer } from '../viewer/viewer.ts';
import { type Accounting, disclosedIn } from './accounting.ts';
import { ledger, ledgerOwner, prepareMonths } from './ledger.ts';
import { DIGEST_KEY } from './ledger-under-test.ts';

const access: Owner = { name: 'access', migrations: new URL('./migrations/', import.meta.url) };

const fda: Viewer = {
  ...PUBLIC_VIEWER,
  audience: 'PGA',
  organization: {
    id: 'org_fda',
    name: 'Food and Drug Administration (invented)',
    address: '1 Sample Way, "Suite" 2',
  },
  actor: 'analyst-7',
  agreementId: 'agr_1',
  purpose: 'RISK_ASSESSMENT',
};

function isThere<Value>(value: Value | undefined): value is Value {
  return value !== undefined;
}

const coordinates = ['Importer.name', 'Importer.otherNames'];

function note(record: string, mask: number): Note {
  return { record, rule: 'IMPORTER_NAME', decision: disclose('JURISDICTION'), coordinates, mask };
}

function accounting(records: readonly string[]): Accounting {
  return {
    requestId: randomUUID(),
    at: Temporal.Now.instant(),
    subgraph: 'gateway',
    viewer: fda,
    policyVersion: 'importers@1',
    answer: '{}',
    disclosed: disclosedIn(records.map((record) => note(record, 0b11))),
  };
}

describe('5 USC 552a(c): the accounting of disclosures', () => {
  let database: DisposableDatabase;
  let writer: Sql;
  let reader: Sql;

  beforeAll(async () => {
    database = await disposableDatabase();
    await provision(database.adminUrl, [ledgerOwner, access], database.roleSecret);
    await migrate(database.adminUrl, ledgerOwner);
    writer = connect(ownerUrl(database.adminUrl, ledgerOwner, database.roleSecret), {
      max: 2,
      applicationName: 'test',
    });
    reader = connect(ownerUrl(database.adminUrl, access, database.roleSecret), {
      max: 1,
      applicationName: 'test',
    });
    await prepareMonths(writer);
  });

  afterAll(async () => {
    await writer.end();
    await reader.end();
    await database.drop();
  });

  test('what is recorded says what, to whom as they were, for what, and under which authority', async () => {
    const made = accounting(['imp_1', 'imp_2']);
    await ledger(writer, DIGEST_KEY).record(made);
    const rows = await reader`
      select r.recipient_name, r.recipient_address, r.purpose, d.record_id, d.coordinates, d.authority, d.relation, d.stage
      from ledger.entry d join ledger.request r using (request_id)
      where request_id = ${made.requestId} order by d.record_id`;
    expect(rows).toEqual(
      ['imp_1', 'imp_2'].map((record_id) => ({
        recipient_name: 'Food and Drug Administration (invented)',
        recipient_address: '1 Sample Way, "Suite" 2',
        purpose: 'RISK_ASSESSMENT',
        record_id,
        coordinates: 'Importer.name Importer.otherNames',
        authority: '19 CFR 103.31(d); 18 USC 1905',
        relation: 'JURISDICTION',
        stage: null,
      })),
    );
  });

  test('requests that finish together are committed together, each with all its entries', async () => {
    const book = ledger(writer, DIGEST_KEY);
    const made = Array.from({ length: 200 }, (_, nth) =>
      accounting([`imp_a${nth}`, `imp_b${nth}`, `imp_c${nth}`]),
    );
    await Promise.all(made.map((one) => book.record(one)));
    const [row] = await reader`
      select count(*) as entries, count(distinct request_id) as requests
      from ledger.entry where request_id = any(${made.map((one) => one.requestId)})`;
    expect(row).toEqual({ entries: 600, requests: 200 });
  });

  test('entries fall into the partition of their month, none into the default', async () => {
    const [row] =
      await reader`select count(*) as strays from ledger.disclosure where tableoid = 'ledger.disclosure_other'::regclass`;
    expect(row).toEqual({ strays: 0 });
  });

  test('rows that came before their month are kept, and the months behind it are made all the same', async () => {
    const now = Temporal.Now.instant();
    const early = now.toZonedDateTimeISO('UTC').with({ day: 15 }).add({ months: 4 });
    const made = { ...accounting(['imp_early']), at: early.toInstant() };
    await ledger(writer, DIGEST_KEY).record(made);
    await writer.unsafe('select ledger.prepare_months(5)');
    const rows = await reader`
      select tableoid::regclass::text as part from ledger.disclosure where request_id = ${made.requestId}`;
    expect(rows).toEqual([{ part: 'ledger.disclosure_other' }]);
    const [last] = await reader`
      select to_regclass(${`ledger.request_${early.add({ months: 1 }).toPlainDate().toPlainYearMonth().toString().replace('-', '_')}`}) as part`;
    expect(last?.part).not.toBeNull();
  });

  test.each([
    ['select', 'select * from ledger.disclosure'],
    ['update', "update ledger.disclosure set rule = 'X'"],
    ['delete', 'delete from ledger.request'],
    ['truncate', 'truncate ledger.request'],
  ])('the writer may not %s', async (_verb, text) => {
    await expect(writer.unsafe(text)).rejects.toMatchObject({ code: '42501' });
  });

  test('not even an administrator changes a row', async () => {
    const admin = connect(database.adminUrl, { max: 1, applicationName: 'test' });
    await expect(admin.unsafe("update ledger.disclosure set rule = 'X'")).rejects.toThrow(
      'only ever added to',
    );
    await expect(admin.unsafe('truncate ledger.disclosure')).rejects.toThrow('only ever added to');
    const month = Temporal.Now.plainDateISO('UTC').toString().slice(0, 7).replace('-', '_');
    await expect(admin.unsafe(`truncate ledger.disclosure_${month}`)).rejects.toThrow('only ever added to');
    await admin.end();
  });

  test('a ledger that is down says so, and is left alone for a moment', async () => {
    const gone = connect(ownerUrl(database.adminUrl, ledgerOwner, 'another secret'), {
      max: 1,
      applicationName: 'test',
    });
    const book = ledger(gone, DIGEST_KEY);
    expect(book.available()).toBe(true);
    await expect(book.record(accounting(['imp_1']))).rejects.toMatchObject({ name: 'LedgerUnavailable' });
    expect(book.available()).toBe(false);
    await gone.end({ timeout: 1 });
  });

  test('one that cannot be written fails alone, and the ledger stays up', async () => {
    const book = ledger(writer, DIGEST_KEY);
    const first = book.record(accounting(['imp_1']));
    const good = accounting(['imp_2']);
    const broken = { ...accounting(['imp_3']), viewer: { ...fda, actor: 'an\0alyst' } };
    const other = accounting(['imp_4']);
    const settled = await Promise.allSettled([
      first,
      ...[good, broken, other].map((one) => book.record(one)),
    ]);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(book.available()).toBe(true);
    const rows = await reader`
      select record_id from ledger.entry
      where request_id = any(${[good, broken, other].map((one) => one.requestId)}) order by record_id`;
    expect(rows).toEqual([{ record_id: 'imp_2' }, { record_id: 'imp_4' }]);
  });

  test('what was given up is not written later, and what waits behind it is given up with it', async () => {
    const book = ledger(writer, DIGEST_KEY);
    const given = accounting(['imp_late']);
    const admin = connect(database.adminUrl, { max: 1, applicationName: 'test' });
    const behind = await admin.begin(async (tx) => {
      await tx.unsafe('lock table ledger.request in access exclusive mode');
      const first = book.record(given);
      const second = Promise.allSettled([book.record(accounting(['imp_behind']))]);
      await expect(first).rejects.toMatchObject({ name: 'LedgerUnavailable' });
      return { second };
    });
    expect(await behind.second).toMatchObject([{ status: 'rejected' }]);
    expect(book.available()).toBe(false);
    await expect(book.record(accounting(['imp_soon']))).rejects.toMatchObject({ name: 'LedgerUnavailable' });
    await writer`select 1`;
    expect(await reader`select from ledger.entry where request_id = ${given.requestId}`).toHaveLength(0);
    await admin.end();
  });

  test('what waits is bounded', async () => {
    const book = ledger(writer, DIGEST_KEY);
    const many = { ...accounting([]), disclosed: disclosedIn([note('imp_1', 1)]) };
    const large = (entries: number) => ({
      ...many,
      requestId: randomUUID(),
      disclosed: Array.from({ length: entries }, () => many.disclosed[0]).filter(isThere),
    });
    const first = book.record(many);
    const kept = book.record(large(30_000));
    await expect(book.record(large(180_000))).rejects.toMatchObject({
      name: 'LedgerUnavailable',
    });
    await Promise.all([first, kept]);
    expect(book.available()).toBe(true);
  });
});

test('one entry for each record and rule, however often its fields were named', () => {
  expect(disclosedIn([note('imp_1', 0b01), note('imp_1', 0b10), note('imp_2', 0b10)])).toEqual([
    expect.objectContaining({ records: ['imp_1'], coordinates: 'Importer.name Importer.otherNames' }),
    expect.objectContaining({ records: ['imp_2'], coordinates: 'Importer.otherNames' }),
  ]);
});

test('what subgraphs elsewhere name of one record, each in a list of its own, is one entry with all of it', () => {
  const elsewhere = (...named: readonly string[]): Note => ({
    ...note('imp_1', 2 ** named.length - 1),
    coordinates: named,
  });
  const told = [
    elsewhere('Importer.name', 'Importer.otherNames'),
    elsewhere('Importer.name', 'Importer.nameKey'),
    elsewhere('Exclusion.importer'),
  ];
  for (const asTheyCame of [told, told.toReversed()]) {
    expect(disclosedIn(asTheyCame)).toEqual([
      expect.objectContaining({
        records: ['imp_1'],
        coordinates: 'Exclusion.importer Importer.name Importer.nameKey Importer.otherNames',
      }),
    ]);
  }
});
