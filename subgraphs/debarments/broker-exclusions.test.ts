import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import {
  type DisposableSubgraph,
  disposableSubgraph,
  testSecret,
} from '@good-standing/kernel/subgraph/disposable.ts';
import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inventedList } from './ingest/sample/invented-list.ts';
import { definition } from './subgraph.ts';

const broker = (license: string) => recordId('brk', testSecret.ids, license);
const [BEACON, COMPASS, NOBODY] = [broker('07001'), broker('07002'), broker('x')];

let debarments: DisposableSubgraph;
beforeAll(async () => {
  debarments = await disposableSubgraph(definition);
  await debarments.feed(
    'sam-exclusions',
    inventedList(
      { Name: 'SOMEBODY ELSE LLC', 'Unique Entity ID': 'CSCDNUT7K2L4', 'SAM Number': 'S4INV0001' },
      { Name: 'COMPASS CLEARANCE', 'SAM Number': 'S4INV0002' },
    ),
  );
});
afterAll(() => debarments?.drop());

async function hear(...items: readonly object[]): Promise<void> {
  const consumer = definition.consumers.find(({ topic }) => topic === 'broker-identity');
  await debarments.sql.begin((tx) => consumer?.apply(tx, items as never));
}

async function exclusionsOf(viewer: Viewer, ...ids: readonly string[]) {
  const answer = await debarments.ask({
    viewer,
    document:
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Broker { exclusions { samNumber } } } }',
    variables: { of: ids.map((id) => ({ __typename: 'Broker', id })) },
  });
  expect(answer.errors).toBeUndefined();
  const found = answer.data?._entities as readonly {
    readonly exclusions: readonly { samNumber: string }[];
  }[];
  return { answer, found: found.map(({ exclusions }) => exclusions.map(({ samNumber }) => samNumber)) };
}

describe('EO 13904 § 3(b): exclusions of a broker, public record', () => {
  test('an equal identifier makes one its own, whatever the name; an equal name does not', async () => {
    await hear(
      { brokerId: BEACON, uei: 'CSCDNUT7K2L4', cage: null },
      { brokerId: COMPASS, uei: null, cage: null },
    );
    for (const viewer of [
      PUBLIC_VIEWER,
      { ...PUBLIC_VIEWER, audience: 'BROKER', subject: COMPASS } as const,
    ]) {
      const { answer, found } = await exclusionsOf(viewer, BEACON, COMPASS, NOBODY);
      expect(found).toEqual([['S4INV0001'], [], []]);
      expect(answer.statements).toHaveLength(1);
      expect(answer.disclosed).toEqual([]);
    }
  });

  test('the last word on its identifiers holds', async () => {
    await hear({ brokerId: BEACON, uei: null, cage: null });
    expect((await exclusionsOf(PUBLIC_VIEWER, BEACON)).found).toEqual([[]]);
  });
});
