/** How much of everything a world holds. */
export interface WorldSize {
  readonly importers: number;
  readonly entries: number;
  readonly brokers: number;
  readonly posts: number;
  readonly recordations: number;
  readonly exclusions: number;
}

export const WORLD_SIZES = {
  small: { importers: 2_000, entries: 40_000, brokers: 60, posts: 30, recordations: 300, exclusions: 1_500 },
  medium: {
    importers: 100_000,
    entries: 2_000_000,
    brokers: 1_200,
    posts: 38,
    recordations: 10_000,
    exclusions: 30_000,
  },
  large: {
    importers: 500_000,
    entries: 20_000_000,
    brokers: 2_400,
    posts: 38,
    recordations: 40_000,
    exclusions: 120_000,
  },
} as const satisfies Record<string, WorldSize>;

export type WorldSizeName = keyof typeof WORLD_SIZES;

export function isWorldSize(text: string): text is WorldSizeName {
  return Object.hasOwn(WORLD_SIZES, text);
}
