import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../world/house.ts';
import { castCase, idsOf } from '../world/ids.ts';

let house: TestHouse;
let ids: ReturnType<typeof idsOf>;
beforeAll(async () => {
  house = await testHouse();
  ids = idsOf(house);
});
afterAll(() => house?.close());

const DISCLOSURES = `query ($record: ID!) {
  disclosures(record: $record) { nodes { record audience relation coordinates recipientName } } }`;

async function accounting(as: 'importer' | 'broker' | 'pga', record: string) {
  const { data, errors } = await house.ask({ as, query: DISCLOSURES, variables: { record } });
  expect(errors).toEqual([]);
  return (data as { disclosures: { nodes: readonly Record<string, unknown>[] } }).disclosures.nodes;
}

interface Kept {
  readonly id: string;
  readonly accountingKey: string;
}

test('5 USC 552a(c): an importer reads who was told of its entries and of seizures of its goods, by their keys', async () => {
  const { data, errors } = await house.ask({
    as: 'importer',
    query: `query ($id: ID!, $seizure: ID!) {
      importer(id: $id) { entries(first: 25) { nodes { id accountingKey } } }
      seizure(id: $seizure) { id accountingKey }
    }`,
    variables: { id: ids.importer('07-000000100'), seizure: ids.seizure(castCase(5)) },
  });
  expect(errors).toEqual([]);
  const own = data as { importer: { entries: { nodes: readonly Kept[] } }; seizure: Kept };
  const records = [...own.importer.entries.nodes, own.seizure];
  for (const { id, accountingKey } of records) expect(accountingKey.startsWith(`${id}.`)).toBe(true);

  const told = await house.ask({
    as: 'pga',
    query: `query ($ids: ID!, $seizure: ID!) {
      importer(id: $ids) { entries(first: 5) { nodes { id number } } }
      seizure(id: $seizure) { id caseNumber }
    }`,
    variables: { ids: ids.importer('07-000000100'), seizure: own.seizure.id },
  });
  const toPga = told.data as {
    importer: { entries: { nodes: readonly { id: string; number: string | null }[] } };
    seizure: { caseNumber: string | null };
  };
  const entry = toPga.importer.entries.nodes.find(({ number }) => number !== null) ?? expect.fail('no entry');
  const key = records.find(({ id }) => id === entry.id)?.accountingKey ?? expect.fail('no key');

  expect(await accounting('importer', key)).toContainEqual({
    record: entry.id,
    audience: 'PGA',
    relation: 'JURISDICTION',
    coordinates: ['Entry.number'],
    recipientName: expect.any(String),
  });
  expect(toPga.seizure.caseNumber).not.toBeNull();
  expect(await accounting('importer', own.seizure.accountingKey)).toMatchObject([
    { record: own.seizure.id, audience: 'PGA', coordinates: ['Seizure.caseNumber'] },
  ]);
  expect(await accounting('importer', entry.id)).toEqual([]);
  expect(await accounting('broker', key)).toEqual([]);
  expect(await accounting('pga', key)).toEqual([]);
});

test('the key is in the schema of importers alone', async () => {
  const query = 'query ($id: ID!) { seizure(id: $id) { accountingKey } }';
  const variables = { id: ids.seizure(castCase(5)) };
  for (const as of ['cbp', 'pga', 'broker'] as const) {
    const { errors } = await house.ask({ as, query, variables });
    expect(errors).toHaveLength(1);
  }
});
