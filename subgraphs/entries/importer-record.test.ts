import type { DisposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  AURORA,
  agency,
  aurora,
  BEACON,
  bazaar,
  beacon,
  CASCADE,
  cascade,
  cbp,
  compass,
  cpsc,
  EVERGLADE,
  entriesWithCast,
  epa,
  fda,
  idOf,
  lumen,
  NOBODY,
  nobody,
  PARCEL,
  SUPPLEMENTS,
  TABLEWARE,
} from './cast.ts';
import { disclosedOf, withheldOf } from './told.ts';

let entries: DisposableSubgraph;

beforeAll(async () => {
  entries = await entriesWithCast();
});
afterAll(() => entries?.drop());

const RECORD = `query ($importers: [_Any!]!) {
  _entities(representations: $importers) {
    ... on Importer {
      id
      entries { nodes { number lines { nodes { number description agencies value } } } }
    }
  }
}`;

function importer(id: string) {
  return [{ __typename: 'Importer', id }];
}

describe('the entries of an importer', () => {
  test('an agency has the entries with a line flagged to it, and of them those lines alone', async () => {
    const answer = await entries.ask({
      viewer: fda,
      document: RECORD,
      variables: { importers: importer(AURORA) },
    });
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      _entities: [
        {
          id: AURORA,
          entries: {
            nodes: [
              {
                number: TABLEWARE,
                lines: {
                  nodes: [
                    { number: 1, description: 'CERAMIC TABLEWARE', agencies: ['FDA'], value: '100.00' },
                    { number: 2, description: 'TOY TEA SET', agencies: ['FDA'], value: '100.00' },
                  ],
                },
              },
            ],
          },
        },
      ],
    });
    expect(answer.withheld).toEqual([]);
    expect(disclosedOf(answer)).toEqual([
      'JURISDICTION Entry.lines',
      'JURISDICTION Entry.number',
      'JURISDICTION EntryLine.value',
      'JURISDICTION Importer.entries',
    ]);
  });

  test.each([
    ['CBP', cbp, [PARCEL, TABLEWARE], [1, 3]],
    ['another agency', cpsc, [PARCEL, TABLEWARE], [1, 1]],
    ['the importer', aurora, [PARCEL, TABLEWARE], [1, 3]],
    ['the broker that filed, of its client', beacon, [TABLEWARE], [3]],
  ] as const)('%s has its part', async (_case, viewer, numbers, lines) => {
    const answer = await entries.ask({
      viewer,
      document: RECORD,
      variables: { importers: importer(AURORA) },
    });
    const [record] = (answer.data as { _entities: [{ entries: { nodes: readonly EntryNode[] } }] })._entities;
    expect(record.entries.nodes.map(({ number }) => number)).toEqual(numbers);
    expect(record.entries.nodes.map((entry) => entry.lines.nodes.length)).toEqual(lines);
  });
  interface EntryNode {
    readonly number: string;
    readonly lines: { readonly nodes: readonly unknown[] };
  }

  test.each([
    ['an agency without jurisdiction', epa, 'RELATION'],
    ['another importer', cascade, 'RELATION'],
    ['a broker that filed without a power of attorney', compass, 'RELATION'],
    ['an owner of rights', lumen, 'AUDIENCE'],
    ['a platform', bazaar, 'AUDIENCE'],
    ['nobody', nobody, 'UNAUTHENTICATED'],
  ] as const)(
    '%s has none, and cannot tell an importer that is from one that is not',
    async (_case, viewer, reason) => {
      const answers = await Promise.all(
        [AURORA, NOBODY].map((id) =>
          entries.ask({ viewer, document: RECORD, variables: { importers: importer(id) } }),
        ),
      );
      const [known, unknown] = answers.map(({ data, errors, withheld, statements }) =>
        JSON.stringify({ data, errors, withheld, statements })
          .replaceAll(AURORA, 'ID')
          .replaceAll(NOBODY, 'ID'),
      );
      expect(known).toBe(unknown);
      for (const answer of answers) expect(withheldOf(answer)).toEqual([`Importer.entries ${reason} (1)`]);
    },
  );

  test('a power of attorney that has ended ends it all, and a former day had it', async () => {
    const ask = (now: string) =>
      entries.ask({ viewer: beacon, document: RECORD, variables: { importers: importer(CASCADE) }, now });
    expect(withheldOf(await ask('2026-07-01T00:00:00Z'))).toEqual(['Importer.entries RELATION (1)']);
    expect((await ask('2026-06-30T23:59:59Z')).withheld).toEqual([]);
  });

  test('commercial values are for an agency with the purpose, and the grant; sums over all lines for none', async () => {
    const document = `query ($n: EntryNumber!) { entryByNumber(number: $n) {
      enteredValue dutiesOwed dutiesPaid security { bondType suretyCode } } }`;
    const variables = { n: TABLEWARE };
    const none = { enteredValue: null, dutiesOwed: null, dutiesPaid: null };
    const allowed = await entries.ask({ viewer: fda, document, variables });
    expect(allowed.data).toEqual({
      entryByNumber: {
        ...none,
        security: { bondType: 'CONTINUOUS', suretyCode: '123' },
      },
    });
    const told = async (viewer: typeof fda) => withheldOf(await entries.ask({ viewer, document, variables }));
    expect(withheldOf(allowed)).toEqual(
      Object.keys(none)
        .sort()
        .map((field) => `Entry.${field} RELATION (1)`),
    );
    expect(await told(agency('FDA', 'IDENTITY'))).toContain('Entry.security PURPOSE (1)');
    expect(await told({ ...fda, rules: new Set(['ENTRY_IDENTIFIERS']) })).toContain(
      'Entry.security AGREEMENT (1)',
    );
  });

  test('filters and pages, in order of filing, to the end', async () => {
    const document = `query ($importers: [_Any!]!, $filter: EntryFilter, $after: String) {
      _entities(representations: $importers) { ... on Importer {
        entries(filter: $filter, first: 1, after: $after) {
          edges { cursor node { filedOn } } pageInfo { hasNextPage endCursor } } } } }`;
    const ask = async (variables: object) => {
      const answer = await entries.ask({
        viewer: cbp,
        document,
        variables: { importers: importer(AURORA), ...variables },
      });
      const [record] = (answer.data as { _entities: [{ entries: EntryPage }] })._entities;
      return { ...record.entries, errors: answer.errors };
    };
    const first = await ask({});
    expect(first.edges.map(({ node }) => node.filedOn)).toEqual(['2026-05-02']);
    expect(first.pageInfo).toEqual({ hasNextPage: true, endCursor: expect.any(String) });
    const second = await ask({ after: first.edges[0]?.cursor });
    expect(second.edges.map(({ node }) => node.filedOn)).toEqual(['2026-03-10']);
    expect(second.pageInfo.hasNextPage).toBe(false);
    for (const filter of [
      { filedUntil: '2026-05-01' },
      { environment: 'CARGO' },
      { type: '01' },
      { filedFrom: '2026-03-01', filedUntil: '2026-03-31', port: '2704' },
    ]) {
      expect((await ask({ filter })).edges.map(({ node }) => node.filedOn)).toEqual(['2026-03-10']);
    }
    expect((await ask({ filter: { environment: 'EXPRESS' } })).edges).toEqual([]);
  });
  interface EntryPage {
    readonly edges: readonly { readonly cursor: string; readonly node: { readonly filedOn: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  }

  test.each([
    [{ first: 0 }, 'first: expected 1 to 200, got 0'],
    [{ first: 201 }, 'first: expected 1 to 200, got 201'],
    [{ filter: { type: '99' } }, 'filter.type: expected an entry type of ACE CATAIR Appendix B, got "99"'],
    [
      { after: 'x' },
      'after: expected a cursor that an earlier page of this list, with these arguments, gave you',
    ],
  ])('refuses %o', async (variables, message) => {
    const document = `query ($importers: [_Any!]!, $filter: EntryFilter, $first: Int = 25, $after: String) {
      _entities(representations: $importers) { ... on Importer { entries(filter: $filter, first: $first, after: $after) { nodes { id } } } } }`;
    const answer = await entries.ask({
      viewer: cbp,
      document,
      variables: { importers: importer(AURORA), ...variables },
    });
    expect(answer.errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

describe('one entry', () => {
  const ENTRY = `query ($n: EntryNumber!) { entryByNumber(number: $n) {
    id number filedOn releasedOn environment modeOfTransport port type { code meaning class }
    importer { id } broker { id } post { code } provenance { source line } } }`;

  test('whole, with references to the other owners', async () => {
    const answer = await entries.ask({
      viewer: cbp,
      document: ENTRY,
      variables: { n: PARCEL.toLowerCase() },
    });
    expect(answer.data).toEqual({
      entryByNumber: {
        id: idOf('ent', PARCEL),
        number: PARCEL,
        filedOn: '2026-05-02',
        releasedOn: '2026-03-09',
        environment: 'MAIL',
        modeOfTransport: '50',
        port: '2704',
        type: { code: '11', meaning: 'Informal, free and dutiable', class: 'INFORMAL' },
        importer: { id: AURORA },
        broker: { id: expect.stringMatching(/^brk_/) },
        post: { code: 'QMA' },
        provenance: { source: 'ENTRIES', line: 5 },
      },
    });
  });

  test('the broker is that of the filer code', async () => {
    const answer = await entries.ask({ viewer: aurora, document: ENTRY, variables: { n: TABLEWARE } });
    expect(answer.data).toMatchObject({ entryByNumber: { broker: { id: BEACON }, post: null } });
  });

  test.each([
    ['an agency without a line of it', epa, SUPPLEMENTS],
    ['another importer', aurora, SUPPLEMENTS],
    ['another broker', compass, TABLEWARE],
  ] as const)('to %s it is not there, as one that is not', async (_case, viewer, n) => {
    const answer = await entries.ask({ viewer, document: ENTRY, variables: { n } });
    expect(answer).toMatchObject({ data: { entryByNumber: null }, withheld: [], disclosed: [] });
    expect(answer.errors).toBeUndefined();
  });

  test('its number is no argument for who may not read one', async () => {
    const answer = await entries.ask({ viewer: bazaar, document: ENTRY, variables: { n: TABLEWARE } });
    expect(answer.errors?.[0]?.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  test('a wrong check digit is told', async () => {
    const document = '{ entryByNumber(number: "B7Q-0000001-0") { id } }';
    const answer = await entries.ask({ viewer: cbp, document });
    expect(JSON.stringify(answer.errors)).toContain('check digit of ACE CATAIR Appendix E');
  });
});

describe('violations, penalties and the duty account', () => {
  const ACCOUNT = `query ($importers: [_Any!]!) { _entities(representations: $importers) { ... on Importer {
    violations { nodes { findingNumber status penalties { caseNumber mitigated paid closedOn } } }
    dutyAccount { owed paid outstanding pastDue pastDueSince
      bills { nodes { number outstanding isProtested payments { amount paidOn } } } } } } }`;

  test('of the importer, to itself', async () => {
    const answer = await entries.ask({
      viewer: cascade,
      document: ACCOUNT,
      variables: { importers: importer(CASCADE) },
    });
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      _entities: [
        {
          violations: {
            nodes: [
              { findingNumber: 'INV-F-0002', status: 'PENDING', penalties: [] },
              {
                findingNumber: 'INV-F-0001',
                status: 'FINAL',
                penalties: [
                  {
                    caseNumber: '2026-INV-P00001-01',
                    mitigated: '24000.00',
                    paid: '24000.00',
                    closedOn: '2026-10-30',
                  },
                ],
              },
            ],
          },
          dutyAccount: {
            owed: '25300.00',
            paid: '24250.00',
            outstanding: '1050.00',
            pastDue: '1000.00',
            pastDueSince: '2026-09-20',
            bills: {
              nodes: [
                { number: 'INV-B-0004', outstanding: '10.00', isProtested: false, payments: [] },
                { number: 'INV-B-0003', outstanding: '40.00', isProtested: true, payments: [] },
                {
                  number: 'INV-B-0002',
                  outstanding: '0.00',
                  isProtested: false,
                  payments: [{ amount: '24000.00', paidOn: '2026-10-20' }],
                },
                {
                  number: 'INV-B-0001',
                  outstanding: '1000.00',
                  isProtested: false,
                  payments: [{ amount: '250.00', paidOn: '2026-10-05' }],
                },
              ],
            },
          },
        },
      ],
    });
  });

  test('an agency has the findings flagged to it, and bills on entries whose every line is its own', async () => {
    const answer = await entries.ask({
      viewer: fda,
      document: ACCOUNT,
      variables: { importers: importer(CASCADE) },
    });
    expect(answer.data).toMatchObject({
      _entities: [
        {
          violations: {
            nodes: [{ findingNumber: 'INV-F-0001', penalties: [{ caseNumber: '2026-INV-P00001-01' }] }],
          },
          dutyAccount: { owed: '1250.00', bills: { nodes: [{ number: 'INV-B-0001' }] } },
        },
      ],
    });
  });

  test('18 USC 1905: a bill is a sum over lines; an agency has none that covers a line of another', async () => {
    await entries.feed('bills', [
      'bill_number,importer_number,entry_number,kind,amount_usd,issued_on,due_on,protested',
      `INV-B-0009,07-000000100,${TABLEWARE},DUTY,77.00,2026-09-01,2026-10-01,N`,
    ]);
    const billsAs = async (viewer: typeof cbp) => {
      const document = ACCOUNT;
      const { data } = await entries.ask({ viewer, document, variables: { importers: importer(AURORA) } });
      return (data as { _entities: [{ dutyAccount: { owed: string } }] })._entities[0].dutyAccount.owed;
    };
    expect([await billsAs(cbp), await billsAs(aurora), await billsAs(fda)]).toEqual([
      '77.00',
      '77.00',
      '0.00',
    ]);
  });

  test('an importer without bills owes nothing', async () => {
    const answer = await entries.ask({
      viewer: cbp,
      document: ACCOUNT,
      variables: { importers: importer(EVERGLADE) },
    });
    expect(answer.data).toMatchObject({
      _entities: [{ dutyAccount: { owed: '0.00', pastDueSince: null, bills: { nodes: [] } } }],
    });
  });
});

describe('statements', () => {
  const WIDE = `query ($importers: [_Any!]!, $first: Int!) { _entities(representations: $importers) { ... on Importer {
    entries(first: $first) { nodes { number importer { id entries(first: $first) { nodes { id } } } broker { id }
      lines(first: $first) { nodes { hts } } seizures { id lines { number recordation { id } } recordations { id } penalty { id } }
      provenance { source } } }
    seizures(first: $first) { nodes { id entry { id } } }
    violations(first: $first) { nodes { penalties { id } entry { id } } }
    dutyAccount { bills(first: $first) { nodes { payments { id } } } } } } }`;

  test('are as many for one importer as for five, for a page of one as of fifty', async () => {
    const ask = (ids: readonly string[], first: number) =>
      entries.ask({
        viewer: cbp,
        document: WIDE,
        variables: { importers: ids.flatMap(importer), first },
      });
    const one = await ask([CASCADE], 1);
    const many = await ask([CASCADE, AURORA, EVERGLADE, NOBODY, idOf('imp', '07-000000200')], 50);
    expect(one.errors).toBeUndefined();
    expect(many.statements.length).toBe(one.statements.length);
    expect(new Set(many.statements).size).toBeGreaterThan(10);
  });
});
