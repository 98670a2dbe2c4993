import { createHmac } from 'node:crypto';
import { CHOSEN_FROM } from './parameters.ts';

/** A count of one value of a grouping in one quarter. */
export interface Cell {
  readonly value: string;
  readonly seizures: number;
  readonly lines: number;
}

/** A column is a quarter under one grouping: its cells add up to the quarter's total, which all groupings share. */
export interface ProtectedColumn {
  /** The values whose counts are not published. */
  readonly hidden: ReadonlySet<string>;
  /** Not even which values there are is published: no choice of cells would hide the small ones. */
  readonly isHiddenWhole: boolean;
}

export interface Protection {
  readonly smallestCell: number;
  /** Chooses among cells that would do, so that who knows the rule does not know the choice. */
  readonly key: Uint8Array;
  /** What is protected: grouping and quarter. The same column is protected the same way. */
  readonly column: string;
}

const NOTHING: ReadonlySet<string> = new Set();

/**
 * Hides each count below the smallest cell, and further ones so that what is hidden
 * cannot be had by taking what is published from the total: at least two, and so many
 * seizures among them that each could be any number up to twice the smallest cell.
 * A total that is small is nobody's to publish, and everything of its quarter is hidden.
 *
 * @param cells none is counted twice; empty ones may be listed.
 */
export function protectColumn(
  cells: readonly Cell[],
  { smallestCell, key, column }: Protection,
): ProtectedColumn {
  const counted = cells.filter(({ seizures }) => seizures > 0);
  const hidden = counted.filter(({ seizures }) => seizures < smallestCell);
  if (hidden.length === 0) return { hidden: NOTHING, isHiddenWhole: false };
  const rest = counted
    .filter(({ seizures }) => seizures >= smallestCell)
    .sort((one, other) => one.seizures - other.seizures || (one.value < other.value ? -1 : 1));
  while (!isEnough(hidden, smallestCell)) {
    const chosen = choose(rest, `${column} ${hidden.length}`, key);
    if (chosen === undefined) return { hidden: NOTHING, isHiddenWhole: true };
    rest.splice(rest.indexOf(chosen), 1);
    hidden.push(chosen);
  }
  return { hidden: new Set(hidden.map(({ value }) => value)), isHiddenWhole: false };
}

/** Each hidden cell is known to be at least 1: what is beyond that may lie in any of them. */
function isEnough(hidden: readonly Cell[], smallestCell: number): boolean {
  const seizures = hidden.reduce((sum, cell) => sum + cell.seizures, 0);
  return hidden.length >= 2 && seizures - hidden.length >= 2 * (smallestCell - 1);
}

function choose(rest: readonly Cell[], what: string, key: Uint8Array): Cell | undefined {
  const from = rest.slice(0, CHOSEN_FROM);
  const drawn = createHmac('sha256', key).update(`cell\0${what}`).digest().readUInt32BE(0);
  return from[drawn % Math.max(from.length, 1)];
}
