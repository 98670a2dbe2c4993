import { disposableSubgraph, type DisposableSubgraph, testSecret } from '@good-standing/kernel/subgraph/disposable.ts';
import { PUBLIC_VIEWER } from '@good-standing/kernel/viewer/viewer.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { definition } from './subgraph.ts';
let d: DisposableSubgraph;
beforeAll(async () => { d = await disposableSubgraph(definition); });
afterAll(() => d?.drop());
test('starts', async () => {
  const a = await d.ask({ viewer: PUBLIC_VIEWER, document: '{ exclusions { nodes { id name } } screen(parties:[{name:"x"}]) { results { verdict } } }' });
  expect(a).toEqual({});
});
