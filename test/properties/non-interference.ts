import type { Random } from '@good-standing/gateway/world/random.ts';
import type { Audience } from '@good-standing/kernel/viewer/viewer.ts';
import type { GraphQLSchema } from 'graphql';
import { type Answer, type Asked, exchange } from './answers/exchange.ts';
import { ledgerOf } from './answers/ledger.ts';
import { minimal } from './operations/minimal.ts';
import { type Operation, type Page, randomOperation } from './operations/random.ts';
import { type Known, remember } from './operations/values.ts';
import type { OpenWorld } from './worlds/open.ts';
import type { Party } from './worlds/parties.ts';

/** Two worlds that the parties may not be able to tell apart. */
export interface Pair {
  readonly one: OpenWorld;
  readonly other: OpenWorld;
  readonly parties: readonly Party[];
  readonly contracts: Readonly<Record<Audience, GraphQLSchema>>;
  readonly known: Known;
}

export interface Asking<Fault> {
  readonly random: Random;
  readonly operations: number;
  /** Only these root fields; absent: all. */
  readonly roots?: readonly string[];
  /** Told of the answers of the first world, with what was asked; a fault that it finds ends the search. */
  readonly onAnswers?: (answered: readonly Answered[]) => Promise<Fault | null>;
}

/** An operation and its answer, page by page. */
export interface Answered {
  readonly asked: Asked;
  readonly answer: Answer;
  /** Whether every record in it says its id. */
  readonly identified: boolean;
}

/** A question that two worlds answer differently, as short as it gets. */
export interface Leak {
  readonly party: string;
  readonly purpose: string | null;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** What differs, and how it reads in either world. */
  readonly differs: Difference;
}

interface Difference {
  readonly in: 'status' | 'headers' | 'body' | 'ledger';
  readonly one: string;
  readonly other: string;
}

/** Others are asked at the same time, as in a house that is in use. */
const AT_ONCE = 12;
/** Each text is asked with several values: a text that was asked before costs little, as in a house that is in use. */
const VALUES_A_TEXT = 3;
const MOST_PAGES = 2;
/**
 * The accounting of disclosures tells the requests of this very run, whose ids are
 * random; it has a test of its own. The ruleset is of no record.
 */
const NOT_ASKED: ReadonlySet<string> = new Set(['disclosures', 'standingRuleset']);

/** Asks both worlds the same random questions; the first that they answer differently, or null. */
export async function findLeak<Fault = never>(
  pair: Pair,
  { random, operations, roots, onAnswers }: Asking<Fault>,
): Promise<Leak | Fault | null> {
  for (let asked = 0; asked < operations; asked += AT_ONCE) {
    const batch = drawBatch(pair, random, roots).slice(0, operations - asked);
    const compared = (await Promise.all(batch.map((each) => askedOfBoth(pair, each)))).flat();
    const differing =
      compared.find(({ difference }) => difference !== null) ?? (await inLedgers(pair, compared));
    if (differing !== undefined) return smallest(pair, differing.asked);
    const answered = compared.map(({ asked, one, identified }) => ({ asked, answer: one, identified }));
    for (const { one } of compared) remember(pair.known, one.text);
    const fault = (await onAnswers?.(answered)) ?? null;
    if (fault !== null) return fault;
  }
  return null;
}

interface Drawn extends Operation, Pick<Asked, 'party' | 'purpose'>, Pick<Answered, 'identified'> {}

function drawBatch(pair: Pair, random: Random, roots?: readonly string[]): readonly Drawn[] {
  return Array.from({ length: AT_ONCE / VALUES_A_TEXT }, () => draw(pair, random, roots)).flatMap((drawn) => [
    drawn,
    ...Array.from({ length: VALUES_A_TEXT - 1 }, () => ({ ...drawn, variables: drawn.otherVariables() })),
  ]);
}

function draw({ parties, contracts, known }: Pair, random: Random, roots?: readonly string[]): Drawn {
  const party = parties[random.between(0, parties.length - 1)] as Party;
  const { audience, purposes } = party;
  const purpose = purposes[random.between(0, purposes.length)] ?? null;
  const identified = random.chance(0.5);
  const schema = contracts[audience];
  const asked = rootsOf(schema).filter((name) => roots?.includes(name) ?? !NOT_ASKED.has(name));
  const operation = randomOperation(random, { schema, audience, known, roots: asked, identified });
  return { ...operation, party, purpose, identified };
}

function rootsOf(schema: GraphQLSchema): readonly string[] {
  return Object.keys(schema.getQueryType()?.getFields() ?? {});
}

interface Compared {
  readonly asked: Asked;
  readonly identified: boolean;
  readonly one: Answer;
  readonly other: Answer;
  readonly difference: Difference | null;
}

/** The operation, and the pages that follow on those it asked for. */
async function askedOfBoth(
  pair: Pair,
  { pages, identified, otherVariables: _, ...first }: Drawn,
): Promise<readonly Compared[]> {
  const compared: Compared[] = [];
  let asked: Asked = first;
  for (let nth = 0; nth <= MOST_PAGES; nth += 1) {
    const [one, other] = await Promise.all([exchange(pair.one, asked), exchange(pair.other, asked)]);
    compared.push({ asked, identified, one, other, difference: differenceOf(one, other) });
    const next = nextPages(pages, one);
    if (Object.keys(next).length === 0) break;
    pair.known.cursors.push(...Object.values(next));
    asked = { ...asked, variables: { ...asked.variables, ...next } };
  }
  return compared;
}

function differenceOf(one: Answer, other: Answer): Difference | null {
  if (one.status !== other.status)
    return { in: 'status', one: String(one.status), other: String(other.status) };
  if (one.text !== other.text) return { in: 'body', one: one.text, other: other.text };
  if (one.headers !== other.headers) return { in: 'headers', one: one.headers, other: other.headers };
  return null;
}

async function inLedgers(pair: Pair, compared: readonly Compared[]): Promise<Compared | undefined> {
  const [one, other] = await Promise.all([
    ledgerOf(
      pair.one,
      compared.map((each) => each.one.requestId),
    ),
    ledgerOf(
      pair.other,
      compared.map((each) => each.other.requestId),
    ),
  ]);
  return compared.find((each) => {
    const [here, there] = [one.get(each.one.requestId) ?? [], other.get(each.other.requestId) ?? []];
    return JSON.stringify(here.map(({ whole }) => whole)) !== JSON.stringify(there.map(({ whole }) => whole));
  });
}

async function differenceNow(pair: Pair, asked: Asked): Promise<Difference | null> {
  const [one, other] = await Promise.all([exchange(pair.one, asked), exchange(pair.other, asked)]);
  const seen = differenceOf(one, other);
  if (seen !== null) return seen;
  const lines = async (world: OpenWorld, { requestId }: Answer) =>
    JSON.stringify(((await ledgerOf(world, [requestId])).get(requestId) ?? []).map(({ whole }) => whole));
  const [here, there] = [await lines(pair.one, one), await lines(pair.other, other)];
  return here === there ? null : { in: 'ledger', one: here, other: there };
}

async function smallest(pair: Pair, asked: Asked): Promise<Leak> {
  const { party, purpose } = asked;
  const fails = async (attempt: Pick<Asked, 'query' | 'variables'>) =>
    (await differenceNow(pair, { ...asked, ...attempt })) !== null;
  const least = await minimal(pair.contracts[party.audience], asked, fails);
  const { query, variables } = least;
  const differs = await differenceNow(pair, { ...asked, query, variables });
  const gone: Difference = { in: 'body', one: 'differed once', other: 'and not when asked again' };
  return { party: party.name, purpose, query, variables, differs: differs ?? gone };
}

/** The cursor that each page's variable stands for next; none where the list has ended. */
function nextPages(pages: readonly Page[], { body }: Answer): Readonly<Record<string, string>> {
  return Object.fromEntries(
    pages.flatMap(({ variable, path }) => {
      const cursor = firstAt(body.data, path);
      return typeof cursor === 'string' ? [[variable, cursor] as const] : [];
    }),
  );
}

function firstAt(value: unknown, path: readonly string[]): unknown {
  if (Array.isArray(value)) {
    for (const each of value) {
      const found = firstAt(each, path);
      if (found !== undefined && found !== null) return found;
    }
    return undefined;
  }
  const [step, ...rest] = path;
  if (step === undefined) return value;
  return typeof value === 'object' && value !== null
    ? firstAt((value as Readonly<Record<string, unknown>>)[step], rest)
    : undefined;
}
