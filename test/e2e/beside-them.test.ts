import { MyClientsDocument } from '@good-standing/schema/operations/broker/operations.generated.ts';
import { DecideExclusionLinkDocument } from '@good-standing/schema/operations/cbp/operations.generated.ts';
import { MyRecordDocument } from '@good-standing/schema/operations/importer/operations.generated.ts';
import { ImporterRecordDocument } from '@good-standing/schema/operations/pga/operations.generated.ts';
import { MyQuartersDocument } from '@good-standing/schema/operations/post/operations.generated.ts';
import {
  BrokerByFilerCodeDocument,
  FindExclusionsDocument,
  TrustedImportersDocument,
  type TrustedImportersQuery,
} from '@good-standing/schema/operations/public/operations.generated.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../world/house.ts';
import { idsOf } from '../world/ids.ts';
import { ask, type TypedReply } from '../world/typed.ts';

let house: TestHouse;
let ids: ReturnType<typeof idsOf>;
beforeAll(async () => {
  house = await testHouse();
  ids = idsOf(house);
});
afterAll(() => house.close());

describe('the public, without a token: nothing withheld, nothing recorded', () => {
  test('the registry of trusted importers, page by page', async () => {
    const names: string[] = [];
    let after: string | null = null;
    do {
      const reply: TypedReply<TrustedImportersQuery> = await ask(house, {}, TrustedImportersDocument, {
        first: 3,
        after,
      });
      names.push(...reply.data.trustedImporters.nodes.map(({ name }) => name));
      after = reply.data.trustedImporters.pageInfo.hasNextPage
        ? reply.data.trustedImporters.pageInfo.endCursor
        : null;
      expect(reply.withheld).toEqual([]);
      expect(await house.ledgerOf(reply.requestId)).toEqual([]);
    } while (after !== null);
    expect(names).toContain('AURORA KITCHENWARE LLC');
    expect(names).toEqual([...new Set(names)].sort());
    const { data } = await ask(house, {}, TrustedImportersDocument, { search: 'aurora' });
    expect(data.trustedImporters.nodes.map(({ name }) => name)).toEqual(['AURORA KITCHENWARE LLC']);
  });

  test('exclusions of a name, with the line of the list that each came from', async () => {
    const { data } = await ask(house, {}, FindExclusionsDocument, { name: 'northwind traders' });
    expect(data.exclusions.nodes).toMatchObject([
      {
        name: 'NORTHWIND TRADERS, INC.',
        samNumber: 'S4INV0002',
        status: 'ACTIVE',
        byCbp: true,
        provenance: { source: 'SAM_EXCLUSIONS', line: 3 },
      },
    ]);
  });

  test('a value that a scalar cannot be is refused at the door, by name, and nothing is half answered', async () => {
    const literal = await house.ask({
      as: 'cbp',
      query: '{ recordation(number: "TMK 07-00001") { id } entryByNumber(number: "07-000000300") { id } }',
    });
    expect(literal.status).toBe(400);
    expect(literal.errors).toMatchObject([
      {
        message: 'EntryNumber: expected XXX-NNNNNNN-N, got 12 characters',
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      },
    ]);
    const variable = await house.ask({
      query: 'query ($since: Date!) { exclusionsRequiringVigilance(since: $since) { nodes { id } } }',
      variables: { since: '2026-02-30' },
    });
    expect([variable.status, variable.errors[0]?.message]).toEqual([
      400,
      'Variable "$since" does not fit its type.',
    ]);
  });

  test('a broker by its filer code', async () => {
    const { data } = await ask(house, {}, BrokerByFilerCodeDocument, { code: 'B8Q' });
    expect(data.brokerByFilerCode).toMatchObject({
      name: 'BEACON CUSTOMS BROKERAGE',
      licenseStatus: 'ACTIVE',
      filerCodes: ['B7Q', 'B8Q'],
    });
  });
});

describe('an importer reads its own record, and who else was shown it', () => {
  test('Aurora: after FDA has read it, the accounting says what, to whom, for what', async () => {
    const asked = await ask(house, { as: 'pga' }, ImporterRecordDocument, {
      number: '07-000000100',
      entries: 1,
    });
    const importer = ids.importer('07-000000100');
    const { data, withheld } = await ask(house, { as: 'importer' }, MyRecordDocument, {
      importer,
      entries: 2,
    });
    expect(withheld).toEqual([]);
    expect(data.importer).toMatchObject({
      name: 'AURORA KITCHENWARE LLC',
      number: '07-000000100',
      registryStatus: 'ACTIVE',
      bonds: [{ inForce: true }],
      entries: {
        nodes: [{ number: 'B7Q-0000001-3', enteredValue: expect.stringMatching(/^\d+\.\d\d$/) }, {}],
      },
    });
    const toFda = data.disclosures.nodes.filter(
      ({ recipientName }) => recipientName === 'Food and Drug Administration (invented desk)',
    );
    expect(toFda.length).toBe(
      (await house.ledgerOf(asked.requestId)).filter(({ record }) => record === importer).length,
    );
    expect(toFda[0]).toMatchObject({
      purpose: 'RISK_ASSESSMENT',
      coordinates: [expect.stringMatching(/^Importer\./)],
    });
  });

  test("another importer's record is not there, nor the accounting of it", async () => {
    const { data, requestId } = await ask(house, { as: 'importer' }, MyRecordDocument, {
      importer: ids.importer('07-000000300'),
    });
    expect(data).toEqual({ importer: null, disclosures: { nodes: [] } });
    expect(await house.ledgerOf(requestId)).toEqual([]);
  });
});

describe('a broker reads its own clients', () => {
  test('Beacon: those engaged today; of Dune, whose power of attorney ended, nothing', async () => {
    const { data, withheld } = await ask(house, { as: 'broker' }, MyClientsDocument, {
      broker: ids.broker('07001'),
      first: 50,
    });
    expect(withheld).toEqual([]);
    const names = data.broker?.clients?.nodes.map(({ name }) => name);
    expect(names).toContain('CASCADE NUTRITION LLC');
    expect(names).not.toContain('DUNE TRADING');
    const query = 'query ($id: ID!) { importer(id: $id) { name } }';
    expect(
      (await house.ask({ as: 'broker', query, variables: { id: ids.importer('000-12-3456') } })).data,
    ).toEqual({ importer: null });
  });

  test("another broker's clients are withheld for want of relation", async () => {
    const { data, withheld } = await ask(house, { as: 'broker' }, MyClientsDocument, {
      broker: ids.broker('07002'),
    });
    expect(data.broker).toEqual({ name: 'COMPASS CLEARANCE', clients: null });
    expect(withheld).toMatchObject([{ coordinate: 'Broker.clients', reason: 'RELATION', count: 1 }]);
  });
});

describe('a post reads what it furnished', () => {
  test('Qumar its own quarters; not those of Xanadu', async () => {
    const own = await ask(house, { as: 'post' }, MyQuartersDocument, { code: 'QMA', first: 2 });
    expect(own.data.post?.quarters?.nodes.map(({ quarter }) => quarter)).toEqual(['2026-Q3', '2026-Q2']);
    const other = await ask(house, { as: 'post' }, MyQuartersDocument, { code: 'XAA' });
    expect(other.data.post).toMatchObject({ name: 'Invented Post of Xanadu', quarters: null });
    expect(other.withheld).toMatchObject([
      { coordinate: 'InternationalPost.quarters', reason: 'RELATION', count: 1 },
    ]);
  });
});

describe('an officer decides', () => {
  test('a link that CBP rejects is no longer told to agencies; the same decision again changes nothing', async () => {
    const query = 'query ($id: ID!) { importer(id: $id) { exclusionLinks { id status } } }';
    const variables = { id: ids.importer('07-000000300') };
    const linksAs = async (as: 'cbp' | 'pga') =>
      (await house.ask({ as, query, variables })).data as {
        importer: { exclusionLinks: { id: string; status: string }[] };
      };
    const [link] = (await linksAs('cbp')).importer.exclusionLinks;
    const decision = {
      id: link?.id ?? '',
      decision: 'REJECT',
      note: 'Another firm of the same name (invented).',
    } as const;
    const first = await ask(house, { as: 'cbp' }, DecideExclusionLinkDocument, decision);
    const again = await ask(house, { as: 'cbp' }, DecideExclusionLinkDocument, decision);
    expect(first.data.decideExclusionLink).toMatchObject({
      status: 'REJECTED',
      decisions: [{ decision: 'REJECT' }],
    });
    expect(again.data).toEqual(first.data);
    expect((await linksAs('pga')).importer.exclusionLinks).toEqual([]);
    expect((await linksAs('cbp')).importer.exclusionLinks).toEqual([{ id: link?.id, status: 'REJECTED' }]);
  });

  test('nobody else has the decision', async () => {
    const { status, errors } = await house.ask({
      as: 'pga',
      documentId: 'cbp/decide-exclusion-link',
      variables: { id: 'x', decision: 'REJECT', note: 'n' },
    });
    expect([status, errors[0]?.extensions?.code]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
  });
});
