import { createHash } from 'node:crypto';

export type Side = 'DEVELOPMENT' | 'HELD_OUT';

const DEVELOPMENT_SHARE = 0.6;

/** Which part an entity is in, by a hash of what it is known by: 60 of 100 for tuning, the rest for the report. */
export function sideOf(entity: string): Side {
  const [byte = 0] = createHash('sha256').update(entity).digest();
  return byte < DEVELOPMENT_SHARE * 256 ? 'DEVELOPMENT' : 'HELD_OUT';
}

/** Things that are linked, directly or through others, as one group each. */
export function groups(links: readonly (readonly [string, string])[]): ReadonlyMap<string, string> {
  const above = new Map<string, string>();
  const rootOf = (thing: string): string => {
    let root = thing;
    while ((above.get(root) ?? root) !== root) root = above.get(root) as string;
    return root;
  };
  for (const [one, other] of links) {
    const [first = one, second = other] = [rootOf(one), rootOf(other)].sort();
    above.set(first, first);
    above.set(second, first);
  }
  return new Map([...above.keys()].map((thing) => [thing, rootOf(thing)]));
}
