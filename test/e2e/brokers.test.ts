import { settleQueue } from '@good-standing/gateway/house/ingest-feed.ts';
import { type OpenSubscription, subscribe } from '@good-standing/gateway/http/subscriber-under-test.ts';
import { AURORA, BEACON, BOREALIS, CASCADE, COMPASS } from '@good-standing/gateway/world/cast.ts';
import { type Receiver, receiver } from '@good-standing/kernel/webhook/receiver-under-test.ts';
import {
  AppealBrokerFindingDocument,
  BrokerFindingByIdDocument,
  BrokerFindingChangedDocument,
  ClientEligibilityDocument,
  ClientsTodayDocument,
  DesignationChangedDocument,
  MyBrokerRecordDocument,
  RecordDueDiligenceDocument,
  RecordIdentityVerificationDocument,
} from '@good-standing/schema/operations/broker/operations.generated.ts';
import {
  BrokerFindingsDocument,
  BrokersForReviewDocument,
  CloseBrokerFindingDocument,
  DecideRepresentationReviewDocument,
  ImporterStandingDocument,
  OpenBrokerFindingDocument,
} from '@good-standing/schema/operations/cbp/operations.generated.ts';
import {
  DesignateBrokerDocument,
  EndDesignationDocument,
  MyDesignationsDocument,
} from '@good-standing/schema/operations/importer/operations.generated.ts';
import { print } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventsHouse, type Party, register } from '../world/events-house.ts';
import type { TestHouse } from '../world/house.ts';
import { idsOf } from '../world/ids.ts';
import { newcomer } from '../world/newcomer.ts';
import { ask } from '../world/typed.ts';

const cbp = { as: 'cbp' } as const;
const beacon = { as: 'broker' } as const;
const compass = { as: 'broker', of: 'compass' } as const;
const aurora = { as: 'importer' } as const;
const cascade = { as: 'importer', of: 'cascade' } as const;
const borealis = { as: 'importer', of: 'borealis' } as const;

let house: TestHouse;
let there: Receiver;
const streams: OpenSubscription[] = [];
let ids: ReturnType<typeof idsOf>;
beforeAll(async () => {
  house = await eventsHouse();
  there = await receiver();
  ids = idsOf(house);
  await newcomer(house, { key: 'compass', as: 'beacon', subject: ids.broker(COMPASS) });
  await newcomer(house, { key: 'cascade', as: 'aurora', subject: ids.importer(CASCADE) });
  await newcomer(house, { key: 'borealis', as: 'aurora', subject: ids.importer(BOREALIS) });
});
afterAll(async () => {
  for (const stream of streams) stream.leave();
  await house?.close();
  await there?.close();
});

async function hears(party: Party, query: string): Promise<OpenSubscription> {
  const stream = await subscribe({ url: house.url, token: await house.token(party.as, party.of), query });
  streams.push(stream);
  return stream;
}

describe('EO 14411 § 4(a): a broker that represents a client not in good standing, end to end', () => {
  let finding: string;

  test('the broker verifies its client, documents its advice, and reads its own record, accounted for', async () => {
    const verified = await ask(house, beacon, RecordIdentityVerificationDocument, {
      input: { importer: ids.importer(AURORA), verifiedOn: '2026-10-30', elements: ['LEGAL_NAME'] },
    });
    expect(verified.data.recordIdentityVerification).toMatchObject({ renewBy: '2027-10-30' });
    const advised = await ask(house, beacon, RecordDueDiligenceDocument, {
      input: {
        importer: ids.importer(CASCADE),
        kind: 'ADVISED_OF_NONCOMPLIANCE',
        on: '2026-10-30',
        note: 'Invented.',
      },
    });
    expect(advised.data.recordDueDiligence).toMatchObject({ kind: 'ADVISED_OF_NONCOMPLIANCE' });
    const own = await ask(house, beacon, MyBrokerRecordDocument, { broker: ids.broker(BEACON) });
    expect(own.errors).toEqual([]);
    const record = own.data.broker;
    expect(record?.verifications?.nodes).toMatchObject([{ verifiedOn: '2026-10-30' }]);
    expect(record?.unverifiedClients?.nodes.map(({ id }) => id)).not.toContain(ids.importer(AURORA));
    expect(record?.repeatNoncompliantClientCount).toBeGreaterThanOrEqual(1); // Cascade is excluded
    const lines = await house.ledgerOf(own.requestId);
    expect(
      lines.filter(({ record, rule }) => record === ids.broker(BEACON) && rule === 'BROKER_RECORD'),
    ).toMatchObject([
      { relation: 'SELF', audience: 'BROKER', authority: expect.stringContaining('EO 14411 § 4(a)') },
    ]);
  });

  test('nobody else reads it: another broker with a reason, others not even a field', async () => {
    const other = await ask(house, compass, MyBrokerRecordDocument, { broker: ids.broker(BEACON) });
    expect(other.data.broker).toMatchObject({
      verifications: null,
      findings: null,
      repeatNoncompliantClientCount: null,
    });
    expect(other.withheld.find(({ coordinate }) => coordinate === 'Broker.findings')?.reason).toBe(
      'RELATION',
    );
    const query = '{ broker(id: "x") { findings { nodes { id } } } }';
    for (const viewer of [{}, aurora, { as: 'platform' } as const]) {
      expect((await house.ask({ ...viewer, query })).status).toBe(400);
    }
  });

  test('CBP opens a finding; the broker answers, and CBP, which reads the advice beside it, decides; both hear of each step', async () => {
    const [own, others] = await Promise.all(
      [beacon, compass].map((party) => hears(party, print(BrokerFindingChangedDocument))),
    );
    await register(house, beacon, `${there.url}-findings`, ['BROKER_FINDING_CHANGED']);
    await register(house, compass, `${there.url}-others`, ['BROKER_FINDING_CHANGED']);
    const opened = await ask(house, cbp, OpenBrokerFindingDocument, {
      input: {
        broker: ids.broker(BEACON),
        kind: 'DUE_DILIGENCE',
        importers: [ids.importer(CASCADE)],
        foundOn: '2026-10-31',
        basis: 'Invented: no advice on file.',
        clientMutationKey: 'finding-1',
      },
    });
    expect(opened.data.openBrokerFinding).toMatchObject({
      state: 'OPEN',
      respondBy: '2026-12-02',
      dueDiligence: [{ kind: 'ADVISED_OF_NONCOMPLIANCE' }],
    });
    finding = opened.data.openBrokerFinding?.id ?? '';
    const note = 'We advised it.';
    const denied = await ask(house, compass, AppealBrokerFindingDocument, { id: finding, note });
    expect(denied.data.appealBrokerFinding).toBeNull();
    const answered = await ask(house, beacon, AppealBrokerFindingDocument, { id: finding, note });
    expect(answered.data.appealBrokerFinding).toMatchObject({ state: 'APPEALED' });
    const pending = await ask(house, cbp, BrokerFindingsDocument, { state: 'APPEALED' });
    expect(pending.data.brokerFindings?.nodes).toMatchObject([
      { id: finding, broker: { id: ids.broker(BEACON) } },
    ]);
    const closed = await ask(house, cbp, CloseBrokerFindingDocument, {
      id: finding,
      outcome: 'NO_ACTION',
      note: 'It did.',
    });
    expect(closed.data.closeBrokerFinding).toMatchObject({ state: 'CLOSED', outcome: 'NO_ACTION' });
    await Promise.all([own?.until(3), there.until(3)]);
    expect(own?.answers.at(-1)?.data).toMatchObject({
      brokerFindingChanged: { finding: { id: finding, state: 'CLOSED', outcome: 'NO_ACTION' } },
    });
    const bodies = there.received.map(({ path, body }) => [path, JSON.parse(body)]);
    expect(bodies).toMatchObject(
      Array.from({ length: 3 }, () => [
        '/in-findings',
        { type: 'broker-finding.changed', data: { record: finding } },
      ]),
    );
    expect(JSON.stringify(bodies)).not.toContain('NO_ACTION');
    expect(others?.answers).toEqual([]);
    const fetched = await ask(house, beacon, BrokerFindingByIdDocument, { finding });
    expect(fetched.data.brokerFinding).toMatchObject({ id: finding, outcome: 'NO_ACTION' });
    const stranger = await ask(house, compass, BrokerFindingByIdDocument, { finding });
    expect(stranger.data).toEqual({ brokerFinding: null });
  });

  test('a broker of three such clients comes to a person at CBP, and only a person decides', async () => {
    await house.admin.unsafe(
      `insert into brokers.noncompliant_span (importer_id, from_on)
       select distinct importer_id, date '2026-10-01' from brokers.engagement
       where broker_id = $1 and (until_on is null or until_on >= date '2026-11-02') limit 3
       on conflict do nothing`,
      [ids.broker(BEACON)],
    );
    const listed = await ask(house, cbp, BrokersForReviewDocument, {});
    expect(listed.errors).toEqual([]);
    const up = listed.data.brokersForReview?.nodes.find(({ broker }) => broker.id === ids.broker(BEACON));
    expect(up?.clientCount).toBeGreaterThanOrEqual(3);
    const decided = await ask(house, cbp, DecideRepresentationReviewDocument, {
      broker: ids.broker(BEACON),
      decision: 'MAXIMUM_PENALTY',
      note: 'Invented.',
    });
    expect(decided.data.decideRepresentationReview).toMatchObject({
      decision: 'MAXIMUM_PENALTY',
      finding: { state: 'OPEN', respondBy: '2026-12-02' },
    });
    const after = await ask(house, cbp, BrokersForReviewDocument, {});
    expect(after.data.brokersForReview?.nodes.map(({ broker }) => broker.id)).not.toContain(
      ids.broker(BEACON),
    );
    await house.admin.unsafe(`delete from brokers.noncompliant_span where from_on = date '2026-10-01'`);
  });
});

describe('EO 14411 § 2(b)-(d): what may be filed for each client today, in one call', () => {
  test('yes or no for every type of entry there is, with the rules that deny it and nothing behind them', async () => {
    const { data, errors } = await ask(house, beacon, ClientsTodayDocument, {
      broker: ids.broker(BEACON),
      first: 50,
    });
    expect(errors).toEqual([]);
    const clients = new Map(data.broker?.clients?.nodes.map((client) => [client.id, client]));
    const good = clients.get(ids.importer(AURORA));
    expect(good).toMatchObject({ standing: { status: 'GOOD' }, mayDesignateBroker: true });
    expect(good?.entryTypes?.map(({ entryType }) => entryType).join(' ')).toBe(
      '01 02 03 04 05 06 07 08 11 12 13',
    );
    for (const { entryType, allowed, deniedBy } of good?.entryTypes ?? []) {
      const one = await ask(house, beacon, ClientEligibilityDocument, {
        importer: ids.importer(AURORA),
        entryType,
        broker: ids.broker(BEACON),
      });
      const same = one.data.importer?.entryEligibility;
      expect([allowed, deniedBy.map(({ rule }) => rule)]).toEqual([
        same?.allowed,
        same?.deniedBy.map(({ rule }) => rule),
      ]);
    }
    const barred = clients.get(ids.importer(CASCADE));
    expect(barred).toMatchObject({ standing: { status: 'INELIGIBLE' }, mayDesignateBroker: false });
    expect(barred?.entryTypes?.every(({ allowed }) => !allowed)).toBe(true);
    expect(barred?.entryTypes?.[0]?.deniedBy).toContainEqual({ rule: 'EF-000' });
    expect([...clients.values()].every(({ entryTypes }) => entryTypes?.length === 11)).toBe(true);
  });

  test('another broker has none of these clients', async () => {
    const { data } = await ask(house, compass, ClientsTodayDocument, { broker: ids.broker(BEACON) });
    expect(data.broker?.clients).toBeNull();
  });
});

describe('EO 14411 § 2(d), GS-900: a broker as importer of record', () => {
  test('an importer in good standing designates its broker, which reads it; a stranger does not', async () => {
    const [broker, another] = await Promise.all(
      [beacon, compass].map((party) => hears(party, print(DesignationChangedDocument))),
    );
    const made = await ask(house, aurora, DesignateBrokerDocument, { broker: ids.broker(BEACON) });
    await broker?.until(1);
    expect(broker?.answers.map(({ data }) => data)).toMatchObject([
      { designationChanged: { designation: { state: 'IN_FORCE', importer: { id: ids.importer(AURORA) } } } },
    ]);
    expect(another?.answers).toEqual([]);
    expect(made.data.designateBrokerAsImporterOfRecord).toMatchObject({ state: 'IN_FORCE', deniedBy: [] });
    const importer = ids.importer(AURORA);
    const own = await ask(house, aurora, MyDesignationsDocument, { importer });
    expect(own.data.importer).toMatchObject({
      mayDesignateBroker: true,
      designations: [{ state: 'IN_FORCE' }],
    });
    const query = 'query ($id: ID!) { importer(id: $id) { mayDesignateBroker designations { state } } }';
    const variables = { id: importer };
    const asked = await house.ask({ ...beacon, query, variables });
    expect(asked.data).toEqual({
      importer: { mayDesignateBroker: true, designations: [{ state: 'IN_FORCE' }] },
    });
    const stranger = await house.ask({ ...compass, query, variables });
    expect(stranger.data).toEqual({ importer: { mayDesignateBroker: null, designations: null } });
  });

  test('one that is ineligible is denied, and the broker is told no more than no', async () => {
    const denied = await ask(house, cascade, DesignateBrokerDocument, { broker: ids.broker(BEACON) });
    expect(denied.data.designateBrokerAsImporterOfRecord).toMatchObject({
      state: 'DENIED',
      deniedBy: [{ rule: 'GS-900', authority: 'EO 14411 § 2(d)' }],
    });
    const query = 'query ($id: ID!) { importer(id: $id) { mayDesignateBroker whyNot { rule } } }';
    const asked = await house.ask({ ...beacon, query, variables: { id: ids.importer(CASCADE) } });
    expect(asked.status).toBe(400); // no whyNot for brokers
    const told = await house.ask({
      ...beacon,
      query: query.replace('whyNot { rule }', ''),
      variables: { id: ids.importer(CASCADE) },
    });
    expect(told.data).toEqual({ importer: { mayDesignateBroker: false } });
  });

  test('19 CFR 111.53: a licence that is suspended denies too', async () => {
    const denied = await ask(house, borealis, DesignateBrokerDocument, { broker: ids.broker(COMPASS) });
    expect(denied.data.designateBrokerAsImporterOfRecord).toMatchObject({
      state: 'DENIED',
      deniedBy: [{ rule: 'EF-006' }],
    });
  });

  test('GS-020: suspended later, it is a reason of the importer, until the designation ends', async () => {
    const importer = ids.importer(AURORA);
    const reasons = async () => {
      const { data } = await ask(house, cbp, ImporterStandingDocument, { importer });
      return data.importer?.standing?.reasons?.map(({ rule }) => rule);
    };
    const before = await reasons();
    await house.admin.unsafe(
      `update brokers.broker_status set status = 'SUSPENDED' where broker_id = $1 and programme = 'LICENSE'`,
      [ids.broker(BEACON)],
    );
    const other = await ask(house, aurora, DesignateBrokerDocument, {
      broker: ids.broker(BEACON),
      until: '2026-12-31',
    });
    expect(other.data.designateBrokerAsImporterOfRecord?.state).toBe('DENIED');
    await settleQueue(house.pools);
    expect(await reasons()).toEqual(['GS-020', ...(before ?? [])]);
    const { data } = await ask(house, aurora, MyDesignationsDocument, { importer });
    const made = data.importer?.designations?.find(({ state }) => state === 'CLOSED');
    await ask(house, aurora, EndDesignationDocument, { id: made?.id ?? '' });
    await settleQueue(house.pools);
    expect(await reasons()).toEqual(before);
  });
});
