export interface Quantity {
  readonly amount: number;
  readonly unit: string | null;
}

/** Null where there is no amount. */
export function quantity(amount: number | null, unit: string | null): Quantity | null {
  return amount === null ? null : { amount, unit };
}
