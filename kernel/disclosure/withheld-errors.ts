import type { GraphQLFormattedError } from 'graphql';
import type { Cell } from './cells.ts';
import type { Withhold } from './decision.ts';
import { DISCLOSURE_RULES, type DisclosureRule } from './rules.ts';

/** GraphQL errors told one by one; the rest stand in `withheld` alone. */
export const MOST_WITHHELD_ERRORS = 20;

/** A place in an answer, as resolvers are given it: from the field up. */
export interface Place {
  readonly key: string | number;
  readonly prev: Place | undefined;
}

/** A cell of the answer that was withheld. */
export interface WithheldAt {
  readonly at: Place;
  readonly cell: Cell;
  readonly decision: Withhold;
}

/** Kept at once before all but those that may be told are let go. */
const MOST_KEPT = 500;

/** NOTE: which are told hangs on their places alone: not on which part of the answer came first. */
export function keepWithheld(kept: WithheldAt[], withheld: WithheldAt): void {
  if (kept.push(withheld) < MOST_KEPT) return;
  const first = firstOf(kept).map(([, each]) => each);
  kept.splice(0, kept.length, ...first);
}

/** The errors of an answer for what it withholds: the first of its places. */
export function withheldErrors(kept: readonly WithheldAt[]): readonly GraphQLFormattedError[] {
  return firstOf(kept).map(([path, { cell, decision }]) => {
    const { message, extensions } = told(cell, decision);
    return { message, path, extensions };
  });
}

type Told = Required<Pick<GraphQLFormattedError, 'message' | 'extensions'>>;

const toldOf = new WeakMap<Withhold, Map<string, Told>>();

/** What is said of a cell and a decision, which are the same few again and again. */
function told({ coordinate, disclosure }: Cell, decision: Withhold): Told {
  let known = toldOf.get(decision);
  if (known === undefined) {
    known = new Map();
    toldOf.set(decision, known);
  }
  let made = known.get(coordinate);
  if (made === undefined) {
    made = toldAnew(coordinate, disclosure.rule, decision);
    known.set(coordinate, made);
  }
  return made;
}

function toldAnew(coordinate: string, rule: DisclosureRule, { reason, until }: Withhold): Told {
  const { authority } = DISCLOSURE_RULES[rule];
  return {
    message: `${coordinate} is withheld: ${reason} (${authority}).`,
    extensions: { code: 'FIELD_WITHHELD', coordinate, rule, reason, authority, availableWhen: until },
  };
}

type Path = readonly (string | number)[];

function firstOf(kept: readonly WithheldAt[]): readonly (readonly [Path, WithheldAt])[] {
  return kept
    .map((each) => [pathOf(each.at), each] as const)
    .sort(([one], [other]) => comparePaths(one, other))
    .slice(0, MOST_WITHHELD_ERRORS);
}

function pathOf(at: Place): Path {
  const path: (string | number)[] = [];
  for (let place: Place | undefined = at; place !== undefined; place = place.prev) path.push(place.key);
  return path.reverse();
}

/** Items of a list by number, fields by name, what is nearer the root first. */
export function comparePaths(one: Path, other: Path): number {
  const shorter = Math.min(one.length, other.length);
  for (let nth = 0; nth < shorter; nth += 1) {
    const step = one[nth] ?? '';
    const against = other[nth] ?? '';
    if (step !== against) return step < against ? -1 : 1;
  }
  return one.length - other.length;
}
