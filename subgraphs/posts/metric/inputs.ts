import type { ByClass } from '../parameters.ts';

/** What was counted for one post in one quarter, as the metric takes it. Counts of items. */
export interface MetricInputs {
  readonly items: number;
  readonly targeted: Stratum & { readonly items: number };
  readonly random: Stratum;
  readonly isExemptFromAdvanceData: boolean;
  readonly advanceData: {
    readonly required: number;
    readonly compliant: number;
    /** Decimal 0 to 1 with at most nine places; null where it was not measured. */
    readonly quality: string | null;
  };
  readonly requests: Part;
  readonly returns: Part;
  /** `part`: items that came from a blocked sender nevertheless, of those that matched one. */
  readonly blocked: Part;
}

/** Items inspected, and of these those seized. */
export interface Stratum {
  readonly inspected: number;
  readonly seized: ByClass<number>;
}

export interface Part {
  readonly part: number;
  readonly whole: number;
}

export const CLASSES = ['narcotics', 'intellectualProperty', 'other'] as const;
export type SeizureClass = (typeof CLASSES)[number];

export function byClass<Value>(of: (each: SeizureClass) => Value): ByClass<Value> {
  return {
    narcotics: of('narcotics'),
    intellectualProperty: of('intellectualProperty'),
    other: of('other'),
  };
}
