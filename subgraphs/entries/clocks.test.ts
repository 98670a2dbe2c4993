import type { DisposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  CASE,
  cascade,
  cbp,
  cpsc,
  entriesWithCast,
  FILES,
  fda,
  idOf,
  lumen,
  meridian,
  seizureFile,
  seizureRow,
} from './cast.ts';
import { disclosedOf, withheldOf } from './told.ts';

const DETAINED = { detained_on: '2026-11-04', detention_notice_on: '2026-11-05' };
const SEIZED = { ...DETAINED, seized_on: '2026-11-10', seizure_notice_on: '2026-11-12' };
const TOLD = '2026-INV-000020-01';
const DEVICE = '2026-INV-000021-01';
const UNTOLD_DEVICE = '2026-INV-000022-01';

let entries: DisposableSubgraph;

beforeAll(async () => {
  entries = await entriesWithCast({
    ...FILES,
    'dmca-persons': ['recordation,list,from_on,until_on', 'COP 07-00002,INJURED,2025-01-01,'],
  });
  const device = { ...SEIZED, grounds: 'DMCA', basis: 'DMCA' };
  await entries.feed(
    'seizures',
    seizureFile([
      seizureRow(TOLD, {
        ...SEIZED,
        limited_disclosed_on: '2026-11-05',
        comprehensive_disclosed_on: '2026-11-20',
      }),
      seizureRow(TOLD, { ...SEIZED, line: '2', limited_disclosed_on: '2026-11-09' }),
      seizureRow(DEVICE, { ...device, recordation: 'COP 07-00002' }),
      seizureRow(UNTOLD_DEVICE, { ...device, recordation: 'COP 07-00009' }),
    ]),
  );
});
afterAll(() => entries?.drop());

const CLOCKS = `query ($id: ID!, $asOf: Date) { seizure(id: $id) {
  clocks(asOf: $asOf) { kind recordation { number } owedBy owedTo from dueOn metOn status authority }
  events(asOf: $asOf) { kind happenedOn } } }`;

interface Told {
  readonly clocks: readonly {
    readonly kind: string;
    readonly recordation: { readonly number: string } | null;
    readonly dueOn: string | null;
    readonly metOn: string | null;
    readonly status: string;
  }[];
  readonly events: readonly { readonly kind: string; readonly happenedOn: string }[];
}

async function ask(viewer: Viewer, caseNumber: string, asOf: string | null = null) {
  const answer = await entries.ask({
    viewer,
    document: CLOCKS,
    variables: { id: idOf('sez', caseNumber), asOf },
  });
  return { answer, told: (answer.data as { seizure: Told }).seizure };
}

/** `KIND STATUS due met` for each clock. */
const written = ({ clocks }: Told) =>
  clocks.map(({ kind, status, dueOn, metOn }) => [kind, status, dueOn ?? '-', metOn ?? '-'].join(' '));

describe('the clocks of a seizure', () => {
  const OF_GOODS = [
    'RELEASE_OR_DETAIN MET 2026-11-09 2026-11-04',
    'DETENTION_NOTICE MET 2026-11-12 2026-11-05',
    'IMPORTER_RESPONSE MET 2026-11-17 2026-11-10',
    'MAXIMUM_DETENTION MET 2026-12-02 2026-11-10',
  ];
  const OF_RIGHT = [
    'LIMITED_INFORMATION MISSED 2026-11-05 -',
    'COMPREHENSIVE_INFORMATION RUNNING 2026-12-28 -',
  ];

  test.each([
    ['CBP all', cbp, [...OF_GOODS, ...OF_RIGHT]],
    ['an agency those of the goods', fda, OF_GOODS],
    ['the importer those of the goods', cascade, OF_GOODS],
    ['the owner of the right what is owed to it', lumen, OF_RIGHT],
  ] as const)('%s', async (_who, viewer, expected) => {
    const { answer, told } = await ask(viewer, CASE.seized);
    expect(written(told)).toEqual(expected);
    expect(disclosedOf(answer).map((line) => line.split(' ')[1])).toEqual([
      'Seizure.clocks',
      'Seizure.events',
    ]);
  });

  test('of two marks each owner is told of its own', async () => {
    for (const [viewer, mark] of [
      [lumen, 'TMK 07-00001'],
      [meridian, 'TMK 07-00003'],
    ] as const) {
      const { told } = await ask(viewer, CASE.ofTwoMarks);
      expect(told.clocks.map(({ recordation }) => recordation?.number)).toEqual([mark, mark]);
    }
    expect((await ask(cbp, CASE.ofTwoMarks)).told.clocks).toHaveLength(8);
  });

  test.each([
    ['2026-11-03', ['LIMITED_INFORMATION NOT_STARTED - -', 'COMPREHENSIVE_INFORMATION NOT_STARTED - -']],
    ['2026-11-05', ['LIMITED_INFORMATION RUNNING 2026-11-05 -', 'COMPREHENSIVE_INFORMATION NOT_STARTED - -']],
    [
      '2026-12-28',
      ['LIMITED_INFORMATION MISSED 2026-11-05 -', 'COMPREHENSIVE_INFORMATION RUNNING 2026-12-28 -'],
    ],
    [
      '2026-12-29',
      ['LIMITED_INFORMATION MISSED 2026-11-05 -', 'COMPREHENSIVE_INFORMATION MISSED 2026-12-28 -'],
    ],
  ])('as of %s', async (asOf, expected) => {
    expect(written((await ask(lumen, CASE.seized, asOf)).told)).toEqual(expected);
  });

  test('lines under one recordation are told of once all are told of', async () => {
    const { told } = await ask(lumen, TOLD);
    expect(written(told)).toEqual([
      'LIMITED_INFORMATION MISSED 2026-11-05 2026-11-09',
      'COMPREHENSIVE_INFORMATION RUNNING 2026-12-28 -',
    ]);
  });

  test('19 CFR 133.47: owed to whom is on the list of injured persons, and to nobody else', async () => {
    const owed = async (viewer: Viewer, caseNumber: string) =>
      (await ask(viewer, caseNumber)).told.clocks.filter(({ recordation }) => recordation !== null);
    expect((await owed(lumen, DEVICE)).map(({ kind }) => kind)).toEqual(['COMPREHENSIVE_INFORMATION']);
    expect(await owed(cbp, DEVICE)).toHaveLength(1);
    expect(await owed(cbp, UNTOLD_DEVICE)).toEqual([]);
  });

  test('held: to nobody but CBP, and not why', async () => {
    for (const viewer of [fda, cascade, lumen]) {
      const { answer } = await ask(viewer, CASE.held);
      expect(withheldOf(answer)).toEqual([
        'Seizure.clocks NOT_AUTHORIZED (1)',
        'Seizure.events NOT_AUTHORIZED (1)',
      ]);
    }
    expect((await ask(cbp, CASE.held)).told.clocks).toHaveLength(6);
  });
});

describe('the life of a seizure as events', () => {
  const LIFE = [
    'PRESENTED 2026-11-02',
    'DETAINED 2026-11-04',
    'NOTICE_OF_DETENTION 2026-11-05',
    'SEIZED 2026-11-10',
    'NOTICE_OF_SEIZURE 2026-11-12',
  ];
  test.each([
    ['the importer', cascade, null, LIFE],
    ['the importer, as of a day', cascade, '2026-11-05', LIFE.slice(0, 3)],
    ['the owner of a right: not the presentation', lumen, null, LIFE.slice(1)],
  ] as const)('%s', async (_who, viewer, asOf, expected) => {
    const { told } = await ask(viewer, CASE.seized, asOf);
    expect(told.events.map(({ kind, happenedOn }) => `${kind} ${happenedOn}`)).toEqual(expected);
  });
});

describe('what CBP owes by a day', () => {
  const DUE = `query ($by: Date, $kind: ClockKind, $first: Int = 25, $after: String) {
    clocksDue(by: $by, kind: $kind, first: $first, after: $after) {
      nodes { id clock { kind owedTo recordation { number } dueOn status } seizure { caseNumber } }
      pageInfo { hasNextPage endCursor } } }`;
  interface Due {
    readonly clock: { readonly kind: string; readonly dueOn: string; readonly status: string };
    readonly seizure: { readonly caseNumber: string };
  }
  interface Page {
    readonly nodes: readonly Due[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  }
  const due = async (variables = {}) => {
    const answer = await entries.ask({ viewer: cbp, document: DUE, variables });
    expect(answer.errors).toBeUndefined();
    return { answer, page: (answer.data as { clocksDue: Page }).clocksDue };
  };

  test('missed before running, each once over all pages, and all that is owed', async () => {
    const all: string[] = [];
    let after: string | null = null;
    do {
      const { page } = await due({ by: '2026-12-31', first: 4, after });
      for (const { clock, seizure } of page.nodes)
        all.push(`${clock.dueOn} ${clock.kind} ${seizure.caseNumber}`);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(all.map((line) => line.slice(0, 10))).toEqual(all.map((line) => line.slice(0, 10)).sort());
    expect(new Set(all).size).toBeGreaterThan(10);
    const owed: string[] = [];
    for (const caseNumber of [...Object.values(CASE), TOLD, DEVICE, UNTOLD_DEVICE]) {
      const { clocks } = (await ask(cbp, caseNumber)).told;
      for (const { kind, metOn, dueOn } of clocks)
        if (kind !== 'IMPORTER_RESPONSE' && metOn === null && dueOn !== null && dueOn <= '2026-12-31')
          owed.push(`${dueOn} ${kind} ${caseNumber}`);
    }
    expect([...all].sort()).toEqual(owed.sort());
  });

  test('of one kind, today where no day is named; one statement for the list whatever its size', async () => {
    const { answer, page } = await due({ kind: 'COMPREHENSIVE_INFORMATION' });
    expect(page.nodes.map(({ clock, seizure }) => [clock.kind, clock.status, seizure.caseNumber])).toEqual(
      [],
    );
    const later = await due({ kind: 'COMPREHENSIVE_INFORMATION', by: '2026-12-28' });
    expect(later.page.nodes.length).toBeGreaterThan(2);
    const lists = (statements: readonly string[]) =>
      statements.filter((text) => text.includes('seizure_clock.due_on <='));
    expect([lists(answer.statements), lists(later.answer.statements)].map(({ length }) => length)).toEqual([
      1, 1,
    ]);
    expect(disclosedOf(later.answer)).toEqual(['CBP Seizure.caseNumber']);
  });

  test('read off the index, in order', async () => {
    const plan = await entries.sql.begin(async (tx) => {
      await tx`set local enable_seqscan = off`;
      return tx`explain select id from seizure_clock
        where met_on is null and kind not in ('IMPORTER_RESPONSE', 'OWNER_CONSENT') and due_on <= '2026-12-31'
          and (due_on, id) > ('2026-11-05', 'clk')
        order by due_on, id limit 25`;
    });
    const text = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(text).toContain('seizure_clock_owed');
    expect(text).not.toContain('Sort');
  });

  test('restated as told of, it is owed no longer', async () => {
    const first = await due({ kind: 'LIMITED_INFORMATION' });
    expect(first.page.nodes.map(({ seizure }) => seizure.caseNumber)).toContain(CASE.detained);
    await entries.feed(
      'seizures',
      seizureFile([seizureRow(CASE.detained, { ...DETAINED, limited_disclosed_on: '2026-11-20' })]),
    );
    const second = await due({ kind: 'LIMITED_INFORMATION' });
    expect(second.page.nodes.map(({ seizure }) => seizure.caseNumber)).not.toContain(CASE.detained);
    expect(written((await ask(lumen, CASE.detained)).told)[0]).toBe(
      'LIMITED_INFORMATION MISSED 2026-11-05 2026-11-20',
    );
  });

  test('nobody but CBP has such a list', async () => {
    for (const viewer of [fda, cpsc, lumen, cascade]) {
      const { data, disclosed } = await entries.ask({ viewer, document: DUE });
      expect([data?.clocksDue ?? null, disclosed]).toEqual([null, []]);
    }
  });
});
