import type { Finding, ImporterIdentity } from '@good-standing/kernel/findings/topics.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import {
  type DisposableSubgraph,
  disposableSubgraph,
  testSecret,
} from '@good-standing/kernel/subgraph/disposable.ts';
import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type InventedRow, inventedList } from './ingest/sample/invented-list.ts';
import { definition } from './subgraph.ts';

const importer = (number: string) => recordId('imp', testSecret.ids, number);
const BACK = importer('07-000000700');
const THIRD = importer('07-000000702');
const FORMER = importer('07-000000701');
const organization = (id: string) => ({ id, name: `Invented ${id}`, address: 'Nowhere' });
const granted = new Set(['EXCLUSION_LINK', 'REESTABLISHMENT']);
const viewer = (part: Partial<Viewer>): Viewer => ({ ...PUBLIC_VIEWER, rules: granted, ...part });
const cbp = viewer({
  audience: 'CBP',
  actor: 'officer-7',
  purpose: 'ENFORCEMENT',
  organization: organization('org_cbp'),
});
const swift = viewer({ audience: 'CARRIER', organization: organization('org_swift') });
const slow = viewer({ audience: 'CARRIER', organization: organization('org_slow') });
const beacon = viewer({
  audience: 'BROKER',
  organization: organization('org_beacon'),
  subject: 'brk_invented',
});

/** Excluded by CBP on 2026-01-10, at 9 Example Blvd. */
const EXCLUDED: InventedRow = {
  Name: 'GLACIER WIDGETS LLC',
  'Excluding Agency': 'DHS-CBP',
  'Active Date': '01/10/2026',
  Creation_Date: '2026-10-20',
  'Cross-Reference': '(also JANE INVENTED)',
  'SAM Number': 'S4INV0700',
};
const OTHERS: InventedRow = {
  Name: 'BY ANOTHER AGENCY INC',
  'Address 1': '9 EXAMPLE BLVD',
  'SAM Number': 'S4INV0701',
};

const STREET = {
  lines: ['9 Example Boulevard'],
  city: 'Testerton',
  region: 'NJ',
  postalCode: '07001',
  country: 'US',
};
const identity = (
  importerId: string,
  part: Partial<ImporterIdentity> = {},
  besides = {},
): ImporterIdentity => ({
  importerId,
  uei: null,
  cage: null,
  names: ['Evergreen Vitamins Inc'],
  postalCodes: [],
  trusted: null,
  associations: { addresses: [], principals: [], phones: [], websites: [], organizedIn: null, ...besides },
  ...part,
});

let debarments: DisposableSubgraph;
beforeAll(async () => {
  debarments = await disposableSubgraph(definition);
  await debarments.feed('sam-exclusions', inventedList(EXCLUDED, OTHERS));
  const answer = await debarments.ask({
    viewer: cbp,
    document:
      '{ exclusions(filter: { byCbp: true }) { nodes { id } } ours: exclusions(filter: { byCbp: false }) { nodes { id } } }',
  });
  const ids = answer.data as Record<'exclusions' | 'ours', { nodes: { id: string }[] }>;
  excluded = ids.exclusions.nodes[0]?.id ?? '';
  another = ids.ours.nodes[0]?.id ?? '';
});
afterAll(() => debarments?.drop());
let excluded: string;
let another: string;

async function hear(...items: readonly ImporterIdentity[]): Promise<void> {
  const consumer = definition.consumers.find(({ topic }) => topic === 'importer-identity');
  await debarments.sql.begin((tx) => consumer?.apply(tx, items as never));
}

let told = 0;
async function findings(): Promise<readonly Finding[]> {
  const all = (await debarments.published('finding')) as Finding[];
  const fresh = all.slice(told);
  told = all.length;
  return fresh;
}

interface Lead {
  readonly id: string;
  readonly status: string;
  readonly score: number;
  readonly importer: { readonly id: string };
  readonly evidence: readonly { readonly kind: string; readonly source: string; readonly sharedBy: number }[];
}

async function leads(status = 'OPEN'): Promise<readonly Lead[]> {
  const answer = await debarments.ask({
    viewer: cbp,
    document: `query ($status: LeadStatus!) { reestablishmentLeads(status: $status) { nodes {
      id status score importer { id } exclusion { name } evidence { kind excluded importer source sourceRecord sharedBy weight }
    } } }`,
    variables: { status },
  });
  expect(answer.errors).toBeUndefined();
  return (answer.data as { reestablishmentLeads: { nodes: Lead[] } }).reestablishmentLeads.nodes;
}

const decideLead = (id: string, decision: string) =>
  debarments.ask({
    viewer: cbp,
    document: `mutation ($id: ID!, $decision: ReestablishmentDecision!) {
      decideReestablishmentLead(id: $id, decision: $decision, note: "Looked at it.") { status decisions { decision note decidedBy } }
    }`,
    variables: { id, decision },
  });

const submit = (as: Viewer, input: object) =>
  debarments.ask({
    viewer: as,
    document: `mutation ($input: ReestablishmentNoticeInput!) { submitReestablishmentNotice(input: $input) {
      id newName newAddress { lines country } dueBy samPublishedOn timely status exclusion { name } notifierType } }`,
    variables: {
      input: {
        exclusionId: excluded,
        knowledge: 'KNOWS',
        newName: 'Tundra Gadgets LLC',
        association: 'The same person signs.',
        observedAt: '2026-10-30T10:00:00Z',
        ...input,
      },
    },
  });

const mine = async (as: Viewer, field = 'myReestablishmentNotices') => {
  const answer = await debarments.ask({ viewer: as, document: `{ ${field} { nodes { id newName } } }` });
  return (answer.data as Record<string, { nodes: readonly { id: string }[] }> | null)?.[field]?.nodes ?? [];
};

describe('leads', () => {
  test('the street of an excluded person alone makes none; with an owner it does, both records shown', async () => {
    await hear(identity(BACK, {}, { addresses: [STREET] }));
    expect(await leads()).toEqual([]);
    await hear(identity(BACK, {}, { addresses: [STREET], principals: ['Jane Q. Invented'] }));
    expect(await leads()).toMatchObject([
      {
        status: 'OPEN',
        score: 0.775,
        importer: { id: BACK },
        exclusion: { name: 'GLACIER WIDGETS LLC' },
        evidence: [
          {
            kind: 'ADDRESS',
            excluded: expect.stringContaining('9 EXAMPLE BLVD'),
            importer: expect.stringContaining('9 Example Boulevard'),
            source: 'LIST',
          },
          { kind: 'PRINCIPAL', excluded: 'JANE INVENTED', importer: 'Jane Q. Invented' },
        ],
      },
    ]);
  });

  test('dismissed it is silent, heard and listed again, until the evidence changes', async () => {
    const [lead] = await leads();
    expect((await decideLead(lead?.id ?? '', 'DISMISS')).data).toEqual({
      decideReestablishmentLead: {
        status: 'DISMISSED',
        decisions: [{ decision: 'DISMISS', note: 'Looked at it.', decidedBy: 'officer-7' }],
      },
    });
    await hear(identity(BACK, {}, { addresses: [STREET], principals: ['Jane Q. Invented'] }));
    await debarments.feed(
      'sam-exclusions',
      inventedList(EXCLUDED, OTHERS, { Name: 'A THIRD', 'SAM Number': 'S4INV0799' }),
    );
    expect([await leads(), (await leads('DISMISSED')).length]).toEqual([[], 1]);
    await hear(
      identity(BACK, {}, { addresses: [STREET], principals: ['Jane Q. Invented'], organizedIn: 2026 }),
    );
    expect(await leads()).toMatchObject([
      { id: lead?.id, evidence: [{}, {}, { kind: 'FORMED_AFTER_EXCLUSION' }] },
    ]);
  });

  test('confirmed it is a finding, GS-006; taken back, the finding closes', async () => {
    await findings();
    const [lead] = await leads();
    await decideLead(lead?.id ?? '', 'CONFIRM');
    const expected = {
      rule: 'GS-006',
      subject: BACK,
      effect: 'FAIL_INELIGIBLE',
      validFrom: '2026-01-10',
      validUntil: null,
    };
    expect(await findings()).toMatchObject([
      {
        ...expected,
        state: 'OPEN',
        evidence: [
          { kind: 'REESTABLISHMENT_LEAD', record: lead?.id },
          { kind: 'EXCLUSION', record: excluded },
        ],
      },
    ]);
    expect((await decideLead(lead?.id ?? '', 'CONFIRM')).data).toMatchObject({
      decideReestablishmentLead: { decisions: [{}, {}] },
    });
    await hear(identity(BACK));
    expect([await findings(), (await leads('CONFIRMED')).length]).toEqual([[], 1]);
    await debarments.feed('sam-exclusions', inventedList(OTHERS));
    expect(await findings()).toMatchObject([{ ...expected, validUntil: expect.any(String) }]);
    await debarments.feed('sam-exclusions', inventedList(EXCLUDED, OTHERS));
    expect((await findings()).filter(({ validUntil }) => validUntil === null)).toMatchObject([
      { rule: 'GS-006', subject: BACK, state: 'OPEN' },
    ]);
    await decideLead(lead?.id ?? '', 'DISMISS');
    expect(new Set((await findings()).map(({ rule, state }) => `${rule} ${state}`))).toEqual(
      new Set(['GS-006 WITHDRAWN']),
    );
  });

  test('what an importer has that is the excluded person counts as that person’s', async () => {
    await hear(
      identity(
        FORMER,
        { names: ['Glacier Widgets LLC'], postalCodes: ['07001'] },
        { websites: ['https://www.glacier.example/shop'], phones: ['+1 555 010 0188'] },
      ),
      identity(BACK, {}, { websites: ['glacier.example'], phones: ['(555) 010-0188'] }),
    );
    expect(await leads()).toEqual([]);
    const link = await debarments.sql`select link_id from exclusion_link where importer_id = ${FORMER}`;
    await debarments.ask({
      viewer: cbp,
      document:
        'mutation ($id: ID!) { decideExclusionLink(id: $id, decision: CONFIRM, note: "Seen.") { id } }',
      variables: { id: link[0]?.link_id },
    });
    expect(await leads()).toMatchObject([
      {
        importer: { id: BACK },
        evidence: [
          { kind: 'PHONE', source: 'LINKED_IMPORTER', sourceRecord: FORMER },
          { kind: 'DOMAIN', source: 'LINKED_IMPORTER', sourceRecord: FORMER },
        ],
      },
    ]);
    await hear(identity(FORMER), identity(BACK));
    expect(await leads()).toEqual([]);
  });

  test('one bank account, and the year: by its hash, of which a beginning is shown', async () => {
    const account = { bankAccounts: ['ab'.repeat(32)], organizedIn: 2026 };
    const listed = { names: ['Glacier Widgets LLC'], postalCodes: ['07001'] };
    await hear(identity(FORMER, listed, account), identity(BACK, {}, account));
    expect(await leads()).toMatchObject([
      {
        importer: { id: BACK },
        evidence: [
          { kind: 'BANK_ACCOUNT', excluded: 'account abababababab', source: 'LINKED_IMPORTER' },
          { kind: 'FORMED_AFTER_EXCLUSION' },
        ],
      },
    ]);
    await hear(identity(FORMER), identity(BACK));
    expect(await leads()).toEqual([]);
  });

  test('nine hundred registrants at one agent’s address are no lead, whichever came first', async () => {
    const crowd = Array.from({ length: 900 }, (_, nth) =>
      identity(
        importer(`08-${nth}`),
        { names: [`Firm${nth} Invented`] },
        { addresses: [STREET], organizedIn: 2026 },
      ),
    );
    await hear(...crowd.slice(0, 2));
    expect(await leads()).toHaveLength(2);
    await hear(...crowd.slice(2));
    expect(await leads()).toEqual([]);
    expect(await leads('WITHDRAWN')).toHaveLength(3);
    await hear(...crowd.map(({ importerId }) => identity(importerId)));
  });

  test('whom one agency excluded together share an address as a ring, not as tenants of an office', async () => {
    const ring = (dayOf: (nth: number) => string): readonly InventedRow[] =>
      ['ACORN', 'BIRCH', 'CLOVER', 'DAMSON', 'ELDER', 'FENNEL'].map((name, nth) => ({
        ...EXCLUDED,
        Name: `${name} INVENTED LLC`,
        'Active Date': dayOf(nth),
        'SAM Number': `S4INV078${nth}`,
      }));
    await hear(identity(THIRD, {}, { addresses: [STREET], principals: ['Jane Invented'] }));
    await debarments.feed('sam-exclusions', inventedList(OTHERS, ...ring(() => '01/10/2026')));
    const found = await leads();
    expect(found).toHaveLength(6);
    expect(found[0]?.evidence).toMatchObject([
      { kind: 'ADDRESS', sharedBy: 2 },
      { kind: 'PRINCIPAL', sharedBy: 2 },
    ]);
    await debarments.feed('sam-exclusions', inventedList(OTHERS, ...ring((nth) => `01/1${nth}/2026`)));
    expect(await leads()).toEqual([]);
    await hear(identity(THIRD));
    await debarments.feed('sam-exclusions', inventedList(EXCLUDED, OTHERS));
    await findings();
  });

  test('paged by score, each once', async () => {
    const some = Array.from({ length: 5 }, (_, nth) =>
      identity(
        importer(`09-${nth}`),
        { names: ['Alike Invented'] },
        { addresses: [STREET], organizedIn: 2026, principals: nth % 2 === 0 ? [] : ['Jane Invented'] },
      ),
    );
    await hear(...some);
    const seen: { id: string; score: number }[] = [];
    let after: string | null = null;
    do {
      const answer = await debarments.ask({
        viewer: cbp,
        document:
          'query ($after: String) { reestablishmentLeads(first: 2, after: $after) { nodes { id score } pageInfo { hasNextPage endCursor } } }',
        variables: { after },
      });
      const page = (
        answer.data as {
          reestablishmentLeads: { nodes: typeof seen; pageInfo: { hasNextPage: boolean; endCursor: string } };
        }
      ).reestablishmentLeads;
      seen.push(...page.nodes);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(5);
    expect(seen.map(({ score }) => score)).toEqual(
      seen.map(({ score }) => score).toSorted((one, other) => other - one),
    );
    await hear(...some.map(({ importerId }) => identity(importerId)));
  });

  test('in any order of arrival the leads are the same', async () => {
    const facts = [
      identity(BACK, {}, { addresses: [STREET], principals: ['Jane Invented'] }),
      identity(THIRD, { names: ['Widgets of Glacier'] }, { addresses: [STREET] }),
    ];
    const strip = (found: readonly Lead[]) => JSON.stringify(found);
    await hear(...facts);
    const first = strip(await leads());
    expect(JSON.parse(first)).toHaveLength(2);
    await hear(identity(BACK), identity(THIRD));
    await debarments.feed('sam-exclusions', inventedList(OTHERS));
    for (const fact of facts.toReversed()) await hear(fact);
    expect(await leads()).toEqual([]);
    await debarments.feed('sam-exclusions', inventedList(EXCLUDED, OTHERS));
    expect(strip(await leads())).toBe(first);
    await hear(identity(BACK), identity(THIRD));
  });
});

describe('notices, EO 13904 § 3(a)', () => {
  test.each([
    ['a carrier', swift, 'CARRIER'],
    ['a broker', beacon, 'BROKER'],
  ] as const)('%s gives one, gets its receipt, and reads its own alone', async (_who, as, notifierType) => {
    const answer = await submit(as, {});
    expect(answer.data).toMatchObject({
      submitReestablishmentNotice: {
        id: expect.stringMatching(/^rsn_/),
        newName: 'Tundra Gadgets LLC',
        samPublishedOn: '2026-10-20',
        dueBy: '2026-12-19',
        timely: true,
        status: 'RECEIVED',
        exclusion: { name: 'GLACIER WIDGETS LLC' },
        notifierType,
      },
    });
    expect(new Set(answer.disclosed.map(({ decision }) => decision.relation))).toEqual(new Set(['SELF']));
    expect(await mine(as)).toHaveLength(1);
    expect(await mine(slow)).toEqual([]);
    const { id } = (answer.data as { submitReestablishmentNotice: { id: string } })
      .submitReestablishmentNotice;
    const foreign = await debarments.ask({
      viewer: slow,
      document: 'query ($id: ID!) { reestablishmentNotice(id: $id) { id } }',
      variables: { id },
    });
    expect(foreign.data).toEqual({ reestablishmentNotice: null });
  });

  test('after sixty days it is taken, and late unless the attempt was first seen then', async () => {
    await debarments.feed(
      'sam-exclusions',
      inventedList(EXCLUDED, OTHERS, {
        ...EXCLUDED,
        Name: 'LONG AGO LLC',
        Creation_Date: '2026-01-10',
        'SAM Number': 'S4INV0705',
      }),
    );
    const [row] = await debarments.sql`select exclusion_id from exclusion where name = 'LONG AGO LLC'`;
    const of = (observedAt: string) => submit(slow, { exclusionId: row?.exclusion_id, observedAt });
    expect((await of('2026-03-11T23:59:59Z')).data).toMatchObject({
      submitReestablishmentNotice: { dueBy: '2026-03-11', timely: false },
    });
    expect((await of('2026-03-12T00:00:00Z')).data).toMatchObject({
      submitReestablishmentNotice: { dueBy: '2026-03-11', timely: true },
    });
  });

  test('under a client key once; with another input refused', async () => {
    const before = (await mine(cbp, 'reestablishmentNotices')).length;
    const input = { newAddress: STREET, clientMutationKey: 'notice-1' };
    const [one, two] = [await submit(swift, input), await submit(swift, input)];
    expect(two.data).toEqual(one.data);
    expect((await submit(swift, { ...input, newName: 'Another' })).errors).toMatchObject([
      { message: 'clientMutationKey: this key was used for another input' },
    ]);
    expect(await mine(cbp, 'reestablishmentNotices')).toHaveLength(before + 1);
    const audited = await debarments.sql`select name, audience from mutation where client_key = 'notice-1'`;
    expect(audited).toEqual([{ name: 'submitReestablishmentNotice', audience: 'CARRIER' }]);
  });

  test.each([
    [{ newName: null }, 'input: expected newName or newAddress, got neither'],
    [{ newName: ' ' }, 'newName: expected 1 to 200 characters, got 0'],
    [{ association: '' }, 'association: expected 1 to 2000 characters, got 0'],
    [{ observedAt: '2099-01-01T00:00:00Z' }, 'observedAt: expected an instant that is not in the future'],
    [{ newAddress: { country: 'US' } }, 'newAddress: expected lines, a city or a postal code'],
    [
      { newAddress: { city: 'X', country: 'XXY' } },
      'newAddress.country: expected an ISO 3166-1 alpha-2 or alpha-3 code',
    ],
  ])('%o is refused', async (input, message) => {
    expect((await submit(swift, input)).errors).toMatchObject([
      { message, extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  test('of another agency’s exclusion none is owed; of no exclusion there is none', async () => {
    expect((await submit(swift, { exclusionId: another })).errors).toMatchObject([
      { message: 'exclusionId: no notice is owed of an exclusion that is not by CBP' },
    ]);
    expect((await submit(swift, { exclusionId: 'exc_00000000000000000000' })).data).toEqual({
      submitReestablishmentNotice: null,
    });
  });

  test('others have no such mutation, and see nothing', async () => {
    for (const audience of ['PLATFORM', 'POST', 'IMPORTER', 'PGA', 'PUBLIC'] as const) {
      const as = viewer({ audience, organization: organization('org_other') });
      expect((await submit(as, {})).data).toEqual({ submitReestablishmentNotice: null });
      expect(await mine(as)).toEqual([]);
      expect(await mine(as, 'reestablishmentNotices')).toEqual([]);
    }
  });

  test('what it tells points to an importer; dismissed it points to none', async () => {
    await hear(
      identity(
        BACK,
        { names: ['Tundra Gadgets'] },
        { addresses: [{ ...STREET, lines: ['77 Elsewhere St'] }] },
      ),
    );
    const answer = await submit(beacon, { newAddress: { ...STREET, lines: ['77 Elsewhere Street'] } });
    const { id } = (answer.data as { submitReestablishmentNotice: { id: string } })
      .submitReestablishmentNotice;
    expect(await leads()).toMatchObject([
      {
        importer: { id: BACK },
        evidence: [
          { kind: 'ADDRESS', source: 'NOTICE', sourceRecord: id },
          { kind: 'NAME', source: 'NOTICE' },
        ],
      },
    ]);
    const decide = (decision: string, importerId: string | null) =>
      debarments.ask({
        viewer: cbp,
        document: `mutation ($id: ID!, $decision: ReestablishmentDecision!, $importerId: ID) {
          decideReestablishmentNotice(id: $id, decision: $decision, importerId: $importerId, note: "Seen.") {
            status importer { id } decisions { decision } } }`,
        variables: { id, decision, importerId },
      });
    await findings();
    expect((await decide('CONFIRM', BACK)).data).toMatchObject({
      decideReestablishmentNotice: {
        status: 'REVIEWED',
        importer: { id: BACK },
        decisions: [{ decision: 'CONFIRM' }],
      },
    });
    expect(await findings()).toMatchObject([
      {
        rule: 'GS-006',
        subject: BACK,
        state: 'OPEN',
        evidence: [{ kind: 'REESTABLISHMENT_NOTICE', record: id }, {}],
      },
    ]);
    expect((await decide('CONFIRM', 'imp_none')).errors).toMatchObject([
      { message: 'importerId: there is no such importer' },
    ]);
    await decide('DISMISS', null);
    expect(await findings()).toMatchObject([{ rule: 'GS-006', subject: BACK, state: 'WITHDRAWN' }]);
    expect(await leads()).toEqual([]);
    expect(await mine(beacon)).toContainEqual({ id, newName: 'Tundra Gadgets LLC' });
  });
});

describe('referral for present responsibility, EO 13904 § 1', () => {
  const refer = (input: object, as = cbp) =>
    debarments.ask({
      viewer: as,
      document: `mutation ($input: ReferralInput!) { referForPresentResponsibility(input: $input) {
        id person conductLevel basis outcome referredBy importer { id } exclusion { name } } }`,
      variables: {
        input: {
          person: 'Jane Invented',
          personKind: 'PERSON',
          conductLevel: 'GROSS_NEGLIGENCE',
          basis: 'Invented.',
          ...input,
        },
      },
    });

  test('is kept, and what came of it, once', async () => {
    const answer = await refer({ importerId: BACK, exclusionId: excluded });
    expect(answer.data).toMatchObject({
      referForPresentResponsibility: {
        person: 'Jane Invented',
        conductLevel: 'GROSS_NEGLIGENCE',
        outcome: 'PENDING',
        referredBy: 'officer-7',
        importer: { id: BACK },
        exclusion: { name: 'GLACIER WIDGETS LLC' },
      },
    });
    const { id } = (answer.data as { referForPresentResponsibility: { id: string } })
      .referForPresentResponsibility;
    const record = (outcome: string) =>
      debarments.ask({
        viewer: cbp,
        document: `mutation ($id: ID!, $outcome: ReferralOutcome!) {
          recordReferralOutcome(id: $id, outcome: $outcome, note: "Determined.") { outcome outcomeNote determinedAt } }`,
        variables: { id, outcome },
      });
    expect((await record('PENDING')).errors).toMatchObject([
      { message: 'outcome: expected what was determined, got PENDING' },
    ]);
    const debarred = await record('DEBARRED');
    expect(debarred.data).toMatchObject({
      recordReferralOutcome: { outcome: 'DEBARRED', outcomeNote: 'Determined.' },
    });
    expect((await record('DEBARRED')).data).toEqual(debarred.data);
    expect((await record('NO_ACTION')).errors).toMatchObject([
      { message: 'outcome: it was determined before, DEBARRED' },
    ]);
    const list = await debarments.ask({
      viewer: cbp,
      document:
        '{ presentResponsibilityReferrals(outcome: DEBARRED) { nodes { id } } pending: presentResponsibilityReferrals(outcome: PENDING) { nodes { id } } }',
    });
    expect(list.data).toEqual({
      presentResponsibilityReferrals: { nodes: [{ id }] },
      pending: { nodes: [] },
    });
    const audited =
      await debarments.sql`select name from mutation where record_id = ${id} order by mutation_id`;
    expect(audited.map(({ name }) => name)).toEqual([
      'referForPresentResponsibility',
      'recordReferralOutcome',
      'recordReferralOutcome',
    ]);
  });

  test.each([
    [{ person: '' }, 'person: expected 1 to 200 characters, got 0'],
    [{ basis: '' }, 'basis: expected 1 to 2000 characters, got 0'],
    [{ importerId: 'imp_none' }, 'importerId: there is no such importer'],
    [{ exclusionId: 'exc_none' }, 'exclusionId: there is no such exclusion'],
  ])('%o is refused', async (input, message) => {
    expect((await refer(input)).errors).toMatchObject([{ message }]);
  });

  test('is CBP’s', async () => {
    for (const as of [swift, beacon]) {
      expect((await refer({}, as)).data).toEqual({ referForPresentResponsibility: null });
      const list = await debarments.ask({
        viewer: as,
        document: '{ presentResponsibilityReferrals { nodes { id } } }',
      });
      expect(list.data ?? null).not.toMatchObject({ presentResponsibilityReferrals: { nodes: [{}] } });
    }
  });
});
