import { settleQueue } from '@good-standing/gateway/house/ingest-feed.ts';
import { AURORA, BEACON, BOREALIS, CASCADE } from '@good-standing/gateway/world/cast.ts';
import {
  AdverseBrokerVettingsDocument,
  AdverseVettingsDocument,
  BrokerVettingsDocument,
  DecideBrokerVettingDocument,
  DecideVettingDocument,
  ImporterVettingsDocument,
  RecordVettingDocument,
  VettingOverdueDocument,
} from '@good-standing/schema/operations/cbp/operations.generated.ts';
import {
  AgencyBrokerVettingsDocument,
  AgencyImporterVettingsDocument,
} from '@good-standing/schema/operations/pga/operations.generated.ts';
import { print } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { onAnotherDay } from '../world/another-day.ts';
import { type TestHouse, TODAY, testHouse } from '../world/house.ts';
import { idsOf } from '../world/ids.ts';
import { ask } from '../world/typed.ts';

let house: TestHouse;
let aurora: string;
let borealis: string;
let cascade: string;

beforeAll(async () => {
  house = await testHouse();
  const ids = idsOf(house);
  aurora = ids.importer(AURORA);
  borealis = ids.importer(BOREALIS);
  cascade = ids.importer(CASCADE);
});
afterAll(() => house?.close());

const on = (days: number) => TODAY.add({ days }).toString();
const vettings = async (importer: string) => {
  const answer = await ask(house, { as: 'cbp' }, ImporterVettingsDocument, { importer });
  return { ...answer, nodes: answer.data.importer?.vettings?.nodes ?? [] };
};

describe('EO 14411 § 2(f): recurrent vetting, end to end', () => {
  test('AURORA was vetted, and is to be vetted again after the days of its tier', async () => {
    const { nodes } = await vettings(aurora);
    expect(nodes).toMatchObject([
      { state: 'DUE', tier: 'T1', everyDays: 1_095, dueOn: on(1_095 - 40), completedOn: null },
      { state: 'COMPLETED', completedOn: on(-40), result: 'CLEAR', recordedBy: null },
    ]);
  });

  test('an agency with jurisdiction reads them, and it is recorded; one without, and the importer, find nothing', async () => {
    const answer = await ask(house, { as: 'pga' }, AgencyImporterVettingsDocument, { importer: aurora });
    expect(answer.data.importer?.vettings?.nodes).toMatchObject([{ state: 'DUE' }, { state: 'COMPLETED' }]);
    const lines = await house.ledgerOf(answer.requestId);
    expect(new Set(lines.map(({ rule, relation }) => `${rule} ${relation}`))).toEqual(
      new Set(['VETTING JURISDICTION', 'RISK_TIER JURISDICTION']),
    );
    const query = print(AgencyImporterVettingsDocument);
    const stranger = await house.ask({ as: 'pga', of: 'cpsc', query, variables: { importer: cascade } });
    expect(JSON.stringify(stranger.data)).not.toContain('vet_');
    for (const as of ['importer', 'broker', 'platform', undefined] as const) {
      const refused = await house.ask({
        ...(as === undefined ? {} : { as }),
        query,
        variables: { importer: aurora },
      });
      expect([as, refused.errors[0]?.extensions?.code]).toEqual([as, 'GRAPHQL_VALIDATION_FAILED']);
    }
  });

  test('nothing is overdue yet; the adverse result of CASCADE waits for a person', async () => {
    const overdue = await ask(house, { as: 'cbp' }, VettingOverdueDocument, {});
    expect(overdue.data.vettingOverdue?.nodes).toEqual([]);
    const adverse = await ask(house, { as: 'cbp' }, AdverseVettingsDocument, {});
    expect(adverse.data.adverseVettings?.nodes).toMatchObject([
      { subject: cascade, result: 'ADVERSE', decision: null, importer: { name: 'CASCADE NUTRITION LLC' } },
    ]);
    const lines = await house.ledgerOf(adverse.requestId);
    expect(lines.some(({ rule, relation }) => rule === 'VETTING' && relation === 'CBP')).toBe(true);
  });

  test('an officer decides, with who, when and why', async () => {
    const adverse = await ask(house, { as: 'cbp' }, AdverseVettingsDocument, {});
    const id = adverse.data.adverseVettings?.nodes[0]?.id ?? '';
    const decided = await ask(house, { as: 'cbp' }, DecideVettingDocument, {
      id,
      decision: 'REFER',
      note: 'To the port director.',
    });
    expect(decided.data.decideVetting).toMatchObject({
      decision: 'REFER',
      decisionNote: 'To the port director.',
      decidedAt: '2026-11-02T15:00:00Z',
    });
    const left = await ask(house, { as: 'cbp' }, AdverseVettingsDocument, {});
    expect(left.data.adverseVettings?.nodes).toEqual([]);
  });

  test('BOREALIS is not vetted in time: watched from the day after, and no more once it is vetted', async () => {
    const [due] = (await vettings(borealis)).nodes;
    const dueOn = Temporal.PlainDate.from(due?.dueOn ?? '');
    const after = dueOn.add({ days: 1 });
    const later = await onAnotherDay(house, after.toString());
    const standing = async () => {
      const { data } = await later.ask({
        as: 'cbp',
        query: 'query ($id: ID!) { importer(id: $id) { standing { status reasons { rule since } } } }',
        variables: { id: borealis },
      });
      return (data as { importer: { standing: { reasons: { rule: string; since: string }[] } } }).importer
        .standing.reasons;
    };
    try {
      expect((await standing()).map(({ rule }) => rule)).not.toContain('GS-017');
      await later.sweep();
      await settleQueue(house.pools);
      expect(await standing()).toContainEqual({ rule: 'GS-017', since: after.toString() });
      const overdue = await later.ask({
        as: 'cbp',
        query: print(VettingOverdueDocument),
        variables: { first: 200 },
      });
      expect(JSON.stringify(overdue.data)).toContain(`"subject":"${borealis}"`);
      const recorded = await later.ask({
        as: 'cbp',
        query: print(RecordVettingDocument),
        variables: {
          input: { subject: borealis, completedOn: after.toString(), result: 'CLEAR', note: 'Seen on site.' },
        },
      });
      expect(recorded.data).toMatchObject({ recordVetting: { subject: borealis, state: 'COMPLETED' } });
      await settleQueue(house.pools);
      expect((await standing()).map(({ rule }) => rule)).not.toContain('GS-017');
    } finally {
      await later.close();
    }
  });
});

describe('EO 14411 § 2(f): brokers are vetted too', () => {
  test('CBP and an agency with jurisdiction over a client read when; the broker itself does not', async () => {
    const broker = idsOf(house).broker(BEACON);
    const vettings = [
      { state: 'DUE', everyDays: 730, dueOn: on(730 - 50) },
      { state: 'COMPLETED', completedOn: on(-50), result: 'CLEAR' },
    ];
    const own = await ask(house, { as: 'cbp' }, BrokerVettingsDocument, { broker });
    expect(own.data.broker?.vettings?.nodes).toMatchObject(vettings);
    const agency = await ask(house, { as: 'pga' }, AgencyBrokerVettingsDocument, { broker });
    expect(agency.data.broker?.vettings?.nodes).toMatchObject(vettings);
    const lines = await house.ledgerOf(agency.requestId);
    expect(new Set(lines.map(({ rule, relation }) => `${rule} ${relation}`))).toEqual(
      new Set(['VETTING JURISDICTION']),
    );
    for (const as of ['broker', undefined] as const) {
      const refused = await house.ask({
        ...(as === undefined ? {} : { as }),
        query: print(AgencyBrokerVettingsDocument),
        variables: { broker },
      });
      expect([as, refused.errors[0]?.extensions?.code]).toEqual([as, 'GRAPHQL_VALIDATION_FAILED']);
    }
  });

  test('an adverse vetting of COMPASS waits for a person', async () => {
    const adverse = await ask(house, { as: 'cbp' }, AdverseBrokerVettingsDocument, {});
    expect(adverse.data.adverseBrokerVettings?.nodes).toMatchObject([
      { result: 'ADVERSE', decision: null, broker: { name: 'COMPASS CLEARANCE' } },
    ]);
    const id = adverse.data.adverseBrokerVettings?.nodes[0]?.id ?? '';
    const decided = await ask(house, { as: 'cbp' }, DecideBrokerVettingDocument, {
      id,
      decision: 'NO_ACTION',
      note: 'Suspended already.',
    });
    expect(decided.data.decideBrokerVetting).toMatchObject({ decision: 'NO_ACTION' });
    const left = await ask(house, { as: 'cbp' }, AdverseBrokerVettingsDocument, {});
    expect(left.data.adverseBrokerVettings?.nodes).toEqual([]);
  });
});
