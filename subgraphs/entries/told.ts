import type { Asked } from '@good-standing/kernel/subgraph/disposable.ts';

/** How tests read answers. */

/** `Seizure.port STAGE until DETAINED (1)` for each coordinate and reason withheld. */
export function withheldOf({ withheld }: Asked): readonly string[] {
  return withheld.map(({ coordinate, reason, availableWhen, count }) =>
    [coordinate, reason, ...(availableWhen === null ? [] : ['until', availableWhen]), `(${count})`].join(' '),
  );
}

/** `JURISDICTION Entry.lines` for each coordinate disclosed, once, in order. */
export function disclosedOf({ disclosed }: Asked): readonly string[] {
  const told = disclosed.flatMap(({ decision, coordinates, mask }) =>
    coordinates
      .filter((_coordinate, bit) => (mask & (1 << bit)) !== 0)
      .map((coordinate) => `${decision.relation} ${coordinate}`),
  );
  return [...new Set(told)].sort();
}
