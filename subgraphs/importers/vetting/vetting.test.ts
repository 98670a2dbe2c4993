import type { DisposableSubgraph } from '@good-standing/kernel/subgraph/disposable.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  AURORA,
  assessAllDue,
  aurora,
  BOREALIS,
  beacon,
  CASCADE,
  cbp,
  cpsc,
  DUNE,
  EVERYONE,
  fda,
  granted,
  hear,
  importersWithCast,
} from '../cast.ts';
import { findingConsumer } from '../consumers/finding.ts';
import { vettingRound } from './round.ts';

let importers: DisposableSubgraph;
let heard = 0;

beforeAll(async () => {
  importers = await importersWithCast();
  await assessAllDue(importers.sql);
  await round('2026-11-22');
});
afterAll(() => importers?.drop());

/** On any day, also one before the last. */
async function round(on: string): Promise<void> {
  await importers.sql`update vetting_round set on_day = '2026-01-01' where on_day > ${on}`;
  const now = Temporal.Instant.from(`${on}T03:00:00Z`);
  while (await vettingRound.run({ sql: importers.sql, now })) {}
}

interface Told {
  readonly rule: string;
  readonly subject: string;
  readonly state: string;
  readonly validFrom: string;
  readonly validUntil: string | null;
}

/** Findings published since it was last asked. */
async function findings(): Promise<readonly Told[]> {
  const all = (await importers.published('finding')) as readonly Told[];
  const fresh = all.slice(heard);
  heard = all.length;
  return fresh;
}

const VETTINGS = `query ($id: ID!, $first: Int!, $after: String) {
  importer(id: $id) {
    vettings(first: $first, after: $after) {
      nodes { id subject subjectKind tier everyDays state dueOn completedOn result note decision importer { id } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

interface Vetting {
  readonly id: string;
  readonly state: string;
  readonly dueOn: string | null;
  readonly tier: string;
  readonly everyDays: number;
}
interface Page {
  readonly nodes: readonly Vetting[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

async function vettings(
  id: string,
  over: { viewer?: Viewer; now?: string; first?: number; after?: string } = {},
) {
  const { viewer = cbp, now, ...page } = over;
  const answer = await importers.ask({
    viewer,
    document: VETTINGS,
    variables: { id, first: 10, ...page },
    ...(now === undefined ? {} : { now }),
  });
  const importer = answer.data?.importer as { readonly vettings: Page | null } | null;
  return { ...answer, page: importer?.vettings ?? null };
}
const due = async (id: string) => (await vettings(id)).page?.nodes[0];

const LIST = `query ($first: Int!, $after: String) {
  vettingOverdue(first: $first, after: $after) {
    nodes { id subject subjectKind name dueOn state } pageInfo { hasNextPage endCursor }
  }
}`;
async function overdue(now: string, page: object = {}) {
  const { data } = await importers.ask({
    viewer: cbp,
    document: LIST,
    variables: { first: 200, ...page },
    now,
  });
  return data?.vettingOverdue as {
    readonly nodes: readonly {
      readonly id: string;
      readonly subject: string;
      readonly subjectKind: string;
      readonly name: string | null;
      readonly dueOn: string;
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

interface Recorded {
  readonly subject: string;
  readonly completedOn?: string;
  readonly result?: string;
  readonly note?: string;
  readonly clientMutationKey?: string;
}
const record = (input: Recorded, now = '2026-11-22T12:00:00Z', viewer: Viewer = cbp) =>
  importers.ask({
    viewer,
    now,
    document: `mutation ($input: RecordVettingInput!) {
      recordVetting(input: $input) { id subject state completedOn result note recordedBy recordedAt }
    }`,
    variables: { input: { completedOn: '2026-11-22', result: 'CLEAR', note: 'Invented.', ...input } },
  });

describe('EO 14411 § 2(f): everyone who conducts import activities has one vetting that is due', () => {
  test('importers by their tier, from the last vetting or from the day the procedures are to be there', async () => {
    expect(await due(AURORA)).toMatchObject({
      subject: AURORA,
      subjectKind: 'IMPORTER',
      state: 'DUE',
      completedOn: null,
      importer: { id: AURORA },
    });
    for (const id of EVERYONE) {
      const vetting = await due(id);
      if (vetting === undefined) continue;
      const { page } = await vettings(id);
      const last = page?.nodes[1] as { completedOn?: string } | undefined;
      const since = Temporal.PlainDate.from(last?.completedOn ?? '2026-11-30');
      const natural = since.add({ days: vetting.everyDays }).toString();
      expect([id, vetting.dueOn]).toEqual([id, natural < '2026-11-30' ? '2026-11-30' : natural]);
    }
  });

  test('whom the registry has as inactive is not vetted', async () => {
    const [row] = await importers.sql`select registry_status from importer where id = ${DUNE}`;
    expect([row?.registry_status, await due(DUNE)]).toEqual(['INACTIVE', undefined]);
  });

  test('affiliates without a number, custodians and forwarders of the day', async () => {
    const rows = await importers.sql`
      select subject_kind, count(*)::int from vetting
      where completed_on is null and subject_kind <> 'IMPORTER' group by 1 order by 1`;
    const affiliates = await importers.sql`
      select from importer_disclosure d where kind = 'AFFILIATE' and delisted_on is null
        and coalesce(until_on, '2026-11-22') >= '2026-11-22'
        and not exists (select from importer i where i.id = d.related_id)`;
    expect(rows.map((row) => [row.subject_kind, row.count])).toEqual([
      ...(affiliates.length === 0 ? [] : [['AFFILIATE', affiliates.length]]),
      ['CUSTODIAN', 1],
      ['FORWARDER', 1],
    ]);
  });

  test('looked at again on the same day, and on the next, nothing is another', async () => {
    const all = () => importers.sql`select * from vetting order by id`;
    const before = await all();
    await round('2026-11-22');
    await round('2026-11-23');
    expect(await all()).toEqual(before);
  });

  test('of two processes at once each vetting is there once', async () => {
    await importers.sql`delete from vetting where completed_on is null`;
    await importers.sql`update vetting_round set on_day = '2026-11-01'`;
    await Promise.all([round('2026-11-23'), round('2026-11-23')]);
    const rows = await importers.sql`
      select subject_id from vetting where completed_on is null and ended_on is null group by 1 having count(*) > 1`;
    expect(rows).toEqual([]);
    expect(await due(AURORA)).toMatchObject({ state: 'DUE' });
  });
});

describe('what falls due', () => {
  const LATER = '2031-01-01T12:00:00Z';

  test('is listed for CBP, longest overdue first, page by page; a day in time is not', async () => {
    expect((await overdue('2026-11-30T12:00:00Z')).nodes).toEqual([]);
    const { nodes } = await overdue('2026-12-01T12:00:00Z');
    expect(nodes.map(({ subjectKind, dueOn, name }) => [subjectKind, dueOn, name])).toContainEqual([
      'CUSTODIAN',
      '2026-11-30',
      'INVENTED BONDED STORES',
    ]);
    const all = await overdue(LATER);
    expect(all.nodes.length).toBeGreaterThan(4);
    expect(all.nodes.map(({ dueOn }) => dueOn)).toEqual(all.nodes.map(({ dueOn }) => dueOn).sort());
    const paged: string[] = [];
    for (let after: string | null = null; ; ) {
      const page = await overdue(LATER, { first: 2, after });
      paged.push(...page.nodes.map(({ id }) => id));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(paged).toEqual(all.nodes.map(({ id }) => id));
  });

  test('is a reason to watch the importer from the day after (GS-017), and before nothing is said', async () => {
    await findings();
    const vetting = await due(BOREALIS);
    const dueOn = vetting?.dueOn ?? '';
    const next = Temporal.PlainDate.from(dueOn).add({ days: 1 }).toString();
    await round(dueOn);
    expect((await findings()).filter(({ subject }) => subject === BOREALIS)).toEqual([]);
    await round(next);
    const told = (await findings()).filter(({ subject }) => subject === BOREALIS);
    expect(told).toMatchObject([
      {
        rule: 'GS-017',
        effect: 'WATCH',
        validFrom: next,
        validUntil: null,
        evidence: [{ kind: 'VETTING', record: vetting?.id }],
      },
    ]);
    await hear(importers.sql, findingConsumer, told);
    await assessAllDue(importers.sql);
    const { data } = await importers.ask({
      viewer: cbp,
      document: `query ($id: ID!, $on: Date!) { importer(id: $id) { standing(asOf: $on) { reasons { rule since } } } }`,
      variables: { id: BOREALIS, on: next },
    });
    expect(JSON.stringify(data)).toContain(`{"rule":"GS-017","since":"${next}"}`);
    await round(next);
    expect(await findings()).toEqual([]);
  });

  test('until it is done: what was so stays', async () => {
    const vetting = await due(BOREALIS);
    const dueOn = Temporal.PlainDate.from(vetting?.dueOn ?? '');
    const done = dueOn.add({ days: 10 }).toString();
    await record({ subject: BOREALIS, completedOn: done }, `${done}T12:00:00Z`);
    expect(await findings()).toMatchObject([
      {
        rule: 'GS-017',
        subject: BOREALIS,
        state: 'OPEN',
        validFrom: dueOn.add({ days: 1 }).toString(),
        validUntil: dueOn.add({ days: 9 }).toString(),
      },
    ]);
  });
});

describe('an officer records a vetting', () => {
  test('what was due is done, and the next is due after the days of the tier', async () => {
    const before = await due(AURORA);
    const { data } = await record({ subject: AURORA, note: ' Nothing found. ' });
    expect(data?.recordVetting).toEqual({
      id: before?.id,
      subject: AURORA,
      state: 'COMPLETED',
      completedOn: '2026-11-22',
      result: 'CLEAR',
      note: 'Nothing found.',
      recordedBy: cbp.actor,
      recordedAt: '2026-11-22T12:00:00Z',
    });
    const next = await due(AURORA);
    expect(next?.id).not.toBe(before?.id);
    expect(next?.dueOn).toBe(
      Temporal.PlainDate.from('2026-11-22')
        .add({ days: next?.everyDays ?? 0 })
        .toString(),
    );
  });

  test('the same again changes nothing, with a key and without', async () => {
    const rows = () => importers.sql`select id, completed_on, due_on from vetting order by id`;
    const before = await rows();
    await record({ subject: AURORA, note: 'Nothing found.' });
    expect(await rows()).toEqual(before);
    const one = await record({ subject: CASCADE, clientMutationKey: 'v-1' });
    const two = await record({ subject: CASCADE, clientMutationKey: 'v-1' });
    expect(two.data).toEqual(one.data);
    const other = await record({ subject: CASCADE, clientMutationKey: 'v-1', note: 'Another.' });
    expect(other.errors?.[0]?.message).toContain('clientMutationKey');
  });

  test('ten at once of one person are one after the other, and one is due', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, nth) => record({ subject: AURORA, note: `Nth ${nth}.` })),
    );
    expect(answers.flatMap(({ errors = [] }) => errors)).toEqual([]);
    const rows = await importers.sql`
      select from vetting where subject_id = ${AURORA} and completed_on is null and ended_on is null`;
    expect(rows).toHaveLength(1);
  });

  test.each([
    [
      'of a day to come',
      { subject: AURORA, completedOn: '2026-11-23' },
      'completedOn: expected 2026-11-22 or a day before, got 2026-11-23',
    ],
    [
      'of a day before the last',
      { subject: AURORA, completedOn: '2020-01-01' },
      'completedOn: expected a day from',
    ],
    ['without a note', { subject: AURORA, note: '  ' }, 'note: expected 1 to 2000'],
  ])('%s it is refused', async (_case, input, message) => {
    const { errors, data } = await record(input);
    expect([data, errors?.[0]?.extensions?.code]).toEqual([{ recordVetting: null }, 'BAD_USER_INPUT']);
    expect(errors?.[0]?.message).toContain(message);
  });

  test.each([
    ['nobody', 'imp_00000000000000000000'],
    ['who is not to be vetted', DUNE],
    ['what is no person', 'ent_00000000000000000000'],
  ])('of %s there is none', async (_who, subject) => {
    expect((await record({ subject })).data).toEqual({ recordVetting: null });
  });

  test('nobody but CBP', async () => {
    for (const viewer of [fda, aurora, beacon, granted({ audience: 'PLATFORM' })]) {
      const { data, errors } = await record({ subject: AURORA }, undefined, viewer);
      expect([data, errors]).not.toContainEqual(
        expect.objectContaining({ recordVetting: expect.anything() }),
      );
    }
    const audit = await importers.sql`select distinct audience from mutation where name = 'recordVetting'`;
    expect(audit).toEqual([{ audience: 'CBP' }]);
  });
});

describe('an adverse result goes to a person', () => {
  const ADVERSE = `query ($decided: Boolean!) {
    adverseVettings(decided: $decided) { nodes { id subject result decision decisionNote decidedBy decidedAt } }
  }`;
  const adverse = async (decided = false) => {
    const { data } = await importers.ask({ viewer: cbp, document: ADVERSE, variables: { decided } });
    return (data?.adverseVettings as { nodes: readonly { id: string; subject: string }[] }).nodes;
  };
  const decide = (id: string, decision: string, note = 'Weighed.') =>
    importers.ask({
      viewer: cbp,
      document: `mutation ($id: ID!, $decision: VettingDecision!, $note: String!) {
        decideVetting(id: $id, decision: $decision, note: $note) { id decision decisionNote decidedBy decidedAt }
      }`,
      variables: { id, decision, note },
    });

  test('recorded here or brought by a file, it is listed until somebody decides', async () => {
    await findings();
    await record({ subject: AURORA, result: 'ADVERSE', note: 'An address that does not exist.' });
    expect((await adverse()).map(({ subject }) => subject)).toEqual([CASCADE, AURORA]);
    expect(await findings()).toEqual([]);
  });

  test('a decision is kept with who, when and why; the same again changes nothing, another is refused', async () => {
    const [fromFile] = await adverse();
    const id = fromFile?.id ?? '';
    const { data } = await decide(id, 'REFER');
    expect(data?.decideVetting).toEqual({
      id,
      decision: 'REFER',
      decisionNote: 'Weighed.',
      decidedBy: cbp.actor,
      decidedAt: '2026-11-22T12:00:00Z',
    });
    expect((await decide(id, 'REFER', 'Again.')).data).toEqual(data);
    const other = await decide(id, 'NO_ACTION');
    expect(other.errors?.[0]?.message).toBe('decision: expected none before, REFER was decided');
    expect((await adverse()).map(({ subject }) => subject)).toEqual([AURORA]);
    expect((await adverse(true)).map(({ subject }) => subject)).toEqual([CASCADE]);
  });

  test('to be vetted again brings the next one forward, and no tier puts it off', async () => {
    const [open] = await adverse();
    await decide(open?.id ?? '', 'VET_AGAIN');
    expect((await due(AURORA))?.dueOn).toBe('2026-12-22');
    await importers.sql`update vetting set every_days = 90, tier = 'T4' where completed_on is null and subject_id = ${AURORA}`;
    await round('2026-12-01');
    expect((await due(AURORA))?.dueOn).toBe('2026-12-22');
  });

  test('a vetting that is due or clear is not decided, and of none there is none', async () => {
    const refused = await decide((await due(AURORA))?.id ?? '', 'NO_ACTION');
    expect(refused.errors?.[0]?.message).toBe(
      'id: expected a vetting with an adverse result, this one is due',
    );
    expect((await decide('vet_00000000000000000000', 'NO_ACTION')).data).toEqual({ decideVetting: null });
  });
});

describe('who reads vettings: VETTING, EO 14411 § 2(e), § 2(f)', () => {
  test('CBP and agencies with jurisdiction, cell by cell in the ledger', async () => {
    const { page, disclosed } = await vettings(AURORA, { viewer: fda });
    expect(page?.nodes.length).toBeGreaterThan(2);
    expect(new Set(disclosed.map(({ rule }) => rule))).toEqual(new Set(['VETTING', 'RISK_TIER']));
    expect(new Set(disclosed.map(({ decision }) => decision.relation))).toEqual(new Set(['JURISDICTION']));
  });

  test('not an agency without jurisdiction, nor the importer itself', async () => {
    for (const [viewer, id] of [
      [cpsc, CASCADE],
      [aurora, AURORA],
      [beacon, AURORA],
    ] as const) {
      const { page, data } = await vettings(id, { viewer });
      expect([page, JSON.stringify(data ?? null)]).toEqual([null, expect.not.stringContaining('vet_')]);
    }
  });

  test('page by page: what is due first, then latest first, in one statement a tick', async () => {
    const all = (await vettings(AURORA, { first: 200 })).page?.nodes ?? [];
    const paged: string[] = [];
    for (let after: string | undefined; ; ) {
      const { page, statements } = await vettings(AURORA, {
        first: 3,
        ...(after === undefined ? {} : { after }),
      });
      expect(statements.length).toBe(2);
      paged.push(...(page?.nodes.map(({ id }) => id) ?? []));
      if (page?.pageInfo.hasNextPage !== true) break;
      after = page.pageInfo.endCursor;
    }
    expect(paged).toEqual(all.map(({ id }) => id));
    expect(all[0]?.state).not.toBe('COMPLETED');
  });
});

describe('what files bring', () => {
  const HEADER = 'vetting,subject,number,reference,completed_on,result';

  test('a vetting done elsewhere takes the place of the one that was due, within the minute', async () => {
    const before = await due(CASCADE);
    await importers.feed('vettings', [HEADER, 'INV-V-0900,IMPORTER,07-000000300,,2026-11-23,CLEAR']);
    await round('2026-12-01');
    const { page } = await vettings(CASCADE, { first: 3 });
    expect(page?.nodes[0]).toMatchObject({ state: 'DUE' });
    expect(page?.nodes[0]?.id).not.toBe(before?.id);
    expect(page?.nodes.slice(1)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ completedOn: '2026-11-23', result: 'CLEAR', note: null }),
        expect.objectContaining({ id: before?.id, state: 'ENDED' }),
      ]),
    );
  });

  test('twice is once, and a row without its person is quarantined', async () => {
    const lines = [
      HEADER,
      'INV-V-0900,IMPORTER,07-000000300,,2026-11-23,CLEAR',
      'INV-V-0901,IMPORTER,,,2026-11-23,CLEAR',
      'INV-V-0902,CUSTODIAN,07-000000300,,2026-11-23,CLEAR',
      'INV-V-0903,FORWARDER,,OTI-900001,2026-11-23,FINE',
    ];
    const rows = () => importers.sql`select id, due_on, completed_on from vetting order by id`;
    const before = await rows();
    expect(await importers.feed('vettings', lines)).toMatchObject({ rejected: 3 });
    await round('2026-12-01');
    expect(await rows()).toEqual(before);
  });

  test('a forwarder that is no longer listed is not to be vetted', async () => {
    await importers.feed('vetted-persons', [
      'kind,reference,name,from_on,until_on',
      'CUSTODIAN,H123,INVENTED BONDED STORES,2019-01-01,',
    ]);
    await round('2026-12-02');
    const rows = await importers.sql`
      select subject_kind, ended_on is null as open from vetting
      where subject_kind in ('CUSTODIAN', 'FORWARDER') and completed_on is null order by 1`;
    expect(rows).toEqual([
      { subject_kind: 'CUSTODIAN', open: true },
      { subject_kind: 'FORWARDER', open: false },
    ]);
  });
});
