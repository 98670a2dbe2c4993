import { type DisposableSubgraph, disposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CASCADE, idOf, SUPPLEMENTS, seizureFile, seizureRow, UNDOCUMENTED } from '../cast.ts';
import { definition } from '../subgraph.ts';

let entries: DisposableSubgraph;

beforeAll(async () => {
  entries = await disposableSubgraph(definition);
});
beforeEach(async () => {
  await entries.sql`truncate seizure, seizure_line, recordation, quarantine, run cascade`;
});
afterAll(() => entries?.drop());

const FIRST = '2026-INV-000001-01';
const SECOND = '2026-INV-000002-01';

async function brings(rows: readonly Readonly<Record<string, string>>[]) {
  const { read, accepted, rejected } = await entries.feed('seizures', seizureFile(rows));
  return { read, accepted, rejected };
}

async function lines() {
  const rows = await entries.sql<{ caseNumber: string; number: number; eventOn: string }[]>`
    select seizure.case_number as "caseNumber", seizure_line.number, seizure_line.event_on::text as "eventOn"
    from seizure_line
    join seizure on seizure.id = seizure_line.seizure_id
    order by 1, 2`;
  return rows.map(({ caseNumber, number, eventOn }) => [caseNumber, number, eventOn]);
}

describe('what a seizures file becomes', () => {
  test('a seizure with its lines, by ids and without the importer number', async () => {
    expect(await brings([seizureRow(FIRST), seizureRow(FIRST, { line: '2', recordation: '' })])).toEqual({
      read: 2,
      accepted: 2,
      rejected: 0,
    });
    const [seizure] = await entries.sql`select id, entry_id, filer_code, importer_id, images from seizure`;
    expect(seizure).toEqual({
      id: idOf('sez', FIRST),
      entry_id: idOf('ent', SUPPLEMENTS),
      filer_code: 'B7Q',
      importer_id: CASCADE,
      images: ['LABEL|IMG-1', 'PHOTOGRAPH|IMG-2'],
    });
    const held = await entries.sql`select recordation_id from seizure_line order by number`;
    expect(held.map((line) => line.recordation_id)).toEqual([idOf('rec', 'TMK 07-00001'), null]);
  });

  test('a line with what each document says of it, where the file has that', async () => {
    const documents = () =>
      entries.sql`
        select number, description_at_entry as entered, description_at_detention as detained,
          description_at_seizure as seized, quantity_at_entry as "enteredOf",
          quantity_at_detention as "detainedOf", quantity_at_seizure as "seizedOf"
        from seizure_line
        order by number`;
    await brings([seizureRow(FIRST), seizureRow(FIRST, { ...UNDOCUMENTED, line: '2' })]);
    const told = {
      entered: 'PLASTIC GOODS',
      detained: 'SUNGLASSES BEARING A MARK',
      seized: 'COUNTERFEIT SUNGLASSES',
      enteredOf: 500,
      detainedOf: 480,
      seizedOf: 478,
    };
    const none = Object.fromEntries(Object.keys(told).map((name) => [name, null]));
    expect([...(await documents())]).toEqual([
      { number: 1, ...told },
      { number: 2, ...none },
    ]);
    const older = seizureFile([seizureRow(FIRST)]).map((row) => row.split(',').slice(0, -6).join(','));
    await entries.feed('seizures', older);
    expect([...(await documents())]).toEqual([{ number: 1, ...none }]);
  });

  test('the event is the detention, else the seizure, else the presentation', async () => {
    await brings([
      seizureRow(FIRST, { detained_on: '2026-11-04', seized_on: '2026-11-10' }),
      seizureRow(SECOND, { seized_on: '2026-11-10' }),
      seizureRow('2026-INV-000003-01'),
    ]);
    expect((await lines()).map(([, , eventOn]) => eventOn)).toEqual([
      '2026-11-04',
      '2026-11-10',
      '2026-11-02',
    ]);
  });

  test('a restated seizure has the lines it lists and no others; the later statement counts', async () => {
    await brings([seizureRow(FIRST), seizureRow(FIRST, { line: '2' }), seizureRow(SECOND)]);
    await brings([
      seizureRow(FIRST, { line: '3' }),
      seizureRow(SECOND, { line: '5' }),
      seizureRow(FIRST, { line: '4', detained_on: '2026-11-04' }),
    ]);
    expect(await lines()).toEqual([
      [FIRST, 4, '2026-11-04'],
      [SECOND, 5, '2026-11-02'],
    ]);
  });

  test('twice is once', async () => {
    const rows = [seizureRow(FIRST), seizureRow(FIRST, { line: '2' })];
    const written = () =>
      entries.sql`select xmin::text from seizure union all select xmin::text from seizure_line`;
    await brings(rows);
    const before = await written();
    await entries.feed('seizures', [...seizureFile(rows), '']);
    expect(await written()).toEqual(before);
  });
});

describe('what is not taken', () => {
  test.each([
    ['grounds', { grounds: 'COUNTERFEIT' }],
    ['grounds', { grounds: '' }],
    ['presented_on', { presented_on: '' }],
    ['detained_on', { detained_on: '2026-11-01' }],
    ['released_on', { released_on: '2026-11-01' }],
    ['law_enforcement_hold', { law_enforcement_hold: '' }],
    ['images', { images: 'two words|IMG-1' }],
    ['entry_number', { entry_number: 'B7Q-0000001-0' }],
    ['recordation', { recordation: 'PAT 07-00001' }],
    ['gray_market', { gray_market: 'MAYBE' }],
    ['line', { line: '0' }],
  ] as const)('%s: %o', async (field, over) => {
    expect(await brings([seizureRow(FIRST, over), seizureRow(SECOND)])).toEqual({
      read: 2,
      accepted: 1,
      rejected: 1,
    });
    expect(await entries.sql`select field from quarantine`).toMatchObject([{ field }]);
  });

  test('a seizure whose rows disagree, row by row', async () => {
    await brings([seizureRow(FIRST), seizureRow(FIRST, { line: '2', port: '1401' })]);
    const rows = await entries.sql`select field, got from quarantine order by line`;
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { field: 'port', got: 'different values' },
      { field: 'port', got: 'different values' },
    ]);
  });
});

describe('what a recordations file becomes', () => {
  const HEADER = 'number,title,owner_reference,owner_name,basis,effective_on,expires_on,gray_market';
  const MARK =
    'TMK 07-00001,LUMEN (INVENTED MARK),IPRR-07001,LUMEN OPTICS,REGISTERED,2021-01-01,2031-01-01,Y';
  const WORK = 'COP 07-00002,LUMEN CATALOGUE,IPRR-07001,LUMEN OPTICS,REGISTERED,2022-01-01,2042-01-01,N';

  test('what a snapshot no longer lists is withdrawn, and comes back when it is listed', async () => {
    const states = async () => {
      const rows =
        await entries.sql`select number, delisted_on is not null as gone from recordation order by number`;
      return rows.map((row) => [row.number, row.gone]);
    };
    await entries.feed('recordations', [HEADER, MARK, WORK]);
    expect(await entries.feed('recordations', [HEADER, MARK])).toMatchObject({ closed: 1 });
    expect(await states()).toEqual([
      ['COP 07-00002', true],
      ['TMK 07-00001', false],
    ]);
    await entries.feed('recordations', [HEADER, WORK, MARK]);
    expect(await states()).toEqual([
      ['COP 07-00002', false],
      ['TMK 07-00001', false],
    ]);
  });

  test('one that expires before it begins is not taken', async () => {
    const odd = MARK.replace('2031-01-01', '2020-01-01');
    expect(await entries.feed('recordations', [HEADER, odd])).toMatchObject({ accepted: 0, rejected: 1 });
  });
});
