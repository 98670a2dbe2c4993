import type { DisposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import { disposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AURORA, CASCADE_NUMBER, entryFile, entryNumber, entryRow, idOf } from '../cast.ts';
import { definition } from '../subgraph.ts';

let entries: DisposableSubgraph;

beforeAll(async () => {
  entries = await disposableSubgraph(definition);
});
beforeEach(async () => {
  await entries.sql`truncate entry, entry_line, entry_day, jurisdiction, quarantine, run cascade`;
});
afterAll(() => entries?.drop());

const FIRST = entryNumber('B7Q', 1);
const SECOND = entryNumber('B7Q', 2);

/** Entries by number with the numbers of their lines. */
async function stored() {
  const rows = await entries.sql<{ number: string; month: string; agencies: string[]; lines: number[] }[]>`
    select entry.number, entry.tableoid::regclass::text as month, entry.agencies,
      array_agg(entry_line.number order by entry_line.number) as lines
    from entry
    join entry_line on entry_line.filed_on = entry.filed_on and entry_line.entry_id = entry.id
    group by entry.number, entry.tableoid, entry.agencies
    order by entry.number`;
  return rows.map((row) => ({ ...row }));
}

async function quarantined() {
  const rows = await entries.sql<{ line: number; field: string; expected: string; got: string }[]>`
    select line, field, expected, got from quarantine order by line`;
  return rows.map((row) => ({ ...row }));
}

async function brings(rows: readonly Readonly<Record<string, string>>[]) {
  const { read, accepted, rejected } = await entries.feed('entries', entryFile(rows));
  return { read, accepted, rejected };
}

describe('what an entries file becomes', () => {
  test('an entry goes with its lines into the partition of its month', async () => {
    const counts = await brings([
      entryRow(FIRST),
      entryRow(FIRST, { line: '2', agencies: 'CPS;FDA' }),
      entryRow(SECOND, { filed_on: '2024-02-29', agencies: '' }),
    ]);
    expect(counts).toEqual({ read: 3, accepted: 3, rejected: 0 });
    expect(await stored()).toEqual([
      { number: FIRST, month: 'entry_2026_03', agencies: ['CPS', 'FDA'], lines: [1, 2] },
      { number: SECOND, month: 'entry_2024_02', agencies: [], lines: [1] },
    ]);
  });

  test('a day before 2000 lies in the default partition', async () => {
    await brings([entryRow(FIRST, { filed_on: '1999-12-31' })]);
    expect((await stored())[0]?.month).toBe('entry_other_months');
  });

  test('twice is once, and the same rows in another file write nothing', async () => {
    const rows = [entryRow(FIRST), entryRow(FIRST, { line: '2' })];
    await brings(rows);
    const written = () =>
      entries.sql`select xmin::text, run_id from entry union all select xmin::text, run_id from entry_line`;
    const before = await written();
    await entries.feed('entries', entryFile(rows));
    await entries.feed('entries', [...entryFile(rows), '']);
    expect(await written()).toEqual(before);
  });

  test('5 USC 552a(c)(4): what of an entry is restated otherwise is told as a correction, what was paid is not', async () => {
    const told = async () => (await entries.published('correction')).length;
    const before = await told();
    await brings([entryRow(FIRST), entryRow(SECOND)]);
    await brings([entryRow(FIRST, { duties_paid_usd: '1.00' }), entryRow(SECOND, { agencies: 'FDA;EPA' })]);
    expect(await told()).toBe(before);
    await brings([
      entryRow(FIRST, { duties_owed_usd: '77.00', importer_number: CASCADE_NUMBER, filed_on: '2026-04-01' }),
      entryRow(SECOND),
    ]);
    expect((await entries.published('correction')).slice(before)).toEqual([
      {
        record: idOf('ent', FIRST),
        coordinates: ['Entry.importer', 'Entry.dutiesOwed'],
        correctedAt: expect.any(String),
      },
    ]);
    expect(await entries.sql`select from correction`).toHaveLength(0);
  });

  test('5 USC 552a(c)(4): a line restated or gone is a correction to those who read it, once an entry', async () => {
    await brings([
      entryRow(FIRST, { agencies: 'FDA' }),
      entryRow(FIRST, { line: '2', agencies: 'CPS' }),
      entryRow(FIRST, { line: '3', agencies: 'EPA' }),
      entryRow(SECOND),
    ]);
    const before = (await entries.published('correction')).length;
    await brings([
      entryRow(FIRST, { agencies: 'FDA', line_value_usd: '101.00', hts: '6912003510' }),
      entryRow(FIRST, { line: '2', agencies: 'CPS' }),
      entryRow(FIRST, { line: '4', agencies: 'FSI' }),
      entryRow(SECOND, { line_duty_usd: '0.01' }),
    ]);
    const said = { correctedAt: expect.any(String) };
    expect((await entries.published('correction')).slice(before)).toEqual(
      expect.arrayContaining([
        {
          ...said,
          record: idOf('ent', FIRST),
          coordinates: ['Entry.lines'],
          readers: ['EPA', 'FDA', 'OTHERS'],
        },
        { ...said, record: idOf('lin', `${idOf('ent', FIRST)}/1`), coordinates: ['EntryLine.value'] },
        { ...said, record: idOf('lin', `${idOf('ent', SECOND)}/1`), coordinates: ['EntryLine.duty'] },
      ]),
    );
    expect(await entries.published('correction')).toHaveLength(before + 3);
  });

  test('a restated entry has the lines it lists and no others, on the day it names', async () => {
    await brings([entryRow(FIRST), entryRow(FIRST, { line: '2' }), entryRow(SECOND)]);
    await brings([
      entryRow(FIRST, { line: '1', agencies: '', filed_on: '2026-04-01' }),
      entryRow(SECOND, { line: '3', agencies: 'EPA' }),
    ]);
    expect(await stored()).toEqual([
      { number: FIRST, month: 'entry_2026_04', agencies: [], lines: [1] },
      { number: SECOND, month: 'entry_2026_03', agencies: ['EPA'], lines: [3] },
    ]);
    const days = await entries.sql`select id, filed_on::text from entry_day order by filed_on`;
    expect(days.map((row) => row.filed_on)).toEqual(['2026-03-10', '2026-04-01']);
  });

  test('of two statements of one entry in one file the later one counts', async () => {
    await brings([
      entryRow(FIRST),
      entryRow(FIRST, { line: '2' }),
      entryRow(SECOND),
      entryRow(FIRST, { port: '1401', line: '3' }),
    ]);
    expect((await stored()).map(({ number, lines }) => [number, lines])).toEqual([
      [FIRST, [3]],
      [SECOND, [1]],
    ]);
    expect(await entries.sql`select port from entry where number = ${FIRST}`).toMatchObject([
      { port: '1401' },
    ]);
  });
});

describe('what is not taken', () => {
  test.each([
    ['a bad check digit', { entry_number: 'B7Q-0000001-0' }, 'entry_number'],
    ['an unknown entry type', { entry_type: '99' }, 'entry_type'],
    ['an unknown environment', { environment: 'DRONE' }, 'environment'],
    ['a malformed importer number', { importer_number: '123456789' }, 'importer_number'],
    ['a malformed port', { port: '27' }, 'port'],
    ['a day the calendar has not', { filed_on: '2026-02-30' }, 'filed_on'],
    ['a malformed tariff number', { hts: '69' }, 'hts'],
    ['a country that is none', { origin: 'UK' }, 'origin'],
    ['an agency that is none', { agencies: 'FDA;CPSC' }, 'agencies'],
    ['a negative value', { line_value_usd: '-1.00' }, 'line_value_usd'],
    ['a line number of four digits', { line: '1000' }, 'line'],
    ['a line number that comes twice', { line: '1' }, 'line'],
  ] as const)('%s', async (_case, over, field) => {
    const counts = await brings([
      entryRow(FIRST),
      entryRow(SECOND),
      entryRow(SECOND, { line: '2', ...over }),
    ]);
    const isHeader = Object.keys(over).some((column) => column !== 'entry_number' && column in HEADER);
    expect(counts).toEqual({ read: 3, accepted: isHeader ? 1 : 2, rejected: isHeader ? 2 : 1 });
    expect((await quarantined()).at(-1)?.field).toBe(field);
  });

  const HEADER = { entry_type: 1, environment: 1, importer_number: 1, port: 1, filed_on: 1 };

  test('type 86 from 29 August 2025, with the reason', async () => {
    await brings([
      entryRow(FIRST, { entry_type: '86', filed_on: '2025-08-28' }),
      entryRow(SECOND, { entry_type: '86', filed_on: '2025-08-29' }),
    ]);
    expect(await quarantined()).toEqual([
      {
        line: 3,
        field: 'entry_type',
        expected: 'a type that could be filed on 2025-08-29; 86 is not accepted from 2025-08-29 on',
        got: '"86"',
      },
    ]);
  });

  test('an entry whose rows disagree, row by row, without quoting them', async () => {
    const counts = await brings([
      entryRow(FIRST),
      entryRow(FIRST, { line: '2', importer_number: CASCADE_NUMBER }),
      entryRow(SECOND),
    ]);
    expect(counts).toEqual({ read: 3, accepted: 1, rejected: 2 });
    const told = {
      field: 'importer_number',
      expected: 'the same on every row of one record',
      got: 'different values',
    };
    expect(await quarantined()).toEqual([
      { line: 2, ...told },
      { line: 3, ...told },
    ]);
  });

  test('a bad first line leaves the entry and its other lines', async () => {
    await brings([entryRow(FIRST, { hts: '' }), entryRow(FIRST, { line: '2' })]);
    expect((await stored()).map(({ lines }) => lines)).toEqual([[2]]);
  });

  test('an importer number is in no reason', async () => {
    await brings([entryRow(FIRST, { importer_number: '000-12-3456-7' })]);
    expect(JSON.stringify(await quarantined())).not.toContain('3456');
  });
});

describe('jurisdiction', () => {
  test('is published with the entries, and again only where it widens', async () => {
    const already = (await entries.published('jurisdiction')).length;
    await brings([
      entryRow(FIRST, { agencies: 'CPS;FDA' }),
      entryRow(SECOND, { filed_on: '2026-02-01', agencies: 'FDA' }),
    ]);
    const published = async () => (await entries.published('jurisdiction')).slice(already);
    expect(await published()).toEqual([
      { importerId: AURORA, agency: 'CPS', firstOn: '2026-03-10', lastOn: '2026-03-10' },
      { importerId: AURORA, agency: 'FDA', firstOn: '2026-02-01', lastOn: '2026-03-10' },
    ]);
    await brings([
      entryRow(SECOND, { filed_on: '2026-02-02', agencies: 'FDA' }),
      entryRow(FIRST, { filed_on: '2026-03-11', agencies: 'CPS' }),
    ]);
    expect((await published()).slice(2)).toEqual([
      { importerId: AURORA, agency: 'CPS', firstOn: '2026-03-10', lastOn: '2026-03-11' },
    ]);
  });
});

/** Text at its places, from 1. */
function record(places: Readonly<Record<number, string>>): string {
  const line = Array.from({ length: 80 }, () => ' ');
  for (const [from, text] of Object.entries(places)) {
    [...text].forEach((character, at) => {
      line[Number(from) - 1 + at] = character;
    });
  }
  return line.join('');
}

function ae(action: string, number: string, mode = '11'): string {
  const [filer = '', serial = '', check = ''] = number.split('-');
  return record({ 1: `10${action}${filer}`, 9: serial + check, 18: '2704', 34: '01', 36: mode });
}
const ior = record({ 1: '11', 3: '07-000000100' });
const origin = record({ 1: '40', 9: 'CN' });
const tariff = record({
  1: '50',
  3: '6911103710',
  14: '0000000625',
  25: '0000000100',
  36: '000000000012',
  48: 'NO',
});

describe('an AE file', () => {
  test('becomes entries of the day it was received, with what AE lacks absent', async () => {
    const counts = await entries.feed('entries', [
      ae('A', FIRST),
      ior,
      origin,
      tariff,
      tariff,
      origin,
      tariff,
    ]);
    expect(counts).toMatchObject({ read: 2, accepted: 2, rejected: 0 });
    const [entry] = await entries.sql`
      select id, environment, importer_id, entered_value_cents, duties_owed_cents, duties_paid_cents, released_on,
        filed_on = (select received_at::date from run where run.run_id = entry.run_id) as as_received
      from entry`;
    expect(entry).toEqual({
      id: idOf('ent', FIRST),
      environment: 'CARGO',
      importer_id: AURORA,
      entered_value_cents: 30_000,
      duties_owed_cents: 1_875,
      duties_paid_cents: null,
      released_on: null,
      as_received: true,
    });
    const lines = await entries.sql`
      select number, hts, value_cents, duty_cents, quantity, unit, description, agencies from entry_line order by number`;
    expect(lines.map((line) => ({ ...line }))).toEqual([
      {
        number: 1,
        hts: '6911103710',
        value_cents: 20_000,
        duty_cents: 1_250,
        quantity: 12,
        unit: 'NO',
        description: null,
        agencies: [],
      },
      {
        number: 2,
        hts: '6911103710',
        value_cents: 10_000,
        duty_cents: 625,
        quantity: 12,
        unit: 'NO',
        description: null,
        agencies: [],
      },
    ]);
  });

  test('restates an entry on the day it already has, and deletes one', async () => {
    await brings([entryRow(FIRST), entryRow(SECOND)]);
    await entries.feed('entries', [ae('R', FIRST, '50'), ior, origin, tariff, ae('D', SECOND)]);
    const rows = await entries.sql`select number, filed_on::text, environment from entry`;
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { number: FIRST, filed_on: '2026-03-10', environment: 'MAIL' },
    ]);
    expect(await entries.sql`select from entry_day`).toHaveLength(1);
    expect(await entries.sql`select from entry_line`).toHaveLength(1);
  });

  test('a record out of place, an entry without lines and odd digits are told', async () => {
    const odd = record({ 1: '50', 3: '6911103710', 14: '00000x0625', 25: '0000000100' });
    const counts = await entries.feed('entries', [
      ae('A', FIRST),
      ior,
      tariff,
      ae('A', SECOND),
      ior,
      origin,
      odd,
    ]);
    expect(counts).toMatchObject({ accepted: 0, rejected: 3 });
    expect((await quarantined()).map(({ line, field }) => [line, field])).toEqual([
      [1, 'row'],
      [3, 'row'],
      [6, 'duties_owed_usd'],
    ]);
  });
});
