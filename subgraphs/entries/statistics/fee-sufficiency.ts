import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { byEnvironment, feeAccount, feesCollected, type Sufficiency } from './fees.ts';
import { daysOf, type Quarters } from './fiscal-year.ts';
import type { Account, Snapshot } from './tables.ts';

/** Fees and costs of a period. Null where the snapshot does not count every quarter of it, or has no account. One statement. */
export function feeSufficiency({ sql }: LoaderSetting) {
  const rows = statement<Account & { readonly isCounted: boolean }>(
    sql,
    `select quarter, environment, kind, item, authority, amount_cents::float8 as cents,
       (select count(*) from counted_quarter where quarter = any(:quarters::text[]) and quarter <= :through)
         = cardinality(:quarters::text[]) as "isCounted"
     from counted_account
     where quarter = any(:quarters::text[]) and quarter <= :through
     order by quarter, environment, kind, item collate "C"`,
  );
  return async (
    snapshot: Snapshot,
    { period, quarters }: { readonly period: string; readonly quarters: Quarters },
  ): Promise<(Sufficiency & { readonly snapshot: Snapshot }) | null> => {
    const accounts = await rows({ quarters, through: snapshot.through });
    if (accounts[0]?.isCounted !== true) return null;
    return {
      snapshot,
      period,
      ...daysOf(quarters),
      total: feeAccount(accounts, quarters.length),
      byEnvironment: byEnvironment(accounts, quarters.length),
      fees: feesCollected(accounts),
    };
  };
}
