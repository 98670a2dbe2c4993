/** What is on: one thing more in each, so that each one's cost stands by itself. */
export const VARIANTS = {
  bare: 'neither guard nor ledger',
  guard: 'guard, ledger that keeps nothing',
  whole: 'guard and ledger, chained each second',
} as const;

export type Variant = keyof typeof VARIANTS;
