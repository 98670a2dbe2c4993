import { parseArgs } from 'node:util';
import { random } from '@good-standing/gateway/world/random.ts';
import { playRound, type Tally } from './round.ts';
import { inventedWorld } from './worlds/invented.ts';
import { openWorld, TODAY } from './worlds/open.ts';
import { type Party, partiesOf } from './worlds/parties.ts';
import { startServer } from './worlds/server.ts';

const OPERATIONS_A_ROUND = 500;
const ROUNDS_A_WORLD = 8;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string' },
    operations: { type: 'string' },
    seed: { type: 'string' },
    /** Only these, separated by commas: all of them in every round. */
    parties: { type: 'string' },
  },
});
const minutes = values.minutes === undefined ? null : Number(values.minutes);
const most = Number(values.operations ?? (minutes === null ? 5_000 : Number.POSITIVE_INFINITY));
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const until = minutes === null ? Number.POSITIVE_INFINITY : performance.now() + minutes * 60_000;

/** Rivals of one audience can be kept in one world; the more parties, the less is hidden from all of them. */
function drawn(parties: readonly Party[], nth: number): readonly Party[] {
  if (values.parties !== undefined) {
    const names = values.parties.split(',');
    return parties.filter(({ name }) => names.includes(name));
  }
  const draw = random(`parties ${seed} ${nth}`);
  const one = parties[draw.between(0, parties.length - 1)] as Party;
  const rivals = parties.filter(({ audience }) => audience === one.audience);
  return draw.chance(0.5) ? [one] : rivals;
}

const server = await startServer();
const tally: Tally = { answers: 0, accounted: 0, refused: 0 };
console.log(`seed ${seed}`);
let asked = 0;
try {
  for (let nth = 0; asked < most && performance.now() < until && process.exitCode === undefined; ) {
    const world = inventedWorld(seed + nth);
    const one = await openWorld(await server.empty(), world);
    const parties = partiesOf(world, TODAY);
    for (let round = 0; round < ROUNDS_A_WORLD; round += 1, nth += 1) {
      if (asked >= most || performance.now() >= until) break;
      const operations = Math.min(OPERATIONS_A_ROUND, most - asked);
      const those = drawn(parties, nth);
      const begun = performance.now();
      const broken = await playRound(
        { one, world, parties: those, operations, seed: `${seed} ${nth}`, empty: server.empty },
        tally,
      );
      asked += operations;
      const names = those.map(({ name }) => name).join(', ');
      const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
      if (broken === null) {
        console.log(
          `${asked} operations, ${tally.answers} answers, ${tally.accounted} accounted for: ${names} (${seconds} s)`,
        );
        continue;
      }
      console.log(`\nseed ${seed}, round ${nth}, ${names}`);
      console.log(JSON.stringify({ ...broken, query: undefined, faults: undefined }, null, 2));
      console.log(broken.query);
      for (const fault of broken.faults) console.log(fault);
      for (const failure of one.failures) console.log(`the house logged ${JSON.stringify(failure)}`);
      process.exitCode = 1;
      break;
    }
    await one.close();
  }
} finally {
  await server.stop();
}
console.log(process.exitCode === undefined ? 'nothing found' : 'found: see above');
