/** What was found of what is so. */
export interface Counts {
  found: number;
  wrong: number;
  missed: number;
}

export const precision = ({ found, wrong }: Counts) => found / Math.max(1, found + wrong);
export const recall = ({ found, missed }: Counts) => found / Math.max(1, found + missed);
export const f1 = ({ found, wrong, missed }: Counts) => (2 * found) / Math.max(1, 2 * found + wrong + missed);

/** The 95 of 100 interval of a share (Wilson). */
export function interval(found: number, of: number): readonly [number, number] {
  const z = 1.96;
  const share = found / of;
  const middle = share + (z * z) / (2 * of);
  const half = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  return [(middle - half) / (1 + (z * z) / of), (middle + half) / (1 + (z * z) / of)];
}

export function shareText(found: number, of: number): string {
  if (of === 0) return 'none';
  const [low, high] = interval(found, of);
  return `${(found / of).toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`;
}
