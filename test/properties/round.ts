import { type Random, random as randomOf } from '@good-standing/gateway/world/random.ts';
import { CONTRACTS } from '../attacks/askers.ts';
import { examine } from './accounted.ts';
import { serveDirectly } from './answers/direct.ts';
import { type Asked, exchange } from './answers/exchange.ts';
import { ledgerOf } from './answers/ledger.ts';
import { type Answered, findLeak, type Leak } from './non-interference.ts';
import { type Said, saidBy } from './one-answer.ts';
import { minimal } from './operations/minimal.ts';
import { knownOf } from './operations/values.ts';
import type { World } from './worlds/feeds.ts';
import { type EmptyDatabase, type OpenWorld, openWorld, TODAY } from './worlds/open.ts';
import type { Party } from './worlds/parties.ts';
import { perturbed } from './worlds/perturbed.ts';

/** Some parties, a world, and another that they cannot tell from it. */
export interface Round {
  readonly one: OpenWorld;
  readonly world: World;
  readonly parties: readonly Party[];
  readonly operations: number;
  readonly seed: string;
  readonly empty: () => Promise<EmptyDatabase>;
}

/** A promise of disclosure.md that an answer broke, with the least question that shows it. */
export interface Broken extends Pick<Asked, 'query' | 'variables' | 'purpose'> {
  readonly invariant: 'non-interference' | 'accounting, explained' | 'one answer';
  readonly party: string;
  readonly faults: readonly string[];
}

export interface Tally {
  answers: number;
  /** Answers that held data under a rule. */
  accounted: number;
  /** Answers refused before anything was run. */
  refused: number;
}

/** Opens the other world, asks both, and holds every answer of the first against its own account. */
export async function playRound(round: Round, tally: Tally): Promise<Broken | null> {
  const { one, world, parties, operations, seed } = round;
  const other = perturbed(world, parties, randomOf(`world ${seed}`), TODAY);
  const two = await openWorld(await round.empty(), other.world);
  const direct = await serveDirectly(one);
  const said = saidBy(one, direct);
  const random = randomOf(`operations ${seed}`);
  try {
    const known = await knownOf([world, other.world], one);
    const pair = { one, other: two, parties, contracts: CONTRACTS, known };
    const leak = await findLeak(pair, {
      random,
      operations,
      onAnswers: (answered) => accounted(one, said, answered, { random: randomOf(`again ${seed}`), tally }),
    });
    return leak === null ? null : 'differs' in leak ? leaked(leak) : leak;
  } finally {
    await direct.close();
    await two.close();
  }
}

function leaked({ differs, ...leak }: Leak): Broken {
  const faults = [`differs in ${differs.in}`, `one: ${differs.one}`, `other: ${differs.other}`];
  return { ...leak, invariant: 'non-interference', faults };
}

/** The other three promises, of answers whose records say their ids. */
async function accounted(
  world: OpenWorld,
  said: Said,
  answers: readonly Answered[],
  { random, tally }: { readonly random: Random; readonly tally: Tally },
): Promise<Broken | null> {
  const lines = await ledgerOf(
    world,
    answers.map(({ answer }) => answer.requestId),
  );
  for (const { asked, answer, identified } of answers) {
    tally.answers += 1;
    if (answer.body.data === undefined) tally.refused += 1;
    if (lines.has(answer.requestId)) tally.accounted += 1;
    if (!identified) continue;
    const faults = await faultsNow(world, asked, answer, lines.get(answer.requestId) ?? []);
    if (faults.length > 0) return smallest(world, asked);
    const schema = CONTRACTS[asked.party.audience];
    const contradiction =
      said.hear(asked, schema, answer) ??
      (random.chance(0.25) ? await said.again(asked, schema, answer, random) : null);
    if (contradiction === null) continue;
    const { party, purpose, query, variables } = asked;
    const told = [contradiction.place, `one: ${contradiction.one}`, `other: ${contradiction.other}`];
    return { invariant: 'one answer', party: party.name, purpose, query, variables, faults: told };
  }
  return null;
}

async function faultsNow(
  world: OpenWorld,
  asked: Asked,
  ...[answer, lines]: [] | [Answered['answer'], Parameters<typeof examine>[0]['lines']]
): Promise<readonly string[]> {
  const { requestId, body } = answer ?? (await exchange(world, asked));
  const held = lines ?? (await ledgerOf(world, [requestId])).get(requestId) ?? [];
  const schema = CONTRACTS[asked.party.audience];
  const { faults, absent } = examine({ schema, asked, body, lines: held });
  if (faults.length > 0) return faults;
  for (const id of absent) {
    const query = 'query ($id: ID!) { importer(id: $id) { id } }';
    const { body: seen } = await exchange(world, { ...asked, query, variables: { id } });
    if (seen.data?.importer !== null) return [`neither disclosed nor withheld: ${id}`];
  }
  return [];
}

async function smallest(world: OpenWorld, asked: Asked): Promise<Broken> {
  const { party, purpose } = asked;
  const schema = CONTRACTS[party.audience];
  const isIdentified = (query: string) => query.includes('id');
  const least = await minimal(
    schema,
    asked,
    async (attempt) =>
      isIdentified(attempt.query) && (await faultsNow(world, { ...asked, ...attempt })).length > 0,
  );
  const { query, variables } = least;
  const faults = await faultsNow(world, { ...asked, query, variables });
  return { invariant: 'accounting, explained', party: party.name, purpose, query, variables, faults };
}
