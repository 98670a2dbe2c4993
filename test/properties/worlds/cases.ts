import { type Random, random as randomOf } from '@good-standing/gateway/world/random.ts';
import { type Row, rowsOf, type World, withRows } from './feeds.ts';

const CASES = 14;
const AGENCIES = ['', 'FDA', 'CPS', 'EPA', 'FDA;CPS'] as const;

/** More cases of each kind than the cast has: of any importer, flagged to anyone, at every step. */
export function withCases(world: World, seed: number): World {
  const random = randomOf(`${seed} cases`);
  const importers = rowsOf(world, 'importers').map(({ number = '' }) => number);
  const added = Array.from({ length: CASES }, (_, nth) => ({
    nth,
    importer_number: importers[random.between(0, Math.min(importers.length, 12) - 1)] ?? '',
    agencies: random.pick(AGENCIES),
  }));
  const grown = (into: World, feed: string, row: (each: (typeof added)[number]) => Row) =>
    withRows(into, feed, [
      ...rowsOf(into, feed),
      ...added.map((each) => ({ ...like(into, feed), ...row(each) })),
    ]);
  const evading = grown(world, 'evasion-cases', ({ nth, ...of }) => ({
    ...of,
    case_number: `EAPA-INP-${nth}`,
    ...evasionSteps(random),
  }));
  const detained = grown(evading, 'forced-labor-detentions', ({ nth, ...of }) => ({
    ...of,
    detention_number: `INP-FL-${nth}`,
    entry_number: '',
    basis: random.pick(['UFLPA', 'FINDING', 'CAATSA'] as const),
    proof_on: random.chance(0.5) ? '2026-10-20' : '',
  }));
  return grown(detained, 'liquidated-damages', ({ nth, ...of }) => ({
    ...of,
    claim_number: `INP-LD-${nth}`,
    entry_number: '',
    petitioned_on: random.chance(0.5) ? '2026-10-28' : '',
    closed_on: random.chance(0.3) ? '2026-10-30' : '',
  }));
}

/** The first of the feed, with every column. */
function like(world: World, feed: string): Row {
  return rowsOf(world, feed)[0] ?? {};
}

function evasionSteps(random: Random): Row {
  const alleged = {
    received_on: '2026-03-02',
    initiated_on: '',
    interim: '',
    interim_on: '',
    notified_on: '',
  };
  if (random.chance(0.2)) return alleged;
  const investigated = { ...alleged, initiated_on: '2026-03-16' };
  if (random.chance(0.3)) return investigated;
  return { ...investigated, interim: 'NONE', interim_on: '2026-06-12', notified_on: '2026-06-18' };
}
