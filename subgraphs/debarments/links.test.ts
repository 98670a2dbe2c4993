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
const CASCADE = importer('07-000000300');
const BOREALIS = importer('07-000000200');
const AURORA = importer('07-000000100');
const BEACON = recordId('brk', testSecret.ids, '07001');

const granted = new Set(['EXCLUSION_LINK']);
const viewer = (part: Partial<Viewer>): Viewer => ({ ...PUBLIC_VIEWER, rules: granted, ...part });
const cbp = viewer({ audience: 'CBP', actor: 'officer-7', purpose: 'ENFORCEMENT' });
const fda = viewer({ audience: 'PGA', agency: 'FDA' });
const cpsc = viewer({ audience: 'PGA', agency: 'CPS' });
const cascade = viewer({ audience: 'IMPORTER', subject: CASCADE });
const beacon = viewer({ audience: 'BROKER', subject: BEACON });
const bazaar = viewer({ audience: 'PLATFORM' });

const NUTRITION: InventedRow = {
  Name: 'CASCADE NUTRITION LLC',
  'Unique Entity ID': 'CSCDNUT7K2L4',
  'Excluding Agency': 'DHS-CBP',
  'Active Date': '01/10/2026',
  'SAM Number': 'S4INV0001',
};
const TOYS: InventedRow = { Name: 'BOREALIS TOYS', 'Zip Code': '981010000', 'SAM Number': 'S4INV0002' };

const identity = (part: Partial<ImporterIdentity> & { readonly importerId: string }): ImporterIdentity => ({
  uei: null,
  cage: null,
  names: [],
  postalCodes: [],
  trusted: null,
  ...part,
});
const IDENTITIES = [
  identity({
    importerId: CASCADE,
    uei: 'CSCDNUT7K2L4',
    names: ['CASCADE NUTRITION LLC'],
    postalCodes: ['98101'],
  }),
  identity({ importerId: BOREALIS, names: ['Borealis Toys, Inc.'], postalCodes: ['98101-2345'] }),
  identity({ importerId: AURORA, names: ['BOREALIS TOYS INC'], postalCodes: ['07001'] }),
];

let debarments: DisposableSubgraph;
beforeAll(async () => {
  debarments = await disposableSubgraph(definition);
  await hear('jurisdiction', [
    { importerId: CASCADE, agency: 'FDA', firstOn: '2026-01-01', lastOn: '2026-06-01' },
  ]);
  await hear('engagement', [{ brokerId: BEACON, importerId: CASCADE, fromOn: '2020-01-01', untilOn: null }]);
});
afterAll(() => debarments?.drop());

/** As the queue does: in one transaction. */
async function hear(topic: string, items: readonly object[]): Promise<void> {
  const consumer = definition.consumers.find((each) => each.topic === topic);
  await debarments.sql.begin((tx) => consumer?.apply(tx, items as never));
}

let told = 0;
/** Findings published since it was last asked. */
async function findings(): Promise<readonly Finding[]> {
  const all = (await debarments.published('finding')) as Finding[];
  const fresh = all.slice(told);
  told = all.length;
  return fresh;
}

interface Link {
  readonly id: string;
  readonly status: string;
}

async function linksOf(importerId: string): Promise<readonly Link[]> {
  const answer = await debarments.ask({
    viewer: cbp,
    document: `query ($of: [_Any!]!) {
      _entities(representations: $of) { ... on Importer { exclusionLinks { id status } } }
    }`,
    variables: { of: [{ __typename: 'Importer', id: importerId }] },
  });
  const [found] = answer.data?._entities as readonly { readonly exclusionLinks: readonly Link[] }[];
  return found?.exclusionLinks ?? [];
}

const decide = (
  id: string,
  decision: string,
  note = 'Looked at the invented file.',
  key: string | null = null,
) =>
  debarments.ask({
    viewer: cbp,
    document: `mutation ($id: ID!, $decision: LinkDecision!, $note: String!, $key: String) {
      decideExclusionLink(id: $id, decision: $decision, note: $note, clientMutationKey: $key) {
        status basis importer { id } decisions { decision note decidedBy }
      }
    }`,
    variables: { id, decision, note, key },
  });

describe('an exclusion and an importer with the same UEI', () => {
  const OPEN = {
    rule: 'GS-001',
    ruleVersion: 1,
    subject: CASCADE,
    effect: 'FAIL_INELIGIBLE',
    validFrom: '2026-01-10',
    validUntil: null,
    state: 'OPEN',
  };

  test('nothing is published before there is a link', async () => {
    await debarments.feed('sam-exclusions', inventedList(NUTRITION, TOYS));
    expect(await findings()).toEqual([]);
  });

  test('are one person: confirmed when the importer is heard of, and GS-001 opens', async () => {
    await hear('importer-identity', IDENTITIES);
    expect(await linksOf(CASCADE)).toMatchObject([{ status: 'CONFIRMED' }]);
    expect(await findings()).toMatchObject([
      {
        ...OPEN,
        key: expect.stringMatching(/^fnd_/),
        evidence: [{ kind: 'EXCLUSION', record: expect.stringMatching(/^exc_/) }],
      },
    ]);
  });

  test('heard again, nothing is told again', async () => {
    await hear('importer-identity', IDENTITIES);
    await hear('importer-identity', [...IDENTITIES, ...IDENTITIES]);
    expect(await findings()).toEqual([]);
    expect(await linksOf(CASCADE)).toHaveLength(1);
  });

  test.each([
    ['its end is published', { 'Termination Date': '01/10/2099' }, [{ ...OPEN, validUntil: '2099-01-10' }]],
    [
      'it is only proposed: GS-001 closes, GS-002 opens',
      { 'Exclusion Type': 'Ineligible (Proceedings Pending)', 'Additional Comments': 'Proposed debarment.' },
      [],
    ],
    ['it is lifted: left the list', null, []],
    ['it is listed again', {}, [OPEN]],
    ['it ended in the past', { 'Termination Date': '02/10/2026' }, [{ ...OPEN, validUntil: '2026-02-10' }]],
    ['it is in force again', {}, [OPEN]],
  ] as const)('when %s', async (_case, change, expected) => {
    const rows = change === null ? [TOYS] : [{ ...NUTRITION, ...change }, TOYS];
    await debarments.feed('sam-exclusions', inventedList(...rows));
    const published = await findings();
    if (expected.length > 0)
      expect(published).toMatchObject(expected.length === published.length ? expected : published);
    const toCome = published.filter(({ state, validUntil }) => state === 'OPEN' && validUntil === null);
    expect(toCome.length).toBeLessThanOrEqual(1);
    for (const finding of expected) expect(published).toContainEqual(expect.objectContaining(finding));
  });

  test('are two persons once the importer has another UEI: withdrawn, and the finding closes', async () => {
    await hear('importer-identity', [{ ...IDENTITIES[0], uei: 'THERNUT7K2L4', postalCodes: [] }]);
    expect(new Set((await linksOf(CASCADE)).map((link) => link.status))).toEqual(new Set(['WITHDRAWN']));
    const withdrawn = await findings();
    expect(withdrawn).toContainEqual(expect.objectContaining({ ...OPEN, state: 'WITHDRAWN' }));
    expect(new Set(withdrawn.map(({ state }) => state))).toEqual(new Set(['WITHDRAWN']));
    await hear('importer-identity', IDENTITIES);
    expect(await findings()).toContainEqual(expect.objectContaining(OPEN));
  });
});

describe('an exclusion and an importer with the same name and postal code', () => {
  let link: Link;

  test('are proposed, and nothing follows; the same name elsewhere is no link', async () => {
    const [found] = await linksOf(BOREALIS);
    expect(found).toMatchObject({ status: 'PROPOSED' });
    link = found as Link;
    expect(await linksOf(AURORA)).toEqual([]);
    expect(await findings()).toEqual([]);
  });

  test('a decision is kept with who and why, and GS-002 opens; the same decision again changes nothing', async () => {
    const answer = await decide(link.id, 'CONFIRM');
    const decided = {
      decideExclusionLink: {
        status: 'CONFIRMED',
        basis: ['NAME_AND_POSTAL_CODE'],
        importer: { id: BOREALIS },
        decisions: [{ decision: 'CONFIRM', note: 'Looked at the invented file.', decidedBy: 'officer-7' }],
      },
    };
    expect(answer.data).toEqual(decided);
    expect(await findings()).toMatchObject([
      { rule: 'GS-002', subject: BOREALIS, effect: 'WATCH', state: 'OPEN' },
    ]);
    expect((await decide(link.id, 'CONFIRM', 'Again.')).data).toEqual(decided);
    expect(await findings()).toEqual([]);
  });

  test('stands through another list and another identity', async () => {
    await debarments.feed(
      'sam-exclusions',
      inventedList(NUTRITION, TOYS, { Name: 'ANOTHER', 'SAM Number': 'S4INV0009' }),
    );
    await hear('importer-identity', [{ ...IDENTITIES[1], postalCodes: [] }]);
    expect(await linksOf(BOREALIS)).toMatchObject([{ status: 'CONFIRMED' }]);
    await hear('importer-identity', IDENTITIES);
    expect(await findings()).toEqual([]);
  });

  test('rejected, the finding closes and the link stays silent until the entry changes', async () => {
    expect((await decide(link.id, 'REJECT')).data).toMatchObject({
      decideExclusionLink: {
        status: 'REJECTED',
        decisions: [{ decision: 'REJECT' }, { decision: 'CONFIRM' }],
      },
    });
    expect(await findings()).toMatchObject([{ rule: 'GS-002', state: 'WITHDRAWN' }]);
    await debarments.feed('sam-exclusions', inventedList(NUTRITION, TOYS));
    await hear('importer-identity', IDENTITIES);
    expect(await linksOf(BOREALIS)).toMatchObject([{ status: 'REJECTED' }]);
    await debarments.feed('sam-exclusions', inventedList(NUTRITION, { ...TOYS, CAGE: '1INV2' }));
    expect(await linksOf(BOREALIS)).toMatchObject([{ status: 'PROPOSED' }]);
    expect((await decide(link.id, 'REJECT')).data).toMatchObject({
      decideExclusionLink: { status: 'REJECTED' },
    });
    expect(await findings()).toEqual([]);
  });

  test('5 USC 552a(c)(4): each decision that changed something is told as a correction, one that stood is not', async () => {
    expect(await debarments.published('correction')).toEqual(
      Array.from({ length: 3 }, () => ({
        record: link.id,
        coordinates: ['ExclusionLink.status', 'ExclusionLink.exclusion', 'ExclusionLink.importer'],
        correctedAt: expect.any(String),
      })),
    );
  });

  test.each([
    ['', 'note: expected 1 to 2000 characters, got 0'],
    ['x'.repeat(2_001), 'note: expected 1 to 2000 characters, got 2001'],
  ])('a note that is none is refused', async (note, message) => {
    expect((await decide(link.id, 'CONFIRM', note)).errors).toMatchObject([{ message }]);
  });

  test('under a client key a decision is made once, whatever was decided since', async () => {
    await decide(link.id, 'CONFIRM', 'Once.', 'key-1');
    await decide(link.id, 'REJECT');
    expect((await decide(link.id, 'CONFIRM', 'Once.', 'key-1')).data).toMatchObject({
      decideExclusionLink: { status: 'REJECTED' },
    });
    expect((await decide(link.id, 'CONFIRM', 'Other.', 'key-1')).errors).toMatchObject([
      { message: 'clientMutationKey: this key was used for another input' },
    ]);
    const audited = await debarments.sql`
      select actor, name, client_key from mutation where record_id = ${link.id} and client_key is not null`;
    expect(audited).toEqual([{ actor: 'officer-7', name: 'decideExclusionLink', client_key: 'key-1' }]);
    await findings();
  });

  test('of no link there is nothing to decide; outside CBP the operation does nothing', async () => {
    expect((await decide('xln_00000000000000000000', 'CONFIRM')).data).toEqual({ decideExclusionLink: null });
    const document = `mutation ($id: ID!) { decideExclusionLink(id: $id, decision: CONFIRM, note: "x") { id } }`;
    for (const viewer of [fda, cascade, bazaar, PUBLIC_VIEWER]) {
      const answer = await debarments.ask({ viewer, document, variables: { id: link.id } });
      expect(answer.data).toEqual({ decideExclusionLink: null });
    }
    expect(await linksOf(BOREALIS)).toMatchObject([{ status: 'REJECTED' }]);
  });
});

describe('EXCLUSION_LINK, 5 USC 552a(b)', () => {
  const document = `query ($of: [_Any!]!) {
    exclusions(filter: { uei: "CSCDNUT7K2L4", status: ACTIVE }) { nodes { name links { status importer { id } } } }
    _entities(representations: $of) { ... on Importer { id exclusionLinks { status basis exclusion { name } decisions { note } } } }
  }`;
  const ask = (as: Viewer, id: string = CASCADE) =>
    debarments.ask({ viewer: as, document, variables: { of: [{ __typename: 'Importer', id }] } });

  test.each([
    ['CBP', cbp, 'CBP', []],
    ['an agency with jurisdiction', fda, 'JURISDICTION', null],
    ['the importer', cascade, 'SELF', null],
    ['its broker', beacon, 'OWN_CLIENT', null],
  ] as const)('%s is told, and it is recorded', async (_who, as, relation, decisions) => {
    const answer = await ask(as);
    expect(answer.data).toEqual({
      exclusions: {
        nodes: [
          { name: 'CASCADE NUTRITION LLC', links: [{ status: 'CONFIRMED', importer: { id: CASCADE } }] },
        ],
      },
      _entities: [
        {
          id: CASCADE,
          exclusionLinks: expect.arrayContaining([
            { status: 'CONFIRMED', basis: ['UEI'], exclusion: { name: 'CASCADE NUTRITION LLC' }, decisions },
          ]),
        },
      ],
    });
    expect(answer.withheld).toEqual([]);
    const records = new Set(answer.disclosed.map((note) => note.record.slice(0, 3)));
    expect(records).toEqual(new Set(['exc', 'imp', 'xln']));
    expect(new Set(answer.disclosed.map((note) => note.decision.relation))).toEqual(new Set([relation]));
  });

  test.each([
    ['an agency without jurisdiction', cpsc, 'RELATION'],
    ['another importer', viewer({ audience: 'IMPORTER', subject: BOREALIS }), 'RELATION'],
    [
      'a broker of others',
      viewer({ audience: 'BROKER', subject: recordId('brk', testSecret.ids, '07002') }),
      'RELATION',
    ],
    ['an agency whose agreement does not grant it', { ...fda, rules: new Set<string>() }, 'AGREEMENT'],
    ['a platform', bazaar, 'AUDIENCE'],
    ['nobody in particular', PUBLIC_VIEWER, 'UNAUTHENTICATED'],
  ] as const)(
    '%s is not, and the answer is that of an importer that is not there',
    async (_who, as, reason) => {
      const answer = await ask(as);
      const none = importer('07-000009900');
      expect(answer.data).toEqual({
        exclusions: { nodes: [{ name: 'CASCADE NUTRITION LLC', links: null }] },
        _entities: [{ id: CASCADE, exclusionLinks: null }],
      });
      expect(answer.withheld).toMatchObject([
        { coordinate: 'Exclusion.links', reason, count: 1 },
        { coordinate: 'Importer.exclusionLinks', reason, count: 1 },
      ]);
      expect(answer.disclosed).toEqual([]);
      const alone = (id: string) =>
        debarments.ask({
          viewer: as,
          document:
            'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Importer { exclusionLinks { id } } } }',
          variables: { of: [{ __typename: 'Importer', id }] },
        });
      expect(JSON.stringify(await alone(none))).toBe(JSON.stringify(await alone(CASCADE)));
    },
  );

  test('an agency sees confirmed links alone', async () => {
    await hear('jurisdiction', [
      { importerId: BOREALIS, agency: 'FDA', firstOn: '2026-01-01', lastOn: '2026-06-01' },
    ]);
    expect((await ask(fda, BOREALIS)).data).toMatchObject({
      _entities: [{ id: BOREALIS, exclusionLinks: [] }],
    });
    const [link] = await linksOf(BOREALIS);
    const answer = await debarments.ask({
      viewer: fda,
      document: 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on ExclusionLink { id } } }',
      variables: { of: [{ __typename: 'ExclusionLink', id: link?.id }] },
    });
    expect(answer.data).toEqual({ _entities: [null] });
  });

  test('the number of importers does not change the number of statements', async () => {
    const nested = `query ($of: [_Any!]!) {
      _entities(representations: $of) { ... on Importer { exclusionLinks { exclusion { name links { id } } decisions { note } } } }
    }`;
    const statements = async (ids: readonly string[]) =>
      (
        await debarments.ask({
          viewer: cbp,
          document: nested,
          variables: { of: ids.map((id) => ({ __typename: 'Importer', id })) },
        })
      ).statements;
    const one = await statements([CASCADE]);
    expect(await statements([CASCADE, BOREALIS, AURORA])).toEqual(one);
    expect(one).toHaveLength(4);
  });
});
