import type { FeeSufficiencyQuery } from '@good-standing/schema/operations/public/operations.generated.ts';
import type { Ask, Dataset, Row } from './dataset.ts';
import { SNAPSHOT, snapshotState, yearsBack } from './snapshot-state.ts';

/** The latest fiscal year first; of each all environments together, then each. */
export const feeSufficiency: Dataset = {
  name: 'fee-sufficiency',
  title: 'Sufficiency of fees on parcels',
  says: 'Fees collected on parcels against what processing, inspecting and collecting on them cost, by fiscal year and environment.',
  authority: 'EO 13904 § 7',
  source: 'Accounts of CBP, as they were when their quarters were counted',
  parameters: SNAPSHOT,
  columns: [
    { name: 'period', datatype: 'string', of: 'FeeSufficiency.period' },
    { name: 'environment', datatype: 'string', says: 'ALL, or the environment that the row is of.' },
    { name: 'fees_collected_usd', datatype: 'decimal', of: 'FeeAccount.feesCollected' },
    { name: 'processing_cost_usd', datatype: 'decimal', of: 'FeeAccount.processingCost' },
    { name: 'inspection_cost_usd', datatype: 'decimal', of: 'FeeAccount.inspectionCost' },
    { name: 'collection_cost_usd', datatype: 'decimal', of: 'FeeAccount.collectionCost' },
    { name: 'ratio_percent', datatype: 'decimal', of: 'FeeAccount.ratioPercent' },
    { name: 'is_sufficient', datatype: 'boolean', of: 'FeeAccount.isSufficient' },
    { name: 'shortfall_usd', datatype: 'decimal', of: 'FeeAccount.shortfall' },
    { name: 'adjustment_percent', datatype: 'decimal', of: 'FeeAccount.adjustmentPercent' },
  ],
  state: snapshotState,
  rows: ({ ask }, state) => yearsBack(state, (year, snapshot) => accountsOf(ask, year, snapshot, state)),
};

type Sufficiency = NonNullable<FeeSufficiencyQuery['feeSufficiency']>;

/** A year that is not counted whole has no row; the years before it may have. */
async function accountsOf(
  ask: Ask,
  year: number,
  snapshot: string,
  state: { readonly facts: Readonly<Record<string, string>> } | null,
): Promise<readonly Row[] | null> {
  const period = `FY${year}`;
  const { feeSufficiency: told } = (await ask('public/fee-sufficiency', {
    period,
    snapshot,
  })) as FeeSufficiencyQuery;
  if (told === null) return year > Number((state?.facts.through ?? '').slice(0, 4)) - 1 ? [] : null;
  return [
    rowOf(period, 'ALL', told.total),
    ...told.byEnvironment.map(({ environment, account }) => rowOf(period, environment, account)),
  ];
}

function rowOf(period: string, environment: string, account: Sufficiency['total']): Row {
  return {
    period,
    environment,
    fees_collected_usd: account.feesCollected,
    processing_cost_usd: account.processingCost,
    inspection_cost_usd: account.inspectionCost,
    collection_cost_usd: account.collectionCost,
    ratio_percent: account.ratioPercent,
    is_sufficient: account.isSufficient,
    shortfall_usd: account.shortfall,
    adjustment_percent: account.adjustmentPercent,
  };
}
