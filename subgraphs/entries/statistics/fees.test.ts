import { describe, expect, test } from 'vitest';
import { feeAccount, feesCollected } from './fees.ts';
import type { Account } from './tables.ts';

const account = (over: Partial<Account>): Account => ({
  quarter: '2026-Q3',
  environment: 'EXPRESS',
  kind: 'FEE',
  item: 'Invented fee',
  authority: '19 USC 58c(b)(9)',
  cents: 10_000,
  ...over,
});
const costs = (cents: number, over: Partial<Account> = {}) =>
  (['PROCESSING', 'INSPECTION', 'COLLECTION'] as const).map((kind) => account({ kind, cents, ...over }));

describe('EO 13904 § 7(a): whether fees reimburse what parcels cost', () => {
  test.each([
    ['they do, to the cent', 9_000, 3_000, { ratio: 100, sufficient: true, shortfall: 0, adjustment: 0 }],
    ['they do not', 6_000, 3_000, { ratio: 66.7, sufficient: false, shortfall: 3_000, adjustment: 50 }],
    ['they could be lower', 18_000, 3_000, { ratio: 200, sufficient: true, shortfall: 0, adjustment: -50 }],
    ['nothing was collected', 0, 3_000, { ratio: 0, sufficient: false, shortfall: 9_000, adjustment: null }],
    ['nothing was spent', 100, 0, { ratio: null, sufficient: true, shortfall: 0, adjustment: -100 }],
  ] as const)('%s', (_case, fees, each, expected) => {
    const told = feeAccount([account({ cents: fees }), ...costs(each)], 1);
    expect({
      ratio: told.ratioPercent,
      sufficient: told.isSufficient,
      shortfall: told.shortfall,
      adjustment: told.adjustmentPercent,
    }).toEqual(expected);
  });

  test.each([
    ['a kind of cost', [account({}), ...costs(1).slice(1)], 1],
    ['a quarter', [account({}), ...costs(1)], 2],
    ['an environment that has fees', [account({}), account({ environment: 'MAIL' }), ...costs(1)], 1],
  ] as const)(
    'where %s has no account, nothing is said of whether they suffice',
    (_case, accounts, quarters) => {
      const told = feeAccount(accounts, quarters);
      expect([told.isSufficient, told.ratioPercent, told.shortfall, told.adjustmentPercent]).toEqual([
        null,
        null,
        null,
        null,
      ]);
      expect(told.feesCollected).toBeGreaterThan(0);
    },
  );

  test('a fee is listed once over quarters, environments in order', () => {
    const fees = [
      account({ quarter: '2026-Q2' }),
      account({}),
      account({ environment: 'MAIL', item: 'Another', cents: 5 }),
      ...costs(1),
    ];
    expect(feesCollected(fees).map(({ environment, amount }) => [environment, amount])).toEqual([
      ['MAIL', 5],
      ['EXPRESS', 20_000],
    ]);
  });
});
