/** The events of a seizure at each stage of matrix.md, in days before the day asked. */
export interface SeizureDays {
  readonly presented: number;
  readonly detained?: number;
  readonly notice?: number;
  /** The importer's sufficient answer. */
  readonly answered?: number;
  readonly seized?: number;
  readonly forfeited?: number;
  readonly abandoned?: number;
  readonly released?: number;
  readonly excluded?: number;
}

const DETAINED = { presented: 65, detained: 62, notice: 60 };
const SEIZED = { ...DETAINED, seized: 40 };

export const SEIZURE_DAYS: Readonly<Record<string, SeizureDays>> = {
  PRESENTED: { presented: 5 },
  'DETAINED before notice': { presented: 5, detained: 3 },
  'DETAINED window open': { presented: 7, detained: 5, notice: 4 },
  'DETAINED window closed': { presented: 25, detained: 22, notice: 20 },
  'DETAINED answered': { presented: 25, detained: 22, notice: 20, answered: 16 },
  SEIZED,
  'SEIZED undetained': { presented: 65, seized: 40 },
  FORFEITED: { ...SEIZED, forfeited: 10 },
  ABANDONED: { ...DETAINED, abandoned: 30 },
  'ABANDONED undetained': { presented: 65, abandoned: 60 },
  'ABANDONED after seizure': { ...SEIZED, abandoned: 30 },
  RELEASED: { ...DETAINED, released: 30 },
  'RELEASED undetained': { presented: 65, released: 60 },
  'RELEASED after seizure': { ...SEIZED, released: 30 },
  EXCLUDED: { ...DETAINED, excluded: 30 },
  'EXCLUDED undetained': { presented: 65, excluded: 60 },
};

/**
 * The day of a release in days before the day asked: an early one is of the day after the
 * presentation, any other after the importer's window where there was one.
 */
export function releasedOn({ presented, notice, seized }: SeizureDays, isEarly: boolean): number {
  if (isEarly || (notice === undefined && seized === undefined)) return presented - 1;
  return presented === DETAINED.presented && notice !== undefined ? AFTER_WINDOW : 1;
}

/** A day after the importer's window of goods detained long ago, before anything else became of them. */
const AFTER_WINDOW = 45;

/** Days further back, before 2024-08-23, from which the text of 19 CFR 133.42 that mirrors 133.21 governs. */
export const BEFORE_2024_TEXT = 900;

/** First and last day of a recordation, in days before the day asked; a negative number is to come. */
export const RECORDATION_DAYS: Readonly<Record<string, { readonly from: number; readonly until: number }>> = {
  active: { from: 3_000, until: -500 },
  grace: { from: 3_000, until: 2 },
  expired: { from: 3_000, until: 91 },
  'not yet': { from: 1, until: -500 },
};
