/** A token bucket of one field, for one organisation or one address without a token. */
export interface FieldRate {
  /** How often it may be asked for at once. */
  readonly burst: number;
  /** How often in the course of an hour. */
  readonly perHour: number;
}

/**
 * Fields that are rarer than others, whoever asks: reports of violations come from
 * people, and a receipt is looked up by who has it.
 */
export const FIELD_RATES: Readonly<Record<string, FieldRate>> = {
  'Mutation.submitViolationReport': { burst: 5, perHour: 10 },
  'Mutation.followUpViolationReport': { burst: 10, perHour: 30 },
  'Query.violationReport': { burst: 20, perHour: 120 },
};
