import { hash } from 'node:crypto';

const LEAF = '\u0000';
const NODE = Buffer.of(1);

/** RFC 6962 § 2.1: the hash of one leaf. */
export function leafOf(text: string): Buffer {
  return hash('sha256', LEAF + text, 'buffer');
}

/** RFC 6962 § 2.1: the root over leaves in their order; of none, the hash of nothing. */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  let level = leaves;
  while (level.length > 1) level = parentsOf(level);
  return level[0] ?? hash('sha256', '', 'buffer');
}

/** A last one without a partner rises as it is, which gives the tree of the RFC. */
function parentsOf(level: readonly Buffer[]): Buffer[] {
  const parents: Buffer[] = [];
  for (let nth = 0; nth < level.length; nth += 2) {
    const [left, right] = level.slice(nth, nth + 2);
    if (left === undefined) continue;
    parents.push(right === undefined ? left : hash('sha256', Buffer.concat([NODE, left, right]), 'buffer'));
  }
  return parents;
}
