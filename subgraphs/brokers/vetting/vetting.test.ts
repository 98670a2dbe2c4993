import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import {
  type DisposableSubgraph,
  disposableSubgraph,
  testSecret,
} from '@good-standing/kernel/subgraph/disposable.ts';
import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { definition } from '../subgraph.ts';
import { brokerVettingRound } from './round.ts';

const BEACON = recordId('brk', testSecret.ids, '07001');
const COMPASS = recordId('brk', testSecret.ids, '07002');
const HARBOR = recordId('brk', testSecret.ids, '07003');
const AURORA = recordId('imp', testSecret.ids, '07-000000100');

const rules = new Set(['VETTING']);
const cbp: Viewer = { ...PUBLIC_VIEWER, audience: 'CBP', actor: 'officer 7' };
const fda: Viewer = { ...PUBLIC_VIEWER, audience: 'PGA', agency: 'FDA', rules };
const epa: Viewer = { ...fda, agency: 'EPA' };
const beacon: Viewer = { ...PUBLIC_VIEWER, audience: 'BROKER', subject: BEACON, rules };

let brokers: DisposableSubgraph;

beforeAll(async () => {
  brokers = await disposableSubgraph(definition);
  await brokers.feed('brokers', [
    'license_number,name,filer_codes,ctpat_consent',
    '07001,BEACON CUSTOMS BROKERAGE,B7Q,N',
    '07002,COMPASS CLEARANCE,C3K,Y',
    '07003,Invented Harbor Brokers,,N',
  ]);
  await brokers.feed('broker-statuses', [
    'license_number,programme,status,from_on,until_on',
    '07001,LICENSE,ACTIVE,2015-03-01,',
    '07002,LICENSE,SUSPENDED,2026-07-01,',
  ]);
  await brokers.feed('broker-clients', [
    'license_number,importer_number,from_on,until_on',
    '07001,07-000000100,2020-01-01,',
    '07003,07-000000100,2020-01-01,2026-11-01',
  ]);
  await brokers.feed('broker-vettings', [
    'vetting,license_number,completed_on,result',
    'INV-1,07001,2026-03-02,CLEAR',
    'INV-2,07002,2026-05-04,ADVERSE',
  ]);
  await brokers.sql`
    insert into jurisdiction (importer_id, agency, first_on, last_on)
    values (${AURORA}, 'FDA', '2025-01-01', '2026-01-01')`;
  await round('2026-11-22');
});
afterAll(() => brokers?.drop());

/** On any day, also one before the last. */
async function round(on: string): Promise<void> {
  await brokers.sql`update broker_vetting_round set on_day = '2026-01-01' where on_day > ${on}`;
  const now = Temporal.Instant.from(`${on}T03:00:00Z`);
  while (await brokerVettingRound.run({ sql: brokers.sql, now })) {}
}

interface Vetting {
  readonly id: string;
  readonly state: string;
  readonly dueOn: string | null;
}

async function vettings(broker: string, viewer: Viewer = cbp) {
  const answer = await brokers.ask({
    viewer,
    document: `query ($id: ID!) {
      broker(id: $id) { vettings(first: 5) { nodes { id broker { id } everyDays state dueOn completedOn result note decision } } }
    }`,
    variables: { id: broker },
  });
  const found = answer.data?.broker as { readonly vettings: { readonly nodes: readonly Vetting[] } | null };
  return { ...answer, nodes: found.vettings?.nodes ?? null };
}

const record = (input: object, viewer: Viewer = cbp) =>
  brokers.ask({
    viewer,
    document: `mutation ($input: RecordBrokerVettingInput!) {
      recordBrokerVetting(input: $input) { id broker { id } state completedOn result note recordedBy }
    }`,
    variables: {
      input: { broker: BEACON, completedOn: '2026-11-22', result: 'CLEAR', note: 'Invented.', ...input },
    },
  });

describe('EO 14411 § 2(f): recurrent vetting of brokers', () => {
  test('one is due of each that may do customs business, after the last or from the day of the procedures', async () => {
    expect((await vettings(BEACON)).nodes).toMatchObject([
      { broker: { id: BEACON }, everyDays: 730, state: 'DUE', dueOn: '2028-03-01', completedOn: null },
      { everyDays: null, state: 'COMPLETED', dueOn: null, completedOn: '2026-03-02', result: 'CLEAR' },
    ]);
    expect((await vettings(HARBOR)).nodes).toMatchObject([{ state: 'DUE', dueOn: '2028-11-29' }]);
    expect((await vettings(COMPASS)).nodes).toMatchObject([{ state: 'COMPLETED', result: 'ADVERSE' }]);
  });

  test('looked at again nothing is another; of two at once each is there once', async () => {
    const all = () => brokers.sql`select * from broker_vetting order by id`;
    const before = await all();
    await round('2026-11-22');
    await Promise.all([round('2026-11-23'), round('2026-11-23')]);
    expect(await all()).toEqual(before);
  });

  test('a licence that is suspended ends it, and one that is in force again begins it', async () => {
    const statuses = 'license_number,programme,status,from_on,until_on';
    await brokers.feed('broker-statuses', [
      statuses,
      '07001,LICENSE,ACTIVE,2015-03-01,',
      '07002,LICENSE,SUSPENDED,2026-07-01,',
      '07003,LICENSE,SUSPENDED,2026-11-24,2026-11-25',
    ]);
    await round('2026-11-24');
    expect((await vettings(HARBOR)).nodes).toMatchObject([{ state: 'ENDED' }]);
    await round('2026-11-26');
    expect((await vettings(HARBOR)).nodes).toMatchObject([{ state: 'DUE' }, { state: 'ENDED' }]);
  });

  test('what was not done is listed for CBP', async () => {
    const overdue = async (now: string) => {
      const { data } = await brokers.ask({
        viewer: cbp,
        now,
        document: '{ brokerVettingOverdue(first: 10) { nodes { broker { id } dueOn state } } }',
      });
      return (data?.brokerVettingOverdue as { nodes: readonly unknown[] }).nodes;
    };
    expect(await overdue('2028-03-01T12:00:00Z')).toEqual([]);
    expect(await overdue('2028-03-02T12:00:00Z')).toEqual([
      { broker: { id: BEACON }, dueOn: '2028-03-01', state: 'OVERDUE' },
    ]);
  });

  test('an officer records one: what was due is done, the next is due; the same again changes nothing', async () => {
    const due = (await vettings(BEACON)).nodes?.[0];
    const { data } = await record({});
    expect(data?.recordBrokerVetting).toEqual({
      id: due?.id,
      broker: { id: BEACON },
      state: 'COMPLETED',
      completedOn: '2026-11-22',
      result: 'CLEAR',
      note: 'Invented.',
      recordedBy: 'officer 7',
    });
    expect((await vettings(BEACON)).nodes?.[0]).toMatchObject({ state: 'DUE', dueOn: '2028-11-21' });
    const rows = () => brokers.sql`select * from broker_vetting order by id`;
    const before = await rows();
    expect((await record({})).data).toEqual(data);
    expect(await rows()).toEqual(before);
  });

  test.each([
    [
      'of a day to come',
      { completedOn: '2026-11-23' },
      'completedOn: expected 2026-11-22 or a day before, got 2026-11-23',
    ],
    ['of a day before the last', { completedOn: '2020-01-01' }, 'completedOn: expected a day from'],
    ['without a note', { note: ' ' }, 'note: expected 1 to 2000'],
  ])('%s it is refused', async (_case, input, message) => {
    const { errors, data } = await record(input);
    expect([data, errors?.[0]?.message]).toEqual([
      { recordBrokerVetting: null },
      expect.stringContaining(message),
    ]);
  });

  test('of a broker that may do no business, and of none, there is none; for nobody but CBP', async () => {
    const nothing = { recordBrokerVetting: null };
    expect((await record({ broker: COMPASS })).data).toEqual(nothing);
    expect((await record({ broker: 'brk_00000000000000000000' })).data).toEqual(nothing);
    for (const viewer of [fda, beacon]) {
      expect((await record({ note: 'Another.' }, viewer)).data ?? nothing).toEqual(nothing);
    }
  });

  test('an adverse result waits for a person, who decides once', async () => {
    const adverse = async (decided: boolean) => {
      const { data } = await brokers.ask({
        viewer: cbp,
        document: `query ($decided: Boolean!) {
          adverseBrokerVettings(decided: $decided, first: 10) { nodes { id broker { id } decision decidedBy } }
        }`,
        variables: { decided },
      });
      return (data?.adverseBrokerVettings as { nodes: readonly { id: string }[] }).nodes;
    };
    const decide = (id: string, decision: string) =>
      brokers.ask({
        viewer: cbp,
        document: `mutation ($id: ID!, $decision: VettingDecision!) {
          decideBrokerVetting(id: $id, decision: $decision, note: "Weighed.") { id decision }
        }`,
        variables: { id, decision },
      });
    await record({ result: 'ADVERSE', note: 'Invented, and adverse.' });
    const [first, second] = await adverse(false);
    expect(await adverse(false)).toMatchObject([{ broker: { id: COMPASS } }, { broker: { id: BEACON } }]);
    await decide(first?.id ?? '', 'REFER');
    expect((await decide(first?.id ?? '', 'NO_ACTION')).errors?.[0]?.message).toContain('REFER was decided');
    await decide(second?.id ?? '', 'VET_AGAIN');
    expect((await vettings(BEACON)).nodes?.[0]).toMatchObject({ state: 'DUE', dueOn: '2026-12-22' });
    await round('2026-11-28');
    expect((await vettings(BEACON)).nodes?.[0]).toMatchObject({ state: 'DUE', dueOn: '2026-12-22' });
    expect(await adverse(false)).toEqual([]);
    expect(await adverse(true)).toMatchObject([
      { decision: 'REFER', decidedBy: 'officer 7' },
      { decision: 'VET_AGAIN' },
    ]);
  });

  test('VETTING: agencies with jurisdiction over a client of today, cell by cell; not the broker itself', async () => {
    const { nodes, disclosed } = await vettings(BEACON, fda);
    expect(nodes?.length).toBeGreaterThan(2);
    expect(new Set(disclosed.map(({ rule, decision }) => `${rule} ${decision.relation}`))).toEqual(
      new Set(['VETTING JURISDICTION']),
    );
    for (const [broker, viewer, reason] of [
      [BEACON, epa, 'RELATION'],
      [HARBOR, fda, 'RELATION'],
      [BEACON, beacon, 'AUDIENCE'],
      [BEACON, PUBLIC_VIEWER, 'UNAUTHENTICATED'],
    ] as const) {
      const { nodes: none, withheld } = await vettings(broker, viewer);
      expect([none, withheld.map((each) => each.reason)]).toEqual([null, [reason]]);
    }
  });
});
