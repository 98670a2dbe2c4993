import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { viewerParams } from '@good-standing/kernel/relation/importer-relation.ts';
import type { DisposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  AURORA,
  AURORA_NUMBER,
  aurora,
  beacon,
  CASCADE,
  CASCADE_NUMBER,
  cascade,
  cbp,
  compass,
  cpsc,
  entriesWithCast,
  entryFile,
  entryNumber,
  entryRow,
  epa,
  fda,
} from './cast.ts';
import { withheldOf } from './told.ts';
import { visibleEntries, visibleEntryLines } from './visibility.ts';

let entries: DisposableSubgraph;

beforeAll(async () => {
  entries = await entriesWithCast({});
});
beforeEach(async () => {
  await entries.sql`truncate entry, entry_line, entry_day, importer_month, importer_month_line, run cascade`;
});
afterAll(() => entries?.drop());

const TODAY = Temporal.PlainDate.from('2026-11-22');
const HISTORY = `query ($of: [_Any!]!, $from: Date!, $to: Date!) {
  _entities(representations: $of) { ... on Importer {
    history(from: $from, to: $to) {
      total { from to entries lines entryTypes { type { code } entries } outcomes { outcome entries }
        countries { country lines } agencies { agency entries lines } }
      months { from to entries lines agencies { agency entries lines } }
    } } } }`;

const ask = (viewer: Viewer, importer: string, span = { from: '2025-12-17', to: '2026-05-02' }) =>
  entries.ask({
    viewer,
    document: HISTORY,
    variables: { of: [{ __typename: 'Importer', id: importer }], ...span },
  });

interface History {
  readonly total: { readonly entries: number; readonly lines: number } & Readonly<Record<string, unknown>>;
  readonly months: readonly { readonly from: string; readonly entries: number; readonly lines: number }[];
}

const historyIn = (data: unknown) =>
  (data as { _entities: { history: History | null }[] })._entities[0]?.history;

const FIRST = entryNumber('B7Q', 1);
const SECOND = entryNumber('C3K', 2);
const THIRD = entryNumber('B7Q', 3);

/** Aurora: one of Beacon's with lines of FDA, FDA and CPSC, and nobody; one of Compass's of CPSC, not released. */
const FILED = [
  entryRow(FIRST),
  entryRow(FIRST, { line: '2', agencies: 'FDA;CPS', origin: 'VN' }),
  entryRow(FIRST, { line: '3', agencies: '', origin: 'VN' }),
  entryRow(SECOND, { filed_on: '2026-05-31', entry_type: '11', agencies: 'CPS', released_on: '' }),
  entryRow(THIRD, { filed_on: '2025-12-01', importer_number: CASCADE_NUMBER }),
];

describe('the history of an importer counts what its viewer may know of', () => {
  test('what is counted over lines only to who may have lines', async () => {
    await entries.feed('entries', entryFile(FILED));
    const rules = new Set([...aurora.rules].filter((rule) => rule !== 'ENTRY_LINES'));
    const answer = await ask({ ...aurora, rules }, AURORA);
    expect(historyIn(answer.data)).toMatchObject({
      total: { entries: 2, lines: null, countries: null, agencies: null },
    });
    expect(withheldOf(answer)).toEqual([
      'HistoryPeriod.agencies AGREEMENT (1)',
      'HistoryPeriod.countries AGREEMENT (1)',
      'HistoryPeriod.lines AGREEMENT (1)',
    ]);
  });

  test('month by month, whole months, by type, outcome, country and agency', async () => {
    await entries.feed('entries', entryFile(FILED));
    const answer = await ask(aurora, AURORA);
    expect(historyIn(answer.data)).toMatchObject({
      total: {
        from: '2025-12-01',
        to: '2026-05-31',
        entries: 2,
        lines: 4,
        entryTypes: [
          { type: { code: '01' }, entries: 1 },
          { type: { code: '11' }, entries: 1 },
        ],
        outcomes: [
          { outcome: 'NOT_RELEASED', entries: 1 },
          { outcome: 'RELEASED', entries: 1 },
        ],
        countries: [
          { country: 'CN', lines: 2 },
          { country: 'VN', lines: 2 },
        ],
        agencies: [
          { agency: 'CPS', entries: 2, lines: 2 },
          { agency: 'FDA', entries: 1, lines: 2 },
        ],
      },
    });
    expect(historyIn(answer.data)?.months.map(({ from, entries }) => [from, entries])).toEqual([
      ['2025-12-01', 0],
      ['2026-01-01', 0],
      ['2026-02-01', 0],
      ['2026-03-01', 1],
      ['2026-04-01', 0],
      ['2026-05-01', 1],
    ]);
    expect(answer.statements.filter((text) => text.includes('importer_month'))).toHaveLength(1);
  });

  test.each([
    ['CBP', cbp, 2, 4],
    ['FDA', fda, 1, 2],
    ['CPSC', cpsc, 2, 2],
    ['Beacon, that filed one of the two', beacon, 1, 3],
  ] as const)('%s: %o %i entries, %i lines', async (_who, viewer, count, lines) => {
    await entries.feed('entries', entryFile(FILED));
    const { data } = await ask(viewer, AURORA);
    expect(historyIn(data)?.total).toMatchObject({ entries: count, lines });
  });

  test('an agency is told of no agency but itself', async () => {
    await entries.feed('entries', entryFile(FILED));
    const { data } = await ask(cpsc, AURORA);
    expect(historyIn(data)?.total.agencies).toEqual([{ agency: 'CPS', entries: 2, lines: 2 }]);
  });

  test.each([
    ['another importer', cascade, AURORA],
    ['an agency with no line of it', epa, AURORA],
    ['a broker that is not its own', compass, AURORA],
    ['a broker that no longer is', beacon, CASCADE],
  ] as const)('%s is told nothing', async (_who, viewer, importer) => {
    await entries.feed('entries', entryFile(FILED));
    const answer = await ask(viewer, importer);
    expect(historyIn(answer.data)).toBeNull();
    expect(withheldOf(answer)).toEqual(['Importer.history RELATION (1)']);
  });

  test.each([
    ['backwards', '2026-05-02', '2026-05-01'],
    ['of 61 months', '2021-05-31', '2026-05-01'],
  ])('%s: refused', async (_case, from, to) => {
    const { errors } = await ask(aurora, AURORA, { from, to });
    expect(errors?.[0]?.message).toBe('to: expected a day not before from, and at most 60 months, both in');
  });
});

describe('kept with the entries themselves', () => {
  test('the same rows in another file write nothing', async () => {
    await entries.feed('entries', entryFile(FILED));
    const written = () =>
      entries.sql`select xmin::text from importer_month union all select xmin::text from importer_month_line`;
    const before = await written();
    await entries.feed('entries', [...entryFile(FILED), '']);
    expect(await written()).toEqual(before);
    expect(before.length).toBeGreaterThan(0);
  });

  const NUMBERS = [1, 2, 3, 4].flatMap((nth) => [entryNumber('B7Q', nth), entryNumber('C3K', nth)]);
  const line = fc.record({
    agencies: fc.constantFrom('', 'FDA', 'CPS', 'FDA;CPS'),
    origin: fc.constantFrom('CN', 'VN', 'QM'),
  });
  const filing = fc.record({
    number: fc.constantFrom(...NUMBERS),
    importer_number: fc.constantFrom(AURORA_NUMBER, AURORA_NUMBER, CASCADE_NUMBER),
    filed_on: fc.constantFrom('2025-12-31', '2026-01-01', '2026-01-31', '2026-02-01', '1999-12-31'),
    released_on: fc.constantFrom('', '2026-03-01'),
    entry_type: fc.constantFrom('01', '11'),
    lines: fc.array(line, { minLength: 1, maxLength: 4 }),
  });
  const files = fc.array(fc.array(filing, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 3 });

  test('over entries restated, moved, handed to another importer, with lines added and removed: equal to a count over the rows', async () => {
    let brought = 0;
    await fc.assert(
      fc
        .asyncProperty(files, async (several) => {
          for (const file of several) {
            brought += 1;
            const rows = file.flatMap(({ number, lines, ...header }) =>
              lines.map((own, nth) => entryRow(number, { ...header, ...own, line: String(nth + 1) })),
            );
            await entries.feed('entries', [...entryFile(rows), ...Array<string>(brought).fill('')]);
          }
          for (const viewer of [cbp, fda, cpsc, aurora, beacon]) {
            for (const span of [
              { from: '2025-12-01', to: '2026-02-28' },
              { from: '2026-01-15', to: '2026-01-15' },
            ]) {
              const told = historyIn((await ask(viewer, AURORA, span)).data);
              const rows = await counted(viewer, span);
              // An agency with no line of the importer is told nothing.
              expect(told === null ? [] : told && flat(told)).toEqual(rows);
            }
          }
        })
        .beforeEach(
          async () =>
            void (await entries.sql`
              truncate entry, entry_line, entry_day, importer_month, importer_month_line, jurisdiction, run cascade`),
        ),
      { numRuns: 12 },
    );
  }, 120_000);

  /** `TYPE 01 3` for each value of the total, in order. */
  function flat({ total }: History): readonly string[] {
    const { entryTypes, outcomes, countries, agencies } = total as unknown as {
      entryTypes: { type: { code: string }; entries: number }[];
      outcomes: { outcome: string; entries: number }[];
      countries: { country: string; lines: number }[];
      agencies: { agency: string; entries: number; lines: number }[];
    };
    return [
      ...entryTypes.map(({ type, entries }) => `TYPE ${type.code} ${entries}`),
      ...outcomes.map(({ outcome, entries }) => `OUTCOME ${outcome} ${entries}`),
      ...countries.map(({ country, lines }) => `COUNTRY ${country} ${lines}`),
      ...agencies.map(({ agency, entries, lines }) => `AGENCY ${agency} ${entries} ${lines}`),
    ].sort();
  }

  /** The same counted over entries and lines, row by row, as this viewer may know of them. */
  async function counted(
    viewer: Viewer,
    { from, to }: { from: string; to: string },
  ): Promise<readonly string[]> {
    const last = Temporal.PlainDate.from(to);
    const rows = await statement<{
      number: string;
      type: string;
      released: boolean;
      origin: string;
      agencies: string[];
    }>(
      entries.sql,
      `select entry.number, entry.entry_type as type, entry.released_on is not null as released,
         entry_line.origin, entry_line.agencies
       from entry
       join entry_line on entry_line.filed_on = entry.filed_on and entry_line.entry_id = entry.id
       where entry.importer_id = :importer and entry.filed_on between :from::date and :to::date
         and ${visibleEntries(viewer)} and ${visibleEntryLines(viewer)}`,
    )({
      ...viewerParams(viewer, TODAY),
      importer: AURORA,
      from: Temporal.PlainDate.from(from).with({ day: 1 }).toString(),
      to: last.with({ day: last.daysInMonth }).toString(),
    });
    const told = (agencies: readonly string[]) =>
      agencies.filter((agency) => viewer.audience !== 'PGA' || agency === viewer.agency);
    const entriesBy = (facet: string, keyOf: (row: (typeof rows)[number]) => string) =>
      [...Map.groupBy(rows, keyOf)].map(
        ([value, of]) => `${facet} ${value} ${new Set(of.map(({ number }) => number)).size}`,
      );
    const flagged = rows.flatMap((row) =>
      told(row.agencies).map((agency) => ({ agency, number: row.number })),
    );
    return [
      ...entriesBy('TYPE', ({ type }) => type),
      ...entriesBy('OUTCOME', ({ released }) => (released ? 'RELEASED' : 'NOT_RELEASED')),
      ...[...Map.groupBy(rows, ({ origin }) => origin)].map(
        ([origin, of]) => `COUNTRY ${origin} ${of.length}`,
      ),
      ...[...Map.groupBy(flagged, ({ agency }) => agency)].map(
        ([agency, of]) => `AGENCY ${agency} ${new Set(of.map(({ number }) => number)).size} ${of.length}`,
      ),
    ].sort();
  }
});
