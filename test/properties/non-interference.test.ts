import { random } from '@good-standing/gateway/world/random.ts';
import { disposableDatabase } from '@good-standing/kernel/postgres/disposable.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CONTRACTS } from '../attacks/askers.ts';
import { FAULTS, withoutFault } from './faults.ts';
import { findLeak } from './non-interference.ts';
import { knownOf } from './operations/values.ts';
import { playRound, type Tally } from './round.ts';
import { SEED } from './seed.ts';
import type { World } from './worlds/feeds.ts';
import { inventedWorld } from './worlds/invented.ts';
import { type OpenWorld, openAgain, openWorld, TODAY } from './worlds/open.ts';
import { type Party, partiesOf } from './worlds/parties.ts';
import { perturbed } from './worlds/perturbed.ts';

const A_MINUTE = 60_000;

let world: World;
let one: OpenWorld;

beforeAll(async () => {
  world = inventedWorld(SEED);
  one = await openWorld(await disposableDatabase(), world);
});
afterAll(() => one?.close());

function named(names: readonly string[]): readonly Party[] {
  const parties = partiesOf(world, TODAY).filter(({ name }) => names.includes(name));
  expect(parties).toHaveLength(names.length);
  return parties;
}

interface Group {
  readonly names: readonly [string, ...string[]];
  readonly operations: number;
}

/** Rivals of one audience share a world: what is changed in it is hidden from each of them. */
const GROUPS: readonly Group[] = [
  {
    names: ['nobody', 'aphis', 'atf', 'fcc', 'bazaar', 'bazaar-lean', 'swift', 'usps', 'qumar', 'xanadu'],
    operations: 400,
  },
  { names: ['fda', 'cpsc', 'fda-lean', 'epa'], operations: 350 },
  { names: ['aurora', 'borealis', 'cascade', 'dune'], operations: 350 },
  { names: ['beacon', 'compass', 'beacon-lean'], operations: 350 },
  { names: ['lumen', 'meridian', 'halcyon', 'vigil', 'lumen-lean', 'owner'], operations: 350 },
  { names: ['cascade'], operations: 300 },
  { names: ['half-lumen', 'half-qumar'], operations: 150 },
  { names: ['half-cascade', 'half-beacon'], operations: 150 },
  { names: ['cbp'], operations: 150 },
];

describe('INV1-INV4: worlds that differ in what is hidden are one world, and each answer is accounted for, explained and the same on every path', () => {
  test.each(GROUPS)(
    '$operations operations of $names',
    { timeout: 4 * A_MINUTE },
    async ({ names, operations }) => {
      const tally: Tally = { answers: 0, accounted: 0, refused: 0 };
      const empty = () => disposableDatabase();
      const round = { one, world, parties: named(names), operations, seed: `${SEED} ${names}`, empty };
      expect(await playRound(round, tally)).toBeNull();
      expect(tally.answers).toBeGreaterThanOrEqual(operations);
      expect(tally.refused).toBeLessThan(tally.answers / 4);
      expect(tally.accounted).toBeGreaterThan(names.includes('nobody') ? 0 : tally.answers / 100);
    },
  );
});

describe('a house that leaks is found out', () => {
  let other: OpenWorld;
  let otherWorld: World;
  beforeAll(async () => {
    const hidden = perturbed(
      world,
      named([...new Set(FAULTS.flatMap(({ to }) => to))]),
      random('leaks'),
      TODAY,
    );
    otherWorld = hidden.world;
    other = await openWorld(await disposableDatabase(), otherWorld);
  });
  afterAll(() => other?.close());
  afterEach(withoutFault);

  test.each(FAULTS)('$says', { timeout: 2 * A_MINUTE }, async (fault) => {
    fault.inject(one.admin);
    const wrong = await openAgain(one);
    withoutFault();
    fault.inject(other.admin);
    const alsoWrong = await openAgain(other);
    const pair = {
      one: wrong,
      other: alsoWrong,
      parties: named(fault.to),
      contracts: CONTRACTS,
      known: await knownOf([world, otherWorld], one),
    };
    const leak = await findLeak(pair, {
      random: random(`leaks ${SEED}`),
      operations: 600,
      roots: fault.roots,
    });
    await Promise.all([wrong.close(), alsoWrong.close()]);
    const words = leak?.query.match(/[a-zA-Z]+/g)?.length ?? Number.POSITIVE_INFINITY;
    // As short as it gets: one thing asked, and no more than is needed to see it.
    expect([words < 20, words < 20 ? null : leak]).toEqual([true, null]);
  });
});
