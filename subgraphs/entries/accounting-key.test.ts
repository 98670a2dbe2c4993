import { readAccountingKey } from '@good-standing/kernel/ledger/accounting-key.ts';
import { type DisposableSubgraph, testSecret } from '@good-standing/kernel/subgraph/disposable.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CASCADE, CASE, cascade, cbp, entriesWithCast, fda, idOf, lumen } from './cast.ts';

let entries: DisposableSubgraph;
beforeAll(async () => {
  entries = await entriesWithCast();
});
afterAll(() => entries?.drop());

const DOCUMENT = `query ($importers: [_Any!]!, $seizure: ID!, $held: ID!) {
  _entities(representations: $importers) {
    ... on Importer {
      entries(first: 25) { nodes { id accountingKey lines(first: 25) { nodes { id accountingKey } } } }
      violations(first: 25) { nodes { id accountingKey } }
    }
  }
  seizure(id: $seizure) { id accountingKey lines { id accountingKey } }
  held: seizure(id: $held) { id accountingKey }
}`;

const variables = {
  importers: [{ __typename: 'Importer', id: CASCADE }],
  seizure: idOf('sez', CASE.seized),
  held: idOf('sez', CASE.held),
};

/** Every record of the answer that a key could be asked of, with its key. */
function keysIn(data: unknown): readonly (readonly [string, string | null])[] {
  const found: [string, string | null][] = [];
  JSON.stringify(data, (_name, value) => {
    if (typeof value === 'object' && value !== null && 'accountingKey' in value)
      found.push([String(value.id), value.accountingKey]);
    return value;
  });
  return found;
}

test('5 USC 552a(c): each record about an importer has a key for it, and one that is held has none', async () => {
  const { data, errors } = await entries.ask({ viewer: cascade, document: DOCUMENT, variables });
  expect(errors).toBeUndefined();
  const keys = keysIn(data);
  expect(new Set(keys.map(([id]) => id.slice(0, 3)))).toEqual(new Set(['ent', 'lin', 'vio', 'sez', 'szl']));
  const today = Temporal.PlainDate.from('2026-11-22');
  for (const [id, key] of keys) {
    const record = readAccountingKey(testSecret.ids, key ?? '', { subject: CASCADE, today });
    expect([id, record]).toEqual([id, id === variables.held ? null : id]);
  }
});

test.each([cbp, fda, lumen])('nobody else has one: $audience', async (viewer) => {
  const { data } = await entries.ask({ viewer, document: DOCUMENT, variables });
  expect(keysIn(data).filter(([, key]) => key !== null)).toEqual([]);
});
