import type { DisposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  aurora,
  bazaar,
  beacon,
  cascade,
  cbp,
  entriesWithCast,
  fda,
  idOf,
  lumen,
  nobody,
  rowsOf,
  seizureFile,
  seizureRow,
} from '../cast.ts';

const SEIZED = {
  entry_number: '',
  presented_on: '2026-07-01',
  detained_on: '2026-07-02',
  detention_notice_on: '2026-07-03',
  seized_on: '2026-07-10',
  seizure_notice_on: '2026-07-12',
};
const ENDED = { ...SEIZED, forfeited_on: '2026-09-01' };
const EARLIER = {
  ...ENDED,
  presented_on: '2024-01-02',
  detained_on: '2024-01-03',
  detention_notice_on: '2024-01-04',
  seized_on: '2024-01-10',
  seizure_notice_on: '2024-01-11',
  forfeited_on: '2024-06-01',
  imported_on: '2024-01-01',
};
const ALONE = { importer_number: '', exporter_name: '', importer_name: '' };

const CASE = {
  repeat: '2026-PUB-000001-01',
  earlier: '2026-PUB-000002-01',
  drugs: '2026-PUB-000003-01',
  pending: '2026-PUB-000004-01',
  pendingUnnoticed: '2026-PUB-000005-01',
  held: '2026-PUB-000006-01',
  cargo: '2026-PUB-000007-01',
  penaltyOpen: '2026-PUB-000008-01',
  letGo: '2026-PUB-000009-01',
  earlierHeld: '2026-PUB-000010-01',
  earlierPending: '2026-PUB-000011-01',
  byExporter: '2026-PUB-000012-01',
} as const;
type CaseName = keyof typeof CASE;

const EXPORTER = { ...ALONE, exporter_name: 'INVENTED EXPORTS', exporter_address: '9 QUAY NOWHERE' };

const SEIZURES = [
  seizureRow(CASE.repeat, ENDED),
  seizureRow(CASE.earlier, {
    ...EARLIER,
    exporter_name: 'INVENTED EXPORTS',
    exporter_address: '9 QUAY NOWHERE',
  }),
  seizureRow(CASE.earlierHeld, { ...EARLIER, law_enforcement_hold: 'Y' }),
  seizureRow(CASE.earlierPending, { ...EARLIER, forfeited_on: '' }),
  seizureRow(CASE.drugs, {
    ...ENDED,
    ...ALONE,
    environment: 'EXPRESS',
    grounds: 'NARCOTICS',
    recordation: '',
    origin: 'QM',
  }),
  seizureRow(CASE.pending, SEIZED),
  seizureRow(CASE.pendingUnnoticed, SEIZED),
  seizureRow(CASE.held, { ...ENDED, national_security_hold: 'Y' }),
  seizureRow(CASE.cargo, { ...ENDED, environment: 'CARGO' }),
  seizureRow(CASE.penaltyOpen, ENDED),
  seizureRow(CASE.letGo, { ...ENDED, released_on: '2026-09-20' }),
  seizureRow(CASE.byExporter, { ...ENDED, ...EXPORTER }),
];

const PENALTY =
  'case_number,finding_number,importer_number,statute,assessed_usd,loss_of_revenue_usd,mitigated_usd,paid_usd,assessed_on,closed_on,party_name';
const penalty = (name: CaseName, closed: string) => [
  PENALTY,
  `${CASE[name]},,07-000000300,19 USC 1526(f),9000.00,,,,2026-09-15,${closed},`,
];
const notice = (name: CaseName) => [
  'case_number,published_on,seized_on,port,description,quantity,unit,law_violated',
  `${CASE[name]},2026-08-01,2026-07-10,2704,478 PAIRS OF SUNGLASSES,478,NO,19 USC 1526(e)`,
];

let entries: DisposableSubgraph;

beforeAll(async () => {
  entries = await entriesWithCast({
    seizures: seizureFile(SEIZURES),
    penalties: penalty('penaltyOpen', ''),
    'forfeiture-notices': notice('pending'),
  });
});
afterAll(() => entries?.drop());

const id = (name: CaseName) => idOf('sez', CASE[name]);

const PUBLISH = `mutation ($input: PublishSeizureInput!) {
  publishSeizure(input: $input) { id isPublic note publishedBy published { profile score description } seizure { id } } }`;
const publish = (name: CaseName, over: object = {}, viewer: Viewer = cbp) =>
  entries.ask({
    viewer,
    document: PUBLISH,
    variables: {
      input: { seizure: id(name), description: 'Sunglasses of plastic', note: 'As invented', ...over },
    },
  });
const withdraw = (publication: string) =>
  entries.ask({
    viewer: cbp,
    document: `mutation ($input: WithdrawSeizurePublicationInput!) {
      withdrawSeizurePublication(input: $input) { id isPublic withdrawnOn withdrawnNote } }`,
    variables: { input: { publication, note: 'Taken back' } },
  });

interface Published {
  readonly id: string;
  readonly score: number;
  readonly period: string;
  readonly description: string;
}

const READ = `query ($period: String, $filter: PublishedSeizureFilter, $first: Int = 25, $after: String) {
  publishedSeizures(period: $period, filter: $filter, first: $first, after: $after) {
    nodes { id period profile environment classes priorityTradeIssues port seizedOn description
      quantity { amount unit } countryOfOrigin lawViolated noticePublishedOn score scoreVersion
      scoreParts { factor points says } publishedOn }
    pageInfo { hasNextPage endCursor } } }`;
async function read(variables: object = {}, viewer: Viewer = nobody) {
  const answer = await entries.ask({ viewer, document: READ, variables: { ...variables } });
  const page = (
    answer.data as { publishedSeizures: { nodes: Published[]; pageInfo: { endCursor: string | null } } }
  ).publishedSeizures;
  return { ...answer, page, nodes: page.nodes };
}

const messageOf = (answer: { readonly errors?: readonly { readonly message: string }[] | undefined }) =>
  answer.errors?.[0]?.message ?? null;
const idIn = (answer: { readonly data?: unknown }) =>
  (answer.data as { publishSeizure: { id: string } }).publishSeizure.id;

describe('EO 13904 § 6(a), 19 CFR 103.32: what may be published', () => {
  test.each([
    [
      'pendingUnnoticed',
      'seizure: the case is pending, and no notice of forfeiture was published (19 CFR 103.32)',
    ],
    [
      'penaltyOpen',
      'seizure: the case is pending, and no notice of forfeiture was published (19 CFR 103.32)',
    ],
    ['letGo', 'seizure: the case is pending, and no notice of forfeiture was published (19 CFR 103.32)'],
    ['held', 'seizure: it is held, and nothing of it is told'],
    ['cargo', 'seizure: expected goods seized in the mail or express environment (EO 13904 § 6(a))'],
    [
      'pending',
      'description: expected none, of a pending case its notice of forfeiture speaks (19 CFR 103.32)',
    ],
  ] as const)('%s: %s', async (name, message) => {
    expect(messageOf(await publish(name))).toBe(message);
  });

  test('no description holds the name of a party or the number of the case, however it is written', async () => {
    for (const description of [
      'Goods of Cascade Nutrition, LLC',
      'Case 2026 pub 000001 01',
      'by INVENTED-EXPORTS',
    ]) {
      expect(messageOf(await publish('repeat', { description }))).toBe(
        'description: expected words that name no party or number of the case',
      );
    }
  });

  test('a seizure that is not there is null; nobody but CBP publishes', async () => {
    const absent = await publish('repeat', { seizure: idOf('sez', 'of-none') });
    expect(absent.data).toEqual({ publishSeizure: null });
    for (const viewer of [nobody, fda, beacon, cascade, lumen, bazaar]) {
      expect((await publish('repeat', {}, viewer)).data?.publishSeizure ?? null).toBeNull();
    }
    expect((await read()).nodes).toEqual([]);
  });
});

describe('what CBP is shown to publish', () => {
  const candidates = async (viewer: Viewer, first = 25, after: string | null = null) =>
    entries.ask({
      viewer,
      document: `query ($first: Int!, $after: String) {
        publicationCandidates(period: "2026-Q3", first: $first, after: $after) {
          nodes { id profile score scoreParts { factor points } seizure { caseNumber } }
          pageInfo { hasNextPage endCursor } } }`,
      variables: { first, after },
    });
  type Page = {
    nodes: { id: string; score: number; profile: string }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
  const pageOf = (answer: { data?: unknown }) =>
    (answer.data as { publicationCandidates: Page }).publicationCandidates;

  test('repeat offenses in priority issues first, by what is at an end and not held alone', async () => {
    const answer = await candidates(cbp);
    expect(
      pageOf(answer)
        .nodes.map(({ id: of, score, profile }) => [of, score, profile])
        .sort(),
    ).toEqual(
      [
        [id('repeat'), 160, 'COMPLETED_CASE'],
        [id('byExporter'), 160, 'COMPLETED_CASE'],
        [id('pending'), 160, 'FORFEITURE_NOTICE'],
        [id('drugs'), 20, 'COMPLETED_CASE'],
      ].sort(),
    );
    expect(pageOf(answer).nodes.at(-1)?.id).toBe(id('drugs'));
    expect(answer.statements.filter((text) => text.includes('possible'))).toHaveLength(1);
  });

  test('page by page it is the same list', async () => {
    const whole = pageOf(await candidates(cbp)).nodes.map((node) => node.id);
    const paged: string[] = [];
    let after: string | null = null;
    do {
      const { nodes, pageInfo } = pageOf(await candidates(cbp, 1, after));
      paged.push(...nodes.map((node) => node.id));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(paged).toEqual(whole);
  });

  test.each([
    ['the public', nobody],
    ['an agency', fda],
    ['an importer', aurora],
  ])('to %s there is no such list', async (_who, viewer) => {
    const { data, disclosed } = await candidates(viewer);
    expect([data?.publicationCandidates ?? null, disclosed]).toEqual([null, []]);
  });
});

describe('what anyone reads of what was published', () => {
  test('a case at an end: the goods in the words of the decision, and no party, number, value, mark or day', async () => {
    const published = await publish('repeat');
    expect(published.data?.publishSeizure).toMatchObject({
      isPublic: true,
      note: 'As invented',
      published: { profile: 'COMPLETED_CASE', score: 160, description: 'Sunglasses of plastic' },
      seizure: { id: id('repeat') },
    });
    const { nodes, disclosed, withheld } = await read();
    expect(nodes).toEqual([
      {
        id: idIn(published),
        period: '2026-Q3',
        profile: 'COMPLETED_CASE',
        environment: 'MAIL',
        classes: ['INTELLECTUAL_PROPERTY'],
        priorityTradeIssues: ['INTELLECTUAL_PROPERTY_RIGHTS'],
        port: '2704',
        seizedOn: null,
        description: 'Sunglasses of plastic',
        quantity: { amount: 478, unit: 'NO' },
        countryOfOrigin: 'CN',
        lawViolated: null,
        noticePublishedOn: null,
        score: 160,
        scoreVersion: '1',
        scoreParts: [
          {
            factor: 'REPEAT_OFFENSE',
            points: 110,
            says: 'Repeat offense: 1 earlier offense affecting a priority trade issue within 5 years, by the same importer or exporter.',
          },
          {
            factor: 'PRIORITY_TRADE_ISSUE',
            points: 50,
            says: 'Affects a priority trade issue (19 USC 4322).',
          },
        ],
        publishedOn: '2026-11-22',
      },
    ]);
    expect([disclosed, withheld]).toEqual([[], []]);
    expect((await read({}, beacon)).nodes).toEqual(nodes);
  });

  test('a pending case: what its notice says and nothing else, and it is ranked by nothing that is hidden', async () => {
    await publish('pending', { description: null });
    const { nodes } = await read({ period: '2026-q3' });
    expect(nodes.at(-1)).toMatchObject({
      profile: 'FORFEITURE_NOTICE',
      environment: null,
      classes: [],
      priorityTradeIssues: [],
      port: '2704',
      seizedOn: '2026-07-10',
      description: '478 PAIRS OF SUNGLASSES',
      quantity: { amount: 478, unit: 'NO' },
      countryOfOrigin: null,
      lawViolated: '19 USC 1526(e)',
      noticePublishedOn: '2026-08-01',
      score: 0,
      scoreParts: [],
    });
  });

  test('by points, page by page, and by filters over what is published alone', async () => {
    await publish('drugs', { description: 'Invented powder' });
    const whole = await read();
    expect(whole.nodes.map(({ score }) => score)).toEqual([160, 20, 0]);
    const paged: Published[] = [];
    let after: string | null = null;
    do {
      const { nodes, page, statements } = await read({ first: 1, after });
      expect(statements).toHaveLength(1);
      paged.push(...nodes);
      after = page.pageInfo.endCursor;
    } while (after !== null && paged.length < 9);
    expect(paged).toEqual(whole.nodes);
    const matching = async (filter: object) => (await read({ filter })).nodes.map(({ score }) => score);
    expect(await matching({ environment: 'EXPRESS' })).toEqual([20]);
    expect(await matching({ class: 'INTELLECTUAL_PROPERTY' })).toEqual([160]);
    expect(await matching({ priorityTradeIssue: 'REVENUE' })).toEqual([]);
    expect(await matching({ country: 'QM' })).toEqual([20]);
    expect((await read({ period: '2025-Q1' })).nodes).toEqual([]);
  });

  test('published again the same way it is left; in other words it is published anew', async () => {
    const before = (await read()).nodes[0];
    expect(idIn(await publish('repeat'))).toBe(before?.id);
    const anew = await publish('repeat', { description: 'Sunglasses, plastic, of many colors' });
    expect(idIn(anew)).not.toBe(before?.id);
    const { nodes } = await read();
    expect(nodes.filter(({ score }) => score === 160)).toHaveLength(1);
    expect(nodes[0]?.description).toBe('Sunglasses, plastic, of many colors');
    const list = await entries.ask({
      viewer: cbp,
      document: `{ seizurePublications { nodes { id isPublic withdrawnNote seizure { id } } } }`,
    });
    const { nodes: decisions } = (
      list.data as {
        seizurePublications: { nodes: { id: string; isPublic: boolean; withdrawnNote: string | null }[] };
      }
    ).seizurePublications;
    expect(decisions.find((each) => each.id === before?.id)).toMatchObject({
      isPublic: false,
      withdrawnNote: 'Published anew.',
    });
  });
});

describe('what is no longer told', () => {
  const withoutFirst = async () => (await read()).nodes.filter(({ score }) => score === 160);

  test('a hold, or a penalty case opened since, takes it away as a withdrawal does, and its end brings it back', async () => {
    await entries.feed(
      'seizures',
      seizureFile([seizureRow(CASE.repeat, { ...ENDED, law_enforcement_hold: 'Y' })]),
    );
    expect(await withoutFirst()).toEqual([]);
    await entries.feed('seizures', seizureFile([seizureRow(CASE.repeat, ENDED)]));
    expect(await withoutFirst()).toHaveLength(1);
    await entries.feed('penalties', penalty('repeat', ''));
    expect(await withoutFirst()).toEqual([]);
    await entries.feed('penalties', penalty('repeat', '2026-11-01'));
    expect(await withoutFirst()).toHaveLength(1);
  });

  test('what is withdrawn stays so with its first reason, for good; the seizure may be published anew', async () => {
    const [standing] = await withoutFirst();
    const done = await withdraw(standing?.id ?? '');
    expect(done.data?.withdrawSeizurePublication).toEqual({
      id: standing?.id,
      isPublic: false,
      withdrawnOn: '2026-11-22',
      withdrawnNote: 'Taken back',
    });
    expect((await withdraw(standing?.id ?? '')).data).toEqual(done.data);
    expect(await withoutFirst()).toEqual([]);
    expect((await withdraw('pub_of_none')).data).toEqual({ withdrawSeizurePublication: null });
    expect(idIn(await publish('repeat'))).not.toBe(standing?.id);
  });

  test('every decision has its audit line, and no publication is ever deleted', async () => {
    const lines =
      await entries.sql`select name, count(*)::int as lines from mutation group by name order by name`;
    expect(lines).toMatchObject([
      { name: 'publishSeizure' },
      { name: 'withdrawSeizurePublication', lines: 2 },
    ]);
    await expect(entries.sql`delete from seizure_publication`).rejects.toThrow(
      'rows of seizure_publication are kept',
    );
  });
});

describe('decisions that CBP made elsewhere', () => {
  const COLUMNS = ['case_number', 'decided_on', 'decision', 'description', 'note'];
  const order = (name: CaseName, over: object = {}) => ({
    case_number: CASE[name],
    decided_on: '2026-11-20',
    decision: 'PUBLISH',
    description: 'Goods of an invented kind',
    note: 'By the other system',
    ...over,
  });
  const outcomes = async () =>
    (await entries.sql`select case_number, outcome from publication_order order by case_number`).map(
      (row) => [row.case_number, row.outcome],
    );

  test('are taken as the mutations are, in order of days, and what may not be published says why', async () => {
    const counts = await entries.feed(
      'seizure-publications',
      rowsOf(COLUMNS, [
        order('byExporter'),
        order('penaltyOpen'),
        order('held', { case_number: '2026-PUB-999999-01' }),
        order('drugs', { decision: 'WITHDRAW', decided_on: '2026-11-21' }),
        order('drugs', { decision: 'RECONSIDER' }),
      ]),
    );
    expect([counts.accepted, counts.rejected]).toEqual([4, 1]);
    expect(await outcomes()).toEqual([
      [CASE.drugs, 'DONE'],
      [
        CASE.penaltyOpen,
        'seizure: the case is pending, and no notice of forfeiture was published (19 CFR 103.32)',
      ],
      [CASE.byExporter, 'DONE'],
      ['2026-PUB-999999-01', 'there is no such seizure'],
    ]);
    expect((await read()).nodes.map(({ score }) => score)).toEqual([160, 160, 0]);
  });

  test('one that was refused and is sent again is tried again', async () => {
    await entries.feed('penalties', penalty('penaltyOpen', '2026-11-01'));
    await entries.feed('seizure-publications', rowsOf(COLUMNS, [order('penaltyOpen', { note: 'Again' })]));
    expect((await outcomes()).find(([name]) => name === CASE.penaltyOpen)?.[1]).toBe('DONE');
  });
});

test('the rules are told as they are applied', async () => {
  const { data } = await entries.ask({
    viewer: nobody,
    document: `{ publicationRules { version basis priorityTradeIssues priorityTradeIssuesFrom
      factors { factor points each most } profiles { profile tells authority } } }`,
  });
  expect(data?.publicationRules).toMatchObject({
    version: '1',
    priorityTradeIssuesFrom: '2016-02-24',
    factors: [
      { factor: 'REPEAT_OFFENSE', points: 110, each: 10, most: 10 },
      { factor: 'PRIORITY_TRADE_ISSUE', points: 50 },
      { factor: 'HEALTH_AND_SAFETY', points: 20 },
    ],
  });
});
