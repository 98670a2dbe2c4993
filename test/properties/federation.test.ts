import { readFileSync } from 'node:fs';
import { compileOperation } from '@good-standing/gateway/execute/compile.ts';
import { randomOperation } from '@good-standing/gateway/execute/random-operation.ts';
import { sourcesHere } from '@good-standing/gateway/house/sources.ts';
import { graphOf } from '@good-standing/gateway/http/house-graph.ts';
import type { RequestFacts } from '@good-standing/gateway/http/request-facts.ts';
import { notes } from '@good-standing/kernel/disclosure/notes.ts';
import { DISCLOSURE_RULES } from '@good-standing/kernel/disclosure/rules.ts';
import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import fc from 'fast-check';
import { execute, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../world/house.ts';
import { castCase, idsOf } from '../world/ids.ts';
import { monolith } from '../world/monolith.ts';
import { parts } from '../world/parts.ts';

const RUNS = 150;
const now = Temporal.Instant.from('2026-11-02T15:00:00Z');
const graph = graphOf(
  readFileSync(new URL('../../schema/supergraph.generated.graphql', import.meta.url), 'utf8'),
);
const all = parts(true);

const officer: Viewer = {
  ...PUBLIC_VIEWER,
  audience: 'CBP',
  organization: { id: 'org_0', name: 'CBP (invented desk)', address: '' },
  rules: new Set(Object.keys(DISCLOSURE_RULES)),
  purposes: ['ENFORCEMENT'],
  purpose: 'ENFORCEMENT',
};
const fda: Viewer = {
  ...officer,
  audience: 'PGA',
  agency: 'FDA',
  purposes: ['RISK_ASSESSMENT'],
  purpose: 'RISK_ASSESSMENT',
};

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());

/** Values for every argument of the graph, by name: some that find something, some that do not, some that are refused. */
function argumentTexts(): Readonly<Record<string, readonly string[]>> {
  const ids = idsOf(house);
  const texts = (values: readonly string[]) => values.map((value) => JSON.stringify(value));
  return {
    id: texts([
      ids.importer('07-000000300'),
      ids.importer('07-000000100'),
      ids.broker('07001'),
      ids.entry('B7Q-0002001-1'),
      ids.seizure(castCase(2)),
      'imp_none',
    ]),
    record: texts([ids.importer('07-000000300')]),
    number: texts(['07-000000300', 'B7Q-0002001-1', 'TMK 07-00001', 'nothing']),
    code: texts(['QMA', 'B7Q', 'XAA', '???']),
    first: ['1', '3', '5'],
    depth: ['1', '2'],
    after: ['null'],
    asOf: texts(['2026-06-01', '2026-11-02']),
    since: texts(['2025-01-01']),
    search: texts(['AUR', 'AMB']),
    filter: ['{}', 'null'],
    parties: ['[{ name: "Northwind Traders" }, { name: "Aurora Kitchenware LLC", reference: "b" }]'],
    options: ['null', '{ asOf: "2026-11-02" }'],
  };
}

describe.each([
  ['an officer', officer],
  ['a partner agency', fda],
])('for %s, the federated executor', (_who, viewer) => {
  test('gives the same data as one schema executed by graphql-js on the same resolvers', async () => {
    const contract = graph.contracts[viewer.audience];
    const whole = monolith(contract, all);
    const { sources } = sourcesHere(house.pools, house.database.keys);
    const pool = (name: string) => house.pools.of({ name });
    const operations = randomOperation(contract, argumentTexts());
    await fc.assert(
      fc.asyncProperty(operations, async ({ document, variables }) => {
        const parsed = parse(document);
        const context = { viewer, requestId: 'property', now, notes: notes(true) };
        const federated = await compileOperation<RequestFacts>(graph.planner, contract, parsed, null).run({
          variables,
          context,
          sources,
        });
        const contexts = Object.fromEntries(
          all.map((part) => [part.name, part.context(pool(part.name), viewer, house.database.keys, now)]),
        );
        const single = await execute({
          schema: whole,
          document: parsed,
          variableValues: variables,
          contextValue: contexts,
        });
        expect(JSON.parse(federated.dataJson)).toEqual(JSON.parse(JSON.stringify(single.data ?? null)));
      }),
      { numRuns: RUNS },
    );
  });
});
