import type { TestHouse } from '../../world/house.ts';
import type { Asker } from './askers.ts';
import { disclosedIn } from './ledgered.ts';
import { type Probe, type Seen, seen } from './probe.ts';

/** One record asked for by one viewer. */
export interface Question {
  readonly probe: Probe;
  readonly asker: Asker;
}

/** Every record asked for by every viewer of these. */
export function asked(
  probes: readonly Probe[],
  by: readonly Asker[],
  who: (asker: Asker, probe: Probe) => boolean = () => true,
): readonly Question[] {
  return probes.flatMap((probe) =>
    by.filter((asker) => who(asker, probe)).map((asker) => ({ probe, asker })),
  );
}

const AT_ONCE = 6;

/**
 * Where the answers, or what the ledger holds of them, are other than matrix.md says:
 * every cell with its reason; every disclosure with its relation and stage, and no more.
 */
export async function compared(house: TestHouse, questions: readonly Question[]) {
  const all: Seen[] = [];
  for (let nth = 0; nth < questions.length; nth += AT_ONCE) {
    const some = questions.slice(nth, nth + AT_ONCE);
    all.push(...(await Promise.all(some.map(({ asker, probe }) => seen(house, asker, probe)))));
  }
  const ledgered = await disclosedIn(house, all);
  const unlike = all
    .filter(({ cells }) => cells > 0)
    .map((each) => ({ ledger: ledgered(each), matrix: [...each.disclosed].sort().join(', ') }))
    .filter(({ ledger, matrix }) => ledger !== matrix);
  return {
    cells: all.reduce((sum, each) => sum + each.cells, 0),
    requests: all.length,
    differences: [...all.flatMap(({ differences }) => differences), ...unlike],
  };
}
