import type { EnvironmentFeeAccount, FeeAccount, FeeCollected, FeeSufficiency } from '../schema.generated.ts';
import { ENVIRONMENTS } from './groupings.ts';
import type { Account } from './tables.ts';
import { percentOf } from './years.ts';

const COSTS = ['PROCESSING', 'INSPECTION', 'COLLECTION'] as const;

/**
 * EO 13904 § 7(a). Fees against costs. A cost is known where every quarter has an account of
 * it; for several environments, where it is known of each of them.
 *
 * @param quarters how many the accounts are of.
 */
export function feeAccount(accounts: readonly Account[], quarters: number): FeeAccount {
  const environments = new Set(accounts.map(({ environment }) => environment));
  const fees = sumOf(accounts.filter(({ kind }) => kind === 'FEE'));
  const [processingCost, inspectionCost, collectionCost] = COSTS.map((kind) => {
    const of = accounts.filter((account) => account.kind === kind);
    const had = new Set(of.map(({ environment, quarter }) => `${environment} ${quarter}`));
    return had.size === environments.size * quarters && had.size > 0 ? sumOf(of) : null;
  }) as [number | null, number | null, number | null];
  const costs = [processingCost, inspectionCost, collectionCost];
  const cost = costs.reduce<number | null>(
    (sum, each) => (sum === null || each === null ? null : sum + each),
    0,
  );
  return {
    feesCollected: fees,
    processingCost,
    inspectionCost,
    collectionCost,
    ratioPercent: cost === null ? null : percentOf(fees, cost),
    isSufficient: cost === null ? null : fees >= cost,
    shortfall: cost === null ? null : Math.max(cost - fees, 0),
    adjustmentPercent: cost === null ? null : percentOf(cost - fees, fees),
  };
}

/** In order of environments and names. */
export function feesCollected(accounts: readonly Account[]): readonly FeeCollected[] {
  const fees = accounts.filter(({ kind }) => kind === 'FEE');
  const byFee = Map.groupBy(fees, ({ environment, item }) => `${placeOf(environment)} ${item}`);
  return [...byFee.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, of]) => {
      const [fee] = of;
      if (fee === undefined) return [];
      const { environment, item, authority } = fee;
      return [{ environment, name: item, authority, amount: sumOf(of) }];
    });
}

export function byEnvironment(
  accounts: readonly Account[],
  quarters: number,
): readonly EnvironmentFeeAccount[] {
  return ENVIRONMENTS.flatMap((environment) => {
    const of = accounts.filter((account) => account.environment === environment);
    return of.length === 0 ? [] : [{ environment, account: feeAccount(of, quarters) }];
  });
}

export type Sufficiency = Omit<FeeSufficiency, 'snapshot'>;

function placeOf(environment: Account['environment']): number {
  return ENVIRONMENTS.indexOf(environment);
}

function sumOf(accounts: readonly Account[]): number {
  return accounts.reduce((sum, { cents }) => sum + cents, 0);
}
