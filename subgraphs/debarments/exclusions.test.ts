import { type DisposableSubgraph, disposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import { PUBLIC_VIEWER } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type InventedRow, inventedList } from './ingest/sample/invented-list.ts';
import { definition } from './subgraph.ts';

const NORTHWIND: InventedRow = {
  Name: 'NORTHWIND TRADERS, INC.',
  'Unique Entity ID': 'NRTHWND4T5R6',
  'Excluding Agency': 'DHS-CBP',
  'Cross-Reference': '(also SOUTHWIND TRADERS, LLC, JORDAN SAMPLEPERSON, TWO OF A NAME)',
  'SAM Number': 'S4INV0002',
  Creation_Date: '2026-01-31',
};
const SOUTHWIND: InventedRow = {
  Name: 'SOUTHWIND TRADERS LLC',
  CAGE: '1INV2',
  'Cross-Reference': '(also NORTHWIND TRADERS)',
  'SAM Number': 'S4INV0003',
};
const SAMPLEPERSON: InventedRow = {
  Classification: 'Individual',
  Name: '',
  First: 'JORDAN',
  Middle: 'Q',
  Last: 'SAMPLEPERSON',
  'Address 1': '',
  'Excluding Agency': '',
  'Exclusion Type': 'Prohibition/Restriction',
  'Termination Date': '01/09/2025',
  'SAM Number': 'S4INV0004',
};
const TWO: InventedRow = { Name: 'TWO OF A NAME', 'SAM Number': 'S4INV0005' };
const OTHER_TWO: InventedRow = { ...TWO, Country: 'MEX', 'SAM Number': 'S4INV0006' };
const TWICE: InventedRow = { ...SOUTHWIND, 'Exclusion Program': 'Procurement' };

let debarments: DisposableSubgraph;
beforeAll(async () => {
  debarments = await disposableSubgraph(definition);
  await debarments.feed(
    'sam-exclusions',
    inventedList(NORTHWIND, SOUTHWIND, SAMPLEPERSON, TWO, OTHER_TWO, TWICE),
  );
});
afterAll(() => debarments?.drop());

const ask = (document: string, variables = {}) =>
  debarments.ask({ viewer: PUBLIC_VIEWER, document, variables });

test('an exclusion, whole, with where it came from; nothing of it is recorded', async () => {
  const answer = await ask(`{
    exclusions(filter: { uei: "nrthwnd4t5r6" }) {
      nodes {
        samNumber classification name otherNames uei cage npi program excludingAgency exclusionType proceeding
        address { lines city region postalCode country } otherAddresses { city }
        ctCode comments activeOn activeOnBasis terminatesOn actions { activeOn terminatesOn } publishedOn
        before: status(asOf: "2024-01-09") status
        byCbp byCbpAs tradeRelated noticeDueBy crossReferences { name } defects
        provenance { source line }
      }
    }
  }`);
  expect(answer.errors).toBeUndefined();
  expect(answer.data).toEqual({
    exclusions: {
      nodes: [
        {
          samNumber: 'S4INV0002',
          classification: 'FIRM',
          name: 'NORTHWIND TRADERS, INC.',
          otherNames: ['SOUTHWIND TRADERS, LLC', 'JORDAN SAMPLEPERSON', 'TWO OF A NAME'],
          uei: 'NRTHWND4T5R6',
          cage: null,
          npi: null,
          program: 'Reciprocal',
          excludingAgency: 'DHS-CBP',
          exclusionType: 'Ineligible (Proceedings Completed)',
          proceeding: 'DEBARMENT',
          address: {
            lines: ['9 EXAMPLE BLVD'],
            city: 'TESTERTON',
            region: 'NJ',
            postalCode: '07001-0000',
            country: 'US',
          },
          otherAddresses: [],
          ctCode: null,
          comments: 'INVENTED RECORD',
          activeOn: '2024-01-10',
          activeOnBasis: 'ACTIVE_DATE',
          terminatesOn: null,
          actions: [{ activeOn: '2024-01-10', terminatesOn: null }],
          publishedOn: '2026-01-31',
          before: 'NOT_YET_ACTIVE',
          status: 'ACTIVE',
          byCbp: true,
          byCbpAs: 'DHS-CBP',
          tradeRelated: true,
          noticeDueBy: '2026-04-01',
          crossReferences: [
            { name: 'JORDAN Q SAMPLEPERSON' },
            { name: 'SOUTHWIND TRADERS LLC' },
            { name: 'SOUTHWIND TRADERS LLC' },
          ],
          defects: [],
          provenance: { source: 'SAM_EXCLUSIONS', line: 2 },
        },
      ],
    },
  });
  expect([answer.disclosed, answer.withheld]).toEqual([[], []]);
});

const [SAMPLE_NAME, NORTH, SOUTH, BOTH] = [
  'JORDAN Q SAMPLEPERSON',
  'NORTHWIND TRADERS, INC.',
  'SOUTHWIND TRADERS LLC',
  'TWO OF A NAME',
];

describe('the exclusions where', () => {
  test.each([
    [null, [SAMPLE_NAME, NORTH, SOUTH, SOUTH, BOTH, BOTH]],
    [{ namePrefix: 'north' }, [NORTH]],
    [{ namePrefix: '%' }, []],
    [{ name: 'Southwind Traders Limited' }, [NORTH, SOUTH, SOUTH]],
    [{ name: 'sampleperson, jordan' }, [SAMPLE_NAME, NORTH]],
    [{ cage: '1inv2', program: 'PROCUREMENT' }, [SOUTH]],
    [{ samNumber: 's4inv0003' }, [SOUTH, SOUTH]],
    [{ excludingAgency: 'dhs-cbp' }, [NORTH]],
    [{ byCbp: true }, [NORTH]],
    [{ byCbp: false, classification: 'FIRM', country: 'US' }, [SOUTH, SOUTH, BOTH]],
    [{ status: 'TERMINATED' }, [SAMPLE_NAME]],
    [{ status: 'ACTIVE', asOf: '2025-01-09', classification: 'INDIVIDUAL' }, [SAMPLE_NAME]],
    [{ status: 'NOT_YET_ACTIVE', asOf: '2024-01-09', name: BOTH, country: 'MX' }, [BOTH]],
  ])('%j', async (filter, names) => {
    const answer = await ask(
      'query ($filter: ExclusionFilter) { exclusions(filter: $filter) { nodes { name } } }',
      { filter },
    );
    expect(answer.data).toEqual({ exclusions: { nodes: names.map((name) => ({ name })) } });
  });

  test.each([
    ['exclusions(first: 0) { nodes { id } }', 'first: expected 1 to 200, got 0'],
    [
      'exclusions(filter: { uei: "X" }) { nodes { id } }',
      'filter.uei: expected 12 letters and digits without O or I, not starting with 0, got "X"',
    ],
    [
      'exclusions(filter: { name: " . " }) { nodes { id } }',
      'filter.name: expected a name of at most 200 characters',
    ],
    [
      'exclusions(filter: { program: "" }) { nodes { id } }',
      'filter.program: expected 1 to 100 characters, got 0',
    ],
    [
      'exclusions(after: "x") { nodes { id } }',
      'after: expected a cursor that an earlier page of this list, with these arguments, gave you',
    ],
  ])('%s is refused', async (selection, message) => {
    const answer = await ask(`{ ${selection} }`);
    expect(answer.errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

interface Page {
  readonly nodes: readonly { readonly id: string; readonly name: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

test('page by page, every entry once, equal names too; a cursor is good for its own list alone', async () => {
  const document = `query ($after: String, $filter: ExclusionFilter) {
    exclusions(first: 1, after: $after, filter: $filter) { nodes { id name } pageInfo { hasNextPage endCursor } }
  }`;
  const seen: Page['nodes'][number][] = [];
  let after: string | null = null;
  let cursor: string | null = null;
  do {
    const answer = await ask(document, { after });
    const page = answer.data?.exclusions as Page;
    seen.push(...page.nodes);
    cursor = page.pageInfo.endCursor;
    after = page.pageInfo.hasNextPage ? cursor : null;
  } while (after !== null);
  expect(seen.map(({ name }) => name)).toEqual([SAMPLE_NAME, NORTH, SOUTH, SOUTH, BOTH, BOTH]);
  expect(new Set(seen.map(({ id }) => id)).size).toBe(6);
  const elsewhere = await ask(document, { after: cursor, filter: { byCbp: true } });
  expect(elsewhere.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
});

test('one entry by its id; an id of none is null', async () => {
  const all = await ask('{ exclusions(first: 1) { nodes { id } } }');
  const id = (all.data?.exclusions as Page).nodes[0]?.id;
  const answer = await ask(
    'query ($id: ID!) { exclusion(id: $id) { name } none: exclusion(id: "exc_none") { name } }',
    { id },
  );
  expect(answer.data).toEqual({ exclusion: { name: SAMPLE_NAME }, none: null });
});

test('RN-001: exclusions by CBP published since a day', async () => {
  const since = async (day: string) =>
    (
      await ask(
        'query ($day: Date!) { exclusionsRequiringVigilance(since: $day) { nodes { name noticeDueBy } } }',
        { day },
      )
    ).data;
  expect(await since('2026-01-31')).toEqual({
    exclusionsRequiringVigilance: { nodes: [{ name: NORTH, noticeDueBy: '2026-04-01' }] },
  });
  expect(await since('2026-02-01')).toEqual({ exclusionsRequiringVigilance: { nodes: [] } });
});

test('the size of the page does not change the number of statements', async () => {
  const document = `query ($first: Int!) {
    exclusions(first: $first) { nodes { status crossReferences { name } provenance { line } } }
  }`;
  const one = await ask(document, { first: 1 });
  const all = await ask(document, { first: 200 });
  expect(all.statements).toEqual(one.statements);
  expect(all.statements).toHaveLength(3);
});

describe('the list, received again and again', () => {
  const status = async (name: string) => {
    const answer = await ask(
      'query ($name: String) { exclusions(filter: { name: $name }) { nodes { status } } }',
      { name },
    );
    return (answer.data?.exclusions as { nodes: readonly { status: string }[] }).nodes.map(
      (node) => node.status,
    );
  };

  test('a correction keeps the entry; what is gone has left the list, and is back when it is back', async () => {
    const corrected = { ...TWO, 'Additional Comments': 'INVENTED AND CORRECTED' };
    const before = await ask('{ exclusions(filter: { samNumber: "S4INV0005" }) { nodes { id comments } } }');
    const shorter = inventedList(NORTHWIND, SAMPLEPERSON, corrected);
    expect(await debarments.feed('sam-exclusions', shorter)).toMatchObject({
      read: 3,
      accepted: 3,
      rejected: 0,
      closed: 3,
    });
    const after = await ask('{ exclusions(filter: { samNumber: "S4INV0005" }) { nodes { id comments } } }');
    expect(after.data).toEqual({
      exclusions: {
        nodes: [{ ...(before.data?.exclusions as Page).nodes[0], comments: 'INVENTED AND CORRECTED' }],
      },
    });
    expect(await status('SOUTHWIND TRADERS')).toEqual(['ACTIVE', 'REMOVED', 'REMOVED']);
    expect(
      await debarments.feed('sam-exclusions', inventedList(NORTHWIND, SOUTHWIND, corrected)),
    ).toMatchObject({ closed: 1 });
    expect(await status('SOUTHWIND TRADERS')).toEqual(['ACTIVE', 'ACTIVE', 'REMOVED']);
  });

  test('a list that names no one ends nothing', async () => {
    expect(await debarments.feed('sam-exclusions', inventedList())).toMatchObject({ read: 0, closed: 0 });
    expect(await debarments.feed('sam-exclusions', inventedList({ Classification: '' }))).toMatchObject({
      rejected: 1,
      closed: 0,
    });
  });
});
