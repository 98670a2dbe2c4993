import { CASCADE } from '@good-standing/gateway/world/cast.ts';
import {
  ClocksDueDocument,
  ImporterCasesDocument,
} from '@good-standing/schema/operations/cbp/operations.generated.ts';
import { MyCasesDocument } from '@good-standing/schema/operations/importer/operations.generated.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../world/house.ts';
import { idsOf } from '../world/ids.ts';
import { ask } from '../world/typed.ts';

let house: TestHouse;
let aurora: string;
let cascade: string;
beforeAll(async () => {
  house = await testHouse();
  aurora = idsOf(house).importer('07-000000100');
  cascade = idsOf(house).importer(CASCADE);
});
afterAll(() => house?.close());

describe('cases of an importer', () => {
  test('it reads its own, with what is due and what binds them, recorded', async () => {
    const { data, requestId } = await ask(house, { as: 'importer' }, MyCasesDocument, { id: aurora });
    expect(data.importer).toMatchObject({
      evasionCases: {
        nodes: [{ caseNumber: 'EAPA-INV-0002', stage: 'NEGATIVE', hasInterimMeasures: false }],
      },
      forcedLaborDetentions: {
        nodes: [
          {
            detentionNumber: 'INV-FL-0001',
            clocks: expect.arrayContaining([
              expect.objectContaining({ kind: 'MAXIMUM_DETENTION', dueOn: '2026-11-14', status: 'RUNNING' }),
            ]),
          },
        ],
      },
      liquidatedDamages: {
        nodes: [{ claimNumber: 'INV-LD-0001', mitigation: { rules: [{ id: 'PN-003' }] } }],
      },
      dutyAccount: { ageing: expect.any(Array) },
    });
    const rules = (await house.ledgerOf(requestId)).map(({ rule }) => rule);
    expect(new Set(rules)).toEqual(new Set(['VIOLATIONS', 'PENALTY', 'ENTRY_COMMERCIAL']));
  });

  test('CBP reads all of another, an investigation of which it was not told among them', async () => {
    const { data } = await ask(house, { as: 'cbp' }, ImporterCasesDocument, { id: cascade });
    expect(data.importer?.evasionCases?.nodes).toMatchObject([
      { caseNumber: 'EAPA-INV-0001', stage: 'INVESTIGATED', notifiedOn: null },
    ]);
    const penalties = data.importer?.violations?.nodes.flatMap((violation) => violation.penalties ?? []);
    expect(penalties).toMatchObject([
      { mitigation: { least: '24000.00', isBelowLeast: false, isRepeatOffender: false } },
    ]);
    const due = await ask(house, { as: 'cbp' }, ClocksDueDocument, {
      by: '2026-12-31',
      kind: 'EVASION_INTERIM_MEASURES',
    });
    expect(due.data.clocksDue?.nodes).toMatchObject([
      { evasionCase: { caseNumber: 'EAPA-INV-0001' }, seizure: null, importer: { id: cascade } },
    ]);
  });

  test.each([
    ['another importer', { as: 'importer', of: 'aurora' } as const],
    ['nobody', {}],
  ])('%s is told nothing', async (_who, viewer) => {
    const query =
      'query ($id: ID!) { importer(id: $id) { evasionCases { nodes { caseNumber } } liquidatedDamages { nodes { claimNumber } } } }';
    const reply = await house.ask({ ...viewer, query, variables: { id: cascade } });
    expect(reply.text).not.toContain('EAPA-INV');
    expect(reply.text).not.toContain('INV-LD');
  });
});
