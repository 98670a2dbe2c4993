import { nextQuarter, type Quarter, quarterDays } from '@good-standing/kernel/calendar/quarter.ts';
import type { DisposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  bazaar,
  beacon,
  cascade,
  cbp,
  entriesWithCast,
  fda,
  lumen,
  nobody,
  seizureFile,
  seizureRow,
} from '../cast.ts';
import type { SeizureGrouping } from '../schema.generated.ts';
import { derivable, type Equation } from './attack-under-test.ts';
import { GROUNDS_IN_ORDER, GROUPING_NAMES } from './groupings.ts';
import { smallestCell } from './parameters.ts';

const FIRST = '2023-Q4' as Quarter;
const LAST = '2026-Q3' as Quarter;
const QUARTERS: readonly Quarter[] = [...upTo(FIRST, LAST)];

function* upTo(first: Quarter, last: Quarter): Generator<Quarter> {
  for (let quarter = first; quarter <= last; quarter = nextQuarter(quarter)) yield quarter;
}

const ENVIRONMENTS = ['MAIL', 'MAIL', 'MAIL', 'EXPRESS', 'CARGO'];
const COUNTRIES = ['CN', 'CN', 'CN', 'CN', 'VN', 'VN', 'IN', 'QM', 'QN', 'QO'];
const PORTS = ['2704', '2704', '2704', '4601', '4601', '3001', '1001', '5301', '2809'];
const UNTIL_MOST = [3, 12, 25, 60, 140, 300];

/** The same every time: a linear congruential generator (Numerical Recipes). */
function drawing(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}

/** A skewed draw: the first ones often, the last ones hardly ever. */
function skewed(draw: (most: number) => number, list: readonly string[]): string {
  return list[Math.min(draw(list.length), draw(list.length))] ?? '';
}

/** Seizures of quarters from almost empty to full, some on two grounds, some of two lines. */
function inventedSeizures() {
  const draw = drawing(20_260_930);
  let nth = 0;
  return QUARTERS.flatMap((quarter, place) => {
    const count = draw(UNTIL_MOST[place % UNTIL_MOST.length] ?? 3);
    return Array.from({ length: count }, () => {
      nth += 1;
      const seized = quarterDays(quarter).start.add({ days: draw(88) });
      const ground = skewed(draw, GROUNDS_IN_ORDER);
      const row = seizureRow(`2026-STA-${String(nth).padStart(6, '0')}-01`, {
        entry_number: '',
        importer_number: '',
        recordation: '',
        presented_on: seized.subtract({ days: 5 }).toString(),
        detained_on: seized.subtract({ days: 3 }).toString(),
        detention_notice_on: seized.subtract({ days: 2 }).toString(),
        seized_on: seized.toString(),
        forfeited_on: draw(3) === 0 ? '' : seized.add({ days: 10 }).toString(),
        environment: skewed(draw, ENVIRONMENTS),
        origin: draw(20) === 0 ? '' : skewed(draw, COUNTRIES),
        port: skewed(draw, PORTS),
        grounds: draw(6) === 0 ? `OTHER;${ground}` : ground,
      });
      return draw(7) === 0 ? [row, { ...row, line: '2' }] : [row];
    }).flat();
  });
}

const ACCOUNTS = [
  'quarter,environment,kind,item,authority,amount_usd',
  ...QUARTERS.slice(-4).flatMap((quarter) => [
    `${quarter},EXPRESS,FEE,Invented airway bill fee,19 USC 58c(b)(9),600.00`,
    ...['PROCESSING', 'INSPECTION', 'COLLECTION'].map(
      (kind) => `${quarter},EXPRESS,${kind},All,Invented,300.00`,
    ),
  ]),
];
const TARGETS = [
  'measure,year,target_percent,baseline_year,basis,decided_on',
  'FEES_OF_COSTS,2026,60,2025,Invented,2025-09-01',
  'MAIL_AND_EXPRESS,2026,99.9,2024,Invented,2025-09-01',
  'MAIL_AND_EXPRESS,2026,101,2027,Invented,2025-09-01',
];

let entries: DisposableSubgraph;

beforeAll(async () => {
  entries = await entriesWithCast({
    seizures: seizureFile(inventedSeizures()),
    'parcel-accounts': ACCOUNTS,
    'performance-targets': TARGETS,
  });
});
afterAll(() => entries?.drop());

interface Statistics {
  readonly from: string;
  readonly to: string;
  readonly total: { readonly seizures: number; readonly lines: number } | null;
  readonly rows: readonly {
    readonly value: string;
    readonly count: { seizures: number; lines: number } | null;
  }[];
}

const TAKE = `mutation ($input: StatisticsSnapshotInput!) { takeStatisticsSnapshot(input: $input) { id through digest smallestCell } }`;
const take = (through: string, viewer: Viewer = cbp) =>
  entries.ask({ viewer, document: TAKE, variables: { input: { through, note: 'As invented' } } });
const idIn = (answer: { readonly data?: unknown }) =>
  (answer.data as { takeStatisticsSnapshot: { id: string } | null }).takeStatisticsSnapshot?.id ?? '';

const STATISTICS = `query ($groupBy: SeizureGrouping!, $from: Date!, $to: Date!, $snapshot: ID) {
  seizureStatistics(groupBy: $groupBy, from: $from, to: $to, snapshot: $snapshot) {
    snapshot { id digest } groupBy from to total { seizures lines } rows { value count { seizures lines } } } }`;
async function statistics(
  groupBy: SeizureGrouping,
  first: Quarter,
  last: Quarter,
  { snapshot = null, viewer = nobody }: { snapshot?: string | null; viewer?: Viewer } = {},
) {
  const days = { from: quarterDays(first).start.toString(), to: quarterDays(last).end.toString() };
  const answer = await entries.ask({
    viewer,
    document: STATISTICS,
    variables: { groupBy, ...days, snapshot },
  });
  return { ...answer, counted: (answer.data as { seizureStatistics: Statistics | null }).seizureStatistics };
}

const messageOf = (answer: { readonly errors?: readonly { readonly message: string }[] | undefined }) =>
  answer.errors?.[0]?.message ?? null;

describe('a snapshot', () => {
  test('where there is none nothing is told', async () => {
    expect((await statistics('GROUND', LAST, LAST)).data).toEqual({ seizureStatistics: null });
    const { data } = await entries.ask({
      viewer: nobody,
      document: `{ statisticsSnapshots { nodes { id } } enforcementTransparencyReport(year: 2026) { year }
        feeSufficiency(period: "FY2026") { period } performanceMeasures(year: 2026) { year } }`,
    });
    expect(data).toEqual({
      statisticsSnapshots: { nodes: [] },
      enforcementTransparencyReport: null,
      feeSufficiency: null,
      performanceMeasures: null,
    });
  });

  test('is taken by CBP alone, and of quarters that are over for a while', async () => {
    for (const viewer of [nobody, fda, beacon, cascade, lumen, bazaar]) {
      expect((await take('2026-Q2', viewer)).data?.takeStatisticsSnapshot ?? null).toBeNull();
    }
    expect(messageOf(await take('2026-Q4'))).toBe('through: 2026-Q4 is counted from 2027-01-30 on');
    expect(messageOf(await take('soon'))).toContain('through: expected YYYY-QN');
  });

  test('counts each quarter once; reached already it changes nothing; there is no way back', async () => {
    const taken = await take('2026-Q2');
    expect(taken.data).toEqual({
      takeStatisticsSnapshot: {
        id: expect.stringMatching(/^sts_/),
        through: '2026-Q2',
        digest: expect.stringMatching(/^[0-9a-f]{64}$/),
        smallestCell: smallestCell.value,
      },
    });
    expect((await take('2026-Q2')).data).toEqual(taken.data);
    expect(messageOf(await take('2026-Q1'))).toBe(
      'through: expected a quarter after 2026-Q2, which is counted',
    );
    await expect(entries.sql`update counted_cell set is_published = true`).rejects.toThrow('are kept');
  });
});

describe('EO 14411 § 6: statistics of seizures', () => {
  test('each seizure is in one row of each grouping, whatever its grounds and lines', async () => {
    for (const grouping of GROUPING_NAMES) {
      const [sums] = await entries.sql`
        select sum(seizures)::int as seizures, sum(lines)::int as lines from counted_cell where grouping = ${grouping}`;
      const [all] = await entries.sql`
        select count(*)::int as seizures,
          sum((select count(*) from seizure_line where seizure_id = seizure.id))::int as lines
        from seizure where seized_on <= '2026-06-30'`;
      expect(sums).toEqual(all);
    }
    const [twice] = await entries.sql`
      select count(*)::int as seizures from seizure where cardinality(grounds) > 1 and seized_on <= '2026-06-30'`;
    expect(twice?.seizures).toBeGreaterThan(0);
  });

  test('are of whole quarters', async () => {
    const ask = (from: string, to: string) =>
      entries.ask({ viewer: nobody, document: STATISTICS, variables: { groupBy: 'PORT', from, to } });
    expect(messageOf(await ask('2026-01-02', '2026-03-31'))).toBe(
      'from: expected the first day of a quarter, such as 2026-01-01, got 2026-01-02',
    );
    expect(messageOf(await ask('2026-01-01', '2026-03-30'))).toBe(
      'to: expected the last day of a quarter, such as 2026-03-31, got 2026-03-30',
    );
    expect(messageOf(await ask('2026-04-01', '2026-03-31'))).toBe('to: expected a day after from');
    expect(messageOf(await ask('2000-01-01', '2026-03-31'))).toBe('to: expected at most 80 quarters');
    expect((await ask('2026-04-01', '2026-09-30')).data).toEqual({ seizureStatistics: null });
  });

  test('are in one statement and one of the snapshot, recorded for nobody, the same to everybody', async () => {
    const { statements, disclosed, data } = await statistics('PORT', FIRST, '2026-Q2' as Quarter);
    expect([statements.length, disclosed]).toEqual([2, []]);
    for (const viewer of [cbp, fda, cascade]) {
      expect((await statistics('PORT', FIRST, '2026-Q2' as Quarter, { viewer })).data).toEqual(data);
    }
  });

  test('asked again from the same snapshot they are the same bytes, whatever was brought and counted since', async () => {
    const snapshot = idIn(await take('2026-Q2'));
    const ask = () =>
      Promise.all(
        GROUPING_NAMES.map(async (grouping) =>
          JSON.stringify((await statistics(grouping, FIRST, '2026-Q2' as Quarter, { snapshot })).data),
        ),
      );
    const before = await ask();
    const late = Array.from({ length: 40 }, (_, nth) =>
      seizureRow(`2026-LAT-${String(nth).padStart(6, '0')}-01`, {
        entry_number: '',
        presented_on: '2026-05-01',
        seized_on: '2026-05-02',
        port: '9999',
      }),
    );
    await entries.feed('seizures', seizureFile(late));
    const later = await take('2026-Q3');
    expect(idIn(later)).not.toBe(snapshot);
    expect(await ask()).toEqual(before);
    const latest = await statistics('PORT', FIRST, '2026-Q2' as Quarter);
    expect(JSON.stringify(latest.counted?.rows)).toContain('2704');
    expect(JSON.stringify(latest.counted?.rows)).not.toContain('9999');
  });
});

/** Every table that anyone can ask for: each grouping over each span of quarters. */
async function everyTable(
  grouping: SeizureGrouping,
): Promise<readonly { span: readonly Quarter[]; counted: Statistics }[]> {
  const tables = [];
  for (const [nth, first] of QUARTERS.entries()) {
    for (const last of QUARTERS.slice(nth)) {
      const { counted } = await statistics(grouping, first, last);
      if (counted !== null) tables.push({ span: [...upTo(first, last)], counted });
    }
  }
  return tables;
}

const nameOf = (quarter: string, value: string) => `${quarter} ${value}`;

/** All that an attacker knows, who knows besides which cells there are. */
function knownFrom(
  tables: Awaited<ReturnType<typeof everyTable>>,
  cells: readonly { quarter: string; value: string }[],
  measure: 'seizures' | 'lines',
): readonly Equation[] {
  return tables.flatMap(({ span, counted }) => {
    const within = cells.filter(({ quarter }) => span.some((each) => each === quarter));
    const total = counted.total?.[measure];
    return [
      ...(total === undefined
        ? []
        : [{ cells: within.map(({ quarter, value }) => nameOf(quarter, value)), sum: total }]),
      ...counted.rows.flatMap(({ value, count }) =>
        count === null
          ? []
          : [
              {
                cells: within
                  .filter((cell) => cell.value === value)
                  .map((cell) => nameOf(cell.quarter, value)),
                sum: count[measure],
              },
            ],
      ),
    ];
  });
}

describe.each(GROUPING_NAMES)('who reads every table of %s', (grouping) => {
  let tables: Awaited<ReturnType<typeof everyTable>>;
  let truth: readonly {
    quarter: string;
    value: string;
    seizures: number;
    lines: number;
    is_published: boolean;
  }[];

  beforeAll(async () => {
    tables = await everyTable(grouping);
    truth = await entries.sql`
      select quarter, value, seizures::int, lines::int, is_published from counted_cell where grouping = ${grouping}`;
  });

  test('finds no count below the smallest cell in any', () => {
    const small = tables
      .flatMap(({ counted }) => [counted.total, ...counted.rows.map(({ count }) => count)])
      .filter((count) => count !== null && count.seizures > 0 && count.seizures < smallestCell.value);
    expect(small).toEqual([]);
    expect(truth.filter(({ seizures }) => seizures < smallestCell.value).length).toBeGreaterThan(5);
  });

  test.each(['seizures', 'lines'] as const)(
    'derives no cell of %s that is hidden, by any sums and differences',
    (measure) => {
      const known = derivable(knownFrom(tables, truth, measure));
      const hidden = truth.filter((cell) => !cell.is_published);
      expect(hidden.length).toBeGreaterThan(5);
      expect(hidden.filter(({ quarter, value }) => known.has(nameOf(quarter, value)))).toEqual([]);
      const published = truth.filter((cell) => cell.is_published);
      expect(published.filter(({ quarter, value }) => !known.has(nameOf(quarter, value)))).toEqual([]);
    },
  );

  test('would derive some if the small ones alone were hidden: the attack is one', () => {
    const naive = QUARTERS.flatMap((quarter): readonly Equation[] => {
      const column = truth.filter((cell) => cell.quarter === quarter);
      const whole = { cells: column.map(({ value }) => nameOf(quarter, value)), sum: 0 };
      return [
        { ...whole, sum: column.reduce((sum, { seizures }) => sum + seizures, 0) },
        ...column
          .filter(({ seizures }) => seizures >= smallestCell.value)
          .map(({ value, seizures }) => ({ cells: [nameOf(quarter, value)], sum: seizures })),
      ];
    });
    const known = derivable(naive.filter(({ cells }) => cells.length > 0));
    const small = truth.filter(({ seizures }) => seizures < smallestCell.value);
    const found = small.filter(
      ({ quarter, value, seizures }) => known.get(nameOf(quarter, value)) === seizures,
    );
    expect(found.length).toBeGreaterThan(0);
  });
});

describe('the reports of a fiscal year', () => {
  const REPORT = `query ($snapshot: ID) { enforcementTransparencyReport(year: 2026, snapshot: $snapshot) {
    year from to quarters isComplete byGround { total { seizures lines } rows { value } }
    byEnvironment { total { seizures } } byOutcome { total { seizures } rows { value count { seizures } } }
    byCountry { total { seizures } } penaltiesClosed { cases assessed lossOfRevenue mitigated paid }
    clocksKeptPercent published withdrawn } }`;
  const report = async (snapshot: string | null = null) => {
    const { data, disclosed } = await entries.ask({
      viewer: nobody,
      document: REPORT,
      variables: { snapshot },
    });
    return {
      disclosed,
      report: (data as { enforcementTransparencyReport: object | null }).enforcementTransparencyReport,
    };
  };

  test('EO 14411 § 6: October through September, of the quarters that are counted', async () => {
    const { report: told, disclosed } = await report();
    expect(told).toMatchObject({
      year: 2026,
      from: '2025-10-01',
      to: '2026-09-30',
      quarters: ['2025-Q4', '2026-Q1', '2026-Q2', '2026-Q3'],
      isComplete: true,
      penaltiesClosed: { cases: 0, assessed: '0.00' },
      published: 0,
    });
    expect(disclosed).toEqual([]);
    const first = idIn(await take('2026-Q2'));
    expect((await report(first)).report).toMatchObject({
      quarters: ['2025-Q4', '2026-Q1', '2026-Q2'],
      isComplete: false,
    });
    expect((await report('sts_of_none')).report).toBeNull();
  });

  test('EO 13904 § 7: fees against costs, of a quarter and of a year', async () => {
    const { data } = await entries.ask({
      viewer: nobody,
      document: `{ year: feeSufficiency(period: "fy2026") { period from to
          total { feesCollected processingCost inspectionCost collectionCost ratioPercent isSufficient shortfall adjustmentPercent }
          byEnvironment { environment account { feesCollected } } fees { environment name authority amount } }
        quarter: feeSufficiency(period: "2026-Q3") { from to total { feesCollected } }
        before: feeSufficiency(period: "FY2022") { period } }`,
    });
    expect(data).toEqual({
      year: {
        period: 'FY2026',
        from: '2025-10-01',
        to: '2026-09-30',
        total: {
          feesCollected: '2400.00',
          processingCost: '1200.00',
          inspectionCost: '1200.00',
          collectionCost: '1200.00',
          ratioPercent: 66.7,
          isSufficient: false,
          shortfall: '1200.00',
          adjustmentPercent: 50,
        },
        byEnvironment: [{ environment: 'EXPRESS', account: { feesCollected: '2400.00' } }],
        fees: [
          {
            environment: 'EXPRESS',
            name: 'Invented airway bill fee',
            authority: '19 USC 58c(b)(9)',
            amount: '2400.00',
          },
        ],
      },
      quarter: { from: '2026-07-01', to: '2026-09-30', total: { feesCollected: '600.00' } },
      before: null,
    });
  });

  test('Strategy, Measuring Success: baseline, target and what was reached', async () => {
    const { data } = await entries.ask({
      viewer: nobody,
      document: `{ performanceMeasures(year: 2026) { year quarters measures {
        measure baselineYear baseline target targetBasis actual isMet } } }`,
    });
    const { measures } = (data as { performanceMeasures: { measures: { measure: string }[] } })
      .performanceMeasures;
    expect(measures.map(({ measure }) => measure)).toHaveLength(5);
    expect(measures.find(({ measure }) => measure === 'FEES_OF_COSTS')).toEqual({
      measure: 'FEES_OF_COSTS',
      baselineYear: 2025,
      baseline: null,
      target: 60,
      targetBasis: 'Invented',
      actual: 66.7,
      isMet: true,
    });
    expect(measures.find(({ measure }) => measure === 'REPEATS_PUBLISHED')).toMatchObject({
      baselineYear: null,
      target: null,
      actual: null,
      isMet: null,
    });
  });

  test('a target measured against a later year is not taken', async () => {
    const [row] =
      await entries.sql`select count(*)::int as rejected from quarantine where field = 'baseline_year'`;
    expect(row?.rejected).toBe(1);
  });
});
